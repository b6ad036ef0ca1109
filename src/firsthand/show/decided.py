"""What people decided, shown as theirs: in the JSON, on the terminal and in the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from firsthand.nouns import Judgement, Reason, Span, Standing
from firsthand.nouns.corrections import DECIDED
from firsthand.show.visible import one_line

MAX_SHOWN = 200  # characters of a decision, of its note and of what it no longer fits


def as_rows(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """Corrections as plain data, in the order they were made."""
    return [
        {"number": s.correction.number, "kind": s.correction.kind, "about": [_side(x) for x in s.correction.about],
         "value": s.correction.value, "note": s.correction.note, "holds": s.holds, "why": s.why}
        for s in standings
    ]  # fmt: skip


def _side(side: Span | str) -> dict[str, Any] | str:
    return side if isinstance(side, str) else {"article": side.article, "start": side.start, "end": side.end}


def told(standing: Standing) -> str:
    """A correction as a line: what was decided, and where it no longer holds why."""
    correction = standing.correction
    number = f"{correction.number}. " if correction.number else ""
    note = f" (“{one_line(correction.note, MAX_SHOWN)}”)" if correction.note else ""
    lost = "" if standing.holds else f" - NOT CARRIED OUT: {one_line(standing.why, MAX_SHOWN)}"
    return f"{number}{one_line(correction.says(), MAX_SHOWN)}{note}{lost}"


def theirs(judgement: Judgement) -> list[str]:
    """The reasons of a judgement that are a person's."""
    return [one_line(r.text, MAX_SHOWN) for r in judgement.reasons if is_theirs(r)]


def is_theirs(reason: Reason) -> bool:
    return reason.text.startswith(DECIDED)


def section(standings: Sequence[Standing]) -> str:
    """The report's part about corrections; "" where there are none."""
    if not standings:
        return ""
    rows = "".join(f"<li>{'' if s.holds else _LOST}<bdi>{escape(told(s))}</bdi></li>" for s in standings)
    return (f'<section class="corrections" id="corrections"><h2>What people decided</h2><p class="how">These were '
            f'decided by a person, not by Firsthand.</p><ul class="plain">{rows}</ul></section>')  # fmt: skip


_LOST = '<span class="tag">does not hold</span> '
