# ruff: noqa: E501  (tables)
"""The sentences for counts: what is shown, what is not said, and never a bound."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import orrin
import pytest

from firsthand.nouns import Claim, ClaimStatus, Lineage, Mention, Origin, Source, Span, Stance
from firsthand.show import wording

ARDLINE = Lineage((Source("?w", "Ardline report", "agency", False), Source("t", "Telmark", "agency", True),
                   Source("?m", "Maud Ekelin", "person", False)), (), ())  # fmt: skip


def claim(
    shown: int, unknown: int, denied: int = 0, status: ClaimStatus = "single-origin", known: int | None = None
) -> Claim:
    """A claim with ``shown`` origins, each with one mention (or ``known`` in all), and mentions that do not say or deny."""

    def mention(n: int, stance: Stance, origin: str | None) -> Mention:
        return Mention(Span("a", n, n + 1), stance, None, origin)

    count = shown if known is None else known
    mentions = [mention(n, "attributed", f"o{n % max(shown, 1)}") for n in range(count)]
    mentions += [mention(100 + n, "asserted", None) for n in range(unknown)]
    mentions += [mention(200 + n, "denied", None) for n in range(denied)]
    origins = tuple(Origin(f"o{n}", f"Speaker {n}", "named") for n in range(shown))
    return Claim("c1", "x", tuple(mentions), origins, max(1, shown), unknown, 1, status)


@pytest.mark.parametrize("shown, unknown, denied, known, said", [
    (1, 2, 0, 3, "1 origin shown; 2 mentions do not say"),
    (1, 1, 0, 1, "1 origin shown; 1 mention does not say"),
    (2, 0, 0, 4, "2 origins shown; all 4 mentions show theirs"),
    (1, 0, 0, 4, "1 origin shown; all 4 mentions show it"),
    (2, 0, 0, 2, "2 origins shown; both mentions show theirs"),
    (1, 0, 0, 1, "1 origin shown; its only mention shows it"),
    (1, 0, 3, 4, "1 origin shown; all 4 mentions show it"),
    (0, 3, 0, 0, "no origin shown; 3 mentions do not say"),
    (0, 1, 2, 0, "no origin shown; 1 mention does not say"),
])  # fmt: skip
def test_origins(shown: int, unknown: int, denied: int, known: int, said: str) -> None:
    assert wording.origins(claim(shown, unknown, denied, known=known)) == said


@pytest.mark.parametrize("origin, said", [
    (Origin("o1", "Maud Ekelin", "named"), "Maud Ekelin"),
    (Origin("o1", "two officials", "unnamed", ("Ardline",)), "unnamed people (two officials) through one Ardline report that is not in the pile"),
    (Origin("o1", "two officials", "unnamed", ("Telmark",)), "unnamed people (two officials) through Telmark"),
    (Origin("o1", "a ruling", "document", ("Ardline report", "Coast Tribune")), "a ruling through one Ardline report that is not in the pile, in part relayed by Coast Tribune"),
    (Origin("o1", "Ardline report", "report"), "one Ardline report that names nobody and is not in the pile"),
    (Origin("o1", "Telmark", "report"), "one Telmark report that names nobody"),
    (Origin("o1", "vote of the council", "public-statement"), "vote of the council (in public)"),
    (Origin("o1", "Sellow Gazette", "own-reporting"), "Sellow Gazette (own reporting)"),
    (Origin("o1", "", "not-shown"), "not shown"),
    (Origin("o1", "an unseen report", "report"), "an unseen report that names nobody"),
    (Origin("o1", "Orvania", "named", ("Maud Ekelin",)), "Orvania through Maud Ekelin"),
    (Origin("o1", "Orvania", "named", ("Ardline",)), "Orvania through one Ardline report that is not in the pile"),
])  # fmt: skip
def test_origin(origin: Origin, said: str) -> None:
    assert wording.origin(origin, ARDLINE) == said


def test_headline_of_one_story() -> None:
    one = replace(orrin.TRACE, stories=orrin.TRACE.stories[:1], intake=replace(orrin.TRACE.intake))
    assert wording.headline(one) == (
        "8 articles, 1 story. Its main claim: 1 origin shown, unnamed people (two officials with knowledge of the inspection) "
        "through one Ardline report that is not in the pile; 2 mentions do not say. Maud Ekelin denies it."
    )


def test_headline_without_a_claim() -> None:
    story = replace(orrin.TRACE.stories[0], summary=replace(orrin.TRACE.stories[0].summary, main_claim=None))
    assert wording.headline(replace(orrin.TRACE, stories=(story,))) == "8 articles, 1 story. No claim was found in it."


@pytest.mark.parametrize(
    "figure, said",
    [
        (1.0, "strong (1.00)"),
        (0.9, "strong (0.90)"),
        (0.7, "good (0.70)"),
        (0.5, "fair (0.50)"),
        (0.4999, "weak (0.49)"),
        (0.8999, "good (0.89)"),
        (0.0, "weak (0.00)"),
    ],
)
def test_confidence_word_and_figure_agree(figure: float, said: str) -> None:
    assert wording.confidence(figure) == said


@pytest.mark.parametrize("parts, limit, said", [
    ([], 0, ""), (["a"], 0, "a"), (["a", "b"], 0, "a and b"), (["a", "b", "c"], 0, "a, b and c"), (["a", "b", "c"], 3, "a, b and c"),
    (["a", "b", "c", "d"], 3, "a, b and 2 more"), (["a", "b"], 1, "2 more"),
])  # fmt: skip
def test_joined(parts: list[str], limit: int, said: str) -> None:
    assert wording.joined(parts, limit) == said


@pytest.mark.parametrize("words, said", [
    ("x", "“x”"), ("\"x\"", "\"x\""), ("“x”", "“x”"), ("“x” and “y”", "“x” and “y”"), ("\"x\" he said", "“\"x\" he said”"), ("", "“”"), ("\"", "“\"”"),
])  # fmt: skip
def test_quoted(words: str, said: str) -> None:
    assert wording.quoted(words) == said


def test_no_count_is_a_bound_and_the_unknowns_always_stand_beside_it() -> None:
    for shown, unknown, denied in product(range(4), range(4), range(2)):
        if shown + unknown == 0:
            continue
        sentence = wording.origins(claim(shown, unknown, denied))
        assert not re.search(r"\b(at (most|least)|up to|more than|no fewer|only \d)\b", sentence)
        assert f"{unknown} mention" in sentence if unknown else "mention" in sentence
        figure, beside = (
            wording.shown_figure(claim(shown, unknown, denied)),
            wording.unknown_figure(claim(shown, unknown, denied)),
        )
        assert figure[0] == (str(shown) if shown else "?") and beside[0] == str(unknown)


def test_every_closed_word_has_a_wording() -> None:
    from firsthand import nouns

    assert set(wording.STATUS) == set(nouns.CLAIM_STATUSES)
    assert set(wording.KIND) == set(nouns.DERIVATION_KINDS)
    assert set(wording.DIFFERENCE) == set(nouns.DIFFERENCE_KINDS)
    assert set(wording.SOURCE) == set(nouns.SOURCE_KINDS)
    assert set(wording.RELATION) == set(nouns.RELATION_KINDS)
