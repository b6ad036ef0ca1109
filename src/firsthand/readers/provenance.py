"""What is known of an article, and where it was found: each field with its basis, times with precision and zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from firsthand.nouns import Article
from firsthand.readers.particulars import found_in

_IN_PAGES = ("JSON-LD", "meta ", "h1", "title", "time", "link ", "saved from", "address of")
_ZONE = re.compile(r"T\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?$")


@dataclass(frozen=True, slots=True)
class Known:
    """One field of an article."""

    field: str  # outlet, family, title, author, published, updated, language
    value: str | None
    basis: str  # none | record | meta | html | url | dateline | text | table
    where: str = ""  # the place within it: "JSON-LD datePublished", "RSS source"; "" where the basis says all
    precision: str = ""  # of a time: year, month, day, minute, second
    zone: str = ""  # of a time to the minute: "Z", "+02:00", or "none" where it names no zone


def known(article: Article) -> tuple[Known, ...]:
    """Every field an article can have, those that are not known too."""
    notes = dict(article.metadata)
    places = found_in(article.metadata)
    out = []
    for field, value in (("outlet", article.outlet), ("title", article.title), ("author", article.author)):
        out.append(_field(field, value, places.get(field, "")))
    if article.outlet and notes.get("outlet-basis"):
        basis = notes["outlet-basis"]
        out[0] = Known("outlet", article.outlet, "url" if basis == "url" else "record", "" if basis == "url" else basis)
    out.insert(1, family(article))
    published = article.published
    out.append(_time("published", published.value, published.basis, places.get("published", "")))
    updated = _field("updated", article.updated, places.get("updated", ""))
    out.append(_time("updated", article.updated, updated.basis, updated.where))
    told = "text" if article.language != "und" else "none"
    out.append(Known("language", article.language, told, "its commonest words" if told == "text" else ""))
    return tuple(out)


def family(article: Article) -> Known:
    """The publisher family an outlet belongs to, by the shipped table of outlets; not known for any other outlet.

    By the outlet's name, else by the host of its address. An outlet without an owner in the table is its own family.
    """
    from firsthand.languages import agencies

    found, where = (agencies().get(article.outlet) if article.outlet else None), "outlet's name"
    if found is None and article.url:
        found, where = agencies().by_host(_host(article.url)), "address"
    if found is None and article.outlet:
        found, where = agencies().credited(article.outlet), "outlet's name"
    if found is None:
        return Known("family", None, "none")
    return Known("family", found.owner or found.name, "table", where)


def precision(value: str | None) -> str:
    """How exactly an EDTF value tells a time: year, month, day, minute or second; "" for none."""
    if not value:
        return ""
    day, _, clock = value.partition("T")
    if clock:
        return "second" if clock.count(":") - ("+" in clock or "-" in clock) > 1 else "minute"
    return ("year", "month", "day")[min(2, day.lstrip("-").count("-"))]


def zone(value: str | None) -> str:
    """The zone a time names, "none" where it names none, "" for a day or less."""
    m = _ZONE.search(value or "")
    return (m[1] or "none") if m else ""


def _field(field: str, value: str | None, where: str) -> Known:
    if not value:
        return Known(field, None, "none")
    if where == "--meta":
        return Known(field, value, "meta")
    return Known(field, value, "html" if where.startswith(_IN_PAGES) else "record", where)


def _time(field: str, value: str | None, basis: str, where: str) -> Known:
    where = "" if where == "--meta" or basis not in ("record", "html") else where
    return Known(field, value, basis if value else "none", where, precision(value), zone(value))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
