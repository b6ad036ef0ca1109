"""Speech reported by a verb: who, to whom, and where what was said begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.attribution.clauses import has_finite, skip_adjuncts, subject_before
from firsthand.attribution.contents import clause_high, content_end
from firsthand.attribution.cues import Cue, cue_at
from firsthand.attribution.drafts import Draft
from firsthand.attribution.following import following
from firsthand.attribution.lexicon import forms_row
from firsthand.attribution.phrases import FINITE, noun_phrase_after, noun_phrase_before
from firsthand.attribution.preceding import preceding
from firsthand.attribution.subjects import clause_subject, inverted_subject, source_of
from firsthand.attribution.tokens import Line, Token, chars
from firsthand.attribution.unlisted import beside
from firsthand.languages import table
from firsthand.nouns import AttributionKind


def reported(line: Line) -> list[Draft]:
    """The attributions of a line that rest on a reporting verb, in order of their cues."""
    toks = line.tokens
    high = _high(toks)
    out: list[Draft] = []
    for i, tok in enumerate(toks):
        if tok.tag in {"quote", "punct"}:
            continue
        cue = cue_at(toks, i)
        if cue is None:
            continue
        draft = _read(line, toks, cue, high, out)
        if draft is not None:
            out.append(draft)
    for draft in beside(line, toks, high):
        if not any(a < e and s < b for d in out for a, b in d.content for s, e in draft.content):
            out.append(draft)
    return sorted(out, key=lambda d: d.cue or (0, 0))


def _high(toks: Sequence[Token]) -> int:
    """End of the line less its final point."""
    high = len(toks)
    while high and toks[high - 1].text in {".", "!", "?", ",", ";", ":", "…"} and high > 1:
        if toks[high - 1].text == ":":
            break
        high -= 1
    return high


def _read(line: Line, toks: Sequence[Token], cue: Cue, high: int, before: Sequence[Draft]) -> Draft | None:
    if cue.passive:
        return _passive(line, toks, cue, high)
    if cue.lemma in {"request", "ask", "insist on", "wish"} and _anonymity(toks, cue.end, high):
        return None
    source, inherited = source_of(toks, cue, before)
    post = preceding(toks, cue, source, high)
    if post is not None:
        source, parts, rule = post
        draft = _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), rule, "post")
        if "person" in cue.frames and rule == "post":
            told = noun_phrase_after(toks, cue.end, high, False)
            if told > cue.end:
                draft.addressee = chars(toks, (cue.end, told))
        return draft
    if source is not None and source[0] > 0 and cue.end < high and toks[cue.end].tag in FINITE and cue.kind != "denial":
        relative = toks[source[0] - 1]
        if relative.form in {"which", "that", "who"} and "post" in cue.frames:  # "a letter that Pell said was drafted"
            parts = [(cue.end, content_end(toks, cue.end, high))]
            parts = [(source[0] - 1, source[0]), *parts] if relative.form != "that" else parts
            return _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), "relative", "bare")
    high = clause_high(toks, cue, high)
    if cue.infinitive and cue.lemma != "go on to say":
        return _infinitive(line, toks, cue, high)
    found = following(toks, cue, high)
    if found is None:
        return None
    frame, parts, addressee = found
    if (source is None and not inherited) or _unspoken(toks, cue, frame, source):
        return None
    rule = "participle" if cue.form == "ing" else "verb"
    draft = _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), rule, frame)
    if source is None and inherited:
        draft.source = inherited.source
        draft.rule = "inherited"
        draft.addressee = inherited.addressee
    if addressee:
        draft.addressee = chars(toks, addressee)
    return draft


def _unspoken(toks: Sequence[Token], cue: Cue, frame: str, source: tuple[int, int] | None) -> bool:
    """True for what is no statement: "would announce its plan", ", supporting the plan", "he showed us the room"."""
    if frame == "np" and toks[cue.verb].text[0].isupper():
        return True  # a heading's "Pell Slams the Gates"
    if frame == "bare" and cue.lemma == "add":
        return cue.form != "ing"  # "added two points"; "adding the dam was dry"
    if frame in {"np", "ing"} and cue.modal:
        return True
    if frame == "np" and cue.kind == "showing":
        return source is None or toks[source[1] - 1].tag == "pron"
    return cue.kind == "belief" and frame in {"np", "to", "ing"} and source is None


def _infinitive(line: Line, toks: Sequence[Token], cue: Cue, high: int) -> Draft | None:
    """“The delay led residents to demand that ...”: who is made to speak stands before “to”."""
    if cue.start == 0 or cue.kind != "speech":
        return None
    moved = noun_phrase_before(toks, cue.start) if toks[cue.start - 1].tag in {"noun", "name", "objpron"} else None
    if moved and moved[0] and (toks[moved[0] - 1].form in forms_row("moving") or toks[moved[0] - 1].form == "by"):
        source: tuple[int, int] | None = moved
    elif moved or toks[cue.start - 1].form in forms_row("ready") | {"on"}:  # "was quick to", "went on to"
        source = clause_subject(toks, cue.start)
    else:
        return None
    found = following(toks, cue, high)
    went = toks[cue.start - 1].form == "on" and cue.start > 1 and toks[cue.start - 2].form in {"went", "goes", "going"}
    if source is None or found is None or (found[0] not in {"that", "quote"} and not went):
        return None
    return _draft(line, toks, cue, source, found[1], _kind(toks, cue, found[1]), "infinitive", found[0])


def _anonymity(toks: Sequence[Token], start: int, high: int) -> bool:
    """True where what is asked for is to go unnamed: said of the source, it is no statement."""
    return any(
        t.form in {"anonymity", "anonymous", "anonymously", "named", "identified"}
        for t in toks[start : min(high, start + 6)]
    )


def _draft(line: Line, toks: Sequence[Token], cue: Cue, source: tuple[int, int] | None, parts: list[tuple[int, int]],
           kind: AttributionKind, rule: str, frame: str) -> Draft:  # fmt: skip
    return Draft(
        rule=rule,
        kind=kind,
        source=chars(toks, source) if source else None,
        cue=chars(toks, (cue.start, cue.end)),
        content=[chars(toks, p) for p in parts],
        paragraph=line.paragraph,
        lemma=cue.lemma,
        frame=frame,
        inside=line.inside,
    )


def _kind(toks: Sequence[Token], cue: Cue, parts: Sequence[tuple[int, int]]) -> AttributionKind:
    if cue.kind == "denial":
        return "denial"
    if cue.lemma in forms_row("labelling") and any(
        w in _labels() for a, b in parts for t in toks[a:b] for w in t.text.lower().split()[:4] or ()
    ):
        return "denial"
    if cue.kind == "belief":
        return "belief"
    quoted = sum(t.end - t.start for a, b in parts for t in toks[a:b] if t.tag == "quote")
    total = sum(toks[b - 1].end - toks[a].start for a, b in parts)
    if quoted and quoted >= 0.8 * total:  # the scorers' and the literature's line between direct and mixed
        return "direct"
    if quoted:
        return "mixed"
    return "confirmation" if _confirms(toks, cue, parts) else "indirect"


def _confirms(toks: Sequence[Token], cue: Cue, parts: Sequence[tuple[int, int]]) -> bool:
    """True where a verb of confirming has something that can be so for its object: not "confirmed Pell as minister"."""
    if cue.lemma not in forms_row("confirming") or cue.negated or cue.modal or cue.infinitive or not parts:
        return False
    first = toks[parts[0][0]]
    return first.tag != "objpron" and (first.tag != "name" or has_finite(toks, *parts[0]))


def _asked(toks: Sequence[Token], cue: Cue, subject: tuple[int, int], high: int
           ) -> tuple[tuple[int, int] | None, list[tuple[int, int]]] | None:  # fmt: skip
    """“Pell was asked by Jo Quint, “Why?””: who asks, where somebody is named, and the quotation."""
    if cue.lemma not in {"ask", "tell"}:
        return None
    k, agent = cue.end, None
    if toks[k].form == "by" and k + 1 < high:
        end = inverted_subject(toks, k + 1, high)
        if end > k + 1:
            k, agent = end, (k + 1, end)
    k = skip_adjuncts(toks, k, high)
    if k + 1 < high and toks[k].text in {",", ":"} and toks[k + 1].tag == "quote":
        return agent, [(k + 1, content_end(toks, k + 1, high))]
    return None


@cache
def _labels() -> frozenset[str]:
    """Words that call a claim untrue: "called the claims 'baseless'"."""
    rows = table("en", "denials")
    return frozenset(form for w in rows["labels"] for form in (w, f"{w},", f"{w}.", f"“{w}", f'"{w}'))


def _passive(line: Line, toks: Sequence[Token], cue: Cue, high: int) -> Draft | None:
    """“was dismissed by Pell”, “are believed to be”: content is the subject, with what follows “to”."""
    subject = subject_before(toks, cue.start)
    if subject is None or cue.end >= high:
        return None
    k = cue.end
    said_before = subject[0] > 0 and toks[subject[0] - 1].tag == "quote"
    if cue.lemma == "quote" and toks[k].form == "as" and k + 2 >= high and said_before:
        parts = [(subject[0] - 1, subject[0])]  # "“...,” Pell was quoted as saying"
        return _draft(line, toks, cue, subject, parts, "direct", "quoted-as", "post")
    if toks[k].tag == "that" and toks[subject[0]].form == "it" and subject[1] - subject[0] == 1:
        return _draft(line, toks, cue, None, [(k, content_end(toks, k, high))], "hearsay", "passive-to", "that")
    if toks[k].tag == "to" and cue.lemma in {
        "say",
        "believe",
        "think",
        "report",
        "allege",
        "understand",
        "know",
        "expect",
        "estimate",
        "consider",
    }:
        end = content_end(toks, k, high)
        return _draft(
            line,
            toks,
            cue,
            None,
            [subject, (k, end)],
            "hearsay" if cue.lemma != "expect" else "belief",
            "passive-to",
            "to",
        )
    asked = _asked(toks, cue, subject, high)
    if asked is not None:
        agent, parts = asked
        rule = "passive-by" if agent else "passive-to"
        return _draft(line, toks, cue, agent, parts, _kind(toks, cue, parts), rule, "quote")
    if toks[k].form == "by" and cue.frames & {"np", "that"} and k + 1 < high:
        end = inverted_subject(toks, k + 1, high)
        if end > k + 1:
            return _draft(line, toks, cue, (k + 1, end), [subject], _kind(toks, cue, [subject]), "passive-by", "np")
    if (
        toks[k].form == "as"
        and k + 1 < high
        and toks[k + 1].form in {"saying", "telling"}
        and cue.lemma in {"quote", "cite"}
    ):
        end = content_end(toks, k + 2, high)
        return (
            _draft(line, toks, cue, subject, [(k + 2, end)], "indirect", "quoted-as", "that") if end > k + 2 else None
        )
    return None
