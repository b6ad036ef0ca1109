"""What makes the number of pairs explode, tamed: nothing is lost unsaid, and time stays small."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

from test_scan import WORDS, pairs, prose, scanned, table

MANY = 2500


def pages(count: int, notice: str, words: int = 120) -> list[dict[str, str]]:
    dice = random.Random(5)
    texts = (f"{' '.join(dice.choices(WORDS, k=words))} page{n} {notice}" for n in range(count))
    return [{"id": f"n{n:05}", "outlet": f"Outlet {n % 40}", "text": text} for n, text in enumerate(texts)]


def test_a_notice_on_all_pages_of_many_outlets_pairs_none(tmp_path: Path) -> None:
    found = scanned(tmp_path, pages(MANY, prose(25, 1), words=150))
    assert pairs(tmp_path) == set()
    assert found.groups == 0


def test_a_reprint_is_found_among_pages_with_one_notice(tmp_path: Path) -> None:
    rows = pages(MANY, prose(25, 1), words=150)
    rows.append({**rows[7], "id": "again", "text": rows[7]["text"] + " " + prose(10, 2)})
    scanned(tmp_path, rows)
    assert pairs(tmp_path) == {("again", rows[7]["id"])}


def test_a_quotation_in_thousands_of_articles_pairs_none(tmp_path: Path) -> None:
    scanned(tmp_path, pages(MANY, f"“{prose(20, 3)},” she said. {prose(0, 1)}", words=150))
    assert pairs(tmp_path) == set()


def test_copies_by_the_thousand_are_a_star_and_one_group(tmp_path: Path) -> None:
    text = prose(200, 4)
    found = scanned(tmp_path, [{"id": f"c{n:05}", "outlet": f"Outlet {n % 90}", "text": text} for n in range(MANY)])
    assert pairs(tmp_path) == {("c00000", f"c{n:05}") for n in range(1, MANY)}
    assert {row["group"] for row in table(tmp_path, "groups")} == {"c00000"}
    assert (found.copies, found.groups, found.grouped, found.cut) == (MANY - 1, 1, MANY, 1)
    piles = [row["pile"] for row in table(tmp_path, "piles")]
    assert len(piles) == MANY and max(map(piles.count, set(piles))) <= 400


def test_near_copies_by_the_thousand_are_all_found_without_their_square(tmp_path: Path) -> None:
    report = prose(200, 5)
    heads = [prose(12, n + 9) for n in range(MANY)]
    rows = [{"id": f"c{n:05}", "outlet": f"Outlet {n % 90}", "text": f"{heads[n]} {report}"} for n in range(MANY)]
    found = scanned(tmp_path, rows)
    assert {side for pair in pairs(tmp_path) for side in pair} == {row["id"] for row in rows}
    assert len(pairs(tmp_path)) <= 4 * MANY
    assert (found.groups, found.grouped) == (1, MANY)
    assert found.common == MANY  # said: compared with few of those that hold the same


def test_a_book_of_five_million_words_is_scanned_in_pieces(tmp_path: Path) -> None:
    dice = random.Random(6)
    book = dice.choices(WORDS, k=5_000_000)
    at = 3_210_987
    rows = [{"id": "book", "text": " ".join(book)}, {"id": "excerpt", "text": " ".join(book[at : at + 200])}]
    rows += [{"id": f"n{n}", "text": prose(80, n)} for n in range(20)]
    scanned(tmp_path, rows)
    assert pairs(tmp_path) == {("book", "excerpt")}
    passages = table(tmp_path, "passages")
    assert sum(row["b_end"] - row["b_start"] for row in passages) > 0.97 * len(rows[1]["text"])
    for row in passages:
        assert rows[0]["text"][row["a_start"] : row["a_end"]] == rows[1]["text"][row["b_start"] : row["b_end"]]
