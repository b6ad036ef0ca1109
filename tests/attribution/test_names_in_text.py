"""Where a name begins and ends, which spellings are one name, and what a name is by its words and neighbours."""

from __future__ import annotations

import pytest
from test_entities import _LEAD, named, read

from firsthand.trace import trace


def kinds(*texts: str) -> dict[str, str]:
    return {e.name: e.kind for e in read(*(_LEAD + t + "\n" for t in texts)).entities}


def test_initials_with_and_without_points_are_one_body():
    s = read(
        _LEAD + "The Quell Bureau of Inquiry said the dam was safe. The Q.B.I. sent divers.\n",
        _LEAD + "The QBI said the dam was safe, and agents of the Q.B.I. had seen it.\n",
    )
    body = named(s, "Quell Bureau of Inquiry")
    assert set(body.aliases) == {"Q.B.I.", "QBI"} and len(body.mentions) == 4


def test_a_body_written_with_points_here_and_without_there_is_one_origin(tmp_path):
    for n, said in enumerate(("The QBI said on Monday that divers had found the wall of the Sedge dam safe and dry.",
                              "The wall of the Sedge dam was found safe and dry, according to the Q.B.I., by divers.")):
        (tmp_path / f"a{n}.txt").write_text(f"Dam safe\n\n{said}\n\nNobody in Hollen had been told to leave.\n")
    (story,) = trace([tmp_path]).stories
    counted = {c.independent_origins for c in story.claims if len(c.articles) == 2 and "safe" in c.text}
    assert counted == {1}


def test_the_plural_of_initials_is_the_same_body():
    (body,) = [e for e in read(_LEAD + "The QBFs said so. A QBF in Hollen shut.\n").entities if e.name[:3] == "QBF"]
    assert {body.name, *body.aliases} == {"QBF", "QBFs"}


@pytest.mark.parametrize("before", ["al-Sedge", "el-Sedge", "Al-Sedge"])
def test_a_particle_on_a_hyphen_belongs_to_the_name(before):
    s = read(_LEAD + f"President Omar {before} said the dam was safe. Mr. Sedge had seen it.\n")
    assert named(s, f"Omar {before}").aliases == ("Sedge",)


def test_a_particle_before_an_adjective_makes_no_name():
    assert "al-Sedge-style" not in kinds("He spoke of an al-Sedge-style raid on the dam.")


@pytest.mark.parametrize("word", ["We've", "They’ll", "It's", "That'd", "I'm"])
def test_a_contraction_is_no_name(word):
    assert not any(name.startswith(word[:2]) for name in kinds(f"{word} seen the dam. Now {word} gone home."))


def test_who_in_capitals_is_still_a_name():
    assert "WHO" in kinds("The WHO said the water was safe. Doctors of the WHO had seen it.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He showed Jo Pell The Quell Gazette of Monday.", "Jo Pell"),
        ("Timeline of Port Sedge Our correspondent saw the dam.", "Port Sedge"),
        ("From Hollen Bay A military court sat on Monday.", "Hollen Bay"),
    ],
)
def test_a_capital_that_begins_something_else_ends_a_name(text, name):
    found = named(read(_LEAD + text + "\n", _LEAD + f"Later {name} was named again.\n"), name)
    assert len(found.mentions) == 2


def test_an_initial_inside_a_name_does_not_end_it():
    assert "Jo A. Pell" in kinds("They met Jo A. Pell on Monday.")


def test_single_letters_are_no_names():
    assert not {"C", "D", "Y"} & kinds("Tube C and tube D leaked. The D, Y and C were shut, and C said no.").keys()


def test_a_body_of_two_fields_is_one_name():
    assert "Organisation for Safety and Water" in kinds("The Organisation for Safety and Water met in Hollen.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Reports by Coastal Rights and others told of leaks.", "Coastal Rights", "organisation"),
        ("They asked Border Protection to step in.", "Border Protection", "organisation"),
        ("A firm named Pell Motors built it.", "Pell Motors", "organisation"),
        ("It bought a stake in Velmor. Shares in Velmor rose. Velmor is large.", "Velmor", "organisation"),
        ("Critics of the Sorrel administration and the Sorrel campaign met.", "Sorrel", "person"),
        ("Boats rested in Velmor. Roads in Velmor were dry.", "Velmor", "place"),
    ],
)
def test_what_a_name_is_by_its_last_word_and_its_neighbours(text, name, kind):
    assert kinds(text)[name] == kind


@pytest.mark.parametrize("word", ["North Korean", "South African", "European", "Central American", "Western", "North"])
def test_the_adjective_of_a_part_of_the_world_is_no_name(word):
    assert word not in kinds(f"The {word} envoy met {word} growers, and the {word} gave way.")


def test_unnamed_people_of_a_country_of_two_words_are_its_own():
    found = read(_LEAD + "South Korean officials said the dam was safe. “No,” a Sri Lankan diplomat said.\n").entities
    assert {e.name: e.sides for e in found if e.kind == "unnamed"} == {
        "South Korean officials": ("South Korea",),
        "Sri Lankan diplomat": ("Sri Lanka",),
    }


def test_people_of_the_south_are_nobodys_country():
    found = read(_LEAD + "Officials in the south said the dam was safe.\n").entities
    assert found and not any("Africa" in side for e in found for side in e.sides)


@pytest.mark.parametrize("word", ["Witnesses", "Negotiations", "Rallies", "Critics", "Demonstrators"])
def test_a_plural_that_opens_a_sentence_is_no_name(word):
    found = read(_LEAD + f"{word} said nothing new. The dam was dry.\n").entities
    assert all(e.kind == "unnamed" for e in found if e.name == word)


