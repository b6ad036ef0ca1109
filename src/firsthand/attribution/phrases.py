"""Where noun phrases begin and end: a run of nouns and names with what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.lexicon import forms
from firsthand.attribution.tokens import Token, word_set

NOMINAL = frozenset({"noun", "name", "num", "adj", "ing", "ed", "posm", "det", "poss"})


FINITE = frozenset({"verb", "aux", "modal", "ed"})


REACH = 40  # tokens a noun phrase or a parenthesis may span; longer ones are lists nobody speaks for


DASHES = frozenset({"-", "–", "—", "―", "--"})


def is_time(token: Token) -> bool:
    """True for weekdays, months and words like "yesterday" or "week"."""
    form = token.form.rstrip(".")
    return form in word_set("weekdays") or form in word_set("months") or form in word_set("time_words")


def _in_name(token: Token) -> bool:
    """True for a capitalised "Evening" or "Week": the last word of a newspaper's name, no time."""
    return token.form in word_set("time_words") and token.text[0].isupper()


def noun_phrase_before(toks: Sequence[Token], end: int, low: int = 0, depth: int = 0) -> tuple[int, int] | None:
    """The noun phrase that ends at ``end``, with its prepositional phrases, coordination and short relative clauses."""
    i = end - 1
    floor = max(low, end - REACH)
    if i < floor:
        return None
    if toks[i].tag in {"pron", "objpron"}:
        return (i, end)
    if toks[i].text == ")":  # "Ann Pell (Quell)"
        opening = next((k for k in range(i, max(floor, i - 8), -1) if toks[k].text == "("), None)
        head = noun_phrase_before(toks, opening, low, depth + 1) if opening and depth < 2 else None
        return (head[0], end) if head else None
    start = nominal_run(toks, end, floor)
    if start is None:
        return None
    while start - 1 > floor:
        before = toks[start - 1]
        if (
            before.form in word_set("noun_phrase_prepositions")
            and (before.tag == "prep" or (before.tag == "to" and toks[start].tag in {"det", "poss", "name"}))
            and toks[start - 2].tag in NOMINAL
            and not (toks[start - 2].tag == "ed" and start - 2 > floor and _finite_ed(toks, start - 2))
        ):
            further = nominal_run(toks, start - 1, floor)
        elif before.form in {"and", "or", "&"} and depth < 3:
            further = _coordinated(toks, start - 1, floor, depth)
        elif before.tag in FINITE or before.tag == "adv":
            return _relative_head(toks, start - 1, floor, end, depth) or (start, end)
        else:
            break
        if further is None:
            break
        start = further
    return (start, end)


def nominal_run(toks: Sequence[Token], end: int, floor: int) -> int | None:
    """Start of the unbroken run of nouns, names and their modifiers that ends at ``end``."""
    i = end - 1
    head = toks[i]
    if head.tag not in NOMINAL or head.tag == "posm" or (head.tag == "poss"):
        return None
    while i >= floor:
        tok = toks[i]
        if tok.tag in {"det", "poss"}:
            if i - 1 >= floor and toks[i - 1].tag == "det" and toks[i - 1].form in {"all", "both", "half", "many"}:
                i -= 1
            return i
        if tok.tag in NOMINAL or (tok.text in {"-", "/", "$", "£", "€", "&", "#", "@"} and i > floor):
            if tok.tag == "ing" and i > floor and toks[i - 1].tag in {"aux", "pron"}:
                break
            if tok.tag == "ed" and i < end - 1 and i > floor and _finite_ed(toks, i):
                break
            if tok.text in DASHES and (toks[i - 1].end != tok.start or toks[i + 1].start != tok.end):
                break
            i -= 1
            continue
        if tok.text == "." and i > floor and len(toks[i - 1].text) <= 4 and toks[i - 1].end == tok.start:
            i -= 1  # an abbreviation's point: "Gov. Pell"
            continue
        if tok.tag == "quote" and len(tok.text) < 30 and i < end - 1 and tok.text[-1:] not in {",", ".", "?", "!", "…"}:
            i -= 1  # a nickname or a word set apart; a quotation that ends in a mark is speech
            continue
        break
    start = i + 1
    while (
        start < end - 1
        and is_time(toks[start])
        and toks[start].form not in {"may", "march"}
        and (start + 1 < end and toks[start + 1].tag in {"name", "det", "poss"})
    ):
        start += 1  # "Monday Pell said": the day is no part of the name
    return start if start < end else None


