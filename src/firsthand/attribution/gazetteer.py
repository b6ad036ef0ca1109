"""Short tables of what names are: titles, roles, countries, capitals, agencies and outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.languages import agencies, fold, table


@cache
def people(row: str) -> frozenset[str]:
    """A row of ``languages/en/people.toml`` as a set."""
    return frozenset(table("en", "people")[row].split())


@cache
def short_names() -> dict[str, str]:
    """Folded given name -> one form for it and its short forms ("bob", "robert")."""
    rows = table("en", "people")["given_names"].strip().splitlines()
    return {name: row.split()[0] for row in rows for name in row.split()}


@cache
def places() -> dict[str, str]:
    """Folded name of a country, capital or region -> its canonical name."""
    out: dict[str, str] = {}
    rows = [r.split("|") for r in table("world", "countries")["rows"].strip().splitlines()]
    for row in rows:
        name, capital = row[0], row[1]
        others = row[3].split(";") if len(row) > 3 else []
        for other in others:
            out.setdefault(_key(other), name)
        out[_key(name)] = name
        out.setdefault(_key(capital), capital)
    for region in table("world", "countries")["regions"].replace("\n", " ").split(";"):
        out.setdefault(_key(region.strip()), region.strip())
    for place in table("world", "dateline_places")["places"].replace("\n", " ").split(";"):
        if place.strip():
            out.setdefault(_key(place.strip()), place.strip())
    return out


@cache
def nationalities() -> dict[str, str]:
    """Folded nationality, of one word or two ("north korean") -> the country's name."""
    out: dict[str, str] = {}
    for row in table("world", "countries")["rows"].strip().splitlines():
        parts = row.split("|")
        for word in parts[2].split():
            out.setdefault(fold(word.replace("_", " ")), parts[0])
    return out


@cache
def nation_words() -> frozenset[str]:
    """Every word of the nationalities, those of two parted."""
    return frozenset(w for n in nationalities() for w in n.split())


def nations(forms: Sequence[str]) -> list[tuple[int, int, str]]:
    """The nationalities among folded words: where each begins and ends, and its country."""
    out: list[tuple[int, int, str]] = []
    for i in range(len(forms)):
        for n in (2, 1):
            country = nationalities().get(" ".join(forms[i : i + n]))
            if country is not None and (not out or out[-1][1] <= i):
                out.append((i, min(i + n, len(forms)), country))
                break
    return out


def _key(name: str) -> str:
    return " ".join(fold(w) for w in re.findall(r"(?:[A-Za-z]\.){2,}|[\w'’]+", name)).strip()


def place_key(words: Sequence[str]) -> str:
    return " ".join(words)


def supplier(name: str) -> str | None:
    """Canonical name of a known agency or outlet, None where the table has none."""
    known = agencies().get(name)
    return known.name if known else None
