"""DOCX as its paragraphs: zipped XML, with limits on what it unpacks to; no macro, link or picture is touched."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from firsthand.nouns import Rejection
from firsthand.readers.bounds import MAX_ARCHIVE_MEMBERS, MAX_DOCUMENT_BYTES
from firsthand.readers.paths import Place

_MAIN = "word/document.xml"
_SKIPPED = frozenset({"del", "instrText", "delText", "moveFrom", "Fallback", "rPr", "pPr", "footnoteReference"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_HEADINGS = re.compile(r"(?:Title|Titel|Titre|Heading ?1|Heading1|berschrift1|Überschrift1|SS_Title|Titolo1?)", re.I)
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error,
           struct.error)  # fmt: skip
_TOTAL = 10 * MAX_DOCUMENT_BYTES  # of all files in it together, as its directory says


@dataclass(slots=True)
class Document:
    """What a DOCX says: paragraphs, the one that is styled as title, and its properties."""

    paragraphs: list[str] = field(default_factory=list)
    heading: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def is_docx(data: bytes) -> bool:
    """Whether a zip archive is a DOCX, by its directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _MAIN in archive.NameToInfo
    except _BROKEN:
        return False


def read_docx(place: Place, data: bytes) -> Document | Rejection:
    """The document's text. Refused from the directory where that promises too much, else while unpacking."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_ARCHIVE_MEMBERS:
                told = f"{len(members):,} files in it, more than {MAX_ARCHIVE_MEMBERS:,}"
                return Rejection(place.path, "too-large", told)
            promised, total = archive.getinfo(_MAIN).file_size, sum(m.file_size for m in members)
            if promised > MAX_DOCUMENT_BYTES or total > _TOTAL:
                told = f"unpacks to {max(promised, total):,} bytes"
                limit = f"its text may have {MAX_DOCUMENT_BYTES:,} (MAX_DOCUMENT_BYTES)"
                return Rejection(place.path, "too-large", f"{told}; {limit}")
            with archive.open(_MAIN) as file:
                xml = file.read(MAX_DOCUMENT_BYTES + 1)
            if len(xml) > MAX_DOCUMENT_BYTES:
                return Rejection(place.path, "too-large", f"its text unpacks to more than {MAX_DOCUMENT_BYTES:,} bytes")
            properties = _properties(archive)
    except _BROKEN as error:
        return Rejection(place.path, "unreadable", f"a damaged or locked DOCX ({str(error)[:100] or 'cut off'})")
    if b"\0" in xml[:200]:
        return Rejection(place.path, "unreadable", "a damaged DOCX: its text is no XML in UTF-8")
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        return Rejection(place.path, "unsafe", "its XML has a document type of its own, which a DOCX never has")
    return _paragraphs(place, xml, properties)


def _paragraphs(place: Place, xml: bytes, properties: dict[str, str]) -> Document | Rejection:
    from lxml import etree

    target = _Events(Document(properties=properties))
    # huge_tree: one run of text may be longer than 10 MB; what it holds is limited above, entities are refused there.
    parser = etree.XMLParser(target=target, huge_tree=True, resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        etree.fromstring(xml, parser)
    except etree.LxmlError as error:
        return Rejection(place.path, "unreadable", f"its XML is damaged: {str(error).partition(' (')[0][:150]}")
    return target.document


class _Events:
    """The parser's events, gathered into paragraphs; text in boxes inside a paragraph comes before its rest."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: list[list[str]] = []
        self.skipping = 0
        self.in_text = 0
        self.styles: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "pStyle" and self.styles:
            self.styles[-1] = next((v for k, v in attributes.items() if k.endswith("val")), "")
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
        elif name == "p":
            self.open.append([])
            self.styles.append("")
        elif name == "t":
            self.in_text += 1
        elif name in _BREAKS and self.open:
            self.open[-1].append(_BREAKS[name])

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self.skipping:
            self.skipping -= 1
        elif name == "t":
            self.in_text = max(0, self.in_text - 1)
        elif name == "p" and self.open:
            text, style = "".join(self.open.pop()).strip(), self.styles.pop()
            if text:
                self.document.paragraphs.append(text)
                if not self.document.heading and _HEADINGS.fullmatch(style):
                    self.document.heading = text

    def data(self, text: str) -> None:
        if self.in_text and self.open and not self.skipping:
            self.open[-1].append(text)

    def comment(self, text: str) -> None:
        pass

    def pi(self, target: str, data: str | None = None) -> None:
        pass

    def close(self) -> None:
        pass


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title, author and times as the writing program recorded them: notes, as they are often another document's."""
    from firsthand.readers.xml_source import Refused, local, parse_xml, words

    name = "docProps/core.xml"
    if name not in archive.NameToInfo or archive.getinfo(name).file_size > 100_000:
        return {}
    root = parse_xml(archive.read(name))
    if isinstance(root, Refused):
        return {}
    wanted = {"title", "creator", "created", "modified"}
    return {f"document-{local(x)}": words(x)[:500] for x in root if local(x) in wanted and words(x)}
