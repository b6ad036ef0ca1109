"""Which places of two articles are comparable: sentences, the time they speak of, how alike they are.

A difference is only one where two texts speak of the same thing. Nothing here judges whether they differ.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import log
from typing import Any

from firsthand.claims.clauses import Segment, segments
from firsthand.claims.stance import chain
from firsthand.claims.wording import STOP, groups
from firsthand.languages import Word, has_table, rarity, stem, words
from firsthand.nouns import Attribution, Claim, Entity, Layout, Passage, Span, Statements, Timeline

MAX_SENTENCES = 150  # per article that are compared; a report of 3,000 words has about 130
MAX_WORDS = 200  # of a "sentence" that are read; a longer one is a list or a page without full stops
OLD_DAYS = 31  # an event further back than this is background on the day of the article
MAX_PARTNERS = 12  # sentences each is paired with, its closest: near-copies would pair as a square
MAX_COMPARED = 80  # articles compared pair by pair; what differs in a larger story shows in as many
COPY = 0.1  # share of its sentences that an article must not have from others to be compared beside them
MATTER = 0.34  # languages.rarity from which a word of a clause tells something
CARRY = 2  # sentences without a date of their own that go on from one about the past
OPENS = 30  # characters of a sentence in which the one who speaks in it opens it
LEAD = 4  # sentences of the body that tell the day's news
MAX_NAME = 60  # characters of an outlet's name that are shown
NAMED = 6  # articles named in a reason; more are counted
SHORT = 6  # keys: a sentence with fewer ("That attack killed 12.") goes on from the one before
TELLING = 3  # words of matter by which a clause tells something without the one beside it
PAIRED = 0.2  # cosine from which two sentences are looked at together


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it is compared.

    Attributes:
        number: counts the article's sentences.
        keys: stems, or the synonym group they stand in, with what they weigh in this story.
        names: stems of capitalised words inside it.
        days: what its resolved time expressions mean, EDTF.
        past: it speaks of an event well before the day of its article.
        leads: it stands in the headline or at the head of the body.
        zone: of the article it stands in ("headline", "body", "caption").
    """

    article: str
    number: int
    span: Span
    words: tuple[Word, ...]
    parts: tuple[Segment, ...]
    keys: Mapping[str, float]
    names: frozenset[str]
    days: tuple[str, ...]
    past: bool
    leads: bool
    zone: str = "body"

    def part(self, offset: int) -> Segment:
        """The clause a place stands in."""
        for part in self.parts:
            if offset < self.words[part.last - 1].end:
                return part
        return self.parts[-1]


def key(form: str, language: str) -> str:
    """What a folded word is compared by: its synonym group, or its stem."""
    found = stem(form, language)
    return groups(language).get(found, found)


