"""News agencies and outlets by every name they go by: one family under one canonical name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Agency:
    """A supplier of news: ``kind`` is "agency" or "outlet"; ``home`` its place, where it has one."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    home: str | None = None
    domains: tuple[str, ...] = ()
    owner: str | None = None  # outlets of one owner are one newsroom
    credited_as: tuple[str, ...] = ()  # names too common for prose: they count only where a credit is nothing else
    pictures: bool = False  # supplies pictures only ("Getty Images"): a credit to it never credits text


class AgencyNames:
    """Finds the names of agencies and outlets in text, longest first."""

    def __init__(self, known: tuple[Agency, ...]) -> None:
        self.known = known
        self._by_name: dict[str, Agency] = {}
        self._by_domain: dict[str, Agency] = {}
        for agency in known:
            for name in (agency.name, *agency.aliases):
                self._by_name.setdefault(_plain(name), agency)
            for domain in agency.domains:
                self._by_domain.setdefault(domain, agency)
        self._by_credit = dict(self._by_name)
        shortened = {(end, a.name) for name, a in self._by_name.items() for end in _ends(name)}
        several = Counter(end for end, _ in shortened)
        for agency in known:
            for name in map(_plain, agency.credited_as):
                self._by_credit.setdefault(name, agency)
                if several[name] - ((name, agency.name) in shortened) == 0:
                    self._by_name.setdefault(name, agency)
        names = sorted({n for a in known for n in (a.name, *a.aliases)}, key=lambda n: (-len(n), n))
        body = "|".join(re.escape(n).replace("\\ ", r"[ \u00a0]") for n in names)
        self._pattern = re.compile(rf"(?<![\w@])(?:[Tt]he[ \u00a0])?({body})(?!\w)")

    def get(self, name: str) -> Agency | None:
        """The agency or outlet that goes by this whole name, in any case, with or without "the"; or None.

        "The Times" is None: in prose it is short for any of several.
        """
        return self._by_name.get(_plain(name))

    def credited(self, name: str) -> Agency | None:
        """The same for a name that is all of a credit, or all a page says of its outlet: there it is no short form."""
        return self._by_credit.get(_plain(name))

    def by_host(self, host: str) -> Agency | None:
        """The agency or outlet a web host belongs to ("uk.reuters.com"), or None."""
        parts = host.lower().removeprefix("www.").split(".")
        for i in range(len(parts) - 1):
            if found := self._by_domain.get(".".join(parts[i:])):
                return found
        return None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Agency]]:
        """(start, end, agency) of every name in ``text[start:end]``, offsets into ``text``, in order."""
        found = []
        for m in self._pattern.finditer(text, start, len(text) if end is None else end):
            found.append((m.start(1), m.end(1), self._by_name[_plain(m.group(1))]))
        return found


def _plain(name: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", name).strip().casefold().removeprefix("the ").removesuffix(".")


def _ends(name: str) -> list[str]:
    """The ends of a name that it may be shortened to: "york times" and "times"."""
    words = name.split()
    return [" ".join(words[n:]) for n in range(1, len(words))]


@cache
def agencies() -> AgencyNames:
    """The shipped table (``world/agencies.toml``), read once."""
    from firsthand.languages import table

    rows: Mapping[str, Any] = table("world", "agencies")
    return AgencyNames(tuple(
        Agency(
            name=row["name"],
            kind=kind,
            aliases=tuple(row.get("aliases", ())),
            home=row.get("home"),
            domains=tuple(row.get("domains", ())),
            credited_as=tuple(row.get("credited_as", ())),
            owner=row.get("owner"),
            pictures=bool(row.get("pictures", False)),
        )
        for kind in ("agency", "outlet")
        for row in rows[kind]
    ))  # fmt: skip
