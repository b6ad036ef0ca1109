"""A lost report put together from the texts that derive from it. It is a reconstruction, never a published text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.nouns.spans import Judgement, Reason, Span

Fidelity = Literal["word-for-word", "reworded", "translated"]
Certainty = Literal["sure", "likely", "unsure"]
SURE, LIKELY = 0.95, 0.85  # confidences from which a sentence is held for the report's; what is less is shown apart
FIDELITIES: tuple[Fidelity, ...] = ("word-for-word", "reworded", "translated")


@dataclass(frozen=True, slots=True)
class Reading:
    """One wording of a sentence and the places that have it. ``fidelity`` says how near to the lost text it stands.

    ``word-for-word``: from articles that print the report's own text; ``reworded``: told in an article's own words;
    ``translated``: from an article that went through another language.
    """

    spans: tuple[Span, ...]  # one stretch per article where it stands whole; several where it was split
    fidelity: Fidelity

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that read so, sorted."""
        return tuple(sorted({s.article for s in self.spans}))

    def at(self, article: str) -> tuple[Span, ...]:
        """The places in one article, in order."""
        return tuple(sorted(s for s in self.spans if s.article == article))


@dataclass(frozen=True, slots=True)
class RebuiltSentence(Judgement):
    """One sentence of a lost report: its readings, the likeliest first. The confidence is that the report had it."""

    readings: tuple[Reading, ...]
    placed: bool = True  # its place between its neighbours is shown by an article; else it may stand elsewhere near

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the report had it, in a word; what is unsure is no part of the text shown."""
        return "sure" if self.confidence >= SURE else "likely" if self.confidence >= LIKELY else "unsure"

    @property
    def witnesses(self) -> tuple[str, ...]:
        """Ids of the articles that carry it in any wording, sorted."""
        return tuple(sorted({a for r in self.readings for a in r.articles}))


@dataclass(frozen=True, slots=True)
class Reconstruction(Judgement):
    """What can be put together of one lost report, in its likely order, and what cannot."""

    node: str  # id of the unseen node
    name: str
    witnesses: tuple[str, ...]  # the articles it was put together from, the fullest copy first
    sentences: tuple[RebuiltSentence, ...]
    missing: tuple[Reason, ...] = ()  # what the report surely or likely had besides, or what nothing shows of it
    left_out: tuple[Reason, ...] = ()  # sentences of single witnesses that may be those articles' own, and why

    @property
    def text(self) -> tuple[RebuiltSentence, ...]:
        """The sentences that are sure or likely: what is shown as the report's text."""
        return tuple(s for s in self.sentences if s.certainty != "unsure")

    @property
    def unsure(self) -> tuple[RebuiltSentence, ...]:
        """The sentences it may have had besides."""
        return tuple(s for s in self.sentences if s.certainty == "unsure")
