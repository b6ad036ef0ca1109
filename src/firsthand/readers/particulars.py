"""What is known of an article besides its text, and how it is known: from a record, a --meta row, HTML or its URL."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from firsthand.nouns import Published
from firsthand.readers.dates import edtf, from_url
from firsthand.readers.decoding import without_surrogates

FIELDS = ("outlet", "title", "author", "published", "updated", "url")
_MAX_CHARS = 2_000  # of one value: no outlet, title or URL is longer; what is cut is not shown anyway
_MAX_KEY = 80  # characters of a note's name
_MAX_NOTES = 50  # other fields kept as found
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ocid|cmpid)(?:=|$)", re.IGNORECASE)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{1,14}[a-z_]*/(?=https?://)", re.IGNORECASE)

_UNDATED = Published()


@dataclass(frozen=True, slots=True)
class Particulars:
    """Fields of an article; None where not known. ``notes`` are kept as the article's metadata."""

    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: Published = _UNDATED
    updated: str | None = None
    url: str | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def over(self, other: Particulars) -> Particulars:
        """These, and the other's where these say nothing."""
        published = self.published if self.published.value else other.published
        return Particulars(
            outlet=self.outlet or other.outlet,
            title=self.title or other.title,
            author=self.author or other.author,
            published=published,
            updated=self.updated or other.updated,
            url=self.url or other.url,
            notes=_sorted({**dict(other.notes), **dict(self.notes), **self._bases(other)}),
        )

    def _bases(self, other: Particulars) -> dict[str, str]:
        """The note on where each field was found, of these and, where these say nothing, of the other's."""
        ours, theirs = found_in(self.notes), found_in(other.notes)
        return told({**theirs, **ours}) if ours and theirs else {}

    def completed(self) -> Particulars:
        """With what the URL tells where nothing else did: the outlet by its host, the day by its path."""
        whole = self
        if not whole.published.value and (day := from_url(whole.url)):
            whole = replace(whole, published=Published(day, "url"))
        if not whole.outlet and (host := _host(whole.url)):
            whole = replace(whole, outlet=host, notes=_sorted({**dict(whole.notes), "outlet-basis": "url"}))
        return whole

    def noting(self, **notes: str) -> Particulars:
        """With more notes."""
        return replace(self, notes=_sorted({**dict(self.notes), **notes}))


NOTHING_KNOWN = Particulars()


def particulars(found: Mapping[str, Any], basis: str, known: frozenset[str] = frozenset()) -> Particulars:
    """The fields of a record, a meta row or a page's head; other keys become notes, those in ``known`` nothing.

    A time that cannot be told is None, its raw words a note; so is a URL that is no web address.
    """
    notes: dict[str, str] = {}
    for key in sorted(str(k) for k in found if k not in FIELDS and k not in known)[:_MAX_NOTES]:
        if value := plain(found.get(key)):
            notes[line(plain(key))[:_MAX_KEY]] = value
    values = {name: line(plain(found.get(name))) or None for name in FIELDS}
    times = {}
    for name in ("published", "updated"):
        times[name] = edtf(found.get(name))
        if values[name] and times[name] != values[name]:
            notes[name] = values[name] or ""
    url = values["url"]
    if url and not _host(url):
        notes["url"], url = url, None
    return Particulars(
        outlet=values["outlet"],
        title=values["title"],
        author=values["author"],
        published=Published(times["published"], basis if times["published"] else "none"),
        updated=times["updated"],
        url=url,
        notes=_sorted(notes),
    )


def plain(value: Any) -> str:
    """A JSON value as a string: names of lists and objects joined, anything else as JSON; "" for nothing."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        value = value["name"]
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    except (RecursionError, ValueError):  # nested past Python's stack; a number of thousands of digits
        return ""
    return without_surrogates(text[:_MAX_CHARS])[0]


def line(text: str) -> str:
    """A value as one line: control characters and runs of space become a space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def same_url(url: str | None) -> str | None:
    """A URL as it is compared: no scheme, "www.", fragment, tracking or last slash; None for a site's front page."""
    parts = _split(url)
    if parts is None:
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    path = parts.path.rstrip("/")
    if not path and not query:  # a site's address, not an article's: many pages give it as their own
        return None
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'?' + query if query else ''}"


def told(bases: Mapping[str, str]) -> dict[str, str]:
    """The note that says where each field stood: {"basis": "outlet: RSS source; title: RSS title"}; {} for none."""
    parts = [f"{field}: {bases[field]}" for field in sorted(bases) if bases[field]]
    return {"basis": "; ".join(parts)} if parts else {}


def found_in(notes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Field -> where it stood, of the note that ``told`` makes."""
    note = dict(notes).get("basis", "")
    pairs = [part.partition(": ") for part in note.split("; ") if part]
    return {field: where for field, colon, where in pairs if colon and field in FIELDS}


def _host(url: str | None) -> str | None:
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.") or None if parts else None


def _split(url: str | None) -> Any:
    try:
        parts = urlsplit(_ARCHIVED.sub("", url or ""))
        return parts if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:  # "http://[": not an address
        return None


def _sorted(notes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(notes.items()))
