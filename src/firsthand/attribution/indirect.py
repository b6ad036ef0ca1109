"""Speech reported by a verb: who, to whom, and where what was said begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.attribution.clauses import (
    FINITE,
    NOMINAL,
    has_finite,
    noun_phrase_after,
    noun_phrase_before,
    skip_adjuncts,
    subject_before,
)
from firsthand.attribution.cues import Cue, cue_at
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.lexicon import forms
from firsthand.attribution.tokens import Line, Token, spoken_end
from firsthand.languages import table
from firsthand.nouns import AttributionKind

_PREPOSITIONS = {"of", "about", "for", "against", "on", "at", "with", "over", "in"}
_DASHES = {"-", "–", "—", "--"}
_LEFT_OPEN = {",", "—", "–", "--", "-"}


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
    for draft in _unlisted(line, toks, high):
        if not any(a < e and s < b for d in out for a, b in d.content for s, e in draft.content):
            out.append(draft)
    return sorted(out, key=lambda d: d.cue or (0, 0))


def _unlisted(line: Line, toks: Sequence[Token], high: int) -> list[Draft]:
    """"“Go home,” Pell barked" and "Pell barked, “Go home”": any verb that stands where one of saying stands."""
    out = []
    for q, quote in enumerate(toks[:high]):
        if quote.tag != "quote" or quote.text.count(" ") < 1:
            continue
        spans: tuple[tuple[int, int], int] | None = None
        if spoken_end(quote) in {",", "?", "!", "—", "-"} and q + 2 < len(toks):
            end = noun_phrase_after(toks, q + 1, min(high, q + 10), False)
            while end > q + 2 and toks[end - 1].tag == "ed":
                end -= 1
            if end > q + 1 and end < high and _acts(toks, end):
                spans = (q + 1, end), end
            elif _acts(toks, q + 1):
                stop = inverted_subject(toks, q + 2, high)
                if stop > q + 2 and toks[q + 2].tag in {"name", "det", "pron"}:
                    spans = (q + 2, stop), q + 1
        elif q >= 3 and toks[q - 1].text in {",", ":"} and _acts(toks, q - 2) and quote.text[:1].isupper() and quote.text.count(" ") > 2:
            found = subject_before(toks, q - 2)
            if found and toks[found[0]].tag in {"name", "pron", "det"}:
                spans = found, q - 2
        if spans is None:
            continue
        source, verb = spans
        out.append(Draft("unlisted", "direct", _chars(toks, source), _chars(toks, (verb, verb + 1)), [(quote.start, quote.end)],
                         line.paragraph, lemma=toks[verb].form, frame="quote", inside=line.inside))  # fmt: skip
    return out


def _acts(toks: Sequence[Token], i: int) -> bool:
    """True where a past tense stands at ``i`` that is no reporting verb of the table."""
    return i < len(toks) and (toks[i].tag == "ed" or toks[i].tag == "verb") and toks[i].form not in forms() and len(toks[i].form) > 3


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
    source, inherited = _source(toks, cue, before)
    post = _post(toks, cue, source, high)
    if post is not None:
        source, parts, rule = post
        draft = _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), rule, "post")
        if "person" in cue.frames and rule == "post":
            told = noun_phrase_after(toks, cue.end, high, False)
            if told > cue.end:
                draft.addressee = _chars(toks, (cue.end, told))
        return draft
    if source is not None and source[0] > 0 and cue.end < high and toks[cue.end].tag in FINITE and cue.kind != "denial":
        relative = toks[source[0] - 1]
        if relative.form in {"which", "that", "who"} and "post" in cue.frames:  # "a letter that Pell said was drafted"
            parts = [(cue.end, content_end(toks, cue.end, high))]
            parts = [(source[0] - 1, source[0]), *parts] if relative.form != "that" else parts
            return _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), "relative", "bare")
    high = _clause_high(toks, cue, high)
    if cue.infinitive and cue.lemma != "go on to say":
        return None
    found = _right(toks, cue, high)
    if found is None:
        return None
    frame, parts, addressee = found
    if source is None and not inherited:
        return None
    rule = "participle" if cue.form == "ing" else "verb"
    draft = _draft(line, toks, cue, source, parts, _kind(toks, cue, parts), rule, frame)
    if source is None and inherited:
        draft.source = inherited.source
        draft.rule = "inherited"
        draft.addressee = inherited.addressee
    if addressee:
        draft.addressee = _chars(toks, addressee)
    return draft


def _anonymity(toks: Sequence[Token], start: int, high: int) -> bool:
    """True where what is asked for is to go unnamed: said of the source, it is no statement."""
    return any(t.form in {"anonymity", "anonymous", "anonymously", "named", "identified"} for t in toks[start : min(high, start + 6)])


def _clause_high(toks: Sequence[Token], cue: Cue, high: int) -> int:
    """End of what a cue inside an opening subordinate clause can govern: "While Pell denied it, officials ..."."""
    k = cue.start - 1
    while k > 0 and toks[k].tag == "adv":
        k -= 1
    if k > 0 and toks[k].form in {"who", "which"} and toks[k - 1].text == ",":  # ", who denied it, left"
        for n in range(cue.end, high - 1):
            if toks[n].text == "," and toks[n + 1].tag in FINITE | {"adv"}:
                return n
        return high
    if cue.form == "ing" and cue.verb == 0:
        return next((n for n in range(cue.end, high) if toks[n].text == ","), high)
    first = toks[0]
    if first.tag != "sub" and first.form not in {"after", "before", "since", "when", "until"}:
        return high
    comma = 0
    for k in range(1, min(high, 60)):
        if toks[k].text == "," and has_finite(toks, 1, k) and k + 2 < high and toks[k + 1].tag not in {"wh", "conj", "ing", "sub"}:
            comma = k
            break
    return comma if comma > cue.end else high


def _draft(line: Line, toks: Sequence[Token], cue: Cue, source: tuple[int, int] | None, parts: list[tuple[int, int]],
           kind: AttributionKind, rule: str, frame: str) -> Draft:  # fmt: skip
    return Draft(
        rule=rule,
        kind=kind,
        source=_chars(toks, source) if source else None,
        cue=_chars(toks, (cue.start, cue.end)),
        content=[_chars(toks, p) for p in parts],
        paragraph=line.paragraph,
        lemma=cue.lemma,
        frame=frame,
        inside=line.inside,
    )


def _chars(toks: Sequence[Token], span: tuple[int, int]) -> Range:
    return toks[span[0]].start, toks[span[1] - 1].end


def _kind(toks: Sequence[Token], cue: Cue, parts: Sequence[tuple[int, int]]) -> AttributionKind:
    if cue.kind == "denial":
        return "denial"
    if cue.lemma in _LABELLING and any(w in _labels() for a, b in parts for t in toks[a:b] for w in t.text.lower().split()[:4] or ()):
        return "denial"
    if cue.kind == "belief":
        return "belief"
    quoted = sum(t.end - t.start for a, b in parts for t in toks[a:b] if t.tag == "quote")
    total = sum(toks[b - 1].end - toks[a].start for a, b in parts)
    if quoted and quoted >= 0.8 * total:  # the scorers' and the literature's line between direct and mixed
        return "direct"
    return "mixed" if quoted else "indirect"


_LABELLING = frozenset({"call", "describe", "label", "brand", "characterize", "characterise", "denounce", "condemn"})


@cache
def _labels() -> frozenset[str]:
    """Words that call a claim untrue: "called the claims 'baseless'"."""
    rows = table("en", "denials")
    return frozenset(form for w in rows["labels"] for form in (w, f"{w},", f"{w}.", f"“{w}", f"\"{w}"))


def _source(toks: Sequence[Token], cue: Cue, before: Sequence[Draft]) -> tuple[tuple[int, int] | None, Draft | None]:
    """The subject of the cue; else the attribution before it in the line, whose speaker goes on."""
    previous = before[-1] if before else None
    if cue.form == "ing" and toks[cue.start].form == toks[cue.verb].form:
        prior = toks[cue.verb - 1] if cue.verb else None
        if prior is None:
            return _subject_after_comma(toks, cue), None
        if prior.tag in {"noun", "name"} and cue.kind == "speech":
            phrase = noun_phrase_before(toks, cue.verb)
            if phrase and (phrase[0] == 0 or toks[phrase[0] - 1].tag not in {"prep", "to"}):
                return phrase, None
        if previous is not None:
            return None, previous
        if prior.text == ",":
            return lead_subject(toks, cue.verb) or clause_subject(toks, cue.verb), None
        return clause_subject(toks, cue.verb), None
    k = cue.start - 1
    while k >= 0 and toks[k].tag == "adv":
        k -= 1
    if k >= 0 and toks[k].tag == "conj":
        if previous is not None:
            return None, previous
        return main_subject(toks, k), None
    if k >= 0 and toks[k].text == "," and previous is not None and k > 0 and toks[k - 1].tag == "quote":
        return None, previous
    return subject_before(toks, cue.start), None


def _subject_after_comma(toks: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """"Accusing the council of neglect, Pell left": the subject follows the opening participle's clause."""
    for k in range(cue.end, min(len(toks) - 1, cue.end + 40)):
        if toks[k].text == ",":
            end = noun_phrase_after(toks, k + 1, len(toks))
            if end > k + 1 and end < len(toks) and toks[end].tag in FINITE | {"adv"} | {"noun"}:
                return (k + 1, end)
    return None


