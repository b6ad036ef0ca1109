"""One entity per person or body over the pile; references that resolve to exactly one, or stay open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from firsthand.attribution import attribute
from firsthand.nouns import Article, Entity, Layout, Statements
from firsthand.zones import mark

_LEAD = "River falls\n\nThe river fell by a foot overnight and the road was open again.\n\n"


def layouts(texts: Sequence[str]) -> tuple[Layout, ...]:
    out = []
    for n, text in enumerate(texts):
        sha = hashlib.sha256(text.encode()).hexdigest()
        out.append(Article(f"a{n}", f"a{n}.txt", text, sha, sha, language="en"))
    return mark(out)


def read(*texts: str) -> Statements:
    return attribute(layouts(texts))


def named(statements: Statements, name: str) -> Entity:
    return next(e for e in statements.entities if e.name == name)


def source_entity(statements: Statements, text: str, source: str, nth: int = 0) -> str | None:
    """Name of the entity that a source's words resolve to, None where it stays open."""
    found = [
        a for a in statements.attributions if a.source and text[a.source.start : a.source.end] == source
    ]  # fmt: skip
    names = {e.id: e.name for e in statements.entities}
    return names.get(found[nth].entity or "")


def test_short_full_and_titled_names_are_one_person() -> None:
    s = read(
        _LEAD + "Ann Pell, the water minister, said the dam was empty. Pell said it would stay so.\n",
        _LEAD + "Minister Pell said the dam was empty. “It is dry,” Ms Pell told reporters.\n",
    )
    pell = named(s, "Ann Pell")
    assert pell.kind == "person"
    assert pell.aliases == ("Pell",)
    assert {m.article for m in pell.mentions} == {"a0", "a1"}
    assert "water minister" in pell.roles and "Minister" in pell.roles
    assert {a.entity for a in s.attributions} == {pell.id}


def test_a_surname_two_people_share_stays_open() -> None:
    text = _LEAD + "Ann Pell and Bob Pell met on Monday in Kelm. Later Pell said the dam was empty.\n"
    assert source_entity(read(text), text, "Pell") is None


def test_middle_names_and_initials_come_and_go() -> None:
    s = read(_LEAD + "Ann R. Pell said the dam was dry.\n", _LEAD + "Ann Pell said the dam was dry.\n")
    assert len([e for e in s.entities if e.kind == "person"]) == 1


def test_transliterations_meet_across_articles_but_not_within_one() -> None:
    across = read(
        _LEAD + "The wall at Sahrabad failed. In Sahrabad the water rose.\n",
        _LEAD + "The wall at Sahrabaad failed. In Sahrabaad the water rose.\n",
    )
    assert len([e for e in across.entities if e.name.startswith("Sahr")]) == 1
    within = read(_LEAD + "The wall at Sahrabad failed. The road from Sahrabad to Sahrabaad is shut.\n")
    assert len([e for e in within.entities if e.name.startswith("Sahr")]) == 2


def test_entities_do_not_depend_on_the_order_of_articles() -> None:
    texts = [
        _LEAD + "Ann Pell, spokeswoman for the Harbour Board, said the dam was dry. She said it leaked.\n",
        _LEAD + "Pell told Norwire that the Quell Harbour Board knew. Officials said it did not.\n",
        _LEAD + "Norwire reported that officials denied it, citing Jo Quint, a farmer.\n",
    ]
    built = layouts(texts)
    assert attribute(built) == attribute(tuple(reversed(built)))


def test_affiliation_where_the_text_says_so() -> None:
    s = read(
        _LEAD + "Ann Pell, a spokeswoman for the Harbour Board, said the dam was dry.\n\n"
        "The Harbour Board met on Monday.\n"
    )
    assert named(s, "Ann Pell").affiliation == named(s, "Harbour Board").id


