"""An attribution while it is being made: character ranges of one article, before ids, entities and chains."""

from __future__ import annotations

from dataclasses import dataclass, field

from firsthand.nouns import AttributionKind

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """``source`` is None where nobody is named; ``inherited`` where the speaker stands in another clause."""

    rule: str
    kind: AttributionKind
    source: Range | None
    cue: Range | None
    content: list[Range]
    paragraph: int
    lemma: str = ""
    frame: str = ""
    addressee: Range | None = None
    relay: Range | None = None  # "as quoted by X"
    inside: int = -1  # quotation it was read from
    parent: Draft | None = None
    confidence: float = 0.5
    speaker: Draft | None = None  # a floating quotation's: the attribution before it
    anonymity: Range | None = None  # "who asked not to be named because ..."
    notes: list[tuple[str, Range]] = field(default_factory=list)

    @property
    def start(self) -> int:
        spans = [r[0] for r in (None if self.speaker else self.source, self.cue, *self.content) if r]
        return min(spans)
