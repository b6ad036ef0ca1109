"""Worlds of invented news: the same each time, with truth that holds word by word."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command import ROOT

sys.path.insert(0, str(ROOT / "bench"))

import simulate
import simulated
from simulator.bank import BANKS, Bank, choose_options, fill
from simulator.truth import meta, truth, written
from simulator.worlds import world

Row = dict[str, Any]
WORLDS = [world(bank, n) for bank in sorted(BANKS) for n in range(6)]


@pytest.fixture(scope="module", params=WORLDS, ids=lambda w: w.name)
def made(request: pytest.FixtureRequest) -> tuple[Any, list[Any], Row]:
    articles = written(request.param)
    return request.param, articles, truth(request.param, articles)


def test_a_world_is_the_same_each_time(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        simulate.save(world("reporting", 3), tmp_path / folder)
    ours, theirs = (sorted(p for p in (tmp_path / f).rglob("*") if p.is_file()) for f in ("a", "b"))
    assert [p.read_bytes() for p in ours] == [p.read_bytes() for p in theirs]
    assert simulate.save(world("reporting", 4), tmp_path / "c") != json.loads((tmp_path / "a/truth.json").read_text())


def test_every_span_holds_what_it_says(made: tuple[Any, list[Any], Row]) -> None:
    one, articles, told = made
    texts = {w.id: w.text for w in articles}
    for w in articles:
        for p in w.placed:
            assert tuple(texts[w.id][p.start : p.end].lower().replace("“", '"').replace("”", '"').split()) == p.words
            assert p.start <= p.content[0] < p.content[1] <= p.end
    for quote in told["quotes"]:
        words = texts[quote["article"]][quote["start"] : quote["end"]]
        assert words[0] in '"“' and words[-1] in '"”' and quote["speaker"] in one.people
    for passage in told["passages"]:
        if passage["kind"] == "verbatim":
            a, b = (texts[passage[k]][passage[f"{k}_start"] : passage[f"{k}_end"]] for k in "ab")
            assert len(set(a.split()) & set(b.split())) > 0.7 * len(set(a.split()))


def test_nobody_descends_from_itself_and_every_id_is_a_document(made: tuple[Any, list[Any], Row]) -> None:
    _, articles, told = made
    ids = {d["id"] for d in told["documents"]}
    assert {w.id for w in articles} == {i for i in ids if not i.startswith("?")}
    assert {x for d in told["derivations"] for x in (d["parent"], d["child"])} <= ids
    assert all(id not in above for id, above in simulated._ancestors(told).items())


def test_origins_are_those_of_the_mentions(made: tuple[Any, list[Any], Row]) -> None:
    _, _, told = made
    for claim in told["claims"]:
        assert set(claim["origins"]) == {m["origin"] for m in claim["mentions"]} - {"unknown"}
        assert claim["independent_origins"] == max(1, len(claim["origins"]))
        assert claim["unknown_mentions"] == sum(m["origin"] == "unknown" for m in claim["mentions"])


def test_a_time_that_is_not_known_is_not_written() -> None:
    stamps = [(r.stamp, row["published"]) for w in WORLDS
              for r, row in zip((x.report for x in written(w)), meta(w, written(w)), strict=True)]  # fmt: skip
    assert {stamp is None for stamp, _ in stamps} == {True, False}
    assert all((stamp is None) == (row is None) for stamp, row in stamps)


def test_the_banks_share_no_sentence_and_no_name() -> None:
    one, other = (Bank.load(name) for name in sorted(BANKS))
    frames = [{f for e in b.events for fact in e.facts for f in fact.frames} for b in (one, other)]
    assert not frames[0] & frames[1] and min(map(len, frames)) > 90
    for kind in one.names:
        assert not set(one.names[kind]) & set(other.names[kind]), kind
    assert not set(one.outlets + one.agencies) & set(other.outlets + other.agencies)


@pytest.mark.parametrize("name", sorted(BANKS))
def test_every_frame_can_be_filled_and_no_two_of_a_fact_are_alike(name: str) -> None:
    bank = Bank.load(name)
    for event in bank.events:
        values = dict.fromkeys([*event.numbers, "town", "province", "country", "river", "firm", "day"], "x")
        for fact in event.facts:
            said = [fill(choose_options(f, Random(0)), values) for f in fact.frames]
            assert not any(c in s for s in said for c in "<>[]|")
            runs = [{tuple(s.split()[i : i + 5]) for i in range(len(s.split()) - 4)} for s in said]
            assert not any(a & b for n, a in enumerate(runs) for b in runs[:n]), fact.id


def test_copies_keep_as_much_as_real_ones_do() -> None:
    lines = simulate.rates([world("development", n) for n in range(60)])
    made, measured = ([float(x) for x in line.split(":")[1].split()] for line in lines[1:3])
    assert all(abs(a - b) <= 0.1 for a, b in zip(made, measured, strict=True)), (made, measured)


def test_with_the_parents_of_others_the_figures_fall_to_chance(capsys: pytest.CaptureFixture[str]) -> None:
    """A scorer that calls everything right would pass without this."""
    counts = []
    for null in ((), ("--null",)):
        assert simulated.main(["--bank", "development", "--worlds", "6", *null]) == 0
        printed = capsys.readouterr().out
        counts.append(float(printed.split("lost reports")[1].split("recall ")[1].split()[0]))
    assert counts[0] > 0.6 > 0.4 > counts[1]


def test_all_operators_are_used() -> None:
    worlds = [world("development", n) for n in range(60)]
    marks = Counter(m for w in worlds for r in w.reports for s in r.sentences for m in s.marks)
    kinds = Counter(d.kind for w in worlds for r in w.reports for d in r.descents)
    assert {"synonym", "verb", "place", "quote shortened", "quote to indirect", "other words", "attribution dropped",
            "clauses turned", "rounded", "slip", "translated"} <= set(marks)  # fmt: skip
    assert {"reprint", "edited", "rewrite", "translation", "cites", "update"} <= set(kinds)
    assert any(len(r.descents) > 1 and r.descents[0].kind != "update" for w in worlds for r in w.reports)
