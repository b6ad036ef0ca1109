"""IPTC wire formats: NewsML-G2 (and the NITF inside it) and ninjs, in all their published versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.decoding import digest
from firsthand.readers.drafts import Draft, Drafts
from firsthand.readers.items import draft_item, first, html_paragraphs, plain_paragraphs
from firsthand.readers.paths import Place
from firsthand.readers.xml_source import child, children, descendants, local, words

NEWSML_ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "nitf"})
_MOST_NAMES = 20  # names joined of one field


def read_newsml(place: Place, data: bytes, root: Any) -> Drafts:
    """The news items of a NewsML-G2 document or message; a bare NITF document is one item.

    Items that are pictures, sound or packages are named as losses, one each.
    """
    sha = digest(data)
    if local(root) == "nitf":
        return [_nitf(place, root, sha)]
    items = [root] if local(root) == "newsItem" else descendants(root, "newsItem")
    if not items:
        return [Rejection(place.path, "empty", f"a {local(root)} without a news item in it")]
    if len(items) == 1:
        return [_item(place, items[0], sha)]
    return [_item(place.at(n), item, sha) for n, item in enumerate(items, start=1)]


def _item(where: Place, item: Any, sha: str) -> Draft | Rejection:
    about, content = _part(item, "itemMeta"), _part(item, "contentMeta")
    kind = (_part(about, "itemClass").get("qcode") or "").rpartition(":")[2]
    paragraphs = _body(_part(item, "contentSet"))
    if not paragraphs:
        return Rejection(where.path, "empty", f"a news item ({kind or 'of no kind'}) without text in it")
    version = words(child(about, "versionCreated"))
    published, published_from = first([
        ("firstCreated", words(child(about, "firstCreated"))),
        ("contentCreated", words(child(content, "contentCreated"))), ("versionCreated", version),
    ])  # fmt: skip
    found = {
        "outlet": _names(about, "provider"),
        "title": words(child(content, "headline")),
        "author": words(child(content, "by")) or _names(content, "creator"),
        "published": published,
        "updated": version if version and version != published else None,
        "dateline": words(child(content, "dateline")),
        "credit-line": words(child(content, "creditline")),
        "info-source": _names(content, "infoSource"),
        "slugline": words(child(content, "slugline")),
        "status": (_part(about, "pubStatus").get("qcode") or "").rpartition(":")[2],
        "language-tag": _part(content, "language").get("tag"),
        "rights": words(child(_part(item, "rightsInfo"), "copyrightNotice")),
        "version": item.get("version"),
    }
    bases = {"outlet": "NewsML-G2 provider", "title": "NewsML-G2 headline", "author": "NewsML-G2 by or creator",
             "published": f"NewsML-G2 {published_from}", "updated": "NewsML-G2 versionCreated"}  # fmt: skip
    return draft_item(where, paragraphs, sha, found, bases, item.get("guid"))


def _body(content: Any) -> list[str]:
    """The paragraphs of the first content that is text: NITF, XHTML or plain."""
    for part in content:
        if local(part) == "inlineXML":
            nitf = next(iter(descendants(part, "body.content")), None)
            html = next(iter(descendants(part, "body")), None)
            at = nitf if nitf is not None else html if html is not None else part
            if found := _paragraphs(at):
                return found
            continue
        plain = local(part) == "inlineData" and "base64" not in (part.get("encoding") or "")
        text = "".join(part.itertext()).strip() if plain else ""
        if text:
            return plain_paragraphs(text)
    return []


def _paragraphs(at: Any) -> list[str]:
    """The text of the lowest blocks inside an element; loose text between them is kept in its place."""
    blocks = {"p", "h1", "h2", "h3", "hl2", "li", "pre", "blockquote", "td", "caption", "dateline", "byline"}
    out: list[str] = []
    loose: list[str] = []
    todo: list[tuple[Any, bool]] = [(at, False)]
    while todo:  # depth first, without recursion
        element, ended = todo.pop()
        if ended:
            loose.append(element.tail or "")
            continue
        if local(element) in ("media", "script", "style", "figure", "img"):
            continue
        if element is not at and local(element) in blocks and not descendants_but_self(element, blocks):
            out += [" ".join("".join(loose).split()), words(element)]
            loose = []
            continue
        loose.append(element.text or "")
        for inner in reversed(list(element)):
            todo += [(inner, True), (inner, False)]
    return [p for p in [*out, " ".join("".join(loose).split())] if p]


def descendants_but_self(element: Any, names: set[str]) -> bool:
    """Whether one of these stands inside an element."""
    return any(x is not element and local(x) in names for x in element.iter())


def _nitf(place: Place, root: Any, sha: str) -> Draft | Rejection:
    head = next(iter(descendants(root, "body.head")), root)
    issued = next(iter(descendants(root, "date.issue")), None)
    found = {
        "title": words(next(iter(descendants(head, "hl1")), None)),
        "author": words(next(iter(descendants(head, "byttl", "byline")), None)),
        "outlet": words(next(iter(descendants(head, "distributor")), None)),
        "published": None if issued is None else issued.get("norm"),
        "dateline": words(next(iter(descendants(head, "dateline")), None)),
    }
    content = next(iter(descendants(root, "body.content")), None)
    bases = {"title": "NITF hl1", "author": "NITF byline", "outlet": "NITF distributor", "published": "NITF date.issue"}
    return draft_item(place, [] if content is None else _paragraphs(content), sha, found, bases)


def _part(element: Any, name: str) -> Any:
    """The first child of a name; an empty element where there is none."""
    found = child(element, name)
    if found is None:
        from lxml import etree

        return etree.Element("none")
    return found


def _names(element: Any, name: str) -> str:
    """The names of a NewsML-G2 party, its code where it has no name."""
    found = []
    for party in children(element, name)[:_MOST_NAMES]:
        named = words(child(party, "name")) or party.get("literal") or (party.get("qcode") or "").rpartition(":")[2]
        found.append(named or words(party))
    return ", ".join(x for x in found if x)


def is_ninjs(value: Any) -> bool:
    """Whether a JSON object is a ninjs news item: its address and one of ninjs' own names for what it says."""
    return isinstance(value, Mapping) and "uri" in value and not _OWN.isdisjoint(value)


