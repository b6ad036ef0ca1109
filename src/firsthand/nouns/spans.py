"""Where a judgement points: spans of text, and the reasons made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one article's text, ``[start, end)`` in code points of the immutable original."""

    article: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.article} {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a judgement was made: a sentence for the reader and the words it rests on."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What every judgement carries. ``confidence`` is in 0..1, rounded to 4 places on creation."""

    confidence: float = field(default=0.5, kw_only=True)
    reasons: tuple[Reason, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "confidence", rounded(self.confidence))


def rounded(score: float) -> float:
    """A score as it is compared and written: 4 places, within 0..1, so that no platform's last bit decides."""
    return round(min(1.0, max(0.0, float(score))), 4)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those of one article that touch or overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].article == span.article and span.start <= out[-1].end:
            out[-1] = Span(span.article, out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
