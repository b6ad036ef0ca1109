"""What a person decided, and whether it still holds in what is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.articles import ZONE_KINDS
from firsthand.nouns.derivations import DERIVATION_KINDS
from firsthand.nouns.spans import Reason, Span

CorrectionKind = Literal[
    "same-story", "other-story", "same-source", "other-source", "parent", "no-parent", "zone", "family", "one-claim",
    "two-claims",
]  # fmt: skip
CORRECTION_KINDS: tuple[CorrectionKind, ...] = (
    "same-story", "other-story", "same-source", "other-source", "parent", "no-parent", "zone", "family", "one-claim",
    "two-claims",
)  # fmt: skip

_SAYS: dict[CorrectionKind, str] = {
    "same-story": "tell the same story",
    "other-story": "tell different stories",
    "same-source": "are one source",
    "other-source": "are two sources",
    "one-claim": "state one claim",
    "two-claims": "state two claims",
}
DECIDED = "decided by a person"  # what the text of a reason begins with that follows from a correction
_AT_A_PLACE = ("zone", "one-claim", "two-claims")  # these are about spans only


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision, in terms that no run changes: articles by id, places by span, sources and outlets by name.

    ``about`` holds, by kind:

    - same-story: two or more article ids; other-story: two;
    - same-source, other-source: two sources, each a span that names it or a name as it is shown;
    - parent, no-parent: the child's article id, then the parent's or the name of a source whose text is not there
      (``value`` of parent: the kind of derivation, "" to have it told from the texts);
    - zone: a span (``value``: the zone's kind);
    - family: an outlet's name (``value``: the family's, the outlet's own to say that it belongs to nobody);
    - one-claim, two-claims: two spans, each inside a mention.

    Raises:
        ValueError: a kind that is not known, or that says something else.
    """

    kind: CorrectionKind
    about: tuple[Span | str, ...]
    value: str = ""
    note: str = ""  # why, in the person's own words
    number: int = 0  # the order in which they were made; a later one outweighs an earlier one

    def __post_init__(self) -> None:
        if self.kind not in CORRECTION_KINDS:
            raise ValueError(f"no such correction: {self.kind}; one of {', '.join(CORRECTION_KINDS)}")
        count, wanted = len(self.about), 1 if self.kind in ("zone", "family") else 2
        if count != wanted and not (self.kind == "same-story" and count > wanted):
            raise ValueError(f"{self.kind} is about {wanted} {'thing' if wanted == 1 else 'things'}, not {count}")
        if len(set(self.about)) < count:
            raise ValueError(f"{self.kind} names one thing twice")
        if any(isinstance(x, Span) != (self.kind in _AT_A_PLACE) for x in self.about) and "source" not in self.kind:
            raise ValueError(f"{self.kind} is about {'spans' if self.kind in _AT_A_PLACE else 'names'}")
        if any(len(x) == 0 if isinstance(x, Span) else not x.strip() for x in self.about):
            raise ValueError(f"{self.kind} names nothing")
        if self.kind == "zone" and self.value not in ZONE_KINDS:
            raise ValueError(f"no such zone: {self.value}; one of {', '.join(ZONE_KINDS)}")
        if self.kind == "parent" and self.value and self.value not in DERIVATION_KINDS:
            raise ValueError(f"no such derivation: {self.value}; one of {', '.join(DERIVATION_KINDS)}")
        if self.kind == "family" and not self.value.strip():
            raise ValueError("family needs the family's name")
        if self.kind not in ("zone", "parent", "family") and self.value:
            raise ValueError(f"{self.kind} takes no value")

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(x for x in self.about if isinstance(x, Span))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(x for x in self.about if isinstance(x, str))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles it names or stands in; of a parent only the child's, which is surely one."""
        if self.kind in ("same-story", "other-story"):
            return self.names
        return self.names[:1] if self.kind in ("parent", "no-parent") else tuple(s.article for s in self.spans)

    def says(self) -> str:
        """What was decided, as the end of a sentence."""
        sides = [x if isinstance(x, str) else f"{x.article} {x.start}-{x.end}" for x in self.about]
        if self.kind in _SAYS:
            return f"{' and '.join(sides)} {_SAYS[self.kind]}"
        if self.kind == "zone":
            return f"{sides[0]} is {self.value}"
        if self.kind == "family":
            return f"{sides[0]} belongs to {self.value}"
        return f"{sides[0]} {'derives' if self.kind == 'parent' else 'does not derive'} from {sides[1]}"

    def reason(self) -> Reason:
        """The reason of a judgement that follows from it."""
        number = f"correction {self.number}: " if self.number else ""
        return Reason(f"{DECIDED} ({number}{self.says()})", self.spans)


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction and whether it holds in a trace; ``why`` says what it no longer fits, "" where it holds."""

    correction: Correction
    holds: bool
    why: str = ""


def in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Corrections as they were made; those without a number as they come, after the others."""
    return tuple(sorted(corrections, key=lambda c: (c.number == 0, c.number)))


def of_kind(corrections: Sequence[Correction], *kinds: CorrectionKind) -> tuple[Correction, ...]:
    """Those of some kinds, in order."""
    return tuple(c for c in in_order(corrections) if c.kind in kinds)
