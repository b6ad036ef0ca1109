"""Whole pages as content systems write them, labelled by hand: quality never falls below what was once reached."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest
from command import ROOT

# F1 per kind on each half (docs/quality-zones.md), less a little. Raised when the figures rise, never lowered.
FLOORS = {
    "tuned": {"headline": 0.98, "dateline": 0.98, "byline": 0.93, "body": 0.99, "caption": 0.98, "credit-text": 0.93,
              "credit-photo": 0.96, "furniture": 0.95},
    "untouched": {"headline": 0.86, "dateline": 0.9, "byline": 0.8, "body": 0.965, "caption": 0.88, "credit-text": 0.3,
                  "credit-photo": 0.8, "furniture": 0.88},
}  # fmt: skip


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("zone_pages", ROOT / "bench" / "zone_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["zone_pages"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def test_there_are_forty_pages_and_more_of_every_kind_of_system(bench: ModuleType) -> None:
    found = bench.pages()
    assert len(found) >= 40 and len({p.name for p in found}) == len(found)
    assert {p.name.partition("-")[0] for p in found} == {"wp", "arc", "drupal", "amp", "dump", "saved"}
    assert sum(p.untouched for p in found) >= 20
    for page in found:
        kinds = [kind for kind, _ in page.stretches]
        assert "headline" in kinds or page.name.startswith("dump"), page.name
        assert kinds.count("body") >= 2 and "{" not in page.markup.partition("<body")[2], page.name


def test_no_word_of_a_marked_body_is_lost_between_page_and_article(bench: ModuleType) -> None:
    laid = bench.layouts(bench.pages())
    for page in bench.pages():
        for kind, was, words in bench.judged(page, laid[page.file]):
            assert not (kind == "body" and was == "left out"), f"{page.name}: {words}"


@pytest.mark.parametrize("half", FLOORS)
def test_every_kind_of_zone_is_found_as_well_as_before(bench: ModuleType, half: str) -> None:
    figures = bench.score([p for p in bench.pages() if p.untouched == (half == "untouched")])
    fallen = {kind: row["f1"] for kind, row in figures.items() if row["f1"] < FLOORS[half][kind]}
    assert not fallen, fallen
