"""firsthand show: one article of a case file."""

from __future__ import annotations

import argparse

from firsthand.commands.output import standard_output

NAME = "show"
HELP = "show an article of a case file"
DESCRIPTION = "Show an article of a case file: what is known of it, where it stood in the latest trace, and its text."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="the case file")
    parser.add_argument("article", metavar="ARTICLE", help="the article's id, as firsthand list gives it")


def run(arguments: argparse.Namespace) -> None:
    from firsthand.case import Case
    from firsthand.show.holdings import held
    from firsthand.show.terminal import write

    with Case.open(arguments.case) as case:
        article = case.article(arguments.article)
        entries = {e.id: e for e in case.list()}
        about = [c for c in case.corrections() if arguments.article in c.articles]
    mates = [e.id for e in entries.values() if e.story and e.story == entries[article.id].story and e.id != article.id]
    with standard_output():
        write(held(article, entries[article.id], mates, about))
