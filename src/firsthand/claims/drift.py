"""Two texts, or a lineage -> what was changed, added, dropped and hardened on the way."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from firsthand.claims.differences import findings
from firsthand.claims.differences.alignment import Ground, same_time
from firsthand.claims.differences.numbers import same_count
from firsthand.claims.differences.severity import Finding
from firsthand.languages import words
from firsthand.nouns import Change, Drift, Layout, Lineage, Passage, Reason, Span, Statements, Timeline

MAX_EDGES = 40  # of one story that are followed: the surest; what drifts in a larger one shows in as many
REPORTS = ("agency", "outlet", "report", "document")  # sources that are a text; a speaker's words are quoted, not told
KEPT = 0.5  # share of a sentence's characters that lie in shared passages: it is carried over
RETOLD = 0.34  # cosine from which a sentence is carried over in other words
MAX_TOUCHED = 30  # sentences of one passage that are paired; what lies beyond is found by its words
MAX_PAIRS = 20_000  # pairs of sentences weighed against each other
MAX_WORDS = 200  # of a sentence that are compared
MAX_CHANGES = 12  # told of one edge
# Kinds of which the first side is the careful one: with it in the earlier text and not in the later, it is hardened.
CAREFUL = ("hedge", "condition", "omission", "attribution")


def find_drift(layouts: Sequence[Layout], statements: Statements, passages: Sequence[Passage], lineage: Lineage,
               timeline: Timeline) -> tuple[Drift, ...]:  # fmt: skip
    """What each article made of what it derives from, one drift for each edge that can be followed.

    Followed are edges between articles, and those from an unseen report that another article shows more of. Texts that
    are the same word for word have no drift. In order of child and parent.
    """
    by_id = {x.id: x for x in layouts}
    pairs = _edges(lineage, passages, by_id)
    return tuple(
        replace(compare(by_id[against], by_id[child], statements, passages, timeline), parent=parent)
        for child, parent, against in sorted(pairs)
    )


def compare(before: Layout, after: Layout, statements: Statements, passages: Sequence[Passage],
            timeline: Timeline) -> Drift:  # fmt: skip
    """What the later of two texts makes of the earlier one."""
    both = {before.id, after.id}
    told = [p for p in passages if {p.a.article, p.b.article} == both]
    ground = Ground([before, after], _of(statements, both), told, _between(timeline, both), ())
    kept = _kept(ground, before, after, told)
    back = frozenset(kept.values())
    changed = sorted(_changes(ground, before.id, after.id), key=lambda c: (-c.confidence, c.kind, c.before, c.after))
    return Drift(
        after.id,
        before.id,
        before.id,
        tuple(changed[:MAX_CHANGES]),
        tuple((before.sentences[i].span, after.sentences[j].span) for i, j in _reworded(before, after, kept)),
        tuple(s.span for n, s in enumerate(before.sentences) if n not in kept and _tells(before, s.span)),
        tuple(s.span for n, s in enumerate(after.sentences) if n not in back and _tells(after, s.span)),
    )


def counterparts(before: Layout, after: Layout, passages: Sequence[Passage]) -> dict[int, int]:
    """Number of each sentence of the first text that the second carries over -> number of that sentence there."""
    told = [p for p in passages if {p.a.article, p.b.article} == {before.id, after.id}]
    ground = Ground([before, after], Statements((), (), ()), told, Timeline((), ()), ())
    return _kept(ground, before, after, told)


def _edges(lineage: Lineage, passages: Sequence[Passage], by_id: Mapping[str, Layout]) -> list[tuple[str, str, str]]:
    """(child, parent, the text it is compared with) of the edges that are followed."""
    shared: dict[tuple[str, str], int] = {}
    for p in passages:
        if not p.quoted:
            for x, y in ((p.a.article, p.b.article), (p.b.article, p.a.article)):
                shared[x, y] = shared.get((x, y), 0) + len(p.a)
    children: dict[str, list[str]] = {}
    for e in lineage.edges:
        if e.child in by_id:
            children.setdefault(e.parent, []).append(e.child)
    reports = {s.id for s in lineage.sources if s.kind in REPORTS}
    out: list[tuple[str, str, str]] = []
    for e in sorted(lineage.edges, key=lambda e: (-e.confidence, e.child, e.parent)):
        followed = e.parent in by_id or e.parent in reports
        if e.child not in by_id or not followed or len(out) >= MAX_EDGES:
            continue
        others = [e.parent] if e.parent in by_id else [c for c in children[e.parent] if c != e.child]
        near = [(shared.get((e.child, o), 0), o) for o in others]
        size, against = min(near, key=lambda x: (-x[0], x[1]), default=(0, ""))
        if against and (size or e.parent in by_id) and by_id[against].article.sha256 != by_id[e.child].article.sha256:
            out.append((e.child, e.parent, against))
    return out


def _of(statements: Statements, articles: set[str]) -> Statements:
    said = tuple(a for a in statements.attributions if a.article in articles)
    speak = {a.entity for a in said}  # somebody may speak where he is only "the agency"
    named = tuple(e for e in statements.entities if e.id in speak or any(m.article in articles for m in e.mentions))
    return Statements(said, named, tuple(c for c in statements.credits if c.span.article in articles))


def _between(timeline: Timeline, articles: set[str]) -> Timeline:
    return Timeline(tuple(p for p in timeline.points if p.expression.article in articles),
                    tuple(a for a in timeline.anchors if a.article in articles))  # fmt: skip


def _kept(ground: Ground, before: Layout, after: Layout, passages: Sequence[Passage]) -> dict[int, int]:
    """Number of each sentence of the first text that the second carries over -> number of that sentence there."""
    score: dict[tuple[int, int], float] = {}
    same: dict[str, list[int]] = {}
    for j, s in enumerate(after.sentences):
        same.setdefault(" ".join(after.article.words(s.span).casefold().split()), []).append(j)
    for i, s in enumerate(before.sentences):  # a sentence that recurs answers its recurrences in order
        found = same.get(" ".join(before.article.words(s.span).casefold().split()))
        if found:
            score[i, found.pop(0)] = 2.0
    for p in passages:
        mine, theirs = (p.a, p.b) if p.a.article == before.id else (p.b, p.a)
        for i, j in product(_at(before, mine), _at(after, theirs)):
            if len(score) < MAX_PAIRS:
                held = min(_share(before, i, mine), _share(after, j, theirs))
                like = _alike(before, i, after, j) if held >= KEPT else 0.0
                if like >= KEPT:
                    score[i, j] = max(score.get((i, j), 0.0), 1.0 + like / 2)
    for x, y, alike in ground.alikes:
        if alike >= RETOLD and same_time(x, y):
            a, b = (x, y) if x.article == before.id else (y, x)
            score[a.number, b.number] = max(score.get((a.number, b.number), 0.0), alike)
    out: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(score, key=lambda p: (-round(score[p], 4), abs(p[0] - p[1]), p)):
        if i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def _at(layout: Layout, span: Span) -> list[int]:
    """Numbers of the first sentences that a passage touches."""
    first = max(0, bisect_right(layout.sentences, span.start, key=lambda s: s.span.start) - 1)
    near = range(first, min(len(layout.sentences), first + MAX_TOUCHED))
    return [n for n in near if layout.sentences[n].span.overlaps(span)]


def _alike(before: Layout, i: int, after: Layout, j: int) -> float:
    """The share of the shorter sentence's words that the other has too: a passage may run over several sentences."""
    one, two = (Counter(w.form for w in words(x.text, x.sentences[n].span.start, x.sentences[n].span.end)[:MAX_WORDS])
                for x, n in ((before, i), (after, j)))  # fmt: skip
    return sum((one & two).values()) / max(1, min(one.total(), two.total()))