@pytest.mark.parametrize(
    ("text", "source", "entity"),
    [
        ("Ann Pell said the dam was dry. She said it leaked.", "She", "Ann Pell"),
        ("Mr Bob Pell said the dam was dry. She said it leaked.", "She", None),
        ("Ann Pell, the water minister, left early. The minister said it leaked.", "The minister", "Ann Pell"),
        (
            "Ann Pell, the water minister, and Jo Quint, the road minister, met. The minister said it leaked.",
            "The minister",
            None,
        ),
        ("Two engineers said the wall was thin. The engineers said it leaked.", "The engineers", "Two engineers"),
        ("Two engineers said the wall was thin. They said it leaked.", "They", "Two engineers"),
        ("Norwire reported that the wall was thin. The agency said it leaked.", "The agency", "Norwire"),
        ("The Harbour Board said the wall was thin. It said it leaked.", "It", "Harbour Board"),
        ("Nobody came to Kelm. He said it leaked.", "He", None),
        (
            "The water minister said it leaked. The water minister, Ann Pell, left early.",
            "The water minister",
            "Ann Pell",
        ),
    ],
)  # fmt: skip
def test_reference(text: str, source: str, entity: str | None) -> None:
    whole = _LEAD + text + "\n"
    assert source_entity(read(whole), whole, source) == entity


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Three senior officials", "unnamed"),
        ("A Quell official", "unnamed"),
        ("Sources close to the board", "unnamed"),
        ("The water ministry", "organisation"),
        ("Police", "organisation"),
        ("A police statement", "document"),
        ("The Harbour Board", "organisation"),
        ("Ann Pell", "person"),
        ("Reuters", "agency"),
        ("Iran", "place"),
    ],
)
def test_kind_of_source(source: str, kind: str) -> None:
    s = read(f"{_LEAD}{source} said that the dam was dry.\n")
    entities = {e.id: e for e in s.entities}
    assert entities[s.attributions[0].entity or ""].kind == kind


def test_unnamed_people_keep_their_description_and_number() -> None:
    s = read(_LEAD + "The dam was dry, according to three senior officials with knowledge of the talks.\n")
    assert s.entities[0].name == "three senior officials with knowledge of the talks"


def test_countries_and_capitals_are_places() -> None:
    s = read(_LEAD + "Teams from France and Japan flew to Nairobi on Sunday.\n")
    assert {(e.name, e.kind) for e in s.entities} >= {("France", "place"), ("Japan", "place"), ("Nairobi", "place")}


def test_entity_ids_run_by_first_mention() -> None:
    s = read(_LEAD + "Jo Quint met Ann Pell in Kelm. Quint said the dam was dry.\n")
    firsts = [min(e.mentions) for e in s.entities]
    assert [e.id for e in s.entities] == [f"e{n}" for n in range(1, len(firsts) + 1)]
    assert firsts == sorted(firsts)


# ---- kinds by evidence


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The governor of Lower Sedge came. Rain fell in Lower Sedge.", "Lower Sedge", "place"),
        ("Wells ran dry in Ostrel and near Ostrel on Sunday.", "Ostrel", "place"),
        ("Karvenna's prime minister came. Karvenna's president stayed away.", "Karvenna", "place"),
        ("The road to Hollen, Marl and the Brask reservoir was open. The Brask reservoir is full.", "Brask", "place"),
        ("They met in Hollen, Tarrow on Sunday.", "Tarrow", "place"),
        ("The Open Gates movement shut the road. The Open Gates movement is new.", "Open Gates", "organisation"),
        ("She won a Brindle Award for it and lost the Brindle Award.", "Brindle Award", "organisation"),
        ("The film was shown in the Kelm Mosque.", "Kelm Mosque", "place"),
        ("Secretary of State John Quill came.", "John Quill", "person"),
        ("Inspector Alex de los Santos came.", "Alex de los Santos", "person"),
        ("Jo Quint, who farms near the wall, came.", "Jo Quint", "person"),
        ("The Islamic Front shut the road.", "Islamic Front", "organisation"),
        ("The United Nations sent tents.", "United Nations", "organisation"),
    ],
)
def test_kind_by_what_stands_around_a_name(text: str, name: str, kind: str) -> None:
    assert named(read(f"{_LEAD}{text}\n"), name).kind == kind


