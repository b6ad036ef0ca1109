"""``resolve``: every time expression of a story with its value; ``tie``: which claims they date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from firsthand.attribution.tokens import tag
from firsthand.languages import has_table, supported
from firsthand.nouns import Anchor, Claim, Layout, Reason, Span, Statements, Timeline, TimePoint
from firsthand.timeline.anchors import Found, Orders, anchors, exact_day
from firsthand.timeline.clocks import Offsets, clock_value, learned_offset
from firsthand.timeline.forms import Core, Forms, forms
from firsthand.timeline.meaning import meaning
from firsthand.timeline.numeric import FigureDate, figure_dates, usual_order
from firsthand.timeline.numeric import meaning as figure_meaning
from firsthand.timeline.scanning import Expression, Scanner
from firsthand.timeline.setting import Setting
from firsthand.timeline.tense import Tenses, clause
from firsthand.timeline.values import UNRESOLVED, Meaning, bounds

_LOOK_BACK = 3  # sentences searched for the date that "two days later" or a bare clock time starts from
_FEW = 12  # dates of one sentence looked at: more than that name no one date anyway
_OPEN = frozenset({"day", "part-of-day", "time", "month", "year", "decade", "week", "season"})

_OF_EVENTS = frozenset({"after", "from", "before", "by", "ahead of", "prior to"})
_SINCE_CLAUSE = re.compile(r"\b[Ss]ince (?:it|he|she|they|we|I)(?: \w+){1,3} $")  # "since it opened in 1984"


def resolve(layouts: Sequence[Layout], statements: Statements) -> Timeline:
    """Find and read the time expressions of a story.

    Searched are headlines, datelines, body and captions. In a language without a ``time.toml`` only dates in
    figures are read.

    Args:
        layouts: the story's articles.
        statements: not needed yet; kept so that what a source says can be anchored to when they said it.
    """
    ordered = sorted(layouts, key=lambda x: x.id)
    found = {x.id: _found(x) for x in ordered}
    orders = _orders(found)
    day_of = anchors(ordered, found, orders)
    pile = learned_offset(f.expression for x in ordered for f in found[x.id])
    points = []
    for x in ordered:
        own = learned_offset(f.expression for f in found[x.id])
        offsets = Offsets(own.here, pile.here)
        points += _Reader(x, day_of[x.id], orders[x.id], offsets).points(found[x.id])
    return Timeline(tuple(points), tuple(day_of[x.id] for x in ordered))


def tie(timeline: Timeline, claims: Sequence[Claim]) -> Timeline:
    """The timeline with the claims whose mentions hold each expression."""
    spans: dict[str, list[tuple[Span, str]]] = {}
    for claim in claims:
        for mention in claim.mentions:
            spans.setdefault(mention.span.article, []).append((mention.span, claim.id))
    points = []
    for point in timeline.points:
        ids = {id for span, id in spans.get(point.expression.article, ()) if span.overlaps(point.expression)}
        points.append(replace(point, claims=tuple(c.id for c in claims if c.id in ids)))
    return replace(timeline, points=tuple(points))


def _forms(layout: Layout) -> Forms | None:
    language = layout.article.language
    return forms(language) if supported(language) and has_table(language, "time") else None


def _found(layout: Layout) -> list[Found]:
    """The expressions of one article in text order."""
    known = _forms(layout)
    scanner = Scanner(known) if known else None
    stretches = [(z.span, "dateline") for z in layout.zones if z.kind == "dateline"]
    stretches += [(s.span, str(s.zone)) for s in layout.sentences]
    out = []
    for span, zone in sorted(stretches):
        if scanner:
            expressions: Iterable[Expression] = scanner.scan(layout.text, span.start, span.end)
        else:
            expressions = (
                Expression(f.start, f.end, (Core("figures", {}, f.start, f.end),), figures=f)
                for f in figure_dates(layout.text, span.start, span.end)
            )
        out += [Found(e, zone, (span.start, span.end)) for e in expressions]
    return out


def _orders(found: Mapping[str, Sequence[Found]]) -> dict[str, Orders]:
    dates: dict[str, list[FigureDate]] = {
        id: [f.expression.figures for f in items if f.expression.figures] for id, items in found.items()
    }
    out = {}
    for id, own in dates.items():
        others = [d for other, items in dates.items() if other != id for d in items]
        out[id] = Orders(usual_order(own), usual_order(others))
    return out


@dataclass
class _Reader:
    """Reads one article's expressions in order, keeping what was told before."""

    layout: Layout
    anchor: Anchor
    orders: Orders
    offsets: Offsets
    told: list[tuple[tuple[int, int], str]] = field(default_factory=list)  # (sentence, value) of dates so far

    def __post_init__(self) -> None:
        self.forms = _forms(self.layout)
        self.tenses = Tenses(self.forms.words["tense"]) if self.forms else None
        self.day = exact_day(self.anchor.value)
        self.last = self.day or bounds(self.anchor.value or "")[1]
        self.quotations = sorted((q.span.start, q.span.end) for q in self.layout.quotations if q.depth == 1)
        self.spoken: dict[tuple[int, int], set[date]] = {}  # sentence -> days named outside its quotations

    def points(self, found: Sequence[Found]) -> list[TimePoint]:
        sentences = {s: i for i, s in enumerate(sorted({f.sentence for f in found}))}
        numbers = {(s.span.start, s.span.end): i for i, s in enumerate(self.layout.sentences)}
        self._date_quotations(found)
        out = []
        for item in found:
            number = numbers.get(item.sentence, sentences[item.sentence])
            read = self._read(item, *self._told_before(number, numbers))
            out.append(self._point(item, read))
            if read.value and read.grain not in {"duration", "unresolved"}:
                self.told.append((item.sentence, read.value))
        return out

    def _told_before(self, number: int, numbers: Mapping[tuple[int, int], int]) -> tuple[str, bool]:
        """The one date of the nearest sentence before (or this one) that has any, and whether it has several."""
        recent = self.told[-_FEW:]
        if not recent or number - numbers.get(recent[-1][0], 0) > _LOOK_BACK:
            return "", False
        values = [v for s, v in recent if s == recent[-1][0]]
        return (values[-1], False) if len({bounds(v) for v in values}) == 1 else ("", True)

    def _read(self, item: Found, told: str = "", several: bool = False) -> Meaning:
        e = item.expression
        tense = self.tenses.around(self.layout.text, *item.sentence, e.start, e.end) if self.tenses else None
        if "ahead of" in e.leads and self.forms is not None:
            tense = "future"
        day, last = self.day, self.last
        spoken = self._day_of_quote(item)
        if spoken is not None:
            day = last = spoken
        setting = Setting(day, last, tense, told or self._main_day(e), several)
        values = [self._core(core, e, setting) for core in e.cores]
        if e.joint == "moment" or e.cores[0].means == "clock":
            return clock_value(e, values, setting, self.offsets, self.forms)
        if e.joint == "range":
            return self._range(values)
        return self._led(e, values[0])

    def _main_day(self, e: Expression) -> str:
        """For "hours before the crash" far from any date: the one day the article has named most so far."""
        if e.cores[0].means != "near-event":
            return ""
        ranked = Counter(d for _, v in self.told if (d := exact_day(v)) is not None).most_common(2)
        return str(ranked[0][0]) if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else ""

    def _core(self, core: Core, e: Expression, setting: Setting) -> Meaning:
        if core.means == "figures" and e.figures is not None:
            return figure_meaning(e.figures, self.orders.here, self.orders.pile, self.day)
        if core.means == "clock" or self.forms is None:
            return UNRESOLVED
        return meaning(core, setting, self.forms)

    def _range(self, values: Sequence[Meaning]) -> Meaning:
        first, last = values
        if not first.value or not last.value:
            return UNRESOLVED
        a, b = bounds(first.value)[0], bounds(last.value)[1]
        start = first.value
        if a and b and a > b and last.anchored and len(last.value) == len("2031-05-04"):
            return UNRESOLVED
        return Meaning(f"{start.partition('/')[0]}/{last.value.rpartition('/')[2]}", "interval",
                       min(first.certainty, last.certainty), "from the one to the other",
                       first.anchored or last.anchored)  # fmt: skip

    def _led(self, e: Expression, read: Meaning) -> Meaning:
        """What a lead adds: "since" leaves the end open, "until" the start, "about" makes it approximate."""
        if not read.value or self.forms is None:
            return read
        value, grain = read.value, read.grain
        words = self.forms.words
        phrases = (lead.removeprefix("the ").removesuffix(" of") for lead in e.leads if lead.endswith(" of"))
        part = next((p for p in phrases if p in words["parts_of_day"]), None)
        if part and grain == "day":  # "the night of"
            value, grain = value + words["parts_of_day"][part], "part-of-day"
        kinds = [self.forms.lead_kind.get(lead) for lead in e.leads]
        if self._attributive(e):
            kinds = [None if lead in _OF_EVENTS else kind for kind, lead in zip(kinds, e.leads, strict=True)]
        about = "about" in kinds or "over" in e.leads[1:] or any(
            lead in words["approximate"] and lead not in self.forms.lead_kind for lead in e.leads
        )
        if about and not value.endswith("~") and grain in {*_OPEN, "duration"}:
            value += "~"
        if grain == "interval" and "/.." not in value and "../" not in value:
            if "since" in e.leads:
                return replace(read, value=f"{value.partition('/')[0]}/..", why=f"{read.why}; open from there on")
            if "until" in e.leads or "by" in e.leads:
                return replace(read, value=f"../{value.rpartition('/')[2]}", why=f"{read.why}; up to there")
        if grain not in _OPEN:
            return replace(read, value=value)
        if _SINCE_CLAUSE.search(self.layout.text, max(0, e.start - 60), e.start):
            kinds.append("since")
        if "since" in kinds or "range" in kinds:
            return replace(read, value=f"{value}/..", grain="interval", why=f"{read.why}; open from there on")
        if "until" in kinds:
            return replace(read, value=f"../{value}", grain="interval", why=f"{read.why}; up to there")
        return replace(read, value=value, grain=grain)

    def _attributive(self, e: Expression) -> bool:
        """True for "after last week's crash", "before the May 4 vote": the date is the event's, not the clause's."""
        if e.possessive:
            return True
        m = re.compile(r"[ \u00a0]([a-z]+)").match(self.layout.text, e.end)
        return m is not None and tag(m.group(1), m.group(1), False) in {"noun", "adj"}

    def _day_of_quote(self, item: Found) -> date | None:
        """The day a quotation was spoken, where its sentence names exactly one day outside quotations."""
        days = self.spoken.get(item.sentence, set())
        return next(iter(days)) if len(days) == 1 and self._quoted(item.expression.start) else None

    def _date_quotations(self, found: Sequence[Found]) -> None:
        for item in found:
            if self.quotations and not self._quoted(item.expression.start):
                day = exact_day(self._read(item).value)
                if day is not None:
                    self.spoken.setdefault(item.sentence, set()).add(day)

    def _quoted(self, offset: int) -> bool:
        at = bisect_right(self.quotations, (offset, len(self.layout.text))) - 1
        return at >= 0 and self.quotations[at][0] <= offset < self.quotations[at][1]

    def _point(self, item: Found, read: Meaning) -> TimePoint:
        e = item.expression
        span = Span(self.layout.id, e.start, e.end)
        sure = read.certainty * (self.anchor.confidence if read.anchored and read.value else 1.0)
        reasons = [Reason(read.why, (span,))]
        if read.anchored and self.anchor.value is not None and read.value:
            reasons.append(Reason(f"the article speaks from {self.anchor.value} ({self.anchor.basis})",
                                  tuple(s for r in self.anchor.reasons for s in r.spans)))  # fmt: skip
        elif not read.value and self.anchor.value is None:
            reasons.append(Reason("nothing tells the day the article speaks from"))
        event = "" if item.zone == "dateline" else clause(self.layout.text, *item.sentence, e.start, e.end)
        return TimePoint(span, read.value, read.grain, event, confidence=sure, reasons=tuple(reasons))
