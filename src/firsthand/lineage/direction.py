"""Which way matter went: by credit before all, by time where it is known, else only the likelier way round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from firsthand.lineage.matter import Matter
from firsthand.lineage.suppliers import Draft, Tie
from firsthand.nouns import Layout, Reason, Timeline

_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$")
_WEAK = ("pile", "none", "text")  # anchors that are guesses: never evidence of who came first


@dataclass(frozen=True, slots=True)
class Clock:
    """When each article appeared, as far as it says so itself: the earliest and the latest it can have been."""

    spans: Mapping[str, tuple[datetime, datetime]]

    def before(self, a: str, b: str) -> bool:
        """True where ``a`` surely appeared before ``b``. False for the same minute, and where either is unknown."""
        return a in self.spans and b in self.spans and self.spans[a][1] < self.spans[b][0]


def clock(layouts: Sequence[Layout], timeline: Timeline) -> Clock:
    """The times the articles state: their own stamp, else the day they speak from where something in them tells it."""
    anchors = {a.article: a.value for a in timeline.anchors if a.basis not in _WEAK and a.value}
    spans = {}
    for x in layouts:
        stamp = x.article.published.value or anchors.get(x.id)
        if stamp and (span := moments(stamp)):
            spans[x.id] = span
    return Clock(spans)


def later_first(a: str, b: str, matter: Matter, clock: Clock) -> tuple[str, str]:
    """(child, parent) the likelier way round: later from earlier, then shorter from longer, then by id."""
    if clock.before(a, b):
        return b, a
    if clock.before(b, a):
        return a, b
    size_a, size_b = len(matter.prose[a]), len(matter.prose[b])
    if size_a != size_b:
        return (a, b) if size_a < size_b else (b, a)
    return max(a, b), min(a, b)


def without_cycles(draft: Draft, clock: Clock) -> None:
    """Drop what would make a text its own ancestor: the least sure tie of a cycle, directed ones kept before others.

    A credit outweighs a time stamp, which may be wrong or moved by an update; where two credits contradict each other,
    the time decides.
    """
    kept: dict[tuple[str, str], Tie] = {}
    above: dict[str, set[str]] = {}

    def rank(t: Tie) -> tuple[bool, bool, float, str, str]:
        return (not t.directed, clock.before(t.child, t.parent), -t.confidence, t.child, t.parent)

    for tie in sorted((t for t in draft.ties if t.child != t.parent), key=rank):
        if _reaches(above, tie.parent, tie.child):
            if (tie.parent, tie.child) in kept:
                kept[tie.parent, tie.child] = _both_ways(kept[tie.parent, tie.child], tie, clock)
                continue
            if tie.directed or _reaches(above, tie.child, tie.parent):
                continue
            tie = replace(tie, child=tie.parent, parent=tie.child)
        above.setdefault(tie.child, set()).add(tie.parent)
        kept[tie.child, tie.parent] = _with_time(tie, clock)
    draft.ties[:] = kept.values()


def _reaches(above: Mapping[str, set[str]], start: str, goal: str) -> bool:
    todo, done = [start], set()
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        if node not in done:
            done.add(node)
            todo.extend(above.get(node, ()))
    return False


def _both_ways(kept: Tie, other: Tie, clock: Clock) -> Tie:
    """Two articles that each name the other: the dates decide, and where they do not, nothing does."""
    told = clock.before(kept.parent, kept.child)
    verdict = "the dates decide" if told else "which came first is not told"
    text = f"{other.child} names {other.parent} too; {verdict}"
    return replace(
        kept,
        directed=told,
        confidence=min(kept.confidence, 0.7 if told else 0.5),
        reasons=(*kept.reasons, Reason(text, other.spans)),
    )


def _with_time(tie: Tie, clock: Clock) -> Tie:
    """A tie with what its dates say, where that is against it."""
    if tie.directed and clock.before(tie.child, tie.parent):
        reason = Reason(f"{tie.child} is dated before {tie.parent}; its credit outweighs the date")
        return replace(tie, confidence=tie.confidence * 0.8, reasons=(*tie.reasons, reason))
    return tie


def moments(stamp: str) -> tuple[datetime, datetime] | None:
    """The earliest and the latest moment an EDTF stamp may mean; None for one that is not understood."""
    m = _STAMP.match(stamp)
    if not m:
        return None
    year, month, day, hour, minute, zone = m.groups()
    try:
        start = datetime.combine(date(int(year), int(month), int(day)), datetime.min.time(), UTC)
        if hour is None:
            return start, start + timedelta(days=1) - timedelta(minutes=1)
        at = start + timedelta(hours=int(hour), minutes=int(minute))
        if zone and zone != "Z":
            sign = -1 if zone[0] == "-" else 1
            at -= sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    except (ValueError, OverflowError):
        return None
    return at, at
