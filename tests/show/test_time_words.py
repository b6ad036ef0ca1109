"""Time values as readers see them."""

from __future__ import annotations

import pytest

from firsthand.show.time_words import in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("203X", "the 2030s"),
        ("18XX", "1800 to 1899"),
        ("2031-05-E", "early May 2031"),
        ("2031-03-M/..", "since mid March 2031"),
        ("2031-W18", "week 18 of 2031"),
        ("2031-05-05TEV", "5 May 2031, evening"),
        ("2031-05-05T20:30", "5 May 2031, 20:30"),
        ("2031-05-05T09:00+03:00", "5 May 2031, 09:00+03:00"),
        ("2031-05-05T24:00~", "about 5 May 2031, 24:00"),
        ("2031-05-03/2031-05-04", "3 May 2031 to 4 May 2031"),
        ("2031-03~/2031-05", "about March 2031 to May 2031"),
        ("../2031-05-04", "until 4 May 2031"),
        ("P40Y", "for 40 years"),
        ("P1Y~", "for about 1 year"),
        ("PT8H", "for 8 hours"),
        ("P3M", "for 3 months"),
        ("PT20M", "for 20 minutes"),
        ("XXXX-10-07", "7 October, year not known"),
        ("XXXX-10", "October, year not known"),
        ("[2028-03-04,2028-04-03]", "4 March 2028 or 3 April 2028"),
        ("T09:30", "09:30, day not known"),
        ("2031-99", "2031-99"),
        ("P9Q", "P9Q"),
        ("<b>", "<b>"),
        ("", ""),
    ],
)
def test_a_value_reads_as_words(value, words):
    assert in_words(value) == words
