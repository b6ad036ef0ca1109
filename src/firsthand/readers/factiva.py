"""Factiva exports (HTML, RTF, XML): many articles to a file, each ended by its "Document ..." line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.dates import edtf
from firsthand.readers.drafts import Draft, Drafts
from firsthand.readers.items import draft_item
from firsthand.readers.paths import Place
from firsthand.readers.xml_source import child, descendants, words

_NUMBER = re.compile(r"(?:Document|Dokument|Documento) ([A-Za-z]{2,8}\d{4,}[A-Za-z0-9]{4,40})")
_COUNT = re.compile(
    r"([\d.,\u00a0\u202f ]{1,9}) ?(?:words|word|Wörter|mots|palabras|parole|palavras|woorden|ord|слов)", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?(?:GMT|UTC|[ap]\.?m\.?))?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright\b|\(C\))", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door) \S.{0,120}|BY .{2,120}")
_LANGUAGES = frozenset({
    "english", "german", "deutsch", "french", "français", "spanish", "español", "italian", "italiano", "portuguese",
    "português", "dutch", "nederlands", "russian", "arabic", "chinese", "japanese", "swedish", "danish", "norwegian",
    "polish", "turkish", "englisch", "anglais", "inglés", "inglese",
})  # fmt: skip
_TAGS = frozenset({
    "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN",
    "NS", "RE", "IPD", "IPC", "PUB", "AN", "ART", "SE", "CLM",
})  # fmt: skip
_TAGGED = re.compile(r"([A-Z]{2,3})(?:[\t ]+|$)")
_MARK = re.compile(
    r"(?:Document|Dokument|Documento) [A-Za-z]{2,8}\d{4,}|>\s{0,99}\d{1,5} of \d{1,6} DOCUMENTS?\s{0,99}<"
    r"|End of Document|Ende des Dokuments|Fin du document"
)
_HEAD_REACH = 12  # lines of the head behind the word count


def is_factiva(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs are an export: a document number, and a word count or the tagged layout's fields."""
    lines = [p.strip() for p in paragraphs]
    if not any(_NUMBER.fullmatch(_untagged(x, "AN")) for x in lines):
        return False
    return any(_COUNT.fullmatch(x) for x in lines) or sum(x[:2] in _TAGS and _tag(x) is not None for x in lines) >= 4


def read_factiva(place: Place, paragraphs: Sequence[str], sha: str, guess: str = "") -> Drafts:
    """The articles of an HTML or RTF export, by its paragraphs; what follows the last number unended is a loss."""
    out: Drafts = []
    chunk: list[str] = []
    for raw in paragraphs:
        x = raw.strip()
        number = _NUMBER.fullmatch(_untagged(x, "AN"))
        if number:
            out.append(_article(place.at(len(out) + 1), chunk, number[1], sha, guess))
            chunk = []
        elif x:
            chunk.append(x)
    if any(_COUNT.fullmatch(x) for x in chunk):
        told = f"its last document ({chunk[0][:60]!r}) breaks off before its number"
        out.append(Rejection(place.at(len(out) + 1).path, "bad-record", told))
    return out


def _article(where: Place, chunk: list[str], number: str, sha: str, guess: str) -> Draft | Rejection:
    tagged = sum(_tag(x) is not None for x in chunk) >= 4
    fields, body = _by_tags(chunk) if tagged else _by_layout(chunk)
    if not body:
        told = (fields.get("HD") or " ".join(chunk))[:80]
        return Rejection(where.path, "empty", f"document {number} has no text: {told!r}")
    found = {
        "outlet": fields.get("SN"), "title": fields.get("HD"), "author": fields.get("BY"),
        "published": _moment(fields), "source-code": fields.get("SC"), "section": fields.get("SE"),
        "length": fields.get("WC"), "language-tag": fields.get("LA"), "copyright": fields.get("CY"),
        "edition": fields.get("ED"), "credit": fields.get("CR"), "encoding": guess,
    }  # fmt: skip
    bases = {"outlet": "Factiva SN", "title": "Factiva HD", "author": "Factiva BY", "published": "Factiva PD"}
    credit = fields.get("CR", "")
    return draft_item(where, [*([fields["BY"]] if fields.get("BY") else []), *body, credit], sha, found, bases, number)


def _moment(fields: dict[str, str]) -> str:
    """Date and time of publication; the time has no zone unless the export names one."""
    day, clock = fields.get("PD", ""), fields.get("ET", "")
    return f"{day} {clock}" if clock and edtf(f"{day} {clock}") else day


