"""Subjects before a verb, clauses, and what may stand between a verb and its content, from light parts of speech.

Every function takes the tokens of a line and token indexes; ranges are half open. Each looks a bounded number of
tokens to either side, so a line of any length is read in linear time.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.lexicon import forms
from firsthand.attribution.phrases import (
    DASHES,
    FINITE,
    REACH,
    is_time,
    nominal_run,
    noun_phrase_after,
    noun_phrase_before,
)
from firsthand.attribution.tokens import Token

_RELATIVE_REACH = 12  # tokens of a relative clause between its pronoun and a verb after it
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})


def opening_comma(toks: Sequence[Token], closing: int, low: int) -> int | None:
    """The comma that opens the parenthesis ``closing`` ends; None where none is in reach."""
    floor = max(low, closing - REACH)
    for i in range(closing - 1, floor - 1, -1):
        if (toks[i].tag == "quote" and len(toks[i].text) > 60) or toks[i].text in {";", ":"}:
            return None
        if toks[i].text == ",":
            return i
    return None


def subject_before(toks: Sequence[Token], verb: int, low: int = 0) -> tuple[int, int] | None:
    """The subject of the verb group that begins at ``verb``: "Ann Pell, the minister, [said]"."""
    i = verb - 1
    while i >= low and toks[i].tag == "adv":
        i -= 1
    i = before_times(toks, i, low)
    if i < low or toks[i].form == "there":
        return None
    tok = toks[i]
    if tok.text == "," and i > low:
        return _across_apposition(toks, i, low)
    if tok.text == ")":
        for k in range(i - 1, max(low, i - 15), -1):
            if toks[k].text == "(":
                found = noun_phrase_before(toks, k, low)
                return (found[0], i + 1) if found else None
        return None
    if tok.text in DASHES and i > low:
        for k in range(i - 1, max(low, i - REACH), -1):
            if toks[k].text == tok.text:
                found = noun_phrase_before(toks, k, low)
                return (found[0], i) if found else None
        return None
    if tok.form in {"who", "which", "that"} and i > low:
        return _antecedent(toks, i, low)
    found = noun_phrase_before(toks, i + 1, low)
    if found and (opened := _relative(toks, found[1], low)) is not None and _acts(toks, opened + 1, found[0]):
        clause = _antecedent(toks, opened, low)  # "a man who founded Norwire [said]", where no comma closes it
        return _named_role(toks, clause, low) if clause else None
    if found is None or found[0] - 1 <= low or toks[found[0] - 1].tag not in {"prep", "to"}:
        return _named_role(toks, found, low) if found else None
    beyond = toks[found[0] - 2]  # the noun phrase hangs on a preposition: "who in an interview thanked"
    if beyond.form in {"who", "which"}:
        return _antecedent(toks, found[0] - 2, low)
    reduced = beyond.tag == "ed" or beyond.form in {"seen", "sent", "written"}
    if reduced and toks[found[0] - 1].form == "by" and found[0] - 3 >= low:  # "a letter seen by Norwire"
        held = noun_phrase_before(toks, found[0] - 2, low)
        return (held[0], found[1]) if held else None
    if toks[found[0] - 1].tag == "to" and (relative := _relative(toks, found[0] - 1, low)) is not None:
        return _antecedent(toks, relative, low)  # "a man who spoke to help the inquiry [said]"
    return None if beyond.tag in FINITE or beyond.tag == "adv" else found


def _relative(toks: Sequence[Token], before: int, low: int) -> int | None:
    """The "who" of the clause that runs up to ``before``; None where a mark or nothing stands between."""
    for k in range(before - 1, max(low, before - _RELATIVE_REACH), -1):
        if toks[k].form == "who":
            return k
        if toks[k].tag in {"punct", "quote"}:
            return None
    return None


def _acts(toks: Sequence[Token], start: int, end: int) -> bool:
    """True where a finite verb that reports nothing stands first in a relative clause: its object follows."""
    k = start
    while k < end and toks[k].tag == "adv":
        k += 1
    if k >= len(toks) or k > end or toks[end].tag == "pron" or (k == end and toks[k].tag != "ed"):
        return False
    between = toks[k : max(end, k + 1)]
    return toks[k].tag in FINITE and not any(t.form in forms() or t.tag in {"sub", "wh", "that"} for t in between)


def before_times(toks: Sequence[Token], i: int, low: int) -> int:
    """Index before the times at ``i``: "the ministry on Friday [confirmed]", "Pell later Thursday [told]"."""
    for _ in range(3):
        if i <= low or not (is_time(toks[i]) or toks[i].tag == "num") or toks[i].form in {"this", "that"}:
            return i
        start = i
        while start - 1 > low and (is_time(toks[start - 1]) or toks[start - 1].tag == "num"):
            start -= 1
        if toks[start - 1].form in {"previous", "same", "following"} and start - 2 > low:
            start -= 1
        if start - 1 > low and toks[start - 1].tag == "det":
            start -= 1
        before = toks[start - 1]
        if not any(is_time(t) for t in toks[start : i + 1]) or start - 1 < low:
            return i
        if (
            before.tag == "prep"
            and start - 2 >= low
            and (
                toks[start - 2].tag in {"noun", "name", "pron", "adv"}
                or is_time(toks[start - 2])
                or toks[start - 2].text in {",", ")"}
            )
        ):
            i = start - 2
        elif before.tag in {"noun", "name", "pron"}:
            i = start - 1
        else:
            return i
        while i > low and toks[i].tag == "adv":
            i -= 1
    return i


def is_when(toks: Sequence[Token], phrase: tuple[int, int]) -> bool:
    """True where a noun phrase is only a time: "Friday", "the previous day", "last week"."""
    span = toks[phrase[0] : phrase[1]]
    return is_time(span[-1]) and all(is_time(t) or t.tag in {"det", "adj", "num"} or t.form == "previous" for t in span)


def _named_role(toks: Sequence[Token], found: tuple[int, int], low: int) -> tuple[int, int]:
    """“..., Ann Pell, director of the board told”: the name before an apposition that no comma closes."""
    comma = found[0] - 1
    if comma - 1 <= low or toks[comma].text != "," or toks[found[0]].tag in {"name", "pron"}:
        return found
    head = noun_phrase_before(toks, comma, low)
    if (
        head
        and all(t.tag == "name" for t in toks[head[0] : head[1]])
        and (head[0] == 0 or toks[head[0] - 1].tag in {"quote", "conj"})
    ):
        return (head[0], found[1])
    return found


def _antecedent(toks: Sequence[Token], relative: int, low: int) -> tuple[int, int] | None:
    """What a relative pronoun stands for, the pronoun included; the pronoun alone where nothing precedes it."""
    edge = relative - (toks[relative - 1].text == ",")
    if edge <= low:
        return None
    form = toks[relative].form
    if form == "which" and edge < relative:  # of things the nearest: "against Israel, which vows"
        start = nominal_run(toks, edge, max(low, edge - REACH))
        found = (start, edge) if start is not None else None
    else:
        found = noun_phrase_before(toks, edge, low)
        for _ in range(2):  # "a doctor from Quell, Kelm, who said": the place is not who
            if (
                form == "who"
                and found
                and found[0] - 1 > low
                and toks[found[0] - 1].text == ","
                and all(t.tag == "name" or t.text == "." for t in toks[found[0] : found[1]])
            ):
                further = noun_phrase_before(toks, found[0] - 1, low)
                if further and any(t.tag == "prep" for t in toks[further[0] : further[1]]):
                    found = further
    if found:
        return (found[0], relative + 1)
    return (relative, relative + 1) if form != "that" else None


def _across_apposition(toks: Sequence[Token], closing: int, low: int) -> tuple[int, int] | None:
    """The noun phrase before the parenthesis that ends at the comma ``closing``, the parenthesis included.

    Of the commas before it the nearest wins whose noun phrase begins a clause and whose parenthesis is no clause of its
    own: "Ann Pell, speaking in Quell, Kelm, said", "Ann Pell, whose first book, Rain, sold well, said".
    """
    fallback: tuple[int, int] | None = None
    comma: int | None = closing
    for _ in range(5):
        comma = opening_comma(toks, comma, max(low, closing - REACH)) if comma is not None else None
        if comma is None or comma <= low:
            break
        found = noun_phrase_before(toks, comma, low)
        opens = toks[comma + 1] if comma + 1 < closing else None
        if (
            found is None
            or opens is None
            or not (opens.tag in {"wh", "ing"} or not _finite_verb(toks, comma + 1, closing))
        ):
            continue
        before = toks[found[0] - 1] if found[0] > low else None
        if (
            before is None
            or before.tag in {"conj", "sub", "that", "quote", "wh"}
            or before.form in {"after", "before"}
            or before.text in {":", "—", "–", ".", ")", "("}
        ):
            return (found[0], closing)
        if before.text == "," and toks[found[0]].tag in {"name", "pron"}:
            return (found[0], closing)
        if fallback is None and before.tag not in {"prep", "to"}:
            fallback = (found[0], closing)
    return fallback


def _finite_verb(toks: Sequence[Token], start: int, end: int) -> bool:
    """True where a verb stands in the range outside a relative clause."""
    for k, t in enumerate(toks[start:end], start):
        if t.tag == "wh" or t.form == "that":
            return False
        if t.tag in {"verb", "aux", "modal"} and toks[k - 1].tag != "to":
            return True
    return False


def has_finite(toks: Sequence[Token], start: int, end: int) -> bool:
    """True where a verb stands in the range: it can be a clause."""
    known = forms()
    if any(t.tag == "pron" and t.form in _SUBJECTS for t in toks[start : max(start, end - 1)]):
        return True
    return any(
        t.tag in FINITE
        or (t.form in known and t.tag != "name")
        or t.form.endswith("n't")
        or (t.tag == "quote" and t.text.count(" ") > 1)
        for t in toks[start:end]
    )


def skip_adjuncts(toks: Sequence[Token], start: int, high: int) -> int:
    """Past what may stand between a reporting verb and its content: "on Monday", "in a statement", "later"."""
    i = start
    while i < high:
        tok = toks[i]
        if tok.text == "," and i + 2 < high and toks[i + 1].tag in {"adv", "sub"} and toks[i + 2].text == ",":
            i += 3  # ", though,"
            continue
        if tok.form in {"last", "this", "early", "late", "next"} and i + 1 < high and is_time(toks[i + 1]):
            i += 2
        elif (tok.tag == "adv" and tok.form not in {"not", "only", "just", "even", "there", "here"}) or (
            is_time(tok)
            and tok.form
            not in {
                "this",
                "that",
                "may",
                "last",
                "next",
                "early",
                "late",
                "week",
                "day",
                "now",
                "then",
            }
        ):
            i += 1
        elif tok.tag == "to" and i + 1 < high and toks[i + 1].tag in {"det", "poss", "name", "objpron"}:
            stop = noun_phrase_after(toks, i + 1, high)
            if stop - i > 12:
                return i
            i = stop
        elif tok.tag in {"prep", "sub"} and tok.form in {
            "in",
            "on",
            "at",
            "during",
            "after",
            "before",
            "by",
            "from",
            "to",
            "of",
            "through",
            "via",
            "with",
            "as",
            "for",
            "about",
        }:
            if i + 1 < high and (is_time(toks[i + 1]) or toks[i + 1].tag == "num"):
                i += 2
                continue
            stop = noun_phrase_after(toks, i + 1, high, False)
            if stop == i + 1 or stop - i > 9 or toks[i + 1].form in {"least", "most"}:
                return i
            if tok.form not in {"on", "at", "during", "in", "after", "to", "through", "via", "with", "of", "from"}:
                return i
            i = stop
        else:
            break
    return i
