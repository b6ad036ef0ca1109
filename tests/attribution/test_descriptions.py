"""What a source is when no name heads it, whatever follows its noun."""

from __future__ import annotations

import pytest

from firsthand.attribution.descriptions import describe


@pytest.mark.parametrize(
    "source, kind, head",
    [
        ("officials briefed on the talks", "unnamed", "officials"),
        ("two people familiar with the matter", "unnamed", "people"),
        ("two officials aware of the plan", "unnamed", "officials"),
        ("a person directly involved in the talks", "unnamed", "person"),
        ("an official authorised to speak for the board", "unnamed", "official"),
        ("residents reached by telephone", "unnamed", "residents"),
        ("a diplomat based in Torrin", "unnamed", "diplomat"),
        ("a man identified as a guard", "unnamed", "man"),
        ("fishermen returning to port", "unnamed", "fishermen"),
        ("a new study published in the Marrow Journal of Rivers on Oct. 4", "document", "study"),
        ("a survey published Monday in a journal", "document", "survey"),
        ("a survey carried out in March", "document", "survey"),
        ("an internal memo seen by Norwire", "document", "memo"),
        ("the report released Monday", "document", "report"),
        ("a video posted online", "document", "video"),
        # what stands before a noun describes that noun
        ("a wounded fisherman", "unnamed", "fisherman"),
        ("police officers", "unnamed", "officers"),
        ("a report writer", "unnamed", "writer"),
        ("the rescued villagers", "unnamed", "villagers"),
    ],
)
def test_what_follows_its_noun_does_not_hide_a_source(source: str, kind: str, head: str) -> None:
    found = describe(source)
    assert (found.kind, found.head) == (kind, head)


def test_what_describes_it_is_part_of_the_name() -> None:
    assert describe("three officials briefed on the grain talks, who would not be named").name == (
        "three officials briefed on the grain talks"
    )
