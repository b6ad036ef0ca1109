"""firsthand claims and firsthand origins as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import ROOT, complaint, firsthand
from piles import FERRY, FERRY_META, lay_out

EXAMPLE = ROOT / "examples" / "reservoir"
PILE = [str(EXAMPLE / "articles"), "--meta", str(EXAMPLE / "meta.jsonl")]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return lay_out(tmp_path_factory.mktemp("ferry"), FERRY, FERRY_META)


def text(*arguments: str) -> str:
    run = firsthand(*arguments)
    assert run.returncode == 0, run.stderr
    return run.stdout.decode("utf-8")


def test_claims_are_shown_with_carriers_origins_and_unknowns_in_80_columns(ferry: list[str]) -> None:
    shown = text("claims", *ferry)
    assert "s1.c1 " in shown and " shown; " in shown and "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "of one article alone (see --all" in shown
    assert len(text("claims", "--all", *ferry)) > len(shown)


def test_claims_as_json_and_as_rows(ferry: list[str], tmp_path: Path) -> None:
    data = json.loads(text("claims", *ferry, "--json", "-"))
    claims = {f"{s['id']}.{c['id']}": c for s in data["stories"] for c in s["claims"]}
    assert data["schema"] == "firsthand/claims/1"
    assert "text" not in data["articles"][0]
    rows = list(csv.DictReader(io.StringIO(text("claims", *ferry, "--csv", "-"))))
    assert {r["claim"] for r in rows} == set(claims)
    assert len(rows) == sum(len(c["mentions"]) for c in claims.values())
    for row in rows:
        assert row["nearness"] in ("equal", "weaker", "broader", "shifted")
        assert row["words"] and row["words"] in " ".join(FERRY[row["article"] + ".txt"].split())


def test_one_claim_step_by_step(ferry: list[str]) -> None:
    shown = text("origins", "s1.c1", *ferry)
    assert "Where each mention's chain ends" in shown
    assert "because it " in shown and "A count is of what the texts show." in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_claim_is_named_by_words_that_it_alone_has(ferry: list[str]) -> None:
    assert "divers" in text("origins", "divers would inspect the hull", *ferry)


def test_what_may_change_a_count_is_said() -> None:
    assert "Would be 2 if " in text("origins", "s1.c1", *PILE)


@pytest.mark.parametrize(("wanted", "told"), [
    ("s1.c999", "no claim has the id s1.c999"),
    ("ferry whales", "near: s1.c"),
    ("ferry", "name one by its id: s1.c"),
    ("xylophone", "no claim has the words “xylophone”; see: firsthand claims"),
    ("...", "name a claim by its id"),
])  # fmt: skip
def test_a_claim_that_is_none_or_many_is_one_line_and_exit_2(wanted: str, told: str, ferry: list[str]) -> None:
    run = firsthand("origins", wanted, *ferry)
    assert run.returncode == 2 and not run.stdout
    assert told in complaint(run)


def test_only_one_export_goes_to_standard_output(ferry: list[str]) -> None:
    run = firsthand("claims", *ferry, "--json", "-", "--csv", "-")
    assert run.returncode == 2 and "only one of --json and --csv" in complaint(run)
