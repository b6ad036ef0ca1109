"""Content before its cue or around it: “..., Pell said”, “..., said Pell”, “The dam, Pell said, will hold”."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import has_finite, skip_adjuncts
from firsthand.attribution.contents import content_end
from firsthand.attribution.cues import Cue
from firsthand.attribution.following import is_sentence
from firsthand.attribution.lexicon import forms
from firsthand.attribution.phrases import DASHES, FINITE, noun_phrase_after
from firsthand.attribution.subjects import inverted_subject
from firsthand.attribution.tokens import Token, spoken_end

_OPENERS = frozenset({"when", "while", "after", "before", "as", "once"})  # of a clause before the main one
_ASIDE = 25  # tokens of an aside between a cue and the quotation it opens
_LEFT_OPEN = DASHES | {","}
_OPEN_ENDS = frozenset({",", "?", "!"})  # a quotation that ends so goes on into "Pell said"
_DESCRIBING = frozenset({"allege", "report", "claim"})  # their participle before a bare noun says what somebody is


def preceding(toks: Sequence[Token], cue: Cue, source: tuple[int, int] | None, high: int
          ) -> tuple[tuple[int, int], list[tuple[int, int]], str] | None:  # fmt: skip
    """“..., Pell said” and “..., said Pell”: source, content parts, rule; None where content is not first."""
    if ("post" not in cue.frames and "quote" not in cue.frames) or cue.form == "ing" or cue.infinitive:
        return None
    if cue.end + 1 < high and toks[cue.end].text == ":" and toks[cue.end + 1].tag == "quote":
        return None
    opening = skip_adjuncts(toks, cue.end, high)
    if (
        source is not None
        and opening + 1 < high
        and toks[opening].text == ","
        and toks[opening + 1].tag == "quote"
        and toks[opening + 1].text[:1].isupper()
        and toks[opening + 1].text.count(" ") > 1
        and not any(t.tag == "quote" for t in toks[: source[0]])
    ):
        return None  # "Asked about it, Pell replied, “No one knew.”"
    if source is not None and toks[0].form in _OPENERS and _quotation_ahead(toks, cue.end, high):
        return None  # "When somebody shouted, “Quint,” Pell joked, still on the steps, “No one knew.”"
    if source is not None and source[0] > 0 and source[1] <= cue.start:
        left = toks[source[0] - 1]
        after = skip_adjuncts(toks, cue.end, high)
        if left.form == "as" and {"post", "that"} <= cue.frames and (after >= high or toks[after].text == ","):
            return _as_reported(toks, cue, source, high)
        spoken = left.tag == "quote" and spoken_end(left) in {",", "?", "!", "-", "—", "…", "."}
        if (left.text in _LEFT_OPEN or left.tag == "quote" or left.text in {"?", "!", ")"}) and (
            _closes(toks, cue, high) or (spoken and not _content_at(toks, cue.end, high))
        ):
            parts = _left(toks, source[0], cue)
            rest = _after(toks, cue, cue.end, high)
            if not parts and left.text == "," and cue.end < high and toks[cue.end].text == ",":
                parts = _interrupted(toks, source[0] - 1, cue, high)
                rest = []
            if parts:
                return source, parts + rest, "post"
    opens = cue.start == 0 or (cue.start == 2 and toks[1].text == "," and toks[0].tag in {"conj", "adv"})
    if opens and cue.lemma == "say" and cue.form == "past-or-participle":  # "Said Pell: ...", "But, said Pell, ..."
        end = inverted_subject(toks, cue.end, high)
        if end > cue.end and end + 1 < high and toks[end].text in {",", ":"} and toks[end + 1].tag == "quote":
            return (cue.end, end), [(end + 1, content_end(toks, end + 1, high))], "inverted"
    if cue.start > 0 and cue.start == cue.verb and cue.lemma not in {"tell", "inform", "assure"}:
        left = toks[cue.start - 1]
        if left.tag == "quote" or left.text in _LEFT_OPEN:
            end = inverted_subject(toks, cue.end, high)
            aside = end + 1 < high and toks[end].text == "," and toks[end + 1].tag == "quote"
            if left.tag != "quote" and not (aside or _strong(toks, 0, cue.start - 1)):
                end = cue.end
            if left.tag != "quote" and end + 1 < high and toks[end].text in {":", "."} and toks[end + 1].tag == "quote":
                end = cue.end  # "Pell, the minister, tweeted this: “...”"
            if cue.end < high and toks[cue.end].tag == "pron" and end < high and toks[end].text != ",":
                end = cue.end
            if left.text == "," and cue.lemma in _DESCRIBING and end > cue.end and (
                toks[cue.end].tag in {"noun", "adj"}
            ):
                end = cue.end  # "Quint, alleged head of a ring of smugglers, ..."
            if end > cue.end and not (
                _clause_follows(toks, end, high)
                if left.tag != "quote"
                else end < high
                and toks[end].tag in FINITE
                and (spoken_end(left) not in _OPEN_ENDS or toks[end].tag in {"aux", "modal"})
            ):
                parts, rest = _left(toks, cue.start, cue), _after(toks, cue, end, high)
                if parts or (rest and toks[rest[0][0]].tag == "quote"):  # "As for the wall, said Pell, “it is thin”"
                    return (cue.end, end), parts + rest, "inverted"
    return None


def _quotation_ahead(toks: Sequence[Token], at: int, high: int) -> int | None:
    """Where a quotation that is a sentence stands behind an aside: ", still on the steps, “No one knew.”"."""
    known = forms()
    for k in range(at, min(high - 1, at + _ASIDE)):
        if toks[k].text == "," and is_sentence(toks[k + 1]):
            return k + 1
        if toks[k].tag in {"quote", "that"} or toks[k].text in {";", ":"} or toks[k].form in known:
            return None
    return None


def _content_at(toks: Sequence[Token], at: int, high: int) -> bool:
    """True where a that-clause or a quotation stands at ``at`` that is no title ("told “Good Day Kelm”")."""
    return at < high and (toks[at].tag == "that" or (toks[at].tag == "quote" and toks[at].text.count(" ") > 4))


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
        told = has_finite(toks, k + 2, min(high, k + 12)) or any(t.tag == "quote" for t in toks[k + 1 : k + 2])
        return toks[k - 1].tag in {"noun", "name"} and not told
    if tok.tag in {"prep", "sub"} or tok.text in {";", "(", "-", "—", "–", "--", "."}:
        return True
    return tok.tag == "conj" and k > cue.end


def _as_reported(toks: Sequence[Token], cue: Cue, source: tuple[int, int], high: int
                 ) -> tuple[tuple[int, int], list[tuple[int, int]], str] | None:  # fmt: skip
    """“As Norwire reported, the dam will hold”, “the dam, as Norwire reported, will hold” and at the end."""
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
    """“The dam, Pell said, will hold” and “Still, Pell said, the dam will hold”: content on both sides of the cue."""
    start = comma
    while start > 0 and comma - start < 25 and toks[start - 1].text not in {";", ","}:
        start -= 1
    end = content_end(toks, cue.end + 1, high)
    if (
        end <= cue.end + 2
        or toks[cue.end + 1].tag in {"ing", "wh"}
        or toks[cue.end + 1].form in {"according", "citing"}
    ):
        return []
    if start < comma and toks[start].tag in {"sub", "prep"} and not has_finite(toks, cue.end + 1, end):
        return []
    lead = [(start, comma)] if comma - start > 1 and toks[start].tag not in {"adv", "conj", "sub", "prep"} else []
    return [*lead, (cue.end + 1, end)]


def _clause_follows(toks: Sequence[Token], start: int, high: int) -> bool:
    """True where a finite verb follows: the phrase was a subject or object of another clause."""
    return start < high and (
        toks[start].tag in FINITE or toks[start].form in {"that", "to"} or toks[start].tag == "quote"
    )


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
        whole = last.text[:1].isupper()
        if (
            lead.text in {":", "("}
            or (whole and lead.text in DASHES)
            or (whole and lead.text in {",", "."} and len(last.text) > 15)
        ):
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
    if first.tag in {"sub", "ing"} or first.form in {"when", "asked", "after", "before", "since", "despite", "during"}:
        comma = next((k for k in range(start, stop) if toks[k].text == ","), None)
        if comma is None:
            return False
        start = comma + 1
    return has_finite(toks, start, stop)


def _strong(toks: Sequence[Token], start: int, stop: int) -> bool:
    """True where a verb stands that is no participle after a comma: not "The council, based in Quell"."""
    return any(
        t.tag in {"aux", "modal", "verb"}
        or (t.tag == "quote" and t.text.count(" ") > 1)  # it holds the verb: "Pell “never saw the wall”"
        or (t.tag == "ed" and k > start and toks[k - 1].tag in {"noun", "name", "pron", "adv"})
        for k, t in enumerate(toks[start:stop], start)
    )


def _after(toks: Sequence[Token], cue: Cue, start: int, high: int) -> list[tuple[int, int]]:
    """What goes on after an interrupting cue: ", he said, ..."."""
    j = start
    if "person" in cue.frames and start == cue.end:
        j = max(j, noun_phrase_after(toks, j, high))
    k = skip_adjuncts(toks, j, high)
    if k + 1 >= high or toks[k].text not in {",", ":", ";", "-", "—", "–", "--"}:
        if k < high and toks[k].tag == "quote" and k > j:
            return [(k, k + 1)]
        further = _quotation_ahead(toks, k, high) if k < high and toks[cue.start - 2].tag == "quote" else None
        return [(further, content_end(toks, further, high))] if further else []
    k += 1
    tok = toks[k]
    if tok.tag == "quote":
        end = content_end(toks, k, high)
        return [(k, end)]
    if cue.start and any(
        t.tag == "quote" and spoken_end(t) in {",", "!", "?"} for t in toks[max(0, cue.start - 12) : cue.start]
    ):
        return []  # the quotation is over: what follows is the story going on
    if tok.tag == "ing" or tok.form in {
        "who",
        "which",
        "but",
        "while",
        "although",
        "though",
        "as",
        "according",
        "when",
        "after",
    }:
        for n in range(
            k, min(high, k + 25)
        ):  # "..., he said, adding" is another cue; a later quotation may still be his
            if toks[n].tag == "quote":
                break
        return []
    end = content_end(toks, k, high)
    if tok.tag == "conj" and k + 1 < high and (toks[k + 1].tag in FINITE or toks[k + 1].form in forms()):
        return []
    if toks[start - 1].text == "," or not has_finite(toks, k, end):
        return []
    return [(k, end)] if end > k else []
