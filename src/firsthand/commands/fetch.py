"""firsthand fetch: pages and feeds into a folder, when asked and never else."""

from __future__ import annotations

import argparse
import sys

from firsthand.commands.output import standard_output
from firsthand.nouns.errors import NothingUsable, UsageError

NAME = "fetch"
HELP = "save web pages, or those a feed lists, into a folder"
DESCRIPTION = ("Save web pages, or the pages that feeds list, into a folder that can then be traced. The only command "
               "that uses the network. It keeps to robots.txt, asks a site once a second at most, and asks for pages "
               "it has only if they have changed.")  # fmt: skip
_MOST, _LONGEST = 1_000, 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("urls", nargs="+", metavar="URL", help="pages or feeds (RSS, Atom)")
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder; its meta.jsonl says what each file "
                        "is, for firsthand trace DIR --meta DIR/meta.jsonl")  # fmt: skip
    parser.add_argument("--most", type=int, default=100, metavar="N",
                        help="pages in this run (100; 1,000 at most)")  # fmt: skip
    parser.add_argument("--delay", type=float, default=1.0, metavar="SECONDS", help="between two requests to one site "
                        "(1; more where its robots.txt asks for more)")  # fmt: skip
    parser.add_argument("--contact", default="", metavar="ADDRESS",
                        help="an address that the sites find in their logs")  # fmt: skip
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--allow-loopback", action="store_true", help=argparse.SUPPRESS)  # for tests


def run(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.most <= _MOST:
        raise UsageError(f"--most is from 1 to {_MOST:,}")
    if not 0 <= arguments.delay <= _LONGEST:
        raise UsageError(f"--delay is from 0 to {_LONGEST:g} seconds")
    if not arguments.out:
        raise UsageError("--out needs the name of a folder")
    if not arguments.contact.isprintable() or len(arguments.contact) > 100:
        raise UsageError("--contact is one address")
    from firsthand.readers.fetching import gather

    got, refused = 0, []
    found = gather(arguments.urls, arguments.out, most=arguments.most, delay=arguments.delay, contact=arguments.contact,
                   loopback=arguments.allow_loopback)  # fmt: skip
    for one in found:
        got += one.outcome in ("saved", "unchanged")
        refused += [one] if one.outcome == "refused" else []
        if not arguments.quiet:
            with standard_output():
                print(f"{one.outcome:9} {_plain(one.url)}  {_plain(one.detail)}")
                sys.stdout.flush()
    if not got:
        told = f": {_plain(refused[0].url)}: {_plain(refused[0].detail)}" if refused else ""
        raise NothingUsable(f"no page was fetched{told}")


def _plain(text: str) -> str:
    """Text from outside without anything a terminal would act on."""
    return "".join(c if c.isprintable() else "?" for c in text)
