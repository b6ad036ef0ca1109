"""Stories: one event, one group; kinds of events apart; order, strangers and languages make no difference."""

from __future__ import annotations

import random

import pytest

from firsthand.grouping import group
from firsthand.grouping.likeness import copied_prose, one_each
from firsthand.grouping.terms import terms
from firsthand.nouns import Article, Layout, Passage, Published, Span, Zone
from firsthand.reuse import shared_passages

FERRY = {
    "ferry-1": "A ferry with 212 people aboard ran onto rocks off Quellin Island on Monday night, the coast guard of "
    "Ardmere said. Lifeboats from Port Tessel took off everybody on the Saint Orla before it sank at dawn.",
    "ferry-2": "All 212 people on the Saint Orla were rescued after the ferry struck rocks near Quellin Island, "
    "Ardmere's coast guard reported on Tuesday. The ship left Port Tessel in fog and went down hours later.",
    "ferry-3": "Investigators want to know why the Saint Orla left Port Tessel in thick fog. The ferry sank off "
    "Quellin Island after its 212 passengers were taken into lifeboats, and the captain is questioned in Ardmere.",
}
OTHER_FERRY = {
    "boat-1": "Nine people drowned when an overloaded ferry capsized on the Lower Marrow river in Kestania on Monday, "
    "police in Dunvale said. The Blue Heron was carrying traders and their goats to the market at Sollen.",
    "boat-2": "Police in Dunvale arrested the owner of the Blue Heron, the ferry that capsized with traders aboard on "
    "the Lower Marrow. Nine bodies were found near Sollen; Kestania declared a day of mourning.",
}
VOTE = {
    "vote-1": "Parliament in Osterby threw out the mining bill of minister Greta Halvorsen by four votes on Thursday, "
    "after members from the lake districts warned that arsenic would reach the wells.",
    "vote-2": "The mining bill is dead: four votes were missing in Osterby for Greta Halvorsen, whose plan the lake "
    "districts had fought for a year because of arsenic in their wells.",
}
ALONE = {
    "chess": "Twelve-year-old Ilse Brandt beat two grandmasters in Veldhoven and now leads the youth tournament with "
    "seven points from eight games, half a point ahead of the favourite."
}


def layouts(*stories: dict[str, str], published: dict[str, str] | None = None, language: str = "en") -> list[Layout]:
    return [layout(id, text, (published or {}).get(id), language) for s in stories for id, text in s.items()]


def layout(id: str, text: str, published: str | None = None, language: str = "en", title: str | None = None) -> Layout:
    article = Article(id, f"{id}.txt", text, "", "", title=title, language=language,
                      published=Published(published, "meta") if published else Published())  # fmt: skip
    return Layout(article, (Zone(Span(id, 0, len(text)), "body"),) if text else (), (), ())


def found(pile: list[Layout]) -> list[tuple[str, ...]]:
    return [g.articles for g in group(pile, shared_passages(pile))]


def test_articles_on_one_event_are_one_story_even_when_nothing_else_is_there() -> None:
    assert found(layouts(FERRY)) == [("ferry-1", "ferry-2", "ferry-3")]


def test_two_events_of_one_kind_are_two_stories() -> None:
    assert found(layouts(FERRY, OTHER_FERRY)) == [tuple(FERRY), tuple(sorted(OTHER_FERRY))]


def test_the_largest_comes_first_then_the_first_id() -> None:
    pile = layouts(ALONE, VOTE, FERRY, OTHER_FERRY)
    assert found(pile) == [tuple(FERRY), tuple(OTHER_FERRY), tuple(VOTE), tuple(ALONE)]


def test_order_changes_nothing() -> None:
    pile = layouts(ALONE, VOTE, FERRY, OTHER_FERRY)
    expected = group(pile, shared_passages(pile))
    for seed in range(4):
        random.Random(seed).shuffle(pile)
        assert group(pile, shared_passages(pile)) == expected


@pytest.mark.parametrize("strangers", [3, 30, 300])
def test_strangers_do_not_change_a_story(strangers: int) -> None:
    dice = random.Random(strangers)
    syllables = ["ka", "ro", "min", "tes", "vul", "op", "dra", "sel", "ny", "bor"]
    words = ["".join(dice.choice(syllables) for _ in range(3)) for _ in range(400)]
    common = ["the", "of", "and", "in", "a", "to", "was", "said", "on", "that", "police", "people", "day", "year"]
    pile = layouts(FERRY, VOTE)
    for n in range(strangers):
        text = " ".join(dice.choice(common if dice.random() < 0.5 else words) for _ in range(80))
        pile.append(layout(f"z{n:03}", text))
    assert {tuple(FERRY), tuple(VOTE)} <= set(found(pile))


def test_every_article_stands_in_exactly_one_group() -> None:
    pile = [*layouts(ALONE, VOTE, FERRY, OTHER_FERRY), layout("none", ""), layout("few", "Crane topples.")]
    assert sorted(id for ids in found(pile) for id in ids) == sorted(x.id for x in pile)


@pytest.mark.parametrize("text", ["", "Ferry sinks", "Saint Orla sinks off Quellin Island in Ardmere"])
def test_too_little_text_joins_nothing(text: str) -> None:
    pile = [*layouts(FERRY), layout("few", text)]
    assert ("few",) in found(pile)


