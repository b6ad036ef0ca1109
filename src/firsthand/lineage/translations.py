"""Marks of a text that went through another language and back. One mark is chance; the caller asks for two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.languages import rarity, stem, supported, words
from firsthand.lineage.matter import Matter
from firsthand.nouns import Layout, Quotation, Reason, Span

_MIN_QUOTE = 4  # words; shorter quotations differ by chance
_SAME_QUOTE = 0.6  # share of telling stems, of the longer, from which two quotations are one utterance
_TELLING = 0.25  # rarity below which a word is in every sentence
_MOST_QUOTES = 60  # quotations of one article that are compared
_SPACED = re.compile(r"[^\W\d_]{2} [,;](?= [^\W\d_])")  # "in the port , Verain"
_NUMERIC_DATE = re.compile(r"\( ?\d{1,2}/\d{1,2}(?:/\d{4})?\)")  # "Thursday (05/04/2031)"
_NAME = re.compile(r"[A-ZÀ-Ý]\w{3,}")
_DETERMINERS = frozenset({"the", "a", "an"})
_FEW_DETERMINERS = 0.75  # of what the aligned siblings use
_MIN_ALIGNED = 80  # words, before a rate of determiners means anything


def marks(layout: Layout, kin: Sequence[Layout], matter: Matter, relayed: bool) -> list[Reason]:
    """The marks of translation in an article, held against the others of its family.

    Args:
        relayed: a carrier stands between the supplier and this article.
    """
    language = layout.article.language
    others = {k.article.language for k in kin}
    if language != "und" and others - {"und"} and language not in others:
        text = f"is in another language ({language}) than the rest of its family"
        return [Reason(text), Reason("nothing of it could be compared word by word")]
    found = []
    if relayed:
        found.append(Reason("came through a carrier, not from the supplier itself"))
    if spans := _reworded(layout, kin, matter):
        found.append(Reason("gives the same quotations in other words", spans))
    if spans := _spellings(layout, kin):
        found.append(Reason("spells names that its siblings spell otherwise", spans))
    if spans := _typography(layout):
        found.append(Reason("has spacing and dates of another language's typography", spans))
    if supported(language) and language == "en" and _drops_articles(layout, kin, matter):
        found.append(Reason("uses far fewer articles than its siblings in the same sentences"))
    return found


def _reworded(layout: Layout, kin: Sequence[Layout], matter: Matter) -> tuple[Span, ...]:
    """Quotations that a sibling has with other words: the same stems mostly, yet neither holds the other."""
    language = layout.article.language
    theirs = [(q, f) for k in kin for q, f in _quotes(k)]
    out: list[Span] = []
    for q, forms in _quotes(layout):
        if any(_holds(f, forms) or _holds(forms, f) for _, f in theirs):
            continue  # a sibling has it word for word, whole or cut
        match = next((o for o, f in theirs if _altered(forms, f, language)), None)
        if match is not None:
            out.extend((q.span, match.span))
    return tuple(out)


def _quotes(layout: Layout) -> list[tuple[Quotation, tuple[str, ...]]]:
    """The quotations long enough to compare, with their words."""
    outer = [q for q in layout.quotations if q.depth == 1][:_MOST_QUOTES]
    found = [(q, tuple(w.form for w in words(layout.text, q.span.start, q.span.end))) for q in outer]
    return [(q, f) for q, f in found if len(f) >= _MIN_QUOTE]


def _altered(a: tuple[str, ...], b: tuple[str, ...], language: str) -> bool:
    if not 0.4 <= len(a) / len(b) <= 2.5:
        return False
    stems_a, stems_b = ({stem(f, language) for f in x if rarity(f, language) >= _TELLING} for x in (a, b))
    return bool(stems_a) and len(stems_a & stems_b) >= _SAME_QUOTE * max(len(stems_a), len(stems_b))


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """True where the shorter runs through the longer unbroken: a quotation cut, not reworded."""
    n = len(short)
    return any(long[i : i + n] == short for i in range(len(long) - n + 1))


def _spellings(layout: Layout, kin: Sequence[Layout]) -> tuple[Span, ...]:
    """Names one or two letters away from a name that siblings use and this article never does."""
    theirs: dict[str, int] = {}
    for k in kin:
        for form in {m.group().casefold() for m in _NAME.finditer(k.text)}:
            theirs[form] = theirs.get(form, 0) + 1
    mine: dict[str, Span] = {}
    for m in _NAME.finditer(layout.text):
        mine.setdefault(m.group().casefold(), Span(layout.id, m.start(), m.end()))
    common = sorted(n for n, count in theirs.items() if count > 1 and n not in mine and len(n) > 5)
    odd = [n for n in sorted(mine) if n not in theirs and len(n) > 5]
    return tuple(mine[n] for n in odd if any(_near(n, c) for c in common))[:4]


def _near(a: str, b: str) -> bool:
    """One letter put in, left out or changed inside two names that begin and end alike; no plural, no possessive."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    j = 0
    while j < min(len(a), len(b)) - i and a[-1 - j] == b[-1 - j]:
        j += 1
    return max(len(a), len(b)) - i - j == 1


def _typography(layout: Layout) -> tuple[Span, ...]:
    hits = [m for p in (_SPACED, _NUMERIC_DATE) for m in p.finditer(layout.text)]
    return tuple(sorted(Span(layout.id, m.start(), m.end()) for m in hits))[:3]


def _drops_articles(layout: Layout, kin: Sequence[Layout], matter: Matter) -> bool:
    mine = theirs = 0
    size = other_size = 0
    for k in kin:
        for p in matter.shared(layout.id, k.id).passages:
            a, b = (p.a, p.b) if p.a.article == layout.id else (p.b, p.a)
            ours, other = matter.prose[layout.id], matter.prose[k.id]
            mine += sum(ours.forms[i] in _DETERMINERS for i in ours.within(a))
            theirs += sum(other.forms[i] in _DETERMINERS for i in other.within(b))
            size += len(ours.within(a))
            other_size += len(other.within(b))
    if size < _MIN_ALIGNED or other_size < _MIN_ALIGNED or not theirs:
        return False
    return mine / size < _FEW_DETERMINERS * theirs / other_size
