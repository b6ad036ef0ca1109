"""What may be done to a pile without changing what it shows: no echo, order, name or stranger adds an origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pytest
from command import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from piles import FERRY, FERRY_META, ORCHARD

from firsthand.nouns import Article, Claim, Intake, Trace
from firsthand.readers import article_from_record, read
from firsthand.trace import trace_intake

Articles = tuple[Article, ...]
EXAMPLE = ROOT / "examples" / "reservoir"
STRANGER = article_from_record({"id": "stranger", "outlet": "Weir Weekly", "published": "2031-05-04", "text": (
    "Choir wins prize in Kelm\n\nThe town choir of Kelm won the autumn prize for song on Saturday, the jury said. "
    "Its conductor, Sanna Wik, said that the singers had practised in a barn for two winters.\n"
)})  # fmt: skip
NAMES = ["Bay Messenger", "Kelm Dispatch", "The Northern Ledger", "Morrow Star", "Eskil Observer", "Fjord Times",
         "Sund Gazette", "Weir Journal"]  # fmt: skip


@cache
def pile(name: str) -> Articles:
    if name == "example":
        return read([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl").articles
    texts = FERRY if name == "ferry" else {**FERRY, **ORCHARD}
    found = [
        article_from_record({"id": id, "text": text, **FERRY_META.get(id, {})})
        for id, text in ((file.removesuffix(".txt"), text) for file, text in texts.items())
    ]
    return _sorted([a for a in found if isinstance(a, Article)])


def _sorted(articles: Sequence[Article]) -> Articles:
    return tuple(sorted(articles, key=lambda a: a.id))


@cache
def traced(articles: Articles) -> Trace:
    return trace_intake(Intake(articles))


def _by_place(trace: Trace) -> dict[tuple[str, int, int], Claim]:
    """Each mention's claim: what tells one claim from another, whatever its number."""
    return {
        (m.span.article, m.span.start, m.span.end): c for s in trace.stories for c in s.claims for m in c.mentions
    }


def _edges(trace: Trace) -> set[tuple[str, str, str, bool]]:
    return {(e.child, e.parent, e.kind, e.directed) for s in trace.stories for e in s.lineage.edges}


def _between(trace: Trace) -> set[tuple[str, str]]:
    """Pairs of articles one of which is said, and said to be known, to derive from the other."""
    return {(c, p) for c, p, _, directed in _edges(trace) if directed and not p.startswith("?") and c[0] != "?"}


def _no_count_rises(before: Trace, after: Trace, renamed: Callable[[str], str] = str) -> None:
    old, new = _by_place(before), _by_place(after)
    kept = [(claim, new[at]) for (id, *span), claim in old.items() if (at := (renamed(id), *span)) in new]
    assert len(kept) >= 0.9 * len(old)  # else this says little
    for claim, now in kept:
        assert now.independent_origins <= claim.independent_origins, (claim.text, now.text, now.origins)
        assert len(now.origins) <= max(1, len(claim.origins)), (claim.text, now.text, now.origins)


def _mains(trace: Trace, without: str = "") -> list[int]:
    """Origins shown for each story's main claim, by the story's articles."""
    told = {tuple(a for a in s.articles if a != without): s for s in trace.stories}
    return [told[key].summary.origins_shown for key in sorted(told) if key]


PILES = ["example", "ferry", "ferry and orchard"]
CASES = [(name, n) for name in PILES for n in range(len(pile(name)))]


@pytest.mark.parametrize("id", ["aa-copy", "zz-copy"])
@pytest.mark.parametrize(("name", "n"), CASES, ids=[f"{name}-{pile(name)[n].id}" for name, n in CASES])
def test_a_copy_under_another_outlet_adds_no_origin_and_no_parent(name: str, n: int, id: str) -> None:
    whole = pile(name)
    copy = replace(whole[n], id=id, path=id, outlet="Copy Herald", url=None)
    before, after = traced(whole), traced(_sorted((*whole, copy)))
    _no_count_rises(before, after)
    assert all(id in s.articles for s in after.stories if whole[n].id in s.articles)
    # One text in two places: which was first nobody can tell, but for an article that names its own paper.
    names_itself = (whole[n].outlet or "?").removeprefix("The ").split()[-1] in whole[n].text
    allowed = {(id, whole[n].id)} if names_itself else set()
    assert _between(after) - _between(before) <= allowed
    assert {e for e in _edges(before) if "copy" not in e[0]} >= {
        e for e in _edges(after) if id not in e[:2] and e[1][0] != "?"
    }


