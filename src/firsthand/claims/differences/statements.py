"""What two articles state alike: the mentions of a claim, and clauses of sentences that tell the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from firsthand.claims.differences.alignment import Ground, Line, key, likeness, names_apart, overlap, same_time
from firsthand.languages import Word
from firsthand.nouns import Attribution, Claim, Mention, Span

MOSTLY = 0.6  # share of the lighter mention's weight in common, from which one word beside names is enough
SAME = 0.4  # share of the lighter telling's weight that both hold
ALIKE = 0.28  # cosine of two tellings that may be one
SURE = 0.5  # how surely two tellings state the same where it is said of one that it changes the other
MAX_TOLD = 12  # articles of one claim whose tellings are held against one another
MIN_SHARED = 3  # words beside names that both hold
MIN_KEYS = 3  # words of matter in a mention that can be told to say the same as another


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, its sentence, and what its own words and those of its clauses are compared by."""

    mention: Mention
    line: Line
    clause: tuple[Word, ...]  # the words of every clause the mention touches
    keys: Mapping[str, float]
    names: frozenset[str]

    @property
    def article(self) -> str:
        return self.mention.span.article

    @property
    def span(self) -> Span:
        return self.mention.span


def places(ground: Ground, claim: Claim) -> list[Place]:
    """The mentions of a claim in the body of readable articles, in order."""
    out = []
    for m in sorted(claim.mentions, key=lambda m: m.span):
        if m.span.article not in ground.layouts:
            continue
        line = ground.line_at(m.span)
        if line is not None:
            out.append(place(ground, m, line))
    return out


def place(ground: Ground, mention: Mention, line: Line) -> Place:
    """One mention as it is compared."""
    language = ground.language(line.article)
    span = mention.span
    touched = [
        p for p in line.parts if line.words[p.first].start < span.end and span.start < line.words[p.last - 1].end
    ]
    clause = line.words[touched[0].first : touched[-1].last] if touched else ()
    own = [w for w in line.words if span.start <= w.start < span.end]
    keys = {k: line.keys[k] for w in own if (k := key(w.form, language)) in line.keys}
    text = ground.layouts[line.article].text
    names = frozenset(k for w in own if text[w.start].isupper() and (k := key(w.form, language)) in line.keys
                      and w.start != line.span.start)  # fmt: skip
    return Place(mention, line, clause, keys, names)


def comparable(a: Place, b: Place) -> bool:
    """Whether two mentions say enough to be told the same, of one time and not of different people."""
    shared = a.keys.keys() & b.keys.keys()
    if min(len(a.keys), len(b.keys)) < MIN_KEYS or len(shared) < 2 or not shared - a.names - b.names:
        return False
    if len(shared - a.names - b.names) < 2 and overlap(a.keys, b.keys) < MOSTLY:
        return False
    return same_time(a.line, b.line) and not names_apart(a.names, b.names)


@dataclass(frozen=True, slots=True)
class Telling:
    """Clauses of a sentence that one person is made to say, or that the article says itself.

    Attributes:
        speakers: the attributions that hold them, innermost first; none in the article's own voice.
        quoted: they stand between quotation marks.
        whole: they have a verb.
    """

    line: Line
    span: Span
    keys: Mapping[str, float]
    speakers: tuple[Attribution, ...]
    quoted: bool
    whole: bool

    @property
    def article(self) -> str:
        return self.span.article


def matched(ground: Ground) -> list[tuple[Telling, Telling, float]]:
    """Tellings of two articles that state the same, by place, and how surely they do."""
    if ground.matched is None:
        ground.matched = [(a, b, sure) for a, b in alike(ground) if (sure := sameness(a, b))]
    return ground.matched


def claimed(ground: Ground) -> list[tuple[Telling, Telling, float]]:
    """Tellings that hold mentions of one claim in its own words, besides those :func:`matched` found, as just sure.

    What the claims room joins shares fewer words: enough to see what one thing is called, not who said what of it.
    """
    known = {(a.span, b.span) for a, b, _ in matched(ground)}
    at: dict[str, list[Telling]] = {}
    for span in sorted(ground.told or {}):
        at.setdefault(span.article, []).extend(t for t in (ground.told or {})[span] if t.whole)
    out: dict[tuple[Span, Span], tuple[Telling, Telling, float]] = {}
    for claim in ground.claims:
        first: dict[str, Telling] = {}
        for m in sorted(claim.mentions, key=lambda m: m.span):
            told = [t for t in at.get(m.span.article, ()) if t.span.overlaps(m.span)]
            if m.nearness == "equal" and m.stance != "denied" and told:
                first.setdefault(m.span.article, told[0])
        for a, b in combinations([first[x] for x in sorted(first)][:MAX_TOLD], 2):
            if (a.span, b.span) not in known and (b.span, a.span) not in known and same_time(a.line, b.line):
                out[a.span, b.span] = (a, b, SURE)
    return [out[k] for k in sorted(out)]


def alike(ground: Ground) -> Iterator[tuple[Telling, Telling]]:
    """The tellings of every two sentences of two articles that are alike."""
    if ground.told is None:
        ground.told = {line.span: tellings(ground, line) for line in ground.fresh}
    for x, y, _ in ground.alikes:
        for a in ground.told[x.span]:
            for b in ground.told[y.span]:
                yield a, b


def tellings(ground: Ground, line: Line) -> list[Telling]:
    """The clauses of a sentence by who says them."""
    language = ground.language(line.article)
    layout = ground.layouts[line.article]
    quotes = [q.span for q in layout.quotations if q.span.overlaps(line.span)]
    rows: list[tuple[tuple[Attribution, ...], bool, list[int]]] = []
    for n, part in enumerate(line.parts):
        span = Span(line.article, line.words[part.first].start, line.words[part.last - 1].end)
        held = tuple(a for a in ground.holders(span) if a.source is not None)
        quoted = any(2 * (min(q.end, span.end) - max(q.start, span.start)) > len(span) for q in quotes)
        if not held and _frames(ground, span):
            continue  # "he said"
        if rows and [a.id for a in rows[-1][0]] == [a.id for a in held] and rows[-1][1] == quoted:
            rows[-1][2].append(n)
        else:
            rows.append((held, quoted, [n]))
    out = []
    for held, quoted, numbers in rows:
        found = [w for n in numbers for w in line.words[line.parts[n].first : line.parts[n].last]]
        keys = {k: line.keys[k] for w in found if (k := key(w.form, language)) in line.keys}
        whole = any(line.parts[n].whole for n in numbers)
        out.append(Telling(line, Span(line.article, found[0].start, found[-1].end), keys, held, quoted, whole))
    return out


def _frames(ground: Ground, span: Span) -> bool:
    """Whether a clause does little more than say who says something."""
    said = [s for a in ground.attributed(span.article) for s in (a.source, a.cue) if s is not None and s.overlaps(span)]
    return 2 * sum(min(s.end, span.end) - max(s.start, span.start) for s in said) > len(span)


def sameness(a: Telling, b: Telling, names: bool = True) -> float:
    """How surely two statements are one, 0 where they are not; with ``names``, where they name nobody in common."""
    shared = a.keys.keys() & b.keys.keys() - a.line.names - b.line.names
    if len(shared) < MIN_SHARED or not (a.whole and b.whole) or not same_time(a.line, b.line):
        return 0.0
    if names and names_apart(a.keys.keys() & a.line.names, b.keys.keys() & b.line.names):
        return 0.0
    held, alike = overlap(a.keys, b.keys), likeness(a.keys, b.keys)
    return round((held + alike) / 2, 4) if held >= SAME and alike >= ALIKE else 0.0