def _finite_ed(toks: Sequence[Token], i: int) -> bool:
    """True where a word in -ed after a noun is that noun's verb: "the group responded in", not "the ousted leader"."""
    before, after = toks[i - 1], toks[i + 1]
    if before.tag == "pron":
        return True
    if before.tag not in {"noun", "name"}:
        return False
    return after.tag in {"prep", "det", "poss", "that", "to", "quote", "punct", "pron", "objpron", "wh"} or (
        toks[i].form in forms()
        and (before.tag == "name" or (before.form.endswith("s") and "bare" in forms()[toks[i].form].frames))
    )


def _coordinated(toks: Sequence[Token], conj: int, floor: int, depth: int) -> int | None:
    """Start of "A, B" before "and C" where that is a list of subjects, not a clause's end."""
    left = noun_phrase_before(toks, conj - (toks[conj - 1].text == ","), floor, depth + 1)
    if left is None:
        return None
    start = left[0]
    while start - 2 > floor and toks[start - 1].text == "," and start - floor > 2:
        more = nominal_run(toks, start - 1, floor)
        if more is None or start - 1 - more > 5:
            break
        start = more
    before = toks[start - 1] if start - 1 >= floor else None
    if before is None or before.tag in {"that", "sub", "wh", "conj", "quote"} or before.text in {",", ":", "—", "–"}:
        return start
    return None


def _relative_head(toks: Sequence[Token], verb: int, floor: int, end: int, depth: int) -> tuple[int, int] | None:
    """“The man who met Pell” before a verb: the whole phrase, found through its relative pronoun."""
    for k in range(verb, max(floor, verb - 12), -1):
        tok = toks[k]
        if tok.text in {",", ";", ":"} or tok.tag in {"quote", "sub"}:
            return None
        if (
            tok.form in {"who", "which", "that"}
            and k - 1 >= floor
            and toks[k - 1].tag in {"noun", "name"}
            and depth < 2
            and all(t.tag in FINITE | {"adv"} for t in toks[k + 1 : verb])
        ):
            head = noun_phrase_before(toks, k, floor, depth + 1)
            return (head[0], end) if head else None
    return None


def noun_phrase_after(toks: Sequence[Token], start: int, high: int, prepositions: bool = True) -> int:
    """End of the noun phrase that begins at ``start``; ``start`` itself where there is none."""
    i = start
    high = min(high, start + REACH)
    if i < high and toks[i].tag in {"pron", "objpron"}:
        return i + 1
    while i < high:
        tok = toks[i]
        if tok.tag in {"det", "poss"} and i > start and toks[i - 1].tag in {"noun", "name"}:
            break
        if (
            tok.tag == "ed"
            and i > start
            and tok.form in forms()
            and (toks[i - 1].tag in {"noun", "name"} or toks[i - 1].form == "one")
        ):
            break
        if tok.tag in NOMINAL and not (
            tok.tag == "ed"
            and i > start
            and toks[i - 1].tag in {"noun", "name"}
            and i + 1 < high
            and toks[i + 1].tag in {"det", "prep", "to", "that", "poss"}
        ):
            if i > start and is_time(tok) and toks[i - 1].tag in {"noun", "name"} and not _in_name(tok):
                break
            i += 1
        elif (
            tok.text == "."
            and i + 1 < high
            and i > start
            and len(toks[i - 1].text) <= 4
            and toks[i - 1].end == tok.start
        ) or (tok.tag == "quote" and len(tok.text) < 40 and i > start):
            i += 1
        elif (
            tok.form in {"and", "&", "or"}
            and i > start
            and i + 1 < high
            and toks[i + 1].tag in {"name", "det", "poss", "noun", "adj"}
        ):
            stop = noun_phrase_after(toks, i + 1, high, False)
            if stop < high and toks[stop].tag in FINITE:
                break
            i = stop
        elif tok.text in {"-", "/", "$", "#", "@"} and i + 1 < high:
            i += 1
        elif (
            prepositions
            and i > start
            and tok.tag == "prep"
            and tok.form in word_set("noun_phrase_prepositions")
            and i + 1 < high
        ):
            if is_time(toks[i + 1]) or (i + 2 < high and _adjunct_noun(toks, i + 1, high)):
                break
            stop = noun_phrase_after(toks, i + 1, high, False)
            if stop == i + 1:
                break
            i = stop
        else:
            break
    return i


def _adjunct_noun(toks: Sequence[Token], start: int, high: int) -> bool:
    """True where "in/at/on ..." before ``start`` names an occasion ("an interview"), not a part of a name."""
    stop = noun_phrase_after(toks, start, min(high, start + 6), False)
    return any(t.form in word_set("occasions") for t in toks[start:stop])