def test_peoples_are_no_entities() -> None:
    assert [
        e.name for e in read(_LEAD + "Many Muslims and Jews live here, and an Arab school stands here.\n").entities
    ] == []


def test_spellings_meet_where_roles_agree() -> None:
    s = read(
        _LEAD + "Water minister Ilse Marrant came. Marrant left.\n",
        _LEAD + "The minister of water of Karvenna, Ilze Marant, came. Marant left.\n",
    )
    assert len([e for e in s.entities if e.kind == "person"]) == 1
    strangers = read(_LEAD + "Ilse Marrant came.\n", _LEAD + "Ilze Marant came.\n")
    assert len([e for e in strangers.entities if e.name.startswith("Il")]) == 2


def test_an_acronym_joins_its_full_name() -> None:
    s = read(_LEAD + "The Kelm Institute of Water Research (KIWR) came. KIWR said the wall was thin.\n")
    assert named(s, "Kelm Institute of Water Research").aliases == ("KIWR",)


def test_times_are_no_part_of_a_name_and_a_paper_keeps_its_last_word() -> None:
    text = _LEAD + "The water ministry on Friday said it leaked. “It leaks,” a farmer told the Ostrel Evening.\n"
    s = read(text)
    assert {"water ministry", "Ostrel Evening"} <= {e.name for e in s.entities}
    assert source_entity(s, text, "The water ministry") == "water ministry"


@pytest.mark.parametrize(
    ("text", "source", "entity"),
    [
        # what was just said is no source: who said it is
        ("Three officials said Pell came.\n\nThe message is: The gates stay shut.", "The message", "Three officials"),
        ("Pell met Quint. Nobody spoke.\n\nThe message is: The gates stay shut.", "The message", None),
        ("The ministry said in a statement it leaked. The statement said it was old.", "The statement", "ministry"),
        ("A police statement said it leaked. The statement said it was old.", "The statement", "police statement"),
        ("Ann Pell said it leaked, and Jo Quint said it did not. The letter said it was old.", "The letter", None),
        # one, two and no candidates
        ("Ann Pell and Jo Quint met. She said it leaked.", "She", None),
        ("Ann Pell met farmers. She said it leaked.", "She", "Ann Pell"),
        ("Ann Pell said it leaked. Jo Quint said it did not. He said nobody had asked.", "He", "Jo Quint"),
        ("Rain fell. They said it leaked.", "They", None),
        ("The farmers said it leaked. They said nobody had asked.", "They", "farmers"),
        ("Mr Bob Pell and Mrs Ann Pell met. He said it leaked.", "He", "Bob Pell"),
    ],
)  # fmt: skip
def test_what_points_back(text: str, source: str, entity: str | None) -> None:
    whole = _LEAD + text + "\n"
    assert source_entity(read(whole), whole, source) == entity


def test_what_points_back_to_nobody_has_no_chain() -> None:
    s = read(_LEAD + "Rain fell.\n\nThe message is: The gates stay shut.\n")
    assert [a.chain for a in s.attributions] == [()]


@pytest.mark.parametrize(("role", "body"), [
    ("transport minister", "Transport Ministry"),
    ("minister of transport", "Ministry of Transport"),
    ("spokeswoman for Orlane Fuels", "Orlane Fuels"),
    ("director of Orlane Fuels", "Orlane Fuels"),
])  # fmt: skip
def test_who_holds_an_office_speaks_for_its_body(role: str, body: str) -> None:
    text = f"The road is shut, said Elise Tarrow, {role}. The {body} said that the road would open on Friday."
    found = {e.name.removeprefix("the ").removeprefix("The "): e for e in read(_LEAD + text).entities}
    assert found["Elise Tarrow"].affiliation == found[body].id


def test_an_office_is_of_no_other_body() -> None:
    text = "The road is shut, said Elise Tarrow, transport minister. The Finance Ministry said that it would pay."
    found = {e.name: e for e in read(_LEAD + text).entities}
    assert found["Elise Tarrow"].affiliation is None