def lead_subject(toks: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase a sentence opens with, past "In a letter on Monday,"."""
    start = 0
    if toks[0].tag in {"prep", "sub", "ing", "ed", "adv", "conj"}:
        if toks[0].tag != "conj":
            start = next((k + 1 for k in range(min(end, 40)) if toks[k].text == ","), 0)
        else:
            start = 1
    if not start and toks[0].tag in {"prep", "sub", "ing", "ed"}:
        return None
    stop = noun_phrase_after(toks, start, end, False)
    return (start, stop) if stop > start else None


def clause_subject(toks: Sequence[Token], before: int) -> tuple[int, int] | None:
    """The subject of the nearest finite verb before a participle."""
    for k in range(before - 1, max(0, before - 60), -1):
        if toks[k].text == ";":
            return None
        if toks[k].tag in {"verb", "aux", "modal", "ed"}:
            found = subject_before(toks, k)
            if found:
                return found
    return None


def main_subject(toks: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase before the line's first finite verb."""
    known = forms()
    for i in range(min(end, 40)):
        tok = toks[i]
        if tok.tag in {"verb", "aux", "modal", "ed"} and i and not (tok.tag == "ed" and tok.form not in known and (
                toks[i - 1].tag in {"det", "poss", "adj"})):
            found = subject_before(toks, i)
            if found:
                return found
    return None


# ---- content before the cue


def _post(toks: Sequence[Token], cue: Cue, source: tuple[int, int] | None, high: int
          ) -> tuple[tuple[int, int], list[tuple[int, int]], str] | None:  # fmt: skip
    """"..., Pell said" and "..., said Pell": source, content parts, rule; None where the content does not come first."""
    if "post" not in cue.frames and "quote" not in cue.frames or cue.form == "ing" or cue.infinitive:
        return None
    if cue.end + 1 < high and toks[cue.end].text == ":" and toks[cue.end + 1].tag == "quote":
        return None
    if source is not None and source[0] > 0 and source[1] <= cue.start:
        left = toks[source[0] - 1]
        after = skip_adjuncts(toks, cue.end, high)
        if left.form == "as" and {"post", "that"} <= cue.frames and (after >= high or toks[after].text == ","):
            return _as_reported(toks, cue, source, high)
        spoken = left.tag == "quote" and spoken_end(left) in {",", "?", "!", "-", "—", "…", "."}
        if (left.text in _LEFT_OPEN or left.tag == "quote" or left.text in {"?", "!", ")"}) and (
            _closes(toks, cue, high) or spoken and not (cue.end < high and toks[cue.end].tag in {"that", "quote"})
        ):
            parts = _left(toks, source[0], cue)
            rest = _after(toks, cue, cue.end, high)
            if not parts and left.text == "," and cue.end < high and toks[cue.end].text == ",":
                parts = _interrupted(toks, source[0] - 1, cue, high)
                rest = []
            if parts:
                return source, parts + rest, "post"
    if cue.start == 0 and cue.lemma == "say" and cue.form == "past-or-participle":
        end = inverted_subject(toks, cue.end, high)
        if end > cue.end and end + 1 < high and toks[end].text in {",", ":"} and toks[end + 1].tag == "quote":
            return (cue.end, end), [(end + 1, content_end(toks, end + 1, high))], "inverted"
    if cue.start > 0 and cue.start == cue.verb and cue.lemma not in {"tell", "inform", "assure"}:
        left = toks[cue.start - 1]
        if left.tag == "quote" or left.text in _LEFT_OPEN:
            end = inverted_subject(toks, cue.end, high)
            if cue.end < high and toks[cue.end].tag == "pron" and end < high and toks[end].text != ",":
                end = cue.end
            if end > cue.end and not (_clause_follows(toks, end, high) if left.tag != "quote" else end < high and toks[end].tag in FINITE):
                parts = _left(toks, cue.start, cue)
                if parts:
                    return (cue.end, end), parts + _after(toks, cue, end, high), "inverted"
    return None


def _closes(toks: Sequence[Token], cue: Cue, high: int) -> bool:
    """True where nothing that could be content follows the cue directly."""
    j = cue.end
    if "person" in cue.frames:
        j = max(j, noun_phrase_after(toks, j, high))
    k = skip_adjuncts(toks, j, high)
    if k >= high:
        return True
    tok = toks[k]
    if tok.text == ",":
        return True
    if tok.tag == "quote" and toks[k - 1].text not in {",", ":"} and k == cue.end:
        return False
    if k > cue.end and tok.tag == "that":
        return toks[k - 1].tag in {"noun", "name"} and not has_finite(toks, k + 2, min(high, k + 12)) or False
    if tok.tag in {"prep", "sub"} or tok.text in {";", "(", "-", "—", "–", "--", "."}:
        return True
    return tok.tag == "conj" and k > cue.end


def _as_reported(toks: Sequence[Token], cue: Cue, source: tuple[int, int], high: int
                 ) -> tuple[tuple[int, int], list[tuple[int, int]], str] | None:  # fmt: skip
    """"As Norwire reported, the dam will hold", "the dam, as Norwire reported, will hold" and at the end."""
    at = source[0] - 1
    parts = []
    if at > 1 and toks[at - 1].text == ",":
        parts = [(0, at - 1)]
    end = skip_adjuncts(toks, cue.end, high)
    if end + 1 < high and toks[end].text == ",":
        parts.append((end + 1, content_end(toks, end + 1, high)))
        if at > 1 and not has_finite(toks, *parts[0]) and len(parts) > 1 and toks[0].tag in {"prep", "adv", "det"}:
            parts = parts[1:]
    return (source, parts, "post") if parts else None


def _interrupted(toks: Sequence[Token], comma: int, cue: Cue, high: int) -> list[tuple[int, int]]:
    """"The dam, Pell said, will hold" and "Still, Pell said, the dam will hold": content on both sides of the cue."""
    start = comma
    while start > 0 and comma - start < 25 and toks[start - 1].text not in {";", ","}:
        start -= 1
    end = content_end(toks, cue.end + 1, high)
    if end <= cue.end + 2 or toks[cue.end + 1].tag in {"ing", "wh"} or toks[cue.end + 1].form in {"according", "citing"}:
        return []
    if start < comma and toks[start].tag in {"sub", "prep"} and not has_finite(toks, cue.end + 1, end):
        return []
    lead = [(start, comma)] if comma - start > 1 and toks[start].tag not in {"adv", "conj", "sub", "prep"} else []
    return [*lead, (cue.end + 1, end)]


def inverted_subject(toks: Sequence[Token], start: int, high: int) -> int:
    """End of the subject that follows its verb, with its appositions: "said Ann Pell, the water minister"."""
    if start >= high or toks[start].tag in {"ing", "ed", "punct"}:
        return start
    end = noun_phrase_after(toks, start, high)
    if end == start or toks[start].tag == "objpron" and toks[start].form not in {"it", "you"}:
        return start
    for _ in range(3):
        if end + 1 < high and toks[end].text == "," and (
            toks[end + 1].tag in {"det", "noun", "name", "adj", "wh", "poss", "num"} or toks[end + 1].form in {"himself", "who", "of"}
        ):
            stop = end + 1
            while stop < high and toks[stop].text not in {",", ";", ":"} and toks[stop].tag != "quote" and stop - end < 40:
                stop += 1
            if toks[end + 1].tag != "wh" and has_finite(toks, end + 1, stop) and not any(
                    t.form in {"who", "which", "that"} for t in toks[end + 1 : stop]):
                break
            end = stop
        else:
            break
    return end


def _clause_follows(toks: Sequence[Token], start: int, high: int) -> bool:
    """True where a finite verb follows: the phrase was a subject or object of another clause."""
    return start < high and (toks[start].tag in FINITE or toks[start].form in {"that", "to"} or toks[start].tag == "quote")


def _left(toks: Sequence[Token], end: int, cue: Cue) -> list[tuple[int, int]]:
    """The content that ends before ``end``."""
    stop = end
    while stop > 0 and toks[stop - 1].text in _LEFT_OPEN:
        stop -= 1
    start = stop
    floor = max(0, stop - 150)
    while start > floor and toks[start - 1].text not in {";"}:
        start -= 1
    last = toks[stop - 1] if stop else None
    if last is not None and last.tag == "quote" and stop - 1 > start:
        lead = toks[stop - 2]
        if lead.text in {":", "("} or lead.text in {",", "."} and last.text[:1].isupper() and len(last.text) > 25:
            start = stop - 1
    if start < stop and toks[start].form in {"but", "and", "so"} and toks[start].tag in {"conj", "adv"}:
        start += 1
    if start >= stop:
        return []
    if last is not None and last.tag != "quote" and "post" not in cue.frames:
        return []
    if last is not None and last.tag != "quote" and not (stop - start >= 3 and _independent(toks, start, stop)):
        return []
    return [(start, stop)]


def _independent(toks: Sequence[Token], start: int, stop: int) -> bool:
    """True where the range holds a main clause: not only "While Pell waited" or "After a long day in Quell"."""
    first = toks[start]
    if first.tag in {"sub", "prep", "ing"} or first.form in {"when", "asked", "after", "before", "since"}:
        comma = next((k for k in range(start, stop) if toks[k].text == ","), None)
        if comma is None:
            return False
        start = comma + 1
    return has_finite(toks, start, stop)


def _after(toks: Sequence[Token], cue: Cue, start: int, high: int) -> list[tuple[int, int]]:
    """What goes on after an interrupting cue: ", he said, ..."."""
    j = start
    if "person" in cue.frames and start == cue.end:
        j = max(j, noun_phrase_after(toks, j, high))
    k = skip_adjuncts(toks, j, high)
    if k + 1 >= high or toks[k].text not in {",", ":", ";", "-", "—", "–", "--"}:
        if k < high and toks[k].tag == "quote" and k > j:
            return [(k, k + 1)]
        return []
    k += 1
    tok = toks[k]
    if tok.tag == "quote":
        end = content_end(toks, k, high)
        return [(k, end)]
    if cue.start and any(t.tag == "quote" and spoken_end(t) in {",", "!", "?"} for t in toks[max(0, cue.start - 12) : cue.start]):
        return []  # the quotation is over: what follows is the story going on
    if tok.tag == "ing" or tok.form in {"who", "which", "but", "while", "although", "though", "as", "according", "when", "after"}:
        for n in range(k, min(high, k + 25)):  # "..., he said, adding" is another cue; a later quotation may still be his
            if toks[n].tag == "quote":
                break
        return []
    end = content_end(toks, k, high)
    if tok.tag == "conj" and k + 1 < high and (toks[k + 1].tag in FINITE or toks[k + 1].form in forms()):
        return []
    if toks[start - 1].text == "," or not has_finite(toks, k, end):
        return []
    return [(k, end)] if end > k else []


# ---- content after the cue


def _right(toks: Sequence[Token], cue: Cue, high: int
           ) -> tuple[str, list[tuple[int, int]], tuple[int, int] | None] | None:  # fmt: skip
    """(frame, content parts, addressee) of content that follows the cue; None where no frame of the verb fits."""
    frames, j = cue.frames, cue.end
    if j >= high:
        return None
    addressee: tuple[int, int] | None = None
    if "person" in frames and toks[j].tag not in {"that", "quote", "wh"}:
        a = noun_phrase_after(toks, j, high)
        if a > j and a < high and (toks[a].tag in {"that", "quote", "wh", "to", "pron", "det", "name", "poss", "noun", "adj", "num", "prep", "sub"}
                                   or toks[a].text in {",", ":"} or is_report_gap(toks, a, high)):
            addressee = (j, a)
            j = a
        elif cue.lemma in {"tell", "inform", "assure", "remind"}:
            a = pronoun_cut(toks, j, high)
            if a is None:
                return None
            addressee = (j, a)
            j = a
    if j >= high:
        return None
    k = skip_adjuncts(toks, j, high)
    firm = k < high and (toks[k].tag == "quote" or toks[k].text == ":" or toks[k].tag == "that" and k + 1 < high
                         and toks[k + 1].tag not in FINITE)  # fmt: skip
    for start in (k,) if firm and k > j else dict.fromkeys((j, k)):
        if start >= high:
            continue
        found = _frame_at(toks, cue, start, high, start > j)
        if found:
            frame, content_start = found
            end = content_end(toks, content_start, high)
            if frame in {"to", "ing"}:
                end = _joined_verb(toks, content_start, end)
            if end > content_start:
                return frame, [(content_start, end)], addressee
    if frames & {"that", "quote"}:
        far = _that_ahead(toks, k, high)
        if far is not None:
            end = content_end(toks, far, high)
            return ("that" if toks[far].tag == "that" else "quote"), [(far, end)], addressee
    return None


def _joined_verb(toks: Sequence[Token], start: int, end: int) -> int:
    """"vowed to stay and left": a finite verb after "and" goes back to the subject, not into the infinitive."""
    for k in range(start + 1, end - 1):
        if toks[k].form in {"and", "but"} and toks[k + 1].tag in {"ed", "aux", "modal"}:
            return k - (toks[k - 1].text == ",")
    return end


def is_report_gap(toks: Sequence[Token], i: int, high: int) -> bool:
    """True where an adverb or a day stands between the person told and the content."""
    return i < high and toks[i].tag in {"adv", "ing"}


def pronoun_cut(toks: Sequence[Token], j: int, high: int) -> int | None:
    """"told reporters the plan ..": the person told ends before a determiner or pronoun."""
    for k in range(j + 1, min(high, j + 8)):
        if toks[k].tag in {"det", "pron", "poss", "that"}:
            return k
    return None


def _that_ahead(toks: Sequence[Token], start: int, high: int) -> int | None:
    """"said in a letter to the board on Monday that": the that-clause past what stands between."""
    for k in range(start, min(high, start + 22)):
        tok = toks[k]
        if tok.tag == "that" and k > start and k + 1 < high and toks[k + 1].tag not in {"aux", "modal", "verb", "ed"}:
            return k
        if tok.text in {":"} and k + 1 < high and toks[k + 1].tag == "quote":
            return k + 1
        if tok.text == "," and k + 1 < high and toks[k + 1].tag == "quote" and len(toks[k + 1].text) > 15:
            return k + 1
        if tok.tag in {"verb", "aux", "modal", "wh"} or tok.text in {";", ",", ":"} or tok.tag == "quote":
            return None
    return None


def _frame_at(toks: Sequence[Token], cue: Cue, k: int, high: int, gap: bool) -> tuple[str, int] | None:
    frames, tok = cue.frames, toks[k]
    after = toks[k + 1] if k + 1 < high else None
    if tok.text in {",", ":", "—", "–", "-", "--"} and after is not None:
        if after.tag == "quote" and frames & {"quote", "that", "np", "bare"}:
            return "quote", k + 1
        if tok.text == ":" and frames & {"quote", "that", "bare"}:
            return "colon", k + 1
        if tok.text == "," and after.tag == "that" and "that" in frames:
            return "that", k + 1
        return None
    if tok.tag == "that":
        if "that" in frames:
            return "that", k
        return ("np", k) if "np" in frames and after is not None else None
    if tok.tag == "quote":
        if frames & {"quote", "that", "bare"}:
            return "quote", k
        return ("np", k) if frames & {"np", "as", "object", "to", "of"} else None
    if (tok.tag == "wh" or tok.form == "if") and not (cue.lemma == "call" and tok.form == "what"):
        if "wh" in frames:
            return "wh", k
        return ("np", k) if "np" in frames and tok.form in {"what", "how", "whatever", "why"} else None
    if tok.tag == "to" or tok.form == "not" and after is not None and after.tag == "to":
        if "to" in frames:
            return "to", k
        return ("unto", k) if "unto" in frames else None
    if tok.tag == "ing" and "ing" in frames and not gap:
        return "ing", k
    if tok.form in _PREPOSITIONS and tok.tag in {"prep", "sub"}:
        if tok.form in frames and not gap and after is not None and after.tag not in {"punct"}:
            return tok.form, k
    if tok.tag in FINITE and not (tok.tag == "ed" and after is not None and after.tag in {"noun", "name"}):
        return None
    if "object" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron"}:
        end = noun_phrase_after(toks, k, high, False)
        if end < high and toks[end].form in {"to", "of", "for", "not", "that", "over", "against", "on", "about", "whether", "in"}:
            return "object", k
        further = noun_phrase_after(toks, k, high)
        if further < high and toks[further].form in {"to", "of", "not", "that", "whether"}:
            return "object", k
    if "as" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron", "wh"}:
        if cue.lemma in {"call", "label", "name", "pronounce"}:
            return "as", k
        for n in range(k + 1, min(high, k + 25)):
            if toks[n].form == "as":
                return "as", k
            if toks[n].text in {";", ","} or toks[n].tag in {"verb", "modal"}:
                break
    if "bare" in frames and (tok.tag in NOMINAL | {"pron", "prep", "sub", "adv", "ing"}):
        end = noun_phrase_after(toks, k, high)
        stop = min(high, k + 40)
        if tok.tag == "objpron" and tok.form not in {"it", "you"}:
            return None
        if tok.tag == "prep" and not any(t.tag in {"aux", "modal", "verb"} for t in toks[k:stop]):
            return None
        if cue.lemma == "claim" and any(t.form in {"lives", "victims"} for t in toks[k:end]):
            return None
        if has_finite(toks, k + (tok.tag in NOMINAL), stop) and (
            end > k and end < high and (toks[end].tag in FINITE or toks[end].tag in {"adv", "wh", "quote", "that", "prep", "to"} or toks[end].text in {",", "(", "—", "–", "--"})
            or tok.tag in {"prep", "sub", "adv", "ing"} or any(t.tag in {"aux", "modal", "verb"} for t in toks[k:stop])
        ):
            return "bare", k
    if "np" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron"}:
        return "np", k
    return None


# ---- where content ends


def content_end(toks: Sequence[Token], start: int, high: int) -> int:
    """End of content that begins at ``start``: the sentence's end, or where another voice or another cue takes over."""
    known = forms()
    if toks[start].tag == "quote" and spoken_end(toks[start]) in {",", ".", "?", "!"}:
        return start + 1
    for k in range(start + 1, high):
        tok = toks[k]
        if tok.text == ";":
            return k
        if tok.tag == "quote" and spoken_end(tok) == "," and k + 1 < high and toks[k + 1].tag in {"ing", "sub", "wh", "det", "name", "pron", "prep"}:
            return k + 1
        if tok.text == ":" and k + 1 < high and toks[k + 1].tag == "quote" and spoken_end(toks[k + 1]) in {",", "?"}:
            return k
        if tok.text in {",", "—", "–", "--"} and k + 1 < high:
            if _cue_clause(toks, k + 1, high, known):
                return k
        elif tok.form in {"and", "but"} and tok.tag == "conj" and k + 1 < high:
            verb = known.get(toks[k + 1].form) or (known.get(toks[k + 2].form) if toks[k + 1].tag == "adv" and k + 2 < high else None)
            if toks[k + 1].tag == "ing" and verb and verb.kind == "speech" and k + 2 < high and toks[k + 2].tag in {"that", "quote", "pron", "det", "name"}:
                return k - (toks[k - 1].text == ",")
            if verb and verb.form in {"past", "past-or-participle", "s"} and verb.kind in {"speech", "denial"} and (
                k + 2 < high and toks[k + 2].tag in {"that", "quote", "adv", "det", "pron", "poss", "name", "objpron", "to"}
            ) and toks[k - 1].tag != "ed":
                return k - (toks[k - 1].text == ",")
            end = noun_phrase_after(toks, k + 1, min(high, k + 14))
            if end > k + 1 and end < high:
                verb = known.get(toks[end].form)
                if verb and verb.kind == "speech" and verb.form in {"past", "past-or-participle"} and verb.lemma in {
                        "say", "tell", "add", "argue", "claim", "insist", "write", "note"}:
                    return k - (toks[k - 1].text == ",")
        elif tok.form == "according" and k + 1 < high and toks[k + 1].form == "to":
            return k
    return high


def _cue_clause(toks: Sequence[Token], k: int, high: int, known: dict) -> bool:  # type: ignore[type-arg]
    """True where ", ..." opens another cue: ", adding", ", Pell said", ", according to", ", and said"."""
    tok = toks[k]
    if tok.form == "according" or tok.form in {"citing", "quoting"}:
        return True
    joined = tok.tag == "conj" or tok.form == "while"
    if joined and k + 1 < high:
        k += 1
        tok = toks[k]
    verb = known.get(tok.form)
    if verb and verb.kind in {"speech", "denial"} and joined and verb.form in {"past", "past-or-participle"} and tok.tag != "name":
        return True
    if verb and verb.kind in {"speech", "denial"}:
        if verb.form == "ing":
            return True
        if verb.form in {"past", "past-or-participle", "s"} and verb.frames & {"that", "quote"} and tok.tag != "name":
            return verb.lemma in {"say", "add", "tell", "write", "note", "ask", "call"} or k + 1 < high and toks[k + 1].tag in {"that", "quote"}
    if tok.tag in NOMINAL or tok.tag == "pron":
        end = noun_phrase_after(toks, k, min(high, k + 16))
        verb_at = end
        while verb_at < high and toks[verb_at].tag in {"aux", "adv"}:
            verb_at += 1
        if end > k and verb_at < high:
            verb = known.get(toks[verb_at].form)
            if joined and verb and verb.kind in {"speech", "denial"} and verb.form in {"past", "past-or-participle"} and "that" in verb.frames:
                return True
            if verb and "post" in verb.frames and verb.form in {"past", "past-or-participle", "s"} and verb.lemma in _SAYERS:
                return True
            if verb and verb.form == "base" and verb.lemma in {"say"}:
                return True
    return False


_SAYERS = frozenset("say add tell write argue note report claim explain insist announce believe think predict".split())


def iter_cues(line: Line) -> Iterator[Cue]:
    """Every reporting verb of a line, whatever stands around it."""
    for i, tok in enumerate(line.tokens):
        if tok.tag not in {"quote", "punct"} and (cue := cue_at(line.tokens, i)):
            yield cue


# ---- passives


def _passive(line: Line, toks: Sequence[Token], cue: Cue, high: int) -> Draft | None:
    """"was dismissed by Pell", "are believed to be": content is the subject, with what follows "to"."""
    subject = subject_before(toks, cue.start)
    if subject is None or cue.end >= high:
        return None
    k = cue.end
    if toks[k].tag == "to" and cue.lemma in {"say", "believe", "think", "report", "allege", "understand", "know", "expect", "estimate", "consider"}:
        end = content_end(toks, k, high)
        return _draft(line, toks, cue, None, [subject, (k, end)], "hearsay" if cue.lemma != "expect" else "belief", "passive-to", "to")
    if toks[k].form == "by" and cue.frames & {"np", "that"} and k + 1 < high:
        end = inverted_subject(toks, k + 1, high)
        if end > k + 1:
            return _draft(line, toks, cue, (k + 1, end), [subject], _kind(toks, cue, [subject]), "passive-by", "np")
    if toks[k].form == "as" and k + 1 < high and toks[k + 1].form in {"saying", "telling"} and cue.lemma in {"quote", "cite"}:
        end = content_end(toks, k + 2, high)
        return _draft(line, toks, cue, subject, [(k + 2, end)], "indirect", "quoted-as", "that") if end > k + 2 else None
    return None
