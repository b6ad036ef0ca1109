"""Which time expressions are one entry of a timeline."""

from __future__ import annotations

from firsthand.nouns import Span, TimePoint
from firsthand.show.chronology import occasions


def point(article: str, value: str, event: str, claims: tuple[str, ...] = (), confidence: float = 0.9) -> TimePoint:
    return TimePoint(Span(article, 0, 5), value, "day" if value else "unresolved", event, claims, confidence=confidence)


def test_one_claim_on_one_day_is_one_entry() -> None:
    found = occasions([point("a", "2031-03-03", "The ferry capsized", ("c1",)),
                       point("b", "2031-03-03", "A boat turned over", ("c1", "c2"))])  # fmt: skip
    assert [len(o.points) for o in found] == [2] and found[0].claims == ("c1", "c2")


def test_like_words_on_one_day_are_one_entry_and_other_events_are_not() -> None:
    found = occasions([point("a", "2031-03-03", "The ferry Wind Lass capsized off the bay"),
                       point("b", "2031-03-03", "the ferry Wind Lass capsized", confidence=0.95),
                       point("c", "2031-03-03", "The mayor opened a swimming bath")])  # fmt: skip
    assert sorted(len(o.points) for o in found) == [1, 2]
    assert found[0].first.confidence == 0.95


def test_one_event_on_two_days_is_two_entries_in_order() -> None:
    found = occasions([point("a", "2031-03-04", "The ferry capsized", ("c1",)),
                       point("b", "2031-03-03", "The ferry capsized", ("c1",)), point("c", "", "soon")])  # fmt: skip
    assert [o.value for o in found] == ["2031-03-03", "2031-03-04", ""]
