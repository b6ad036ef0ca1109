"""RSS and Atom: an entry each, with the <source> it was taken from; a summary alone is said to be one."""

from __future__ import annotations

from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.decoding import digest
from firsthand.readers.drafts import Drafts
from firsthand.readers.items import draft_item, first, html_paragraphs, not_installed
from firsthand.readers.paths import Place
from firsthand.readers.xml_source import Refused, parse_xml

FEED_ROOTS = frozenset({"rss", "feed", "RDF", "channel"})
_SUMMARY = "a feed's summary: the whole article may say more"


def read_feed(place: Place, data: bytes) -> Drafts:
    """The entries of a feed, in its order. A feed that is not well-formed is still read as far as it goes."""
    found = entries(data)
    if isinstance(found, Refused):
        return [Rejection(place.path, found.code, found.reason)]
    if found is None:
        return [not_installed(place, "feeds", "feedparser")]
    channel, items = found
    if not items:
        return [Rejection(place.path, "empty", "a feed without entries")]
    sha = digest(data)
    return [_entry(place.at(n), item, channel, sha) for n, item in enumerate(items, start=1)]


def entries(data: bytes) -> tuple[Any, list[Any]] | Refused | None:
    """The channel and its entries as feedparser has them; why they are refused; None where it is not installed."""
    checked = parse_xml(data)
    if isinstance(checked, Refused) and checked.code != "unreadable":
        return checked
    try:
        import feedparser
    except ImportError:
        return None
    # Sanitizing is ours (no markup survives), relative links stay as they are: both cost time and change nothing here.
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False,
                             response_headers={"content-type": "application/xml"})  # fmt: skip
    return found.feed, list(found.entries)


def _entry(where: Place, item: Any, channel: Any, sha: str) -> Any:
    content = next((c.get("value", "") for c in item.get("content") or [] if c.get("value")), "")
    summary = str(item.get("summary") or "")
    source = item.get("source") or {}
    outlet, outlet_from = first([
        ("source", source.get("title")), ("dc:publisher", item.get("publisher")),
        ("title of the feed", channel.get("title")),
    ])  # fmt: skip
    updated = dict.get(item, "updated")  # its own get() answers with another field, and warns
    times = [("published", dict.get(item, "published")), ("dc:date or updated", updated)]
    published, published_from = first(times)
    found = {
        "outlet": outlet,
        "title": "\n".join(html_paragraphs(str(item.get("title") or ""))),
        "author": item.get("author"),
        "published": published,
        "updated": updated if dict.get(item, "published") else None,
        "url": item.get("link"),
        "feed": channel.get("title"),
        "feed-source": source.get("href") or source.get("link"),
        "tags": [t.get("term") for t in item.get("tags") or [] if t.get("term")],
        "extraction": "" if content or not summary else _SUMMARY,
    }
    bases = {"outlet": f"feed: {outlet_from}", "title": "feed: title", "author": "feed: author",
             "published": f"feed: {published_from}", "updated": "feed: updated", "url": "feed: link"}  # fmt: skip
    return draft_item(where, html_paragraphs(content or summary), sha, found, bases, item.get("id"))