class Ground:
    """All of a story that differences are read from; articles in a language without tables are left out."""

    def __init__(self, layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage],
                 timeline: Timeline, claims: Sequence[Claim]) -> None:  # fmt: skip
        readable = (x for x in layouts if has_table(x.article.language, "clauses"))
        self.layouts: dict[str, Layout] = {x.id: x for x in sorted(readable, key=lambda x: x.id)}
        self.all_layouts = [self.layouts[a] for a in self.layouts]
        self.statements = statements
        self.passages = [p for p in passages if p.a.article in self.layouts and p.b.article in self.layouts]
        self.timeline = timeline
        self.claims = claims
        self.attributions = {a.id: a for a in statements.attributions}
        self.entities: dict[str, Entity] = {e.id: e for e in statements.entities}
        self.named: dict[str, list[tuple[str, Span]]] = {}  # by article, where entities are named; filled when asked
        self.counted: dict[Span, list[Any]] = {}  # quantities.quantities by sentence; filled when asked
        self.told: dict[Span, list[Any]] | None = None  # statements.tellings of the fresh sentences; filled when asked
        self.matched: list[Any] | None = None  # what statements.matched found; filled when asked
        self.disputed: list[Any] | None = None  # what denials.disputes found; filled when asked

    def language(self, article: str) -> str:
        return self.layouts[article].article.language

    def text(self, span: Span) -> str:
        """The words under a span, spaces made one."""
        return " ".join(self.layouts[span.article].article.words(span).split())

    @cached_property
    def lines(self) -> dict[str, tuple[Line, ...]]:
        """The sentences of every article."""
        drafts: dict[str, list[tuple[int, tuple[Word, ...]]]] = {}
        seen: Counter[str] = Counter()
        for layout in self.all_layouts:
            language = layout.article.language
            mine = drafts.setdefault(layout.id, [])
            for n, sentence in enumerate(layout.sentences[:MAX_SENTENCES]):
                found = tuple(words(layout.text, sentence.span.start, sentence.span.end)[:MAX_WORDS])
                if found:
                    mine.append((n, found))
                    seen.update({key(w.form, language) for w in found})
        total = 1 + sum(len(d) for d in drafts.values())
        return {a: tuple(self._line(a, n, found, seen, total) for n, found in rows) for a, rows in drafts.items()}

    def _line(self, article: str, n: int, found: tuple[Word, ...], seen: Counter[str], total: int) -> Line:
        layout, language = self.layouts[article], self.language(article)
        sentence = layout.sentences[n]
        weights: dict[str, float] = {}
        for w in found:
            rare = rarity(w.form, language)
            if rare >= STOP:
                k = key(w.form, language)
                worth = rare * (0.5 + 0.5 * log(total / min(total, seen[k])) / log(total + 1))
                weights[k] = max(weights.get(k, 0.0), worth)
        first = sentence.span.start
        named = (w for w in found if layout.text[w.start].isupper()
                 and (w.start != first or stem(w.form, language) in self._proper))  # fmt: skip
        names = frozenset(stem(w.form, language) for w in named if rarity(w.form, language) >= STOP)
        span = Span(article, found[0].start, found[-1].end)
        days = tuple(sorted({v for s, v in self._points.get(article, ()) if s.overlaps(sentence.span)}))
        body = sum(s.zone == "body" for s in layout.sentences[:n])
        leads = sentence.zone == "headline" or (sentence.zone == "body" and body < LEAD)
        return Line(article, n, span, found, tuple(segments(layout.text, found, frozenset(), language)), weights, names,
                    days, self._past(article, n, days), leads, sentence.zone)  # fmt: skip

    @cached_property
    def _proper(self) -> frozenset[str]:
        """Stems that stand capitalised inside sentences and never in lower case: names, also where they open one."""
        upper: set[str] = set()
        lower: set[str] = set()
        for layout in self.all_layouts:
            text, language = layout.text, layout.article.language
            for sentence in layout.sentences[:MAX_SENTENCES]:
                if sentence.zone != "body":
                    continue
                for w in words(text, sentence.span.start, sentence.span.end)[1:MAX_WORDS]:
                    (upper if text[w.start].isupper() else lower).add(stem(w.form, language))
        return frozenset(upper - lower)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """Ids of the articles whose sentences are compared pair by pair: no copies of others, at most MAX_COMPARED."""
        told: set[tuple[str, ...]] = set()
        out = []
        for article in sorted(self.lines):
            mine = [tuple(w.form for w in line.words) for line in self.lines[article]]
            if sum(m not in told for m in mine) > COPY * len(mine):
                out.append(article)
            told.update(mine)
        return tuple(out[:MAX_COMPARED])

    def couples(self) -> Iterator[tuple[str, str]]:
        """The pairs of compared articles."""
        return combinations(self.compared, 2)

    def points(self, article: str) -> Sequence[tuple[Span, str, str]]:
        """The time expressions of an article: where, EDTF value, grain."""
        return self._all_points.get(article, ())

    @cached_property
    def _all_points(self) -> dict[str, list[tuple[Span, str, str]]]:
        out: dict[str, list[tuple[Span, str, str]]] = {}
        for p in self.timeline.points:
            out.setdefault(p.expression.article, []).append((p.expression, p.value, p.grain))
        return out

    @cached_property
    def _points(self) -> dict[str, list[tuple[Span, str]]]:
        """Those that say when, by article."""
        return {a: [(s, v) for s, v, grain in rows if v and grain not in ("duration", "unresolved")]
                for a, rows in self._all_points.items()}  # fmt: skip

    def _past(self, article: str, n: int, days: Sequence[str]) -> bool:
        """Whether a sentence speaks of an event well back, or goes on from one that does."""
        anchor = self.timeline.anchor(article)
        if days:
            return all(well_before(d, anchor) for d in days)
        layout = self.layouts[article]
        for back in range(1, CARRY + 1):
            if n - back < 0 or layout.sentences[n - back].zone != layout.sentences[n].zone:
                return False
            if back == 1 and self._turns(layout, n):
                return False
            before = [v for s, v in self._points.get(article, ()) if s.overlaps(layout.sentences[n - back].span)]
            if before:
                return all(well_before(d, anchor) for d in before)
        return False

    def _turns(self, layout: Layout, n: int) -> bool:
        """Whether a sentence opens a paragraph with somebody who speaks: it goes on from nothing before it."""
        before, span = layout.sentences[n - 1].span, layout.sentences[n].span
        if "\n" not in layout.text[before.end : span.start]:
            return False
        return any(a.source is not None and a.source.start - span.start < OPENS and span.contains(a.source)
                   for a in self.attributed(layout.id))  # fmt: skip

    @cached_property
    def fresh(self) -> tuple[Line, ...]:
        """The sentences of the compared articles, each wording once: in the first article that has it."""
        told: set[tuple[str, ...]] = set()
        out: list[Line] = []
        for article in self.compared:
            mine = [tuple(w.form for w in line.words) for line in self.lines[article]]
            out.extend(line for line, forms in zip(self.lines[article], mine, strict=True) if forms not in told)
            told.update(mine)
        return tuple(out)

    @cached_property
    def alikes(self) -> tuple[tuple[Line, Line, float], ...]:
        """Pairs of fresh sentences of two articles that are alike, by place, with their cosine."""
        rows = self.fresh
        found = _matrix([line.keys for line in rows])
        near = (found @ found.T).tocoo()
        partners: dict[int, list[tuple[float, int]]] = {}
        for i, j, score in zip(near.row.tolist(), near.col.tolist(), near.data.tolist(), strict=True):
            if score >= PAIRED and rows[i].article != rows[j].article:
                partners.setdefault(i, []).append((-round(score, 4), j))
        best = {(min(i, j), max(i, j)): -score for i, found in partners.items()
                for score, j in sorted(found)[:MAX_PARTNERS]}  # fmt: skip
        return tuple((rows[i], rows[j], best[i, j]) for i, j in sorted(best))

    def line_at(self, span: Span) -> Line | None:
        """The sentence a span begins in."""
        rows = self.lines.get(span.article, ())
        at = bisect_right(self._starts.get(span.article, []), span.start) - 1
        return rows[at] if at >= 0 and span.start < rows[at].span.end else None

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {a: [line.span.start for line in rows] for a, rows in self.lines.items()}

    def setting(self, line: Line) -> Mapping[str, float]:
        """What a sentence is about: its keys, with those of the one before at half weight where it is short."""
        if len(line.keys) >= SHORT:
            return line.keys
        rows = self.lines[line.article]
        at = bisect_right(self._starts[line.article], line.span.start) - 1
        if at < 1 or rows[at - 1].zone != line.zone:
            return line.keys
        return {**{k: v / 2 for k, v in rows[at - 1].keys.items()}, **line.keys}

    @cached_property
    def echoes(self) -> dict[tuple[str, ...], tuple[Line, ...]]:
        """By wording, the sentences that more than one article has word for word."""
        found: dict[tuple[str, ...], list[Line]] = {}
        for article in self.lines:
            for line in self.lines[article]:
                found.setdefault(tuple(w.form for w in line.words), []).append(line)
        return {k: tuple(v) for k, v in found.items() if len({x.article for x in v}) > 1}

    def carriers(self, line: Line) -> tuple[str, ...]:
        """The articles that have a sentence word for word, its own among them."""
        same = self.echoes.get(tuple(w.form for w in line.words), (line,))
        return tuple(sorted({line.article, *(x.article for x in same)}))

    def outlet(self, article: str) -> str:
        """What an article is called in a reason: its outlet, with the id where two have one outlet."""
        name = self._outlets.get(article)
        if not name:
            return article
        return f"{name} ({article})" if sum(v == name for v in self._outlets.values()) > 1 else name

    @cached_property
    def _outlets(self) -> dict[str, str]:
        return {x.id: " ".join((x.article.outlet or "").split())[:MAX_NAME] for x in self.all_layouts}

    def outlets(self, articles: Iterable[str]) -> str:
        """Several articles as a reason names them, at most ``NAMED``."""
        names = [self.outlet(a) for a in sorted(set(articles))]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        return ", ".join(names[:NAMED]) + more

    def holders(self, span: Span) -> list[Attribution]:
        """The attributions whose content holds most of a span, the shortest content first."""
        out = []
        for a in self._by_article.get(span.article, ()):
            inside = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in a.content)
            if 2 * inside > len(span):
                out.append((sum(len(c) for c in a.content), a.id))
        return [self.attributions[i] for _, i in sorted(out)]

    def attributed(self, article: str) -> Sequence[Attribution]:
        """The attributions of an article, in order."""
        return self._by_article.get(article, ())

    def held(self, attribution: str | None) -> list[Attribution]:
        """The attributions that hold a mention, innermost first."""
        return chain(attribution, self.attributions)

    @cached_property
    def _by_article(self) -> dict[str, list[Attribution]]:
        out: dict[str, list[Attribution]] = {}
        for a in self.statements.attributions:
            out.setdefault(a.article, []).append(a)
        return out


