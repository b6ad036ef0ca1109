"""What one actor or event is called, where the words take different sides ("militant group", "terror group").

For an actor the words must stand beside its name, or behind "the" where only one thing of the story is called so. For
an event they must stand in sentences of two articles that tell the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.claims.differences.alignment import Ground, Line, likeness, pairs, same_time
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import comparable, places
from firsthand.languages import Word, fold, has_table, table
from firsthand.nouns import Span

SAME = 0.42  # cosine of sentences that tell one event
APART = 4  # words between a name and the noun that is set beside it
BACK = 3  # sentences back to a name that "the group" can mean
MAX_WORDS = 3  # in a label
PER_SIDE = 4  # places shown of a side


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a family in a text: the side it is on, and where."""

    family: str
    side: str
    phrase: str
    span: Span
    line: Line
    first: int  # numbers of its words in the line
    last: int  # exclusive


@dataclass(frozen=True, slots=True)
class Families:
    """The table of labels, by first word."""

    kinds: Mapping[str, str]  # family -> "actor" | "event"
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]  # first word -> (words, family, side)


@cache
def _families(language: str) -> Families | None:
    if not has_table(language, "labels"):
        return None
    kinds, phrases = {}, {}
    rows = table(language, "labels")
    for family in sorted(rows):
        kinds[family] = str(rows[family]["kind"])
        for side, found in sorted(rows[family]["sides"].items()):
            for phrase in found:
                parts = tuple(fold(p) for p in phrase.replace("-", " ").split())
                phrases.setdefault(parts[0], []).append((parts, family, side))
    return Families(kinds, {k: sorted(v, key=lambda x: (-len(x[0]), x)) for k, v in phrases.items()})


def find(ground: Ground) -> list[Finding]:
    """Actors and events that the articles call differently."""
    found = [x for a in ground.lines for line in ground.lines[a] for x in _labels(ground, line)]
    return [*_of_actors(ground, found), *_of_events(ground, found)]


def _labels(ground: Ground, line: Line) -> Iterator[Label]:
    """The labels of a sentence, the longest at each place."""
    known = _families(ground.language(line.article))
    if known is None:
        return
    taken: dict[str, int] = {}
    for n, word in enumerate(line.words):
        for parts, family, side in known.phrases.get(word.form, ()):
            if taken.get(family, 0) > n or tuple(w.form for w in line.words[n : n + len(parts)]) != parts:
                continue
            taken[family] = n + len(parts)
            start = line.words[n - 1].start if n and line.words[n - 1].form in ("the", "a", "an") else word.start
            span = Span(line.article, start, line.words[n + len(parts) - 1].end)
            yield Label(family, side, " ".join(parts), span, line, n, n + len(parts))


# ---------------------------------------------------------------- actors


def _of_actors(ground: Ground, found: Sequence[Label]) -> list[Finding]:
    """One finding for each actor that labels of one family with different sides stand for."""
    kinds = {f: k for a in ground.lines for f, k in _kinds(ground.language(a)).items()}
    actors = [x for x in found if kinds[x.family] == "actor"]
    named: dict[tuple[str, str], list[Label]] = {}
    loose: list[Label] = []
    for label in actors:
        who = _beside(ground, label)
        if who is not None:
            named.setdefault((label.family, who), []).append(label)
        else:
            loose.append(label)
    for label in loose:
        who = _meant(ground, label, [w for f, w in named if f == label.family])
        if who is not None:
            named[label.family, who].append(label)
    out = []
    for (_, who), labels in sorted(named.items()):
        if _apart(labels):
            out.append(_finding(ground, labels, ground.entities[who].name, 0.7))
    return out


def _kinds(language: str) -> Mapping[str, str]:
    known = _families(language)
    return known.kinds if known is not None else {}


def _beside(ground: Ground, label: Label) -> str | None:
    """The entity whose name a label is set beside: "the rebel group X", "X rebels", "X, a rebel group"."""
    line, text = label.line, ground.layouts[label.line.article].text
    best: tuple[int, str] | None = None
    for who, span in _names_in(ground, line):
        if span.end <= label.span.start:
            between = [w for w in line.words[: label.first] if w.start >= span.end]
            gap = text[span.end : line.words[label.first].start]
        elif label.span.end <= span.start:
            between = [w for w in line.words[label.last :] if w.end <= span.start]
            gap = text[label.span.end : span.start]
        else:
            continue
        if len(between) > APART or not _apposed(gap, between, span.end <= label.span.start):
            continue
        if best is None or (len(between), who) < best:
            best = (len(between), who)
    return best[1] if best is not None else None


def _apposed(gap: str, between: Sequence[Word], name_first: bool) -> bool:
    """Whether what lies between a name and a label lets the label be said of it."""
    if not between:
        return gap.strip(" -'’s,") == "" and not (gap.strip().startswith("'") or gap.strip().startswith("’"))
    if not name_first:
        return False
    forms = [w.form for w in between]
    return (gap.lstrip().startswith(",") or forms[0] in ("is", "was")) and ({"a", "an", "the"} & set(forms[:2])) != set()