@pytest.mark.parametrize("name", ["Siemens", "Hamas", "Texas"])
def test_a_name_that_ends_as_plurals_do_is_still_a_name(name):
    assert name in kinds(f"{name} said the dam was safe.")


def test_a_body_whose_last_word_is_agency_is_no_outlet():
    found = kinds("The Quell Intelligence Agency met. Tarn News Agency reported it.")
    assert found["Quell Intelligence Agency"] == "organisation" and found["Tarn News Agency"] in ("outlet", "agency")


EXPLAINED = "The Organisation for Safety and Water in Sedge (OSWS) said the dam was safe."


def test_initials_in_brackets_are_the_body_before_them_in_every_article():
    s = read(_LEAD + EXPLAINED + "\n", _LEAD + "The OSWS sent divers to the dam. They praised the OSWS.\n")
    body = named(s, "Organisation for Safety and Water")
    assert body.aliases == ("OSWS",) and len(body.mentions) == 4


def test_other_spellings_of_a_body_with_the_same_initials_are_that_body():
    american = EXPLAINED.replace("Organisation", "Organization")
    (body,) = [e for e in read(_LEAD + EXPLAINED + "\n", _LEAD + american + "\n").entities if "Safety" in e.name]
    assert "OSWS" in body.aliases


@pytest.mark.parametrize("text", ["Quell Harbour Board met growers (OSWS) at noon.", "Jo Pell (JP) met Ann Sorrel."])
def test_what_stands_in_brackets_is_not_always_explained(text):
    found = {e.name: e.aliases for e in read(_LEAD + text + "\n").entities}
    assert not any(len(a) for a in found.values())


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Organisation for Safety and Water in Sedge (OSWS)", "Organisation for Safety and Water"),
        ("Jo Pell of the Quell Harbour Board", "Jo Pell"),
        ("Sources close to Jo Pell of Tarn", None),
        ("Officials at the Quell Harbour Board", None),
    ],
)
def test_a_name_that_heads_its_source_is_the_one_who_spoke(source, name):
    text = _LEAD + f"{source} said the dam was safe.\n"
    s = read(text)
    (said,) = [a for a in s.attributions if a.source is not None]
    by_id = {e.id: e for e in s.entities}
    found = by_id[said.entity] if said.entity else None
    assert (found.name if found is not None and found.kind != "unnamed" else None) == name


def test_a_kind_of_media_is_no_outlet():
    found = kinds("The governor told Quellish state TV that the dam was safe. Radio and TV said so, as did Radio Tarn.")
    assert not {"TV", "Radio"} & found.keys() and "Radio Tarn" in found


def test_a_mark_that_was_decoded_twice_leaves_no_letter_on_a_name():
    twice = "’".encode().decode("latin-1")
    found = kinds(f"Jo Pell{twice}s aides met. Then Pell said the dam was safe. It is Sorrel{twice}s dam, Sorrel said.")
    assert "Jo Pell" in found and not any("â" in name for name in found)


def test_a_place_that_begins_with_a_shortened_saint_is_one_name():
    found = kinds("The mayor of Cape St. Orrin met growers in Cape St. Orrin on Monday.")
    assert found["Cape St. Orrin"] == "place" and "Orrin" not in found


def test_father_and_son_are_two_where_an_article_names_both():
    text = "Owen Pell Jr. spoke first. Owen Pell said the dam was safe. Pell had built it."
    found = {e.name: len(e.mentions) for e in read(_LEAD + text + "\n").entities}
    assert found["Owen Pell Jr"] == 1 and found["Owen Pell"] == 2


def test_a_suffix_that_one_article_leaves_out_makes_no_second_person():
    s = read(_LEAD + "Owen Pell Jr. said the dam was safe.\n", _LEAD + "Owen Pell said the dam was safe.\n")
    assert [e.name for e in s.entities if "Pell" in e.name] == ["Owen Pell Jr"]


@pytest.mark.parametrize(("one", "other"), [("Dave", "David"), ("Bob", "Robert"), ("Steven", "Stephen")])
def test_a_given_name_and_its_short_form_are_one_person(one, other):
    s = read(_LEAD + f"{one} Pell said the dam was safe.\n", _LEAD + f"{other} Pell saw it leak.\n")
    assert len([e for e in s.entities if "Pell" in e.name]) == 1


def test_other_given_names_are_other_people():
    s = read(_LEAD + "Ann Pell said the dam was safe.\n", _LEAD + "Jo Pell saw it leak.\n")
    assert len([e for e in s.entities if "Pell" in e.name]) == 2


def test_who_holds_a_news_conference_is_no_outlet():
    found = kinds("The Grey House held a Grey House news conference. The Grey House said the dam was safe.")
    assert found["Grey House"] == "organisation"
    assert kinds("Tarn Wave news reported it. The Tarn Wave said so.")["Tarn Wave"] in ("outlet", "agency")


def test_a_body_is_shown_by_the_form_it_mostly_has():
    found = kinds("Tarn Harbour Board met. " + "The Harbour Board sat. They went to the Harbour Board. " * 5)
    assert found["Harbour Board"] == "organisation" and "Tarn Harbour Board" not in found


def test_initials_are_those_of_the_name_they_spell():
    s = read(_LEAD + "Quell Dam Board met. The QDB is rich. It was Acquiring QDB shares of the QDB.\n")
    assert "QDB" in named(s, "Quell Dam Board").aliases


def test_a_state_is_a_place():
    assert kinds("Ohio growers left. The dam is in Tarn, which Ohio owns.")["Ohio"] == "place"
