"""The attributions of one article, from its sentences to nested drafts."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.attribution.chains import relays
from firsthand.attribution.direct import answered, floating
from firsthand.attribution.drafts import Draft
from firsthand.attribution.formulas import formulaic
from firsthand.attribution.indirect import reported
from firsthand.attribution.tokens import Line, lines
from firsthand.nouns import Layout


@dataclass(slots=True)
class Extract:
    """What one article gives by itself: its lines and its drafts, not yet nested."""

    layout: Layout
    lines: list[Line]
    drafts: list[Draft]


def extract(layout: Layout) -> Extract:
    """Read an article in stages: lines, verbs, set forms, relays, quotations without a cue."""
    found = lines(layout)
    drafts: list[Draft] = []
    for line in found:
        formulas = formulaic(line)
        taken = [d.cue for d in formulas if d.cue and d.rule == "no-comment"]
        drafts += [d for d in reported(line) if not any(d.cue and a <= d.cue[0] < b for a, b in taken)]
        drafts += formulas
    answered(found, drafts)
    floating(found, drafts)
    relays(found, drafts)
    return Extract(layout, found, drafts)
