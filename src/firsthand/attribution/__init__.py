"""Attribution: who said what, through whom; in-sentence credits; the people and bodies a story names."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.extraction import extract
from firsthand.attribution.statements import tie
from firsthand.languages import supported
from firsthand.nouns import Layout, Statements

__all__ = ["attribute"]


def attribute(layouts: Sequence[Layout]) -> Statements:
    """Attributions, entities and credits of the articles of one story.

    Articles in a language without tables give their layout's credits only. The order of ``layouts`` does not matter.
    """
    ordered = sorted(layouts, key=lambda x: x.id)
    return tie(ordered, {x.id: extract(x) for x in ordered if supported(x.article.language)})
