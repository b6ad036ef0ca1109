"""Who did it: one deed that the articles put down to different people, "found by his brother", "a nurse found him"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Ground, Line, key, likeness, names_apart, same_time
from firsthand.claims.differences.labels import names_in
from firsthand.claims.differences.severity import Finding
from firsthand.languages import rarity, stem, table
from firsthand.nouns import Span

MATTER = 0.34  # languages.rarity from which a word names somebody or something
REACH = 6  # words of a name or description
ADVERBS = 3  # words between a verb and "by"
ALIKE = 0.12  # cosine of two sentences that can tell of one deed
MAX_DEEDS = 40  # of one verb in a story that are held against one another
MAX_SHOWN = 60  # characters from who did it to what they did


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed, who did it, and what else its clause tells.

    Attributes:
        deed: key of the verb.
        doers: keys of the words for who did it, names left out.
        named: they are called by a name.
        object: keys of the other words of the clause.
        passive: "by" stands before who did it: nothing else is that sure.
    """

    deed: str
    doers: frozenset[str]
    named: bool
    object: Mapping[str, float]
    passive: bool
    names: frozenset[str]  # of the clause
    span: Span
    line: Line


def find(ground: Ground) -> list[Finding]:
    """One finding for each deed that is put down to different people in different articles."""
    by_deed: dict[str, list[Deed]] = {}
    for line in ground.fresh:
        if not line.past and line.zone == "body":
            for deed in _deeds(ground, line):
                by_deed.setdefault(deed.deed, []).append(deed)
    out: list[Finding] = []
    for verb in sorted(by_deed):
        sides: list[list[Deed]] = []
        told_of = by_deed[verb][:MAX_DEEDS]
        for one in told_of:
            others = [x for x in told_of if x.line.article != one.line.article and _one_deed(one, x)]
            if not others:
                continue
            fitting = next((s for s in sides if any(_same(one, x) for x in s)), None)
            fitting.append(one) if fitting is not None else sides.append([one])
        if len(sides) > 1 and any(x.passive for s in sides for x in s) and _apart(ground, sides):
            shown = "; ".join(f"{ground.outlets(x.line.article for x in s)}: “{ground.text(s[0].span)}”" for s in sides)
            spans = tuple(tuple(x.span for x in s) for s in sides)
            out.append(Finding("label", spans, f"Who did it differs: {shown}", 0.5, 0.9))
    return out


def _apart(ground: Ground, sides: Sequence[Sequence[Deed]]) -> bool:
    """Whether no voice stands on two sides: an article that itself tells both tells of several people."""
    voices = [{(x.line.article, _voice(ground, x)) for x in s} for s in sides]
    articles = {a for s in voices for a, _ in s}
    return len(articles) > 1 and not any(a & b for n, a in enumerate(voices) for b in voices[n + 1 :])


def _voice(ground: Ground, deed: Deed) -> str:
    """Who says that somebody did it; empty where the article does."""
    return next((h.entity or h.id for h in ground.holders(deed.span)), "")


def _same(a: Deed, b: Deed) -> bool:
    """Whether two deeds are put down to the same people, as far as the words tell: a name may be anybody's."""
    return a.named or b.named or bool(a.doers & b.doers)


def _one_deed(a: Deed, b: Deed) -> bool:
    """Whether two clauses can tell of one deed: of the same thing, in sentences that are alike."""
    shared = a.object.keys() & b.object.keys() - {a.deed}
    if not shared or not same_time(a.line, b.line) or names_apart(a.names, b.names):
        return False
    return likeness(a.line.keys, b.line.keys) >= ALIKE


def _deeds(ground: Ground, line: Line) -> Iterator[Deed]:
    """The deeds a sentence puts down to somebody."""
    language = ground.language(line.article)
    known, deeds = clause_words(language), frozenset(table(language, "deeds")["verbs"])
    people = frozenset(key(w, language) for w in table(language, "deeds")["people"])
    text = ground.layouts[line.article].text
    named = names_in(ground, line)
    for part in line.parts:
        forms = [w.form for w in line.words[part.first : part.last]]
        at = next((n for n, f in enumerate(forms) if f in deeds), None)
        if at is None:
            continue
        by = next((n for n in range(at + 1, min(at + 2 + ADVERBS, len(forms))) if forms[n] == "by"), None)
        if by is None and (at == 0 or forms[at - 1] in known.auxiliaries or forms[at - 1] in known.pronouns):
            continue  # "was found on Sunday", "he found"
        first, last = (by + 1, min(by + 1 + REACH, len(forms))) if by is not None else (max(0, at - REACH), at)
        found = line.words[part.first + first : part.first + last]
        keys = [key(w.form, language) for w in found]
        doers = frozenset(k for k in keys if k in people)
        if not doers:
            continue
        called = any(found[0].start <= s.start < found[-1].end and text[s.start : s.end].casefold() not in people
                     for _, s in named)  # fmt: skip
        rest = [w for w in line.words[part.first : part.last] if not found[0].start <= w.start < found[-1].end]
        other = {k: line.keys[k] for w in rest if rarity(w.form, language) >= MATTER
                 and (k := key(w.form, language)) in line.keys}  # fmt: skip
        verb = line.words[part.first + at]
        start, end = min(found[0].start, verb.start), max(found[-1].end, verb.end)
        span = Span(line.article, start, min(end, max(start + MAX_SHOWN, verb.end)))
        names = frozenset(stem(w.form, language) for w in rest) & line.names
        yield Deed(key(forms[at], language), doers, called, other, by is not None, names, span, line)
