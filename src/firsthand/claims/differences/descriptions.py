"""How one actor is described beside its name, where each article says something of it that the other does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Ground, Line, key
from firsthand.claims.differences.labels import names_in
from firsthand.claims.differences.severity import Finding
from firsthand.languages import Word, rarity, table
from firsthand.nouns import Span

BEFORE = 6  # words before a name that can describe it
BEHIND = 8  # words behind a name and a comma that can
MATTER = 0.42  # languages.rarity from which a describing word says something
TO_DO = frozenset(("to", "must", "will", "would", "should", "could", "can", "may", "might", "not"))
MAX_SIDES = 3
MIN_PLACES = 3  # where somebody is named in a story before it matters what they are called


@dataclass(frozen=True, slots=True)
class Description:
    """Words that describe somebody, and what they are compared by."""

    span: Span
    keys: frozenset[str]
    head: str


def find(ground: Ground) -> list[Finding]:
    """Actors that articles describe differently, the most named first."""
    found: dict[str, dict[str, list[Description]]] = {}
    named: dict[str, int] = {}
    for article in ground.compared:
        for line in ground.lines[article]:
            for who, span in names_in(ground, line):
                if ground.entities[who].kind not in ("person", "organisation"):
                    continue
                named[who] = named.get(who, 0) + 1
                told = _before(ground, line, span) or _behind(ground, line, span)
                if told is not None:
                    found.setdefault(who, {}).setdefault(article, []).append(told)
    out = []
    for who in sorted(found, key=lambda w: (-named[w], w)):
        sides = _sides(found[who]) if named[who] >= MIN_PLACES else []
        if len(sides) > 1:
            told_ = "; ".join(
                f"“{ground.text(s[0].span)}” in {ground.outlets(d.span.article for d in s)}" for s in sides
            )
            out.append(Finding("label", tuple(tuple(d.span for d in s) for s in sides),
                               f"{ground.entities[who].name} is described as {told_}", 0.45, 0.6))  # fmt: skip
    return out


def _sides(by_article: Mapping[str, Sequence[Description]]) -> list[list[Description]]:
    """The first description of each article, by version: one kind of thing, of which each says something else."""
    known: dict[str, frozenset[str]] = {a: frozenset().union(*(d.keys for d in rows)) for a, rows in by_article.items()}
    heads = Counter(h for rows in by_article.values() for h in {d.head for d in rows})
    head = min(heads, key=lambda h: (-heads[h], h))
    sides: list[list[Description]] = []
    for article in sorted(by_article):
        first = next((d for d in by_article[article] if d.head == head and len(d.keys) > 1), None)
        if first is None:
            continue
        fitting = next((s for s in sides if _holds(known[s[0].span.article], first.keys)
                        or _holds(known[article], s[0].keys)), None)  # fmt: skip
        if fitting is not None:
            fitting.append(first)
        else:
            sides.append([first])
    return sides if len(sides) <= MAX_SIDES else []


def _holds(known: frozenset[str], keys: frozenset[str]) -> bool:
    """Whether words say all that others do, compounds counted for their parts ("wartime" for "war")."""
    return all(any(k.startswith(x) or x.startswith(k) for x in known) for k in keys)


def _before(ground: Ground, line: Line, span: Span) -> Description | None:
    """The words right before a name: "heavy metal band X"."""
    text, known = ground.layouts[line.article].text, clause_words(ground.language(line.article))
    stop = known.not_after | known.openers | frozenset(table(ground.language(line.article), "settings")["opening"])
    end = next((n for n, w in enumerate(line.words) if w.start >= span.start), 0)
    first = end
    while first > 0 and end - first < BEFORE:
        word = line.words[first - 1]
        gap = text[word.end : line.words[first].start]
        if gap not in (" ", "-") or word.form in stop:
            break
        if known.is_verb(word.form) or word.form in known.relatives or word.form in known.pronouns:
            break
        first -= 1
    if first and line.words[first - 1].form in TO_DO:
        return None  # "to openly confront Fenn"
    return _description(ground, line, line.words[first:end])


def _behind(ground: Ground, line: Line, span: Span) -> Description | None:
    """The words set beside a name behind a comma: "X, a rock band from Y"."""
    text, known = ground.layouts[line.article].text, clause_words(ground.language(line.article))
    first = next((n for n, w in enumerate(line.words) if w.start >= span.end), len(line.words))
    if first >= len(line.words) or text[span.end : line.words[first].start] != ", ":
        return None
    if line.words[first].form not in ("a", "an", "the"):
        return None
    last = first + 1
    while last < len(line.words) and last - first < BEHIND:
        word = line.words[last]
        if text[line.words[last - 1].end : word.start] not in (" ", "-") or word.form in known.relatives:
            break
        if known.is_verb(word.form) or word.form in known.not_after:
            break
        last += 1
    return _description(ground, line, line.words[first + 1 : last])


def _description(ground: Ground, line: Line, found: Sequence[Word]) -> Description | None:
    language, text = ground.language(line.article), ground.layouts[line.article].text
    keys = frozenset(key(w.form, language) for w in found if rarity(w.form, language) >= MATTER and w.form.isalpha())
    if not keys or not all(text[w.start].islower() for w in found):  # what bears names tells whose, not what
        return None
    return Description(Span(line.article, found[0].start, found[-1].end), keys, key(found[-1].form, language))