def _by_layout(chunk: list[str]) -> tuple[dict[str, str], list[str]]:
    """The layout without tags: section, headline, byline, word count, date, time, source, code, language, rights."""
    at = next((n for n, x in enumerate(chunk) if _COUNT.fullmatch(x)), None)
    if at is None:
        return {}, []
    fields = {"WC": chunk[at]}
    above = chunk[:at]
    if len(above) > 1 and _BYLINE.fullmatch(above[-1]):
        fields["BY"] = above.pop()
    if above:
        fields["HD"] = above[-1]
        fields["SE"] = above[-2] if len(above) > 1 else ""
    below = at + 1
    end = min(len(chunk), below + _HEAD_REACH)
    while below < end:
        x = chunk[below]
        if "PD" not in fields and edtf(x):
            fields["PD"] = x
        elif "ET" not in fields and _CLOCK.fullmatch(x):
            fields["ET"] = x
        elif "SN" not in fields and len(x) < 120:
            fields["SN"] = x
        elif "SC" not in fields and _CODE.fullmatch(x):
            fields["SC"] = x
        elif _RIGHTS.match(x):
            fields["CY"] = x
        elif "LA" not in fields and x.casefold() in _LANGUAGES:
            fields["LA"] = x
        elif "CY" in fields or "LA" in fields:
            break
        elif len(x.split()) <= 6 and x[-1] not in ".!?":  # page, volume, edition
            fields["ED"] = f"{fields.get('ED', '')} {x}".strip()
        else:
            break
        below += 1
    return fields, chunk[below:]


def _by_tags(chunk: list[str]) -> tuple[dict[str, str], list[str]]:
    """The layout with tags: each field behind its two letters, on the same line or on those below."""
    fields: dict[str, list[str]] = {}
    tag = ""
    for x in chunk:
        if found := _tag(x):
            tag, x = found, _untagged(x, found)
            fields.setdefault(tag, [])
        if tag and x:
            fields[tag].append(x)
    body = fields.pop("LP", []) + fields.pop("TD", [])
    return {k: " ".join(v) for k, v in fields.items() if v}, body


def _tag(paragraph: str) -> str | None:
    m = _TAGGED.match(paragraph)
    alone = m is not None and (m.end() == len(paragraph) or "\t" in m.group() or "  " in m.group())
    return m[1] if m and alone and m[1] in _TAGS else None


def _untagged(paragraph: str, tag: str) -> str:
    return paragraph[len(tag) :].strip() if _tag(paragraph) == tag else paragraph


def may_be_export(markup: str) -> bool:
    """Whether a page is worth taking apart for an export: it has the number of a document, or the end of one."""
    return bool(_MARK.search(markup))


def html_cells(markup: str) -> list[str]:
    """The paragraphs of an HTML export: every block that shows, a table's cells each for itself."""
    from firsthand.readers.html_blocks import sweep

    parted = re.sub(r"(?i)</t[dh]\s{0,9}>", "</div></td>", re.sub(r"(?i)<t[dh]\b[^>]{0,300}>", "<td><div>", markup))
    return [block.text for block in sweep(parted).blocks]


def is_factiva_xml(root: Any) -> bool:
    """Whether an XML document holds Factiva's articles."""
    return any(_is_article(x) for x in descendants(root, "article"))


def read_factiva_xml(place: Place, root: Any, sha: str) -> Drafts:
    """The articles of an XML export, one each."""
    items = [x for x in descendants(root, "article") if _is_article(x)]
    if len(items) == 1:
        return [_xml_article(place, items[0], sha)]
    return [_xml_article(place.at(n), item, sha) for n, item in enumerate(items, start=1)]


def _is_article(element: Any) -> bool:
    named = child(element, "sourceName", "accessionNo", "reference")
    return named is not None and child(element, "headline") is not None


def _xml_article(where: Place, item: Any, sha: str) -> Draft | Rejection:
    def said(*names: str) -> str:
        return words(child(item, *names))

    day = words(next(iter(descendants(item, "publicationDate")), None))
    clock = words(next(iter(descendants(item, "publicationTime")), None))
    body: list[str] = []
    for part in ("leadParagraph", "tailParagraphs"):
        for element in item:
            if str(element.tag).endswith(part):
                inner = [words(p) for p in descendants(element, "paragraph", "para")]
                body += inner or [words(element)]
    if not any(body):
        return Rejection(where.path, "empty", f"document {where.line or 1} has no text: {said('headline')[:80]!r}")
    found = {
        "outlet": said("sourceName"), "title": said("headline"), "author": said("byline"),
        "published": f"{day[:10]}T{clock}" if clock and edtf(f"{day[:10]}T{clock}") else day,
        "source-code": said("sourceCode"), "section": said("sectionName"), "language-tag": said("baseLanguage"),
        "copyright": said("copyright"), "edition": said("edition"), "credit": said("credit"),
        "length": said("wordCount"),
    }  # fmt: skip
    bases = {"outlet": "Factiva sourceName", "title": "Factiva headline", "author": "Factiva byline",
             "published": "Factiva publicationDate"}  # fmt: skip
    number = said("accessionNo") or said("reference").rpartition("/")[2]
    return draft_item(where, [*([said("byline")] if said("byline") else []), *body], sha, found, bases, number)