def _names_in(ground: Ground, line: Line) -> list[tuple[str, Span]]:
    """Named entities in a sentence, people and bodies, by place."""
    return [(who, s) for who, s in _mentions(ground, line.article) if line.span.overlaps(s)]


def _mentions(ground: Ground, article: str) -> list[tuple[str, Span]]:
    text = ground.layouts[article].text
    return sorted(((e.id, s) for e in ground.statements.entities for s in e.mentions
                   if s.article == article and e.kind not in ("unnamed", "document") and s.end > s.start
                   and text[s.start].isupper()), key=lambda x: (x[1], x[0]))  # fmt: skip


def _meant(ground: Ground, label: Label, candidates: Sequence[str]) -> str | None:
    """Who "the group" is: the candidate named last before it, within a few sentences."""
    before = label.line.words[label.first - 1].form if label.first else ""
    if before not in ("the", "this", "that", "its", "their") or not candidates:
        return None
    after = label.line.words[label.last].form if label.last < len(label.line.words) else ""
    if after in ("of", "in"):
        return None
    rows = [x for x in ground.lines[label.line.article] if label.line.number - BACK <= x.number <= label.line.number]
    last: str | None = None
    for row in rows:
        for who, span in _names_in(ground, row):
            if who in candidates and span.end <= label.span.start:
                last = who
    if last is None and len(candidates) == 1:
        mine = [w for w, _ in _mentions(ground, label.line.article)]
        return candidates[0] if candidates[0] in mine else None
    return last


# ---------------------------------------------------------------- events


def _of_events(ground: Ground, found: Sequence[Label]) -> list[Finding]:
    """One finding for each family whose sides stand in sentences that tell the same."""
    at: dict[tuple[str, int], list[Label]] = {}
    for label in found:
        if _kinds(ground.language(label.line.article))[label.family] == "event":
            at.setdefault((label.line.article, label.line.number), []).append(label)
    best: dict[str, list[tuple[float, Label, Label]]] = {}
    for x, y, sure in _told_alike(ground):
        mine, theirs = at.get((x.article, x.number), []), at.get((y.article, y.number), [])
        for family in sorted({a.family for a in mine} & {b.family for b in theirs}):
            here = [a for a in mine if a.family == family]
            there = [b for b in theirs if b.family == family]
            if {a.side for a in here} & {b.side for b in there}:
                continue
            best.setdefault(family, []).append((sure, here[0], there[0]))
    out = []
    for family in sorted(best):
        rows = sorted(best[family], key=lambda r: (-r[0], r[1].span, r[2].span))
        _, a, b = rows[0]
        labels = [x for _, p, q in rows if {p.side, q.side} == {a.side, b.side} for x in (p, q)]
        out.append(_finding(ground, labels, "it", 0.55))
    return out


def _told_alike(ground: Ground) -> list[tuple[Line, Line, float]]:
    """Sentences of two articles that tell the same, and how sure that is."""
    out: dict[tuple[Span, Span], tuple[Line, Line, float]] = {}
    articles = sorted(ground.lines)
    for n, a in enumerate(articles):
        for b in articles[n + 1 :]:
            for x, y in pairs(ground.lines[a], ground.lines[b]):
                if same_time(x, y) and (score := likeness(x.keys, y.keys)) >= SAME:
                    out[x.span, y.span] = (x, y, score)
    for p in ground.passages:
        first, second = ground.line_at(p.a), ground.line_at(p.b)
        if first is not None and second is not None:
            out.setdefault((first.span, second.span), (first, second, p.score))
    for claim in ground.claims:
        rows = places(ground, claim)
        for n, one in enumerate(rows):
            for two in rows[n + 1 :]:
                if one.article != two.article and comparable(one, two):
                    u, v = sorted((one.line, two.line), key=lambda line: line.span)
                    if (score := likeness(u.keys, v.keys)) >= SAME / 2:
                        out.setdefault((u.span, v.span), (u, v, score))
    return [out[k] for k in sorted(out)]


# ---------------------------------------------------------------- both


def _apart(labels: Sequence[Label]) -> bool:
    """Whether two articles call it differently: no side is common to both."""
    sides: dict[str, set[str]] = {}
    for x in labels:
        sides.setdefault(x.line.article, set()).add(x.side)
    rows = [sides[a] for a in sorted(sides)]
    return any(not a & b for n, a in enumerate(rows) for b in rows[n + 1 :])


def _finding(ground: Ground, labels: Sequence[Label], name: str, confidence: float) -> Finding:
    by_side: dict[str, dict[str, Label]] = {}
    for x in sorted(labels, key=lambda x: x.span):
        by_side.setdefault(x.side, {}).setdefault(x.line.article, x)
    ordered = sorted(by_side, key=lambda s: (-len(by_side[s]), s))
    told = "; ".join(f"“{ground.text(min(by_side[s].values(), key=lambda x: x.span).span)}” in {', '.join(by_side[s])}"
                     for s in ordered)  # fmt: skip
    sides = tuple(tuple(x.span for x in list(by_side[s].values())[:PER_SIDE]) for s in ordered)
    return Finding("label", sides, f"{name} is called {told}", confidence)
