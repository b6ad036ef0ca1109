"""What a page says about itself: JSON-LD, then OpenGraph and meta tags, then what the page shows."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from firsthand.readers.html_blocks import Page
from firsthand.readers.items import first
from firsthand.readers.particulars import Particulars, particulars, plain, told

_OUTLET = ("og:site_name", "dc.publisher", "citation_journal_title", "publisher", "application-name")
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author")
_PUBLISHED = ("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
              "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "publish-date", "publishdate", "pubdate",
              "publication_date", "date")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod")
_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " • ")
_MAX_NODES = 10_000  # JSON-LD objects looked at; a page has tens


def read_head(page: Page, address: str = "") -> tuple[Particulars, str]:
    """A page's particulars with basis "html", and the article text its JSON-LD carries ("" where none).

    Args:
        page: the page.
        address: where it was captured; taken where the page names no address of its own.
    """
    about = _about(page)
    meta: dict[str, str] = {}
    for name, content in page.meta:
        if content.strip():
            meta.setdefault(name, content)
    stated: dict[str, list[tuple[str, Any]]] = {
        "outlet": [("JSON-LD publisher", plain(_name(about.get("publisher")))), *_named(meta, _OUTLET)],
        "title": [("JSON-LD headline", plain(about.get("headline"))), *_named(meta, _TITLE), ("h1", _heading(page))],
        "author": [("JSON-LD author", plain(_name(about.get("author")))), *_named(meta, _AUTHOR)],
        "published": [("JSON-LD datePublished", about.get("datePublished")), *_named(meta, _PUBLISHED),
                      ("time", _time(page, "datePublished", "pubdate"))],
        "updated": [("JSON-LD dateModified", about.get("dateModified")), *_named(meta, _UPDATED),
                    ("time", _time(page, "dateModified"))],
        "url": [*_addresses(page, meta, about), ("address of the capture", _web(address))],
    }  # fmt: skip
    found: dict[str, Any] = {}
    bases: dict[str, str] = {}
    for field, places in stated.items():
        found[field], bases[field] = first(places)
    for name in ("outlet", "title", "author"):
        found[name] = html.unescape(str(found[name] or ""))  # JSON-LD is often escaped twice
    if str(found["author"]).startswith(("http://", "https://")):  # article:author is often a profile's address
        found["author"] = ""
    if not found["title"]:
        found["title"], bases["title"] = _page_title(page, str(found["outlet"])), "title"
    notes = {
        "is-based-on": plain(_name(about.get("isBasedOn"))),
        "source-organization": plain(_name(about.get("sourceOrganization"))),
        "credit-text": plain(about.get("creditText")),
        "syndication-source": meta.get("syndication-source", ""),
        "original-source": meta.get("original-source", ""),
        "html-lang": page.language,
    }
    known = particulars({**found, **notes}, "html")
    return known.noting(**told({f: w for f, w in bases.items() if found.get(f)})), plain_body(about)


def plain_body(about: Mapping[str, Any]) -> str:
    """The article text a page carries for search engines."""
    body = about.get("articleBody")
    return html.unescape(body).strip() if isinstance(body, str) else ""


def _about(page: Page) -> Mapping[str, Any]:
    """The JSON-LD object that is the article, {} where there is none: the first of an Article's type."""
    for text in page.json_ld:
        try:
            data = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip(" \t\r\n;"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report")) for k in kinds):
                return node
    return {}


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a JSON value, outer ones first, in order."""
    todo, seen = deque([data]), 0
    while todo and seen < _MAX_NODES:
        value = todo.popleft()
        seen += 1
        if isinstance(value, Mapping):
            yield value
            todo.extend(v for v in value.values() if isinstance(v, Mapping | list))
        elif isinstance(value, list):
            todo.extend(value)


def _name(value: Any) -> Any:
    """The name of a JSON-LD person, organisation or work, or of each in a list."""
    if isinstance(value, list):
        return [n for v in value if isinstance(n := _name(v), str) and n]
    if isinstance(value, Mapping):
        return value.get("name") or value.get("url") or value.get("@id") or ""
    return value if isinstance(value, str) else ""


def _named(meta: Mapping[str, str], names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"meta {name}", meta[name]) for name in names if name in meta]


def _time(page: Page, *kinds: str) -> str:
    return next((value for kind, value in page.times if kind in kinds), "")


def _heading(page: Page) -> str:
    headings = [b.text for b in page.blocks if b.tag == "h1"]
    return headings[0] if len(headings) == 1 else ""


def _page_title(page: Page, outlet: str) -> str:
    """The <title>, less the outlet's name after a separator."""
    title = " ".join(page.title.split())
    for separator in _SEPARATORS:
        head, found, last = title.rpartition(separator)
        if found and outlet and last.casefold() == outlet.casefold():
            return head
    return title


def _addresses(page: Page, meta: Mapping[str, str], about: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The addresses a page gives as its own, in order of trust."""
    entity = about.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, Mapping) else entity
    canonical = next((href for rel, href in page.links if "canonical" in rel.split()), "")
    stated = [("link canonical", canonical), ("meta og:url", meta.get("og:url", "")), ("JSON-LD url", about.get("url")),
              ("JSON-LD mainEntityOfPage", entity), ("saved from", page.saved_from)]  # fmt: skip
    return [(where, _web(address)) for where, address in stated]


def _web(address: Any) -> str:
    """An address that leads to the web, "" for any other."""
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else ""
