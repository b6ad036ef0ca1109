"""The day an article speaks from: metadata, dateline, a full date in the text, or the other articles' days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from firsthand.languages import has_table, supported
from firsthand.nouns import Anchor, Layout, Reason, Span
from firsthand.timeline.forms import Core, forms
from firsthand.timeline.meaning import meaning
from firsthand.timeline.numeric import FigureDate
from firsthand.timeline.numeric import meaning as figure_meaning
from firsthand.timeline.scanning import Expression
from firsthand.timeline.setting import Setting
from firsthand.timeline.values import bounds

_METADATA_SURE = {"record": 0.95, "meta": 0.95, "html": 0.9, "url": 0.9, "dateline": 0.9}
_DATELINE_LAG = 3  # days a dateline may lie before publication and still be the day the text was written
_RECRAWL = 30  # days: metadata later than a full dateline date by more than this is when a page was fetched again
_STAMP_CHARS = 40  # a line that is hardly more than a full date is a stamp


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and where it stands."""

    expression: Expression
    zone: str
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Orders:
    """Which way round the figures of dates are written: here, and in the other articles."""

    here: str | None = None
    pile: str | None = None


def anchors(layouts: Sequence[Layout], found: Mapping[str, Sequence[Found]], orders: Mapping[str, Orders]
            ) -> dict[str, Anchor]:  # fmt: skip
    """The anchor of every article. Those without a sign of their own get the middle day of the others'."""
    own = {x.id: _own(x, found[x.id], orders[x.id]) for x in layouts}
    known = sorted(day for a in own.values() if (day := exact_day(a.value)) is not None)
    usual = date.fromordinal(median_low(d.toordinal() for d in known)) if known else None
    out = {}
    for layout in layouts:
        anchor = own[layout.id]
        if anchor.value is None:
            anchor = _from_pile(layout, found[layout.id], orders[layout.id], usual, len(known))
        out[layout.id] = anchor
    return out


def exact_day(value: str | None) -> date | None:
    """The day of an anchor's value where it is one day."""
    first, last = bounds((value or "")[:10])
    return first if first is not None and first == last else None


def _own(layout: Layout, found: Sequence[Found], orders: Orders) -> Anchor:
    published = layout.article.published
    stated = (published.value or "")[:10]
    day, (first, last) = exact_day(stated), bounds(stated)
    basis = published.basis
    line = _dateline(layout, found, orders, day or last)
    if line is not None:
        line_day, span, full = line
        if first is None or last is None:
            if full:
                return Anchor(layout.id, str(line_day), "dateline", confidence=0.9,
                              reasons=(Reason("the dateline gives the day", (span,)),))  # fmt: skip
        elif 0 <= (last - line_day).days <= _DATELINE_LAG or (full and (last - line_day).days > _RECRAWL):
            return Anchor(layout.id, str(line_day), "dateline", confidence=0.93,
                          reasons=(Reason("the dateline gives the day", (span,)),))  # fmt: skip
    if first is not None:
        sure = _METADATA_SURE.get(basis, 0.85)
        return Anchor(layout.id, stated, basis, confidence=sure,
                      reasons=(Reason(f"published {stated}, as its {basis} says"),))  # fmt: skip
    return _in_text(layout, found, orders) or Anchor(layout.id, None, "none", confidence=0.5,
                                                     reasons=(Reason("no date of its own"),))  # fmt: skip


def _dateline(layout: Layout, found: Sequence[Found], orders: Orders, known: date | None
              ) -> tuple[date, Span, bool] | None:  # fmt: skip
    """(day, span, whether it stands there with its year) of a dateline; the year may come from ``known``."""
    for item in found:
        if item.zone == "dateline" and item.expression.cores[0].means in {"date", "figures"}:
            value = _value(layout, item.expression, orders, Setting(known, known, "past"))
            day = exact_day(value)
            if day is not None:
                full = bool(item.expression.cores[0].get("year")) or item.expression.figures is not None
                return day, Span(layout.id, item.expression.start, item.expression.end), full
    return None


def _in_text(layout: Layout, found: Sequence[Found], orders: Orders) -> Anchor | None:
    """A date in figures beside a weekday, or a line that is little but a full date: how desks stamp their copy."""
    for item in found:
        e = item.expression
        stamped = e.figures is not None and (e.figures.weekday is not None or "(" in layout.text[e.start : e.end])
        if not stamped and not (_full(e) and _is_stamp(layout.text, e)):
            continue
        day = exact_day(_value(layout, e, orders, Setting(None, None)))
        if day is not None:
            why = Reason("the text is stamped with the day", (Span(layout.id, e.start, e.end),))
            return Anchor(layout.id, str(day), "text", confidence=0.8, reasons=(why,))
    return None


def _from_pile(layout: Layout, found: Sequence[Found], orders: Orders, usual: date | None, others: int) -> Anchor:
    """The middle day of the other articles, or the day the article itself dates last where that is later."""
    latest = _latest_news_day(layout, found, orders)
    if latest is not None and (usual is None or latest[0] > usual):
        day, span = latest
        why = Reason("the latest full date in the text; it cannot speak from before it", (span,))
        return Anchor(layout.id, str(day), "text", confidence=0.6 if usual is None else 0.5, reasons=(why,))
    if usual is None:
        return Anchor(layout.id, None, "none", confidence=0.5, reasons=(Reason("no article of the story tells a day"),))
    return Anchor(layout.id, str(usual), "pile", confidence=0.6,
                  reasons=(Reason(f"the middle of the days of {others} other articles of the story"),))  # fmt: skip


def _latest_news_day(layout: Layout, found: Sequence[Found], orders: Orders) -> tuple[date, Span] | None:
    """The last full date with its weekday, unless the text names a later year."""
    dated, years = [], [0]
    for item in found:
        e = item.expression
        years += [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", layout.text[e.start : e.end])]
        if _full(e) and any(c.get("weekday") or c.get("shortday") or c.means == "weekday" for c in e.cores):
            day = exact_day(_value(layout, e, orders, Setting(None, None)))
            if day is not None:
                dated.append((day, Span(layout.id, e.start, e.end)))
    latest = max(dated, key=lambda d: (d[0], -d[1].start), default=None)
    return latest if latest and latest[0].year >= max(years) else None


def _full(e: Expression) -> bool:
    return e.figures is not None or any(c.means == "date" and c.get("year") for c in e.cores)


def _is_stamp(text: str, e: Expression) -> bool:
    first, last = text.rfind("\n", max(0, e.start - 200), e.start) + 1, text.find("\n", e.end, e.end + 200)
    line = text[first : last if last >= 0 else e.end + 200].strip()
    return len(line) - (e.end - e.start) <= _STAMP_CHARS and not line.endswith((".", "!", "?"))


def _value(layout: Layout, e: Expression, orders: Orders, setting: Setting) -> str:
    core: Core = next((c for c in e.cores if c.means in {"date", "figures"}), e.cores[0])
    if core.means == "figures" and e.figures is not None:
        return figure_value(e.figures, orders, setting.day)
    language = layout.article.language
    if not (supported(language) and has_table(language, "time")):
        return ""
    return meaning(core, setting, forms(language)).value


def figure_value(figures: FigureDate, orders: Orders, anchor: date | None) -> str:
    """The value of a date in figures."""
    return figure_meaning(figures, orders.here, orders.pile, anchor).value
