"""Lineages as trees and pictures: nothing lost, nothing overlapping, the same every time."""

from __future__ import annotations

from hashlib import sha256

import lxml.html
import orrin
import pytest

from firsthand.nouns import Article, Derivation, Intake, Layout, Lineage, Node, Source, Trace
from firsthand.show.lineage_svg import Drawing, draw
from firsthand.show.lineage_tree import quoted_only, tree
from firsthand.show.markup import Links
from firsthand.show.quoting import Texts


def graph(edges: str, sources: str = "", articles: str = "") -> Lineage:
    """ "a<?w b~a": a from the unseen w; b and a share prose. ``sources``: "?w:agency"."""
    made, nodes = [], dict.fromkeys(articles.split())
    for word in edges.split():
        child, mark, parent = word.partition("<") if "<" in word else word.partition("~")
        made.append(Derivation(child, parent, "rewrite", directed=mark == "<"))
        nodes |= {child: None, parent: None}
    known = [s.split(":") for s in sources.split()]
    found = tuple(Source(id, id[1:], kind, False) for id, kind in known)  # type: ignore[arg-type]
    return Lineage(
        found, tuple(Node(n, "unseen" if n[0] == "?" else "article", n.strip("?")) for n in sorted(nodes)), tuple(made)
    )


def drawn(lineage: Lineage, first: tuple[str, ...] = ()) -> Drawing | None:
    digest = sha256(b"x").hexdigest()
    ids = [n.id for n in lineage.nodes if n.kind == "article"]
    layouts = tuple(Layout(Article(id, id, "x", digest, digest, outlet=f"The {id}"), (), (), ()) for id in ids)
    return draw(lineage, Links(Texts(Trace("0", Intake(()), layouts, ()))), first, "x")


def boxes(picture: Drawing) -> list[tuple[str, float, float, float, float]]:
    """(title, left, top, right, bottom) of every box in front."""
    out = []
    for group in lxml.html.fragment_fromstring(picture.svg).iter("g"):
        rect = list(group.iter("rect"))[-1]
        x, y, w, h = (float(rect.get(k)) for k in ("x", "y", "width", "height"))
        out.append((group.findtext("title"), x, y, x + w, y + h))
    return out


CASES = {
    "copies": "a<?w b<?w c<?w",
    "two wires": "a<?w a<?v b<?w",
    "relay": "?r<?w a<?r b<?w",
    "chain": "b<a c<b d<c a<?w",
    "pairs": "a~b c~b d~b",
    "skip": "?r<?w ?q<?r a<?q a<?w b<?w",
    "wide": " ".join(f"{x}<?{x}" for x in "abcdefgh"),
    "pair across layers": "b<a c<b c~d a<?w d<?w",
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_boxes_do_not_overlap_and_stay_inside(name: str) -> None:
    lineage = graph(CASES[name])
    picture = drawn(lineage)
    assert picture
    found = boxes(picture)
    assert len(found) == len(lineage.nodes)
    height = float(lxml.html.fragment_fromstring(picture.svg).get("height"))
    for n, (_, left, top, right, bottom) in enumerate(found):
        assert left >= 0 and top >= 0 and right <= picture.width and bottom <= height
        assert all(right <= o[1] or o[3] <= left or bottom <= o[2] or o[4] <= top for o in found[n + 1 :])


@pytest.mark.parametrize("name", sorted(CASES))
def test_parents_stand_above_children(name: str) -> None:
    lineage = graph(CASES[name])
    picture = drawn(lineage)
    assert picture
    top = {title.split(" (")[0]: y for title, _, y, _, _ in boxes(picture)}
    name = {n.id: n.name if n.kind == "unseen" else f"The {n.id}" for n in lineage.nodes}
    for edge in lineage.edges:
        assert not edge.directed or top[name[edge.parent]] < top[name[edge.child]]


def test_forty_copies_are_one_stack() -> None:
    picture = drawn(graph(" ".join(f"x{n}<?w" for n in range(40)) + " y<?w y<?v"))
    assert picture
    assert sorted(b[0] for b in boxes(picture)) == [
        "40 articles (listed below)",
        "The y (y)",
        "v (not in the pile)",
        "w (not in the pile)",
    ]


def test_an_arrow_is_drawn_only_where_the_direction_is_known() -> None:
    picture = drawn(graph("a<?w b~a"))
    assert picture and picture.svg.count('class="head"') == 1 and picture.svg.count('class="edge pair"') == 1


def test_an_article_without_links_is_drawn_and_says_so() -> None:
    picture = drawn(graph("a<?w", articles="a z"))
    assert picture and "The z (no link found)" in [b[0] for b in boxes(picture)]


def test_speakers_are_left_out_of_a_crowded_picture_but_their_articles_are_not_called_unlinked() -> None:
    names = "abcdefghi"
    lineage = graph("a<?w " + " ".join(f"{x}<?s{x}" for x in names[:4]) + " " + " ".join(f"z<?s{x}" for x in names),
                    "?w:agency " + " ".join(f"?s{x}:person" for x in names))  # fmt: skip
    picture = drawn(lineage)
    assert picture and picture.left_out
    assert "The z (z)" in [b[0] for b in boxes(picture)]
    assert len(tree(lineage).quoted) == 9 + 13


def test_nothing_to_draw() -> None:
    assert drawn(graph("", articles="a b")) is None


def test_a_cycle_ends() -> None:
    assert drawn(graph("a<b b<a"))
    tree(graph("a<b b<a"))


def test_a_long_chain_is_listed_whole() -> None:
    lineage = graph("x0<?w " + " ".join(f"x{n + 1}<x{n}" for n in range(3000)))
    assert len(tree(lineage).steps) == 3002


def test_a_branch_is_listed_once() -> None:
    steps = tree(graph("a<?w a<?v b<a")).steps
    assert [(s.node, s.depth, s.again) for s in steps] == [
        ("?v", 0, False), ("a", 1, False), ("b", 2, False), ("?w", 0, False), ("a", 1, True)]  # fmt: skip


@pytest.mark.parametrize("edges, speakers", [
    ("a<?s", {"?s"}), ("a<?s b<?s", {"?s"}), ("a<?s b<a", set()), ("?w<?s a<?w", set()), ("a<?s a~b", {"?s"}),
])  # fmt: skip
def test_who_is_quoted_directly(edges: str, speakers: set[str]) -> None:
    assert quoted_only(graph(edges, "?s:person ?w:agency")) == speakers


def test_the_fixture_names_every_node_in_its_picture() -> None:
    story = orrin.TRACE.stories[0]
    picture = draw(story.lineage, Links(Texts(orrin.TRACE)), story.summary.first_hand, "x")
    assert picture
    titles = " ".join(b[0] for b in boxes(picture))
    assert all(n.name in titles for n in story.lineage.nodes)
    assert "Sellow Gazette (own newsgathering)" in titles
