"""Which newsroom an article comes from, and whether a name in a text is that newsroom's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from firsthand.languages import Agency, agencies, table
from firsthand.nouns import Layout

_LONG_NAME = 8  # letters of a name that is found at the end of a web address; shorter ones end others by chance
_SITE_NAME_WORDS = 5  # a title no longer than this, all capitalised, may be the name of the site
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LABEL = re.compile(r"^[a-z0-9-]{3,}$")
_FORM_WORDS = ("news agency", "news service", "newspaper", "news", "newswire", "agency", "daily", "website", "online")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Whose page an article is: ``key`` is the family's canonical name folded, "" where nothing tells."""

    key: str
    name: str
    keys: frozenset[str]  # every folded name it goes by
    agency: bool  # a supplier of news to others: its own page is its own dispatch
    portal: bool  # carries other outlets' articles: two of its pages are not one newsroom's

    def goes_by(self, name: str) -> bool:
        """True where a name in a text is this newsroom's own: "the Herald" for "Quell Herald"."""
        key = family(name)
        if not key or self.portal:
            return False
        # "the Daily News" at nydailynews.example: an address holds the name without its spaces, the town before it.
        squeezed = plain(name).replace(" ", "")
        at_end = len(squeezed) >= _LONG_NAME and any(" " not in k and k.endswith(squeezed) for k in self.keys)
        return key in self.keys or plain(name) in self.keys or at_end


def plain(name: str) -> str:
    """A name as it is compared: no article, no accents, lower case, single spaces."""
    folded = unicodedata.normalize("NFKD", name)
    folded = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    folded = re.sub(r"[^\w]+", " ", folded.replace("'", "").replace("’", "")).strip()
    return _ARTICLE.sub("", folded)


@cache
def family(name: str) -> str:
    """The key of the family a name belongs to: agencies under every name and language they go by."""
    if known := agencies().get(name):
        return plain(known.name)
    key = plain(name)
    for form in _FORM_WORDS:
        short = key.removesuffix(" " + form).removeprefix(form + " ")
        if short != key and (known := agencies().get(short)):
            return plain(known.name)
    return key


def known_as(name: str) -> Agency | None:
    """The table's entry for a name, or None for a name no table holds."""
    return agencies().get(name)


def newsroom(layout: Layout) -> Newsroom:
    """The newsroom whose page this is, by outlet, web host and own table entry."""
    article = layout.article
    host = _host(article.url)
    known = None
    if article.outlet:
        known = agencies().get(article.outlet) or agencies().by_host(_host(article.outlet) or article.outlet)
    if known is None and host:
        known = agencies().by_host(host)
    if known is None and article.outlet:
        known = agencies().credited(article.outlet)
    keys: set[str] = set()
    name = article.outlet or host or ""
    if known is not None:
        name = known.name
        keys.update(plain(n) for n in (known.name, *known.aliases))
    for spelling in (article.outlet or "", _label(host), _label(_host(article.outlet) or "")):
        if plain(spelling):
            keys.add(plain(spelling))
            if "." not in spelling:
                keys.add(plain(spelling).replace(" ", ""))
    title = (article.title or "").split()
    if 1 < len(title) <= _SITE_NAME_WORDS and all(w[0].isupper() or w in ("of", "the", "for", "and") for w in title):
        keys.add(plain(article.title or ""))  # a page that is titled with its site's name
    if article.outlet and known is None:
        parts = plain(article.outlet).split()
        if len(parts) > 1 and len(parts[-1]) > 3 and parts[-1] not in _FORM_WORDS:
            keys.add(parts[-1])  # "the Herald" in the Quell Herald
    key = plain(known.name) if known is not None else plain(name)
    return Newsroom(key, name, frozenset(keys), _supplies(known, article.outlet), _is_portal(host, article.outlet))


def newsrooms(layouts: tuple[Layout, ...]) -> Mapping[str, Newsroom]:
    """The newsroom of every article of a story."""
    return {x.id: newsroom(x) for x in layouts}


def pages_of(rooms: Mapping[str, Newsroom], names: Collection[str]) -> set[str]:
    """The articles whose newsroom goes by one of these names."""
    return {a for a, room in rooms.items() if room.key and any(room.goes_by(n) for n in names)}


def _supplies(known: Agency | None, outlet: str | None) -> bool:
    if known is not None:
        return known.kind == "agency" and not known.pictures
    return bool(outlet) and plain(outlet or "").endswith(("news agency", "newswire", "press agency"))


def _host(url: str | None) -> str:
    if not url or any(c.isspace() for c in url) or "." not in url:
        return ""
    try:
        return (urlsplit(url if "//" in url else "//" + url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _label(host: str) -> str:
    """The telling part of a web host: "quellherald" of "news.quellherald.co.uk"."""
    parts = [p for p in host.split(".") if p]
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in ("info", "news")):
        parts.pop()
    label = parts[-1] if parts else ""
    return label if _LABEL.match(label) else ""


def _is_portal(host: str, outlet: str | None) -> bool:
    hosts = {h for h in (host, _host(outlet)) if h}
    names = {plain(outlet or "")}
    portals = table("world", "portals")
    return bool(names & {plain(n) for n in portals["names"]}) or any(
        h == d or h.endswith("." + d) for h in hosts for d in portals["domains"]
    )
