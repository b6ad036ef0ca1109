"""A page as the blocks a reader sees, in order: one pass of parser events, so no nesting is too deep for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from firsthand.nouns import Role, ZoneKind
from firsthand.nouns.limits import MAX_PAGE_DEPTH
from firsthand.readers.html_roles import is_picture, owned, role_of, settled

_FEED = 65_536  # bytes handed to the parser at a time
_MAX_MARKS = 16  # scopes and furniture elements remembered per block, the outermost; a page has a handful

_UNREAD = frozenset({
    "audio", "canvas", "datalist", "iframe", "math", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "amp-img", "b", "bdi", "bdo", "big", "cite", "code", "col", "colgroup", "data",
    "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "nobr",
    "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
    "sup", "tbody", "tfoot", "thead", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "menu", "noscript"})
_FURNITURE_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "banner", "dialog", "menu"})
# Tokens of class and id that name a page's furniture. A wrapper that has one and holds the article is let off later.
_FURNITURE_TOKENS = frozenset({
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comment", "comments", "consent",
    "cookie", "cookies", "disqus", "footer", "gdpr", "login", "masthead", "menu", "modal", "mostread", "nav",
    "navbar", "navigation", "newsletter", "outbrain", "pager", "pagination", "popular", "popup", "promo",
    "recirc", "recirculation", "related", "share", "sharebar", "sharing", "sidebar", "signup", "sitemap",
    "skip", "social", "sponsored", "subscribe", "taboola", "taglist", "tags", "toolbar", "trending", "widget",
})  # fmt: skip
_SCOPE_TAGS = frozenset({"article", "main"})
_HIDDEN_TOKENS = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "a11y-hidden"})
_HIDDEN_STYLE = re.compile(
    r"display:none|visibility:hidden|visibility:collapse|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])"
)
_WHITE_STYLE = re.compile(r"(?<![\w-])color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?![\w])")
_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NO_TOKENS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or loose line: its text and where in the page it stands."""

    text: str
    tag: str
    linked: int  # characters of it that are links
    scopes: tuple[int, ...] = ()  # numbers of the article-like elements around it, outermost first
    furniture: tuple[int, ...] = ()  # numbers of the furniture-like elements around it, outermost first
    owners: tuple[tuple[int, int, int], ...] = ()  # (start, end, number of the element that says what this is)
    roles: tuple[Role, ...] = ()  # what the markup says of its stretches

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))


@dataclass(slots=True)
class Page:
    """What one pass over a page finds."""

    blocks: list[Block] = field(default_factory=list)
    visible: str = ""  # the page as HTML without what is hidden, for other extractors; "" where nested too deep
    depth: int = 0
    hidden: int = 0  # characters left out because nobody sees them
    white: int = 0  # characters set in white, which may be invisible
    title: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)  # (name or property, content), as they come
    links: list[tuple[str, str]] = field(default_factory=list)  # (rel, href)
    times: list[tuple[str, str]] = field(default_factory=list)  # (itemprop or "pubdate" or "", datetime)
    json_ld: list[str] = field(default_factory=list)
    saved_from: str = ""  # the address a browser writes into a page it saves
    language: str = ""


def sweep(markup: str) -> Page:
    """One pass over a page's markup. Never fails: what cannot be parsed is an empty page."""
    from lxml import etree

    reader = _Events()
    parser = etree.HTMLParser(target=reader, huge_tree=True, encoding="utf-8", recover=True)
    data = markup.encode("utf-8", "replace")
    try:
        for start in range(0, len(data), _FEED):
            parser.feed(data[start : start + _FEED])
        parser.close()
    except etree.LxmlError:  # "no element found": what was gathered until then stands
        pass
    return reader.finished()


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    tag: str  # its own or, where it is part of a line, that of the block around it
    scopes: tuple[int, ...]
    furniture: tuple[int, ...]
    unread: bool
    hidden: bool
    white: bool
    link: bool
    pre: bool
    owner: int = 0  # the number of the element around that says what its text is
    pictured: bool = False  # inside a figure or a caption


