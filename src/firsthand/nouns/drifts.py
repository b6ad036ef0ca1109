"""What changed on the way from one text to another."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.nouns.spans import Judgement, Span
from firsthand.nouns.statements import DifferenceKind


@dataclass(frozen=True, slots=True)
class Change(Judgement):
    """Something one text tells otherwise than the other. ``reasons[0].text`` says how, for a reader.

    ``hardened``: the later text states more than the earlier one gives reason for: a hedge, a condition, a denial, who
    said it, or "at least" before a figure is gone.
    """

    kind: DifferenceKind
    before: tuple[Span, ...]  # in the earlier text
    after: tuple[Span, ...]  # in the later text
    hardened: bool = False


@dataclass(frozen=True, slots=True)
class Drift:
    """What a child made of its parent, along one edge of the lineage.

    Where the parent is unseen, ``against`` is the article that shows most of what the child has from it; else it is
    the parent itself. Sentences are whole: those of the other text that have no counterpart (``dropped``), those of
    the child that have none (``added``), and the pairs that say one thing in other words (``reworded``).
    """

    child: str
    parent: str
    against: str
    changed: tuple[Change, ...] = ()
    reworded: tuple[tuple[Span, Span], ...] = ()  # (in the other text, in the child)
    dropped: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()

    @property
    def hardened(self) -> tuple[Change, ...]:
        """The changes by which the child states more than its parent."""
        return tuple(c for c in self.changed if c.hardened)