def test_an_unsupported_language_is_grouped_all_the_same() -> None:
    swedish = {
        "sv-1": "Färjan Sankta Orla gick på grund utanför Kvellön natten mot tisdag, uppger kustbevakningen i Ardmäre. "
        "Samtliga 212 passagerare räddades av livbåtar från Tesselhamn innan fartyget sjönk.",
        "sv-2": "Kustbevakningen i Ardmäre räddade 212 passagerare när färjan Sankta Orla gick på grund vid Kvellön. "
        "Fartyget hade lämnat Tesselhamn i tät dimma och sjönk i gryningen.",
        "sv-3": "Priset på lingon har fördubblats i norr sedan frosten förstörde skörden, säger odlarna i Bergnäs, som "
        "nu kräver stöd av staten för att klara vintern utan att säga upp sina plockare.",
    }
    assert found(layouts(swedish, language="sv")) == [("sv-1", "sv-2"), ("sv-3",)]
    assert found(layouts(swedish, language="und")) == [("sv-1", "sv-2"), ("sv-3",)]


def test_articles_years_apart_are_held_apart() -> None:
    text = ("Heavy rain flooded the {} quarter of Sollen on Friday and {} families were moved into schools, the mayor "
            "said, while the river guard watched the {} gauge and {} dams upstream.")  # fmt: skip
    first, second = text.format("lower", "sixty", "north", "three"), text.format("old", "ninety", "harbour", "both")
    near = [layout("a", first, "2021-05-03"), layout("b", second, "2021-05-04")]
    far = [layout("a", first, "2019-05-03"), layout("b", second, "2021-05-04")]
    near_groups, far_groups = group(near, ()), group(far, ())
    assert len(near_groups) == 1
    assert len(far_groups) == 2 or far_groups[0].confidence < near_groups[0].confidence


def test_shared_prose_binds_and_a_shared_quotation_does_not() -> None:
    a = layout("a", "Nothing in these words is like the other text at all except for its final two lines of print.")
    b = layout("b", "Quite different matter stands here about gardens, bees and a hedge that somebody planted once.")
    spans = Span("a", 0, 80), Span("b", 0, 80)
    assert len(group([a, b], [Passage(*spans, "edited", 0.9)])) == 1
    assert len(group([a, b], [Passage(*spans, "edited", 0.9, quoted=True)])) == 2


def test_a_headline_from_the_metadata_counts() -> None:
    text = "Work went on through the night and the first results are expected within days, two officials said."
    title = "Saint Orla ferry: divers reach the wreck off Quellin Island"
    with_title = [*layouts(FERRY), layout("divers", text, title=title)]
    assert len(found(with_title)[0]) > len(found([*layouts(FERRY), layout("divers", text)])[0])


def test_reasons_point_at_the_words_they_name() -> None:
    pile = layouts(FERRY, VOTE)
    by_id = {x.id: x for x in pile}
    for story in group(pile, shared_passages(pile)):
        assert 0.5 < story.confidence <= 1
        spans = story.reasons[0].spans
        assert {s.article for s in spans} <= set(story.articles) and spans
        quoted = story.reasons[0].text.split("“")[1:]
        named = {words.split("”")[0] for words in quoted}
        assert named <= {" ".join(by_id[s.article].article.words(s).split()) for s in spans}


def test_an_empty_pile_has_no_story() -> None:
    assert group([], ()) == ()


def test_hundreds_of_near_copies_are_one_story() -> None:
    text = " ".join(FERRY.values())
    pile = [layout(f"c{n:03}", f"Desk {n} writes. {text}") for n in range(300)]
    assert [len(ids) for ids in found(pile)] == [300]


@pytest.mark.parametrize("copies", [1, 8, 80])
@pytest.mark.parametrize("cut", [False, True])
def test_copies_go_where_their_text_goes_and_change_nothing_else(copies: int, cut: bool) -> None:
    pile = layouts(ALONE, VOTE, FERRY, OTHER_FERRY)
    before = found(pile)
    for original in ("boat-1", "ferry-3", "vote-2", "chess"):
        text = next(x.text for x in pile if x.id == original)
        printed = text[: 7 * len(text) // 8].rpartition(" ")[0] if cut else text
        echoed = [*pile, *(layout(f"{original}-{n:02}", printed) for n in range(copies))]
        after = [tuple(a for a in ids if not a.startswith(f"{original}-")) for ids in found(echoed)]
        assert sorted(after) == sorted(before)


def test_a_page_that_holds_two_stories_is_a_copy_of_neither() -> None:
    pile = layouts(ALONE, VOTE)
    both = layout("page", pile[0].text + "\n\n" + pile[1].text)
    terms_of = [terms(x) for x in sorted([*pile, both], key=lambda x: x.id)]
    by_id = {x.id: x for x in [*pile, both]}
    passages = shared_passages([*pile, both])
    stands = one_each(terms_of, copied_prose(terms_of, by_id, passages))
    names = [t.article for t in terms_of]
    assert sum(names[one] == "page" for n, one in stands.items() if names[n] != "page") <= 1


@pytest.mark.parametrize("own", range(10, 60, 6))
def test_an_article_at_the_edge_of_a_story_is_not_pushed_out_by_copies(own: int) -> None:
    dice = random.Random(5)
    syllables = ["ka", "ro", "min", "tes", "vul", "op", "dra", "sel", "ny", "bor", "lin", "gast"]
    words = sorted({"".join(dice.choice(syllables) for _ in range(3)) for _ in range(900)})
    dice.shuffle(words)
    core, first, second, last = (words[at : at + n] for at, n in ((0, 40), (40, 25), (65, 25), (90, own)))

    def mixed(*parts: list[str]) -> str:
        drawn = [word for part in parts for word in part]
        dice.shuffle(drawn)
        return " ".join(drawn)

    pile = [layout("near", mixed(core, first)), layout("far", mixed(core, second)), layout("other", mixed(first, last))]
    echoed = [*pile, *(layout(f"far-{n}", pile[1].text) for n in range(3))]
    assert [tuple(a for a in ids if "-" not in a) for ids in found(echoed)] == found(pile)