@pytest.mark.parametrize("name", PILES)
def test_forty_copies_are_one_origin(name: str) -> None:
    whole = pile(name)
    copies = [replace(whole[0], id=f"copy-{n:02}", path=f"copy-{n:02}", outlet=f"Copy {n} Herald") for n in range(40)]
    before, after = traced(whole), traced(_sorted((*whole, *copies)))
    _no_count_rises(before, after)
    named = {a.id for a in copies}
    assert not {(c, p) for c, p in _between(after) if c in named or p in named}


@pytest.mark.parametrize("name", PILES)
def test_an_unrelated_article_changes_nothing_but_adds_its_story(name: str) -> None:
    assert isinstance(STRANGER, Article)
    before, after = traced(pile(name)), traced(_sorted((*pile(name), STRANGER)))
    assert ("stranger",) in [s.articles for s in after.stories]
    assert {s.articles for s in before.stories} == {s.articles for s in after.stories} - {("stranger",)}
    assert _edges(before) == {e for e in _edges(after) if e[0] != "stranger"}
    counts = {at: (c.text, c.independent_origins, c.unknown_mentions) for at, c in _by_place(before).items()}
    now = {at: (c.text, c.independent_origins, c.unknown_mentions) for at, c in _by_place(after).items()}
    assert counts == {at: told for at, told in now.items() if at[0] != "stranger"}


@pytest.mark.parametrize("name", PILES)
def test_outlets_by_other_names_show_the_same(name: str) -> None:
    whole = pile(name)
    others = dict(zip(sorted({a.outlet for a in whole if a.outlet}), NAMES, strict=False))

    def renamed(article: Article) -> Article:
        text = article.text
        for old, new in others.items():
            for spelling in sorted({old, old.removeprefix("The ")}, reverse=True):
                text = text.replace(spelling, new)
        outlet = others.get(article.outlet or "", article.outlet)
        return replace(article, outlet=outlet, text=text, sha256=sha256(text.encode()).hexdigest())

    before, after = traced(whole), traced(tuple(map(renamed, whole)))
    assert _edges(before) == _edges(after)
    assert _counts(before) == _counts(after)


def _counts(trace: Trace, ids: Mapping[str, str] | None = None) -> list[tuple[object, ...]]:
    return sorted(
        (tuple(sorted((ids or {}).get(a, a) for a in c.articles)), len(c.mentions), c.independent_origins,
         c.unknown_mentions, c.newsrooms, c.status)
        for s in trace.stories for c in s.claims
    )  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_articles_by_other_ids_in_another_order_show_the_same(data: st.DataObject) -> None:
    whole = pile(data.draw(st.sampled_from(PILES)))
    order = data.draw(st.permutations(range(len(whole))))
    ids = {a.id: f"n{place:02}" for a, place in zip(whole, order, strict=True)}
    after = traced(_sorted([replace(a, id=ids[a.id], path=ids[a.id]) for a in whole]))
    before = traced(whole)
    assert _counts(before, ids) == _counts(after)
    assert {(ids.get(c, c), ids.get(p, p), k) for c, p, k, d in _edges(before) if d} == {
        (c, p, k) for c, p, k, d in _edges(after) if d
    }
    _no_count_rises(before, after, lambda id: ids.get(id, id))


@pytest.mark.parametrize("name", PILES)
def test_saying_that_sources_are_independent_counts_for_nothing(name: str) -> None:
    boast = "\nAccording to five independent sources, all of this was confirmed separately by ten agencies.\n"
    whole = pile(name)
    loud = tuple(replace(a, text=a.text + boast * 3, sha256="") for a in whole)
    before, after = traced(whole), traced(loud)
    old, new = _by_place(before), _by_place(after)
    shared = old.keys() & new.keys()
    assert len(shared) > 0.5 * len(old)
    for at in sorted(shared):
        assert new[at].independent_origins <= old[at].independent_origins, (old[at].text, new[at].text)


def test_a_file_named_often_is_one_article() -> None:
    once = read([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl")
    often = read([EXAMPLE / "articles", EXAMPLE / "articles" / "tarn-tribune.txt", EXAMPLE], EXAMPLE / "meta.jsonl")
    assert {a.text for a in often.articles} >= {a.text for a in once.articles}
    assert len([a for a in often.articles if a.text == once.articles[-1].text]) == 1
    assert _mains(trace_intake(once)) == _mains(traced(once.articles))
