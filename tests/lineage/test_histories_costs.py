"""What histories stand on: changed places, their costs, and chances summed over all trees."""

from __future__ import annotations

import time
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage import edit_costs, history
from firsthand.lineage.arborescence import likeliest, neighbours, rooted
from firsthand.lineage.edit_costs import apart, attached, changes, cost, distance, tempered
from firsthand.lineage.versions import compare


def common(a, b):
    """The length of a longest common subsequence, the plain way."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, start=1):
            row[j], last = (last + 1 if x == y else max(row[j], row[j - 1])), row[j]
    return row[-1]


def remade(a, b, places):
    """The second text, from the first and the changed places."""
    out, at = [], 0
    for p in places:
        out += [*a[at : p.a], *b[p.b : p.b_end]]
        at = p.a_end
    return [*out, *a[at:]]


TEXTS = st.lists(st.sampled_from("abcd"), max_size=14)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_changes_make_one_text_of_the_other_with_as_few_words_as_can_be(a, b):
    places = changes(a, b)
    assert remade(a, b, places) == b
    assert distance(places) == len(a) + len(b) - 2 * common(a, b)
    assert all(p.out + p.put_in > 0 for p in places)
    assert all(p.a_end < q.a or p.b_end < q.b for p, q in pairwise(places))


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_distance_is_a_metric(a, b, c):
    d = lambda x, y: distance(changes(x, y))  # noqa: E731
    assert d(a, b) == d(b, a) and d(a, c) <= d(a, b) + d(b, c)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_words_stand_where_they_say(text):
    for word in (*apart(text), *attached(text)):
        assert text[word.start : word.end] == word.form
    assert "".join(w.form for w in attached(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Harbours, it's said.", ["Harbours", ",", "it's", "said", "."]),
        ("See https://quell.example/a-b?c=1 now", ["See", "https://quell.example/a-b?c=1", "now"]),
        ("Verain’s 4.5", ["Verain’s", "4", ".", "5"]),
    ],
)
def test_marks_stand_apart_and_a_web_address_is_one_word(text, forms):
    assert [w.form for w in apart(text)] == forms


def test_a_cut_costs_little_however_long_and_an_addition_costs_its_words():
    short, long = changes("ab", "a"), changes("a" + "b" * 90, "a")
    assert cost(short) < cost(long) < 10
    assert cost(changes("a" + "b" * 20, "a")) < cost(long) < cost(changes("a" + "b" * 90, "ac"))
    assert cost(changes("a", "abcdefghij")) == 10
    assert cost(short) < tempered(long) < distance(long)


def test_long_texts_are_held_at_their_anchors(monkeypatch):
    monkeypatch.setattr(edit_costs, "_MOST_CELLS", 2_000)
    a = [f"w{n}" for n in range(400)]
    b = [*a[:100], "new", *a[100:300], *a[310:]]
    moved = ["x", *b, "y"]
    places = changes(a, moved)
    assert remade(a, moved, places) == moved
    assert distance(places) == 3 + 10


@pytest.mark.parametrize("texts", [
    ("x " * 60_000, "y " * 60_000, "x y " * 30_000), (". " * 60_000, ". " * 59_999 + "?", ""),
    ("a" * 200_000, "b", "a " * 3), ("http://" * 20_000, "https://" * 20_000, "'’'" * 20_000),
])  # fmt: skip
def test_odd_texts_take_no_time(texts):
    start = time.perf_counter()
    assert len(history(dict(zip("abc", texts, strict=True))).edges) == 2
    assert time.perf_counter() - start < 10  # about one second where nothing else runs


def trees(n):
    """Every way to make n versions from one first: a parent for each, -1 for the first."""
    for parents in product(range(-1, n), repeat=n):
        if parents.count(-1) != 1 or any(p == i for i, p in enumerate(parents)):
            continue
        ok = True
        for i in range(n):
            seen, at = set(), i
            while at >= 0 and at not in seen:
                seen.add(at)
                at = parents[at]
            ok = ok and at < 0
        if ok:
            yield parents


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 18), min_size=16, max_size=16), st.sampled_from([1.0, 3.0, 30.0]))
def test_chances_are_those_of_all_trees_counted_one_by_one(costs, scale):
    table = np.array(costs, dtype=float).reshape(4, 4)
    weight = np.zeros((4, 4))
    total = 0.0
    for parents in trees(4):
        each = np.exp(-sum(table[p, i] for i, p in enumerate(parents) if p >= 0) / scale)
        total += each
        for i, p in enumerate(parents):
            if p >= 0:
                weight[p, i] += each
                weight[i, p] += each
    assert neighbours(table, scale) == pytest.approx(weight / total, abs=1e-5)


def test_chances_of_a_tree_sum_to_its_steps():
    table = np.random.default_rng(4).integers(0, 400, (60, 60)).astype(float)
    chances = neighbours(table, 30.0)
    assert chances.sum() / 2 == pytest.approx(59, abs=1e-6)
    assert (chances == chances.T).all()


@pytest.mark.parametrize("n", [0, 1])
def test_no_steps_between_fewer_than_two(n):
    assert neighbours(np.zeros((n, n)), 1.0).shape == (n, n)


def test_the_likeliest_tree_has_the_most_chances_and_ties_go_to_the_earlier():
    chances = np.array([[0, 0.9, 0.5, 0], [0.9, 0, 0.5, 0], [0.5, 0.5, 0, 0.2], [0, 0, 0.2, 0]])
    assert likeliest(chances) == [(0, 1), (0, 2), (2, 3)]
    assert rooted(likeliest(chances), 3) == [(3, 2), (2, 0), (0, 1)]


def test_a_large_history_compares_each_version_with_few():
    lines = [f"line {n} of the harbour ledger says {n * 37 % 101} barrels" for n in range(70)]
    versions = compare({f"v{n:02}": "\n".join(lines[: n + 1]) for n in range(60)})
    versions.costs()
    assert len(versions._apart) < 60 * 20
    found = history({f"v{n:02}": "\n".join(lines[: n + 1]) for n in range(60)})
    steps = {frozenset((e.child, e.parent)) for e in found.edges}
    assert len(steps & {frozenset((f"v{n:02}", f"v{n + 1:02}")) for n in range(59)}) > 55