def _share(layout: Layout, n: int, span: Span) -> float:
    """The share of a sentence that a span holds."""
    at = layout.sentences[n].span
    return (min(at.end, span.end) - max(at.start, span.start)) / max(1, len(at))


def _reworded(before: Layout, after: Layout, kept: Mapping[int, int]) -> list[tuple[int, int]]:
    """The pairs of sentences that do not have the same words."""
    return [(i, j) for i, j in sorted(kept.items()) if not same_words(before, i, after, j)]


def same_words(a: Layout, i: int, b: Layout, j: int) -> bool:
    """Whether two sentences have the same words; marks and case aside."""
    one, two = a.sentences[i].span, b.sentences[j].span
    return [w.form for w in words(a.text, one.start, one.end)] == [w.form for w in words(b.text, two.start, two.end)]


def _tells(layout: Layout, span: Span) -> bool:
    """Whether a sentence is more than a heading's word or two."""
    return len(layout.article.words(span).split()) > 2


def _changes(ground: Ground, before: str, after: str) -> Iterator[Change]:
    if len(ground.layouts) < 2:
        return
    told: list[tuple[str, tuple[Span, ...], tuple[Span, ...]]] = []
    for finding in findings(ground):
        earlier, later = _apart(finding, before, after)
        if not earlier or not later or any(_same(finding.kind, earlier, later, t) for t in told):
            continue
        told.append((finding.kind, earlier, later))
        yield Change(finding.kind, earlier, later, _hardens(finding, before, after), confidence=finding.confidence,
                     reasons=(Reason(finding.why, (*earlier, *later)),))  # fmt: skip
    for a, b in same_count(ground):
        mine, theirs = (a, b) if a.article == before else (b, a)
        if mine.bound and not theirs.bound:
            why = f"“{ground.text(mine.span)}” has become “{ground.text(theirs.span)}”"
            yield Change("hedge", (mine.span,), (theirs.span,), True, confidence=0.6,
                         reasons=(Reason(why, (mine.span, theirs.span)),))  # fmt: skip


def _apart(finding: Finding, before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What the earlier text has on one side of a finding, and the later one on another."""
    for i, mine in enumerate(finding.sides):
        for j, theirs in enumerate(finding.sides):
            earlier = tuple(s for s in mine if s.article == before)
            later = tuple(s for s in theirs if s.article == after)
            told = finding.kind != "omission" or i < j  # what the later text tells besides was added, not left out
            if i != j and earlier and later and told:
                return earlier, later
    return (), ()


def _same(kind: str, earlier: Sequence[Span], later: Sequence[Span],
          told: tuple[str, Sequence[Span], Sequence[Span]]) -> bool:  # fmt: skip
    """Whether a change was told already: one of its kind touches it in both texts."""
    return (kind == told[0] and any(s.overlaps(t) for s in earlier for t in told[1])
            and any(s.overlaps(t) for s in later for t in told[2]))  # fmt: skip


def _hardens(finding: Finding, before: str, after: str) -> bool:
    """Whether the careful side stands in the earlier text and the bare one in the later."""
    careful, bare = finding.sides[0], finding.sides[-1]
    if finding.kind not in CAREFUL or (finding.kind == "attribution" and not finding.bare):
        return False
    return all(s.article == before for s in careful) and all(s.article == after for s in bare)
