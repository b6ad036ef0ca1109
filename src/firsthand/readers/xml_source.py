"""XML read without its traps: no entities but the five, no DTD, no network, no tree too large or too deep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from firsthand.nouns import RejectionCode
from firsthand.readers.decoding import Undecodable, decode

_DECLARATION = re.compile(r"\s{0,99}<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})[\"']")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,80}:)?([A-Za-z_][\w.-]{0,80})")


@dataclass(frozen=True, slots=True)
class Refused:
    """Bytes that are not read as XML, and why."""

    code: RejectionCode
    reason: str


def root_name(head: str) -> str:
    """The local name of the first element, "" where there is none within what is looked at."""
    at = 0
    while at < len(head):
        at = head.find("<", at)
        if at < 0:
            return ""
        if head.startswith("<!--", at):
            at = head.find("-->", at)
        elif head.startswith(("<?", "<!"), at):
            at = head.find(">", at)
        else:
            m = _ROOT.match(head, at)
            return m[2] if m else ""
        if at < 0:
            return ""
        at += 1
    return ""


def parse_xml(data: bytes) -> Any | Refused:
    """The root element of a document, or why it is not read.

    The encoding is decided by us, not by the parser, so that what is forbidden cannot be spelled in another one.
    """
    from lxml import etree

    declared = _ENCODING.match(data.lstrip())
    text = decode(data, declared[1].decode("ascii") if declared else None)
    if isinstance(text, Undecodable):
        return Refused(text.code, text.reason)
    markup = _DECLARATION.sub("", text.text, count=1)
    if "<!ENTITY" in markup:
        return Refused("unsafe", "it declares entities of its own, which news formats do not need and attacks do")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
                             remove_comments=True, remove_pis=True, huge_tree=False)  # fmt: skip
    try:
        return etree.fromstring(markup.strip().encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:  # its text names no file; only where and what
        return Refused("unreadable", f"not well-formed XML: {str(error).partition(' (')[0][:200]}")


def local(element: Any) -> str:
    """An element's name without its namespace; "" for anything else in a tree."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> list[Any]:
    """The children of these local names, in order."""
    return [x for x in element if local(x) in names]


def child(element: Any, *names: str) -> Any | None:
    """The first child of one of these local names, or None."""
    return next(iter(children(element, *names)), None)


def words(element: Any | None) -> str:
    """All text inside an element, spaces made one; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def descendants(element: Any, *names: str) -> list[Any]:
    """The elements of these local names anywhere inside, in order."""
    return [x for x in element.iter() if local(x) in names]
