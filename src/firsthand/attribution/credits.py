"""In-sentence credits: "told Norwire", "Norwire reported", "according to Norwire", "as quoted by the Post"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.lexicon import forms_row
from firsthand.nouns import Credit, CreditKind, Layout, Reason, Span

CarrierAt = Callable[[Range], str | None]  # canonical name of the agency or outlet at the head of a span, or None

_INTERVIEW = re.compile(
    r"\b(?:in an? (?:\w+[ -]){0,3}interview (?:with|to)|interviewed by|speaking (?:to|with)|spoke (?:to|with)|"
    r"in (?:an? )?(?:\w+ )?(?:statement|remarks|comments) to|seen by|obtained by|reviewed by)\s+"
)
_SHARE = 0.85  # confidence of a credit by a table's name; by position .7


def spoken_credits(
    layout: Layout, drafts: Sequence[Draft], carrier: CarrierAt, known: Callable[[str], bool]
) -> list[Credit]:
    """The credits that stand in the sentences of one article."""
    out: list[Credit] = []

    def add(start: int, end: int, name: str, kind: CreditKind, why: str) -> None:
        span = Span(layout.id, start, end)
        if any(c.span == span and c.source == name for c in out):
            return
        out.append(Credit(span, kind, name, confidence=_SHARE if known(name) else 0.7, reasons=(Reason(why, (span,)),)))

    for d in drafts:
        if d.addressee and (name := carrier(d.addressee)):
            start = d.cue[0] if d.cue and d.cue[0] < d.addressee[0] <= d.cue[1] + 3 else d.addressee[0]
            add(start, d.addressee[1], name, "text", f"spoken to {name}")
        if d.relay and (name := carrier(d.relay)):
            start = layout.text.rfind(" ", 0, max(0, d.relay[0] - 1))
            found = [layout.text.rfind(w, max(0, d.relay[0] - 24), d.relay[0]) for w in ("as ", "quoted by", "cited by",
                     "carried by", "via")]  # fmt: skip
            lead = min((x for x in found if x >= 0), default=-1)
            add(lead if lead >= 0 else max(0, start), d.relay[1], name, "relay", f"carried by {name}")
        elif (
            d.source
            and d.cue
            and d.rule != "relay"
            and d.kind not in {"belief", "no-comment"}
            and (d.rule in {"according", "headline"} or d.lemma in forms_row("supplying"))
            and (name := carrier(d.source))
        ):
            spans = sorted((d.source, d.cue))
            end = spans[-1][1] if spans[-1][1] - spans[0][0] < 120 else d.source[1]
            start = spans[0][0] if end == spans[-1][1] else d.source[0]
            add(start, end, name, "text", f"{name} as the source")
    for sentence in layout.sentences:
        for m in _INTERVIEW.finditer(layout.text, sentence.span.start, sentence.span.end):
            end = min(sentence.span.end, m.end() + 60)
            if name := carrier((m.end(), end)):
                at = layout.text.find(name.split()[0], m.end(), end)
                stop = (
                    at + len(name) if at >= 0 and layout.text[at : at + len(name)] == name else min(end, m.end() + 30)
                )
                add(m.start(), stop, name, "text", f"spoken to {name}")
    return sorted(out, key=lambda c: (c.span, c.kind, c.source))
