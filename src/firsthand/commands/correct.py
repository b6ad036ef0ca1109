"""firsthand correct: keep what a person decided in a case file."""

from __future__ import annotations

import argparse

from firsthand.commands.output import standard_output

NAME = "correct"
HELP = "decide something about a case file's articles, sources or claims"
DESCRIPTION = (
    "Decide something in a case file. It is carried out in every later trace and shown as a person's. "
    "same-story ARTICLE ARTICLE...; other-story ARTICLE ARTICLE; same-source SOURCE SOURCE; "
    "other-source SOURCE SOURCE; parent CHILD PARENT [KIND]; no-parent CHILD PARENT; zone PLACE KIND; "
    "family OUTLET FAMILY; one-claim PLACE PLACE; "
    'two-claims PLACE PLACE. A PLACE is ARTICLE:START-END or ARTICLE:"words of it"; a SOURCE is a name as it is shown, '
    "or a place that names it; a PARENT is an article or the name of a source that is not in the case."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="the case file")
    parser.add_argument("kind", metavar="WHAT", help="same-story, other-story, same-source, other-source, parent, "
                        "no-parent, zone, family, one-claim or two-claims")  # fmt: skip
    parser.add_argument("about", nargs="+", metavar="ABOUT", help="what it is about, see above")
    parser.add_argument("--note", metavar="TEXT", default="", help="why, in your own words; shown with it")


def run(arguments: argparse.Namespace) -> None:
    from firsthand.case import Case

    with Case.open(arguments.case) as case:
        made = case.correct(arguments.kind, arguments.about, arguments.note)
    from firsthand.show.holdings import corrections
    from firsthand.show.terminal import write

    with standard_output():
        write(corrections([made]))
