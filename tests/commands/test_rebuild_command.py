"""``firsthand rebuild``: what it shows, exports and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import firsthand

HEADING = "Reconstruction, not a text that was published"
LINES = [
    "Dock workers in Port Ostrel walked out on Tuesday after talks over night shifts broke down in the early hours.",
    "Crane operators left their cabins at dawn and marched along the quay to the customs house, where police waited.",
    "The stoppage leaves eleven grain ships at anchor in the bay and shuts the only deep berth on the northern coast.",
    "Harbour master Ilka Verain said the pilots would stay ashore until both sides had signed a written promise.",
    "“Exporters fear that flour mills will run out of wheat before the end of the coming week,” she said.",
    "A court in Ostrel has so far refused to order the men back, citing a harbour statute from the last century.",
]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, kept in (("north", LINES[:5]), ("south", LINES[:2] + LINES[3:])):
        text = "OSTREL, May 3 (Norwire) - " + "\n\n".join(kept) + "\n\n(Norwire)\n"
        (folder / f"{name}.txt").write_text(f"Dock strike\n\n{text}", encoding="utf-8")
    return folder


def test_the_view_is_headed_and_tells_witnesses_and_gaps(pile: Path) -> None:
    told = firsthand("rebuild", str(pile)).stdout.decode()
    assert told.startswith(HEADING)
    assert "Norwire report, from" in told and "What is missing" in told
    assert all(f"{n}. " in told for n in range(1, len(LINES) + 1))
    assert "in north and south; sure" in " ".join(told.split())


def test_the_text_is_headed_and_footed_and_has_all_sentences_in_order(pile: Path, tmp_path: Path) -> None:
    out = tmp_path / "lost.txt"
    assert firsthand("rebuild", str(pile), "--text", str(out), "--quiet").returncode == 0
    text = out.read_text(encoding="utf-8")
    flat = " ".join(text.split())
    assert flat.upper().startswith(HEADING.upper()) and flat.upper().endswith(HEADING.upper())
    places = [flat.index(line) for line in LINES]
    assert places == sorted(places)
    assert f"“{LINES[0]}" not in text and f'"{LINES[0]}' not in text


def test_json_has_every_reading_with_its_place(pile: Path) -> None:
    data = json.loads(firsthand("rebuild", str(pile), "--json", "-").stdout)
    assert (data["schema"], data["notice"]) == ("firsthand/rebuild/1", HEADING)
    (one,) = data["reconstructions"]
    assert one["story"] == "s1" and len(one["sentences"]) == len(LINES)
    for span in (s for x in one["sentences"] for r in x["readings"] for s in r["spans"]):
        text = (pile / f"{span['article']}.txt").read_text(encoding="utf-8")
        assert text[span["start"] : span["end"]] == span["text"]


def test_what_is_unsure_is_shown_apart(pile: Path, tmp_path: Path) -> None:
    extra = "Trucks loaded with timber queued for miles outside the gates while drivers cooked breakfast by the road."
    text = "\n\n".join([*LINES[:3], extra, *LINES[3:]])
    (pile / "east.txt").write_text(f"Dock strike\n\n{text}\n", encoding="utf-8")
    told = firsthand("rebuild", str(pile), "--json", str(tmp_path / "out.json")).stdout.decode()
    (one,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["reconstructions"]
    assert [s["certainty"] for s in one["sentences"]].count("unsure") == 1
    shown = " ".join(told.split())
    assert shown.index(extra[:60]) > shown.index("Unsure: it may have had this besides") > shown.index(LINES[5])
    plain = firsthand("rebuild", str(pile), "--text", "-").stdout.decode()
    assert extra not in " ".join(plain.split()) and "Unsure, and not shown: 1 further sentence" in plain


def test_nothing_is_exported_unless_asked(pile: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    firsthand("rebuild", str(pile))
    data = firsthand("trace", str(pile), "--json", "-").stdout
    assert sorted(tmp_path.rglob("*")) == before and b"Reconstruction" not in data


def test_a_pile_that_shows_no_lost_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(LINES[0], encoding="utf-8")
    found = firsthand("rebuild", str(tmp_path))
    assert found.returncode == 0 and b"No lost report could be rebuilt" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--story", "s9"], "there is no story s9"),
        (["--json", "-", "--text", "-"], "only one of"),
        (["--text", ""], "needs a file name"),
    ],
)
def test_a_wrong_call_is_exit_2(pile: Path, arguments: list[str], says: str) -> None:
    found = firsthand("rebuild", str(pile), *arguments)
    assert found.returncode == 2 and says in found.stderr.decode()


def test_the_report_has_it_as_its_own_part(pile: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    firsthand("trace", str(pile), "--html", str(out), "--quiet")
    html = out.read_text(encoding="utf-8")
    assert 'id="s1-rebuilt"' in html and HEADING in html and 'id="s1-provenance"' in html
    assert "What each article took and adds" in html