_OWN = frozenset({"body_text", "body_html", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated",
                  "pubstatus", "pubStatus", "usageterms", "copyrightholder", "copyrightHolder"})  # fmt: skip


def ninjs_item(where: Place, item: Mapping[str, Any], sha: str) -> Draft | Rejection:
    """One ninjs object (1.0 to 3.0: names with or without capitals, body_text or bodies) as a draft."""
    folded = {str(k).replace("_", "").casefold(): v for k, v in item.items()}
    kind = str(folded.get("type") or "text")
    paragraphs = _ninjs_body(folded)
    if not paragraphs:
        return Rejection(where.path, "empty", f"a news item ({kind[:20]}) without text in it")
    times = ("firstcreated", "contentcreated", "versioncreated")
    published, published_from = first([(x, folded.get(x)) for x in times])
    version = folded.get("versioncreated")
    found = {
        "outlet": _party(folded.get("provider")) or _party(folded.get("copyrightholder")),
        "title": folded.get("headline") or _first_value(folded.get("headlines")) or folded.get("title"),
        "author": folded.get("byline") or folded.get("by"),
        "published": published,
        "updated": version if version and version != published else None,
        "url": folded.get("uri") if str(folded.get("uri", "")).startswith(("http://", "https://")) else None,
        "info-source": _party(folded.get("infosource") or folded.get("infosources")),
        "located": folded.get("located"),
        "slugline": folded.get("slugline"),
        "status": folded.get("pubstatus"),
        "language-tag": folded.get("language"),
        "rights": folded.get("copyrightnotice"),
        "version": folded.get("version"),
    }
    outlet_from = "provider" if _party(folded.get("provider")) else "copyrightholder"
    bases = {"outlet": f"ninjs {outlet_from}", "title": "ninjs headline", "author": "ninjs byline",
             "published": f"ninjs {published_from}", "updated": "ninjs versioncreated", "url": "ninjs uri"}  # fmt: skip
    return draft_item(where, paragraphs, sha, found, bases, item.get("uri"))


def _ninjs_body(folded: Mapping[str, Any]) -> list[str]:
    bodies = folded.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, Mapping) and isinstance(body.get("value"), str) and body["value"].strip():
            text, kind = body["value"], str(body.get("contenttype") or body.get("contentType") or "")
            return html_paragraphs(text) if "html" in kind or "xml" in kind else plain_paragraphs(text)
    for key in ("bodyxhtml", "bodyhtml"):
        if isinstance(folded.get(key), str) and folded[key].strip():
            return html_paragraphs(folded[key])
    text = folded.get("bodytext")
    return plain_paragraphs(text) if isinstance(text, str) and text.strip() else []


def _party(value: Any) -> str:
    """The name of a party, or of each in a list."""
    if isinstance(value, list):
        return ", ".join(x for v in value[:_MOST_NAMES] if (x := _party(v)))
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("literal") or value.get("uri") or "")
    return value if isinstance(value, str) else ""


def _first_value(value: Any) -> str:
    """The text of the first of ninjs' lists of {"value": ...}."""
    for part in value if isinstance(value, list) else []:
        if isinstance(part, Mapping) and isinstance(part.get("value"), str):
            return str(part["value"])
    return ""