_ROOT = _Open("", (), (), False, False, False, False, False)


class _Events:
    """The parser's events, gathered into a Page."""

    def __init__(self) -> None:
        self.page = Page()
        self.stack: list[_Open] = [_ROOT]
        self.count = 0
        self.parts: list[str] = []
        self.owners: list[int] = []  # the owner of each part
        self.kinds: dict[int, ZoneKind] = {}  # what an owner says its text is
        self.sizes: dict[int, int] = {}  # characters of its own
        self.linked = 0
        self.block_at = _ROOT  # the element the current block began in
        self.special: list[str] | None = None  # the text of a <title> or JSON-LD script that is being read
        self.out: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        above = self.stack[-1]
        self._head(tag, attributes)
        opened = self._opened(tag, attributes, above)
        self.stack.append(opened)
        self.page.depth = max(self.page.depth, len(self.stack) - 1)
        if opened.unread or opened.hidden:
            return
        if tag == "br":
            self._add("\n", opened.owner)
        elif tag in _CELLS:
            self._add(" ", 0)
        elif tag not in _INLINE:
            self._flush()
        self._echo(tag, attributes)

    def end(self, tag: str) -> None:
        closed = self.stack.pop() if len(self.stack) > 1 else _ROOT
        if self.special is not None and (tag == "title" or tag == "script"):
            text = "".join(self.special)
            if tag == "title":
                self.page.title = self.page.title or text
            else:
                self.page.json_ld.append(text)
            self.special = None
        if closed.unread or closed.hidden:
            return
        if tag in _CELLS:
            self._add(" ", 0)
        elif tag not in _INLINE and tag != "br":
            self._flush()
        if self.page.depth <= MAX_PAGE_DEPTH and tag not in _VOID:
            self.out.append(f"</{tag}>")

    def data(self, text: str) -> None:
        if self.special is not None:
            self.special.append(text)
            return
        here = self.stack[-1]
        if here.unread:
            return
        if here.hidden:
            self.page.hidden += len(text.strip())
            return
        if not self.parts:
            self.block_at = here
        shown = text if here.pre else _SPACE.sub(" ", text)
        self._add(shown, here.owner)
        if here.link:
            self.linked += len(shown.strip())
        if here.white:
            self.page.white += len(text.strip())
        if self.page.depth <= MAX_PAGE_DEPTH:
            self.out.append(text.replace("&", "&amp;").replace("<", "&lt;"))

    def comment(self, text: str) -> None:
        if not self.page.saved_from and (found := re.search(r"saved from url=\(\d+\)(\S+)", text[:3000])):
            self.page.saved_from = found[1]

    def pi(self, target: str, data: str | None = None) -> None:
        pass

    def close(self) -> None:
        self._flush()

    def finished(self) -> Page:
        self._flush()
        self.page.blocks = [
            replace(b, roles=settled(b.text, b.owners, self.kinds, self.sizes)) if b.owners else b
            for b in self.page.blocks
        ]
        self.page.visible = "".join(self.out) if self.page.depth <= MAX_PAGE_DEPTH else ""
        return self.page

    def _opened(self, tag: str, attributes: Mapping[str, str], above: _Open) -> _Open:
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:300]
        tokens = frozenset(t.lower() for t in _TOKEN.findall(names)) if names != " " else _NO_TOKENS
        style = _SPACE.sub("", attributes.get("style", "")[:1000]).lower() if "style" in attributes else ""
        role = attributes.get("role", "").lower()
        whole = tag in ("html", "body")  # pages hide these until their scripts have run
        scopes, furniture = above.scopes, above.furniture
        if tag in _SCOPE_TAGS or role in ("main", "article") or "articleBody" in attributes.get("itemprop", ""):
            scopes = (*scopes, self.count)[:_MAX_MARKS]
        headed = tag == "footer" and "meta" in tokens and scopes  # who wrote an article and when, not the page's foot
        marked = (tag in _FURNITURE_TAGS and not headed) or role in _FURNITURE_ROLES
        if not whole and (marked or not tokens.isdisjoint(_FURNITURE_TOKENS)):
            furniture = (*furniture, self.count)[:_MAX_MARKS]
        hidden = not whole and (
            "hidden" in attributes
            or attributes.get("aria-hidden", "").lower() == "true"
            or bool(style and _HIDDEN_STYLE.search(style))
            or (tag == "dialog" and "open" not in attributes)
            or not _HIDDEN_TOKENS.isdisjoint(names.split())
        )
        pictured = above.pictured or is_picture(tag, tokens)
        owner = above.owner
        if not whole and (kind := role_of(tag, tokens, attributes, pictured)):
            owner = self.count
            self.kinds[owner] = kind
        return _Open(
            above.tag if tag in _INLINE else tag,
            scopes,
            furniture,
            unread=above.unread or tag in _UNREAD or tag == "head",
            hidden=above.hidden or hidden,
            white=above.white or bool(style and "background" not in style and _WHITE_STYLE.search(style)),
            link=above.link or tag == "a",
            pre=above.pre or tag == "pre",
            owner=owner,
            pictured=pictured,
        )

    def _add(self, text: str, owner: int) -> None:
        self.parts.append(text)
        self.owners.append(owner)
        if owner:
            self.sizes[owner] = self.sizes.get(owner, 0) + len(text.strip())

    def _head(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a tag says about the page: meta, links, times, the language; scripts that hold JSON-LD."""
        page = self.page
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if name and "content" in attributes:
                page.meta.append((name.strip().lower(), attributes["content"]))
        elif tag == "link":
            if "href" in attributes:
                page.links.append((attributes.get("rel", "").lower(), attributes["href"]))
        elif tag == "time":
            if "datetime" in attributes:
                kind = "pubdate" if "pubdate" in attributes else attributes.get("itemprop", "")
                page.times.append((kind, attributes["datetime"]))
        elif tag == "html":
            page.language = page.language or attributes.get("lang", "")
        elif tag == "title":
            in_head = all(e.tag in ("", "html", "head") for e in self.stack)  # an SVG has titles too
            self.special = [] if in_head and not page.title else None
        elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self.special = []

    def _echo(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.page.depth <= MAX_PAGE_DEPTH:
            kept = "".join(
                f' {name}="{attributes[name][:300].replace("&", "&amp;").replace(chr(34), "&quot;")}"'
                for name in ("class", "id", "itemprop", "role", "href")
                if name in attributes
            )
            self.out.append(f"<{tag}{kept}>")

    def _flush(self) -> None:
        """The text gathered so far as a block; an empty line inside it (two line breaks) parts it in two."""
        if not self.parts:
            return
        raw, linked, at = "".join(self.parts), self.linked, self.block_at
        owners = [o for part, o in zip(self.parts, self.owners, strict=True) for _ in part] if any(self.owners) else []
        whole, place = raw, 0
        self.parts, self.owners, self.linked = [], [], 0
        raw = raw if at.pre else re.sub(" {2,}", " ", raw)  # where elements with spaces of their own met
        lines = [line.strip(" \t\r\f\u00a0") for line in raw.split("\n")]
        paragraph: list[str] = []
        for line in [*lines, ""]:
            if line:
                paragraph.append(line)
            elif paragraph:
                text = "\n".join(paragraph)
                share = min(len(text), linked)
                linked -= share
                runs: list[tuple[int, int, int]] = []
                if owners:
                    runs, place = owned(whole, owners, text, place)
                self.page.blocks.append(Block(text, at.tag, share, at.scopes, at.furniture, tuple(runs)))
                paragraph = []