def _matrix(rows: Sequence[Mapping[str, float]]) -> Any:
    """Rows of weights as a row-normalised sparse matrix (scipy csr)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    index = {k: n for n, k in enumerate(sorted({k for row in rows for k in row}))}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        size = sum(v * v for v in row.values()) ** 0.5 or 1.0
        for k in sorted(row):
            columns.append(index[k])
            data.append(row[k] / size)
        starts.append(len(columns))
    parts = np.array(data), np.array(columns, dtype=np.int64), np.array(starts, dtype=np.int64)
    return csr_matrix(parts, shape=(len(rows), max(1, len(index))))


def matter(line: Line, found: Sequence[Word], language: str) -> dict[str, float]:
    """The keys of some words of a sentence that tell something, with their weights."""
    keys = (key(w.form, language) for w in found if rarity(w.form, language) >= MATTER)
    return {k: line.keys[k] for k in keys if k in line.keys}


def around(line: Line, first: int, last: int, language: str) -> dict[str, float]:
    """The words of matter of the clause that some words stand in, those left out; the next ones where it is short."""
    n = next((n for n, p in enumerate(line.parts) if first < p.last), len(line.parts) - 1)
    part = line.parts[n]
    found = matter(line, [*line.words[part.first : first], *line.words[last : part.last]], language)
    for beside in (n - 1, n + 1):
        if len(found) < TELLING and 0 <= beside < len(line.parts):
            other = line.parts[beside]
            found = {**found, **matter(line, line.words[other.first : other.last], language)}
    return found


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two weighted sets."""
    shared = sum(a[k] * b[k] for k in sorted(a.keys() & b.keys()))
    size = (sum(v * v for v in a.values()) * sum(v * v for v in b.values())) ** 0.5
    return round(shared / size, 4) if size else 0.0


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Weight both sets hold over the weight of the lighter one."""
    shared = sum(min(a[k], b[k]) for k in sorted(a.keys() & b.keys()))
    least = min(sum(a.values()), sum(b.values()))
    return round(shared / least, 4) if least else 0.0


def same_time(a: Line, b: Line) -> bool:
    """Whether two sentences can speak of one event: both of the day's news, or of one time in the past."""
    if a.past != b.past:
        return False
    return not a.past or any(compatible(x, y) for x in a.days for y in b.days)


def compatible(a: str, b: str) -> bool:
    """Whether two EDTF values can be one time: one begins with the other, as far as both tell."""
    short, long = sorted((a.rstrip("~?"), b.rstrip("~?")), key=len)
    if "/" in short or "/" in long:
        return True  # an interval may hold anything near it
    return long.startswith(short)


def well_before(value: str, anchor: str | None) -> bool:
    """Whether a time value lies more than ``OLD_DAYS`` before the day of its article."""
    from datetime import date

    first = value.rstrip("~?").split("/")[-1][:10]  # an open interval ("since ...") reaches into the present
    if not anchor or not first[:4].isdigit():
        return False
    try:
        return (date.fromisoformat(anchor[:10]) - date.fromisoformat(first)).days > OLD_DAYS
    except ValueError:
        if len(first) >= 7 and first[5:7].isdigit():
            return first[:7] < anchor[:7]
        return first[:4] < anchor[:4]


def names_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether each side names somebody and nobody is named by both."""
    x, y = frozenset(a), frozenset(b)
    return bool(x and y and not x & y)
