"""Whose verb it is: the subject of a reporting verb, before it, after it, or of the clause it goes on from."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import before_times, has_finite, is_when, subject_before
from firsthand.attribution.cues import Cue
from firsthand.attribution.drafts import Draft
from firsthand.attribution.gazetteer import people
from firsthand.attribution.lexicon import forms, forms_row
from firsthand.attribution.phrases import FINITE, is_time, noun_phrase_after, noun_phrase_before
from firsthand.attribution.tokens import Token, word_set


def source_of(toks: Sequence[Token], cue: Cue, before: Sequence[Draft]) -> tuple[tuple[int, int] | None, Draft | None]:
    """The subject of the cue; else the attribution before it in the line, whose speaker goes on."""
    previous = _outermost(before, toks, cue) if before else None
    if cue.form == "ing" and toks[cue.start].form == toks[cue.verb].form:
        at = cue.verb - 1
        while at > 0 and toks[at].tag == "adv":
            at -= 1
        at = before_times(toks, at, 0) if at > 0 else at
        prior = toks[at] if cue.verb else None
        if prior is None:
            return _subject_after_comma(toks, cue), None
        if prior.form == "as":  # "quoted Pell as saying"
            return noun_phrase_before(toks, cue.verb - 1), None
        if prior.tag in {"noun", "name"} and cue.kind == "speech":
            phrase = noun_phrase_before(toks, at + 1)
            if (
                phrase
                and phrase[0] > 1
                and prior.form in people("documents")
                and toks[phrase[0] - 1].form in forms_row("issuing")
            ):
                return subject_before(toks, phrase[0] - 1), None  # "the board issued a statement saying"
            if phrase and is_when(toks, phrase):
                phrase = noun_phrase_before(toks, phrase[0])
            if phrase and (
                phrase[0] == 0 or toks[phrase[0] - 1].form == "with" or toks[phrase[0] - 1].tag not in {"prep", "to"}
            ):
                return phrase, None
        if previous is not None:
            return None, previous
        if prior.text == "," or prior.tag in {"prep", "sub"}:
            if _within_clause(toks, at):
                return clause_subject(toks, cue.verb), None
            return lead_subject(toks, cue.verb) or clause_subject(toks, cue.verb), None
        return clause_subject(toks, cue.verb), None
    k = cue.start - 1
    while k >= 0 and toks[k].tag == "adv":
        k -= 1
    if k >= 0 and toks[k].tag == "conj":
        if previous is not None:
            return None, previous
        return clause_subject(toks, k) or main_subject(toks, k), None
    if k >= 0 and toks[k].text == "," and previous is not None and k > 0 and toks[k - 1].tag == "quote":
        return None, previous
    return subject_before(toks, cue.start), None


def _holds(outer: Draft, inner: Draft) -> bool:
    """True where the inner attribution's cue stands in the outer's content, after its cue."""
    if outer.cue is None or inner.cue is None or outer.cue[0] >= inner.cue[0]:
        return False
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.content)


def _outermost(before: Sequence[Draft], toks: Sequence[Token], cue: Cue) -> Draft:
    """The attribution a further verb goes on from: not one told inside another's content, where that has ended.

    "The ministry denied that Pell had told Quint so, calling it an invention": the ministry calls it one.
    """
    last = before[-1]
    for _ in range(len(before)):
        outer = next((d for d in before if d is not last and d.kind != "belief" and _holds(d, last)), None)
        if outer is None:
            break
        last = outer
    return last


def _within_clause(toks: Sequence[Token], comma: int) -> bool:
    """True where a relative or temporal clause runs up to a comma: "in Quell, where farmers met, chanting"."""
    for k in range(comma - 1, max(0, comma - 40), -1):
        if toks[k].text in {",", ";"}:
            return False
        if toks[k].form in {"where", "which", "who", "as", "while"} and has_finite(toks, k + 1, comma):
            return k > 0
    return False


def lead_subject(toks: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase a sentence opens with, past "In a letter on Monday,"."""
    start = 0
    if toks[0].tag in {"prep", "sub", "ing", "ed", "adv", "conj"}:
        comma = next((k + 1 for k in range(min(end, 40)) if toks[k].text == ","), 0)
        start = comma if toks[0].tag != "conj" else 1
    if not start and toks[0].tag in {"prep", "sub", "ing", "ed"}:
        return None
    stop = noun_phrase_after(toks, start, end, False)
    if stop <= start or toks[start].form == "there" or toks[stop - 1].tag in {"det", "poss"} or is_time(toks[stop - 1]):
        return None
    return start, stop


def clause_subject(toks: Sequence[Token], before: int) -> tuple[int, int] | None:
    """The subject of the nearest finite verb before a participle."""
    known = forms()
    for k in range(before - 1, max(0, before - 60), -1):
        if toks[k].text == ";":
            return None
        if toks[k].tag in {"verb", "aux", "modal", "ed"}:
            if k and (toks[k - 1].tag in {"poss", "posm", "adj"} or toks[k - 1].form in word_set("articles")):
                continue  # a noun or an adjective there: "gave a measured answer", "listed its needs"
            if toks[k].form in known and known[toks[k].form].form == "base" and toks[k - 1].tag == "noun":
                continue  # "a sharp retort"
            found = subject_before(toks, k)
            if found:
                return found
    return None


def main_subject(toks: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase before the line's first finite verb."""
    known = forms()
    first = toks[0].tag == "sub" or toks[0].form in {"after", "before", "since", "until"}
    start = next((k + 1 for k in range(min(end, 40)) if toks[k].text == ","), 0) if first else 0
    for i in range(start, min(end, start + 40)):
        tok = toks[i]
        if (
            tok.tag in {"verb", "aux", "modal", "ed"}
            and i
            and not (tok.tag == "ed" and tok.form not in known and (toks[i - 1].tag in {"det", "poss", "adj"}))
        ):
            found = subject_before(toks, i)
            if found:
                return found
    return None


def _subject_after_comma(toks: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """“Accusing the council of neglect, Pell left”: the subject follows the opening participle's clause."""
    for k in range(cue.end, min(len(toks) - 1, cue.end + 40)):
        if toks[k].text == ",":
            end = noun_phrase_after(toks, k + 1, len(toks))
            if end > k + 1 and end < len(toks) and toks[end].tag in FINITE | {"adv"} | {"noun"}:
                return (k + 1, end)
    return None


def inverted_subject(toks: Sequence[Token], start: int, high: int) -> int:
    """End of the subject that follows its verb, with its appositions: "said Ann Pell, the water minister"."""
    if start >= high or toks[start].tag in {"ing", "punct"}:
        return start
    if toks[start].tag == "ed" and not (start + 1 < high and toks[start + 1].tag in {"noun", "name", "adj"}):
        return start
    end = noun_phrase_after(toks, start, high)
    if end == start or (toks[start].tag == "objpron" and toks[start].form not in {"it", "you"}):
        return start
    for _ in range(3):
        if (
            end + 1 < high
            and toks[end].text == ","
            and (
                toks[end + 1].tag in {"det", "noun", "name", "adj", "wh", "poss", "num"}
                or toks[end + 1].form in {"himself", "who", "of"}
            )
        ):
            stop = end + 1
            while (
                stop < high and toks[stop].text not in {",", ";", ":"} and toks[stop].tag != "quote" and stop - end < 40
            ):
                stop += 1
            if (
                toks[end + 1].tag != "wh"
                and has_finite(toks, end + 1, stop)
                and not any(t.form in {"who", "which", "that"} for t in toks[end + 1 : stop])
            ):
                break
            end = stop
        else:
            break
    return end
