"""Nexis and LexisNexis exports: many articles to a file, each counted, each kept or named as a loss.

Two layouts are in use. The older one writes "3 of 500 DOCUMENTS" above each article and fields in capitals
("LENGTH: 512 words"); the newer one writes title, source and date, "Body" above the text and "End of Document" below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.nouns import Rejection
from firsthand.readers.dates import edtf
from firsthand.readers.drafts import Draft, Drafts
from firsthand.readers.items import draft_item
from firsthand.readers.paths import Place

_NUMBERED = re.compile(
    r"(?:Dokument|Document|Documento) (?P<a>\d{1,5}) (?:von|de|of|sur|di|van) (?P<b>\d{1,6})"
    r"|(?P<c>\d{1,5}) (?:of|von|de|sur|di|van) (?P<d>\d{1,6})"
    r" (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)"
)
_END = re.compile(
    r"End of Document|Ende des Dokuments|Dokumentende|Fin du document|Fin del documento|Fine del documento"
    r"|Einde van document|Fim do documento",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:Body|Text|Hauptteil|Volltext|Corps|Corps du texte|Cuerpo|Corpo|Texto|Testo)", re.IGNORECASE)
_DECLARED = re.compile(r"(?:Documents?|Dokumente?|Documentos|Documenti) ?(?:\((\d{1,6})\)|: ?(\d{1,6}))")
_FIELDS = {
    "byline": "byline|autor|auteur|autore|von|par|autor/in|door",
    "section": "section|rubrik|ressort|rubrique|sección|seccion|sezione|seção|sectie",
    "length": "length|länge|lange|longueur|longitud|lunghezza|extensão|lengte",
    "dateline": "dateline|ort|lieu|datelinea|fecha y lugar",
    "highlight": "highlight|zusammenfassung|encadré|destacado|series|serie|abstract",
    "graphic": "graphic|grafik|graphique|gráfico|grafico|image",
    "load-date": "load-date|update|date-chargement|date de chargement|erfassungsdatum|ladedatum|fecha de carga"
                 "|data di caricamento|letzte aktualisierung",
    "language": "language|sprache|langue|idioma|lingua|taal",
    "type": "publication-type|zeitungstyp|publikationstyp|type-publication|tipo-publicación|tipo",
    "code": "journal-code|zeitschriften-code|code-revue|document-type|subject|company|organization|person|geographic"
            "|ticker|industry|country|state|city|acc-no|doc-id|notes|correction|correction-date",
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split("|")}
_LABEL = re.compile(r"([^\W\d_][\w/ -]{1,24}):(?: |$)")
_BELOW = frozenset({"graphic", "load-date", "language", "type", "code"})  # fields that stand under the text
_AFTER = re.compile(r"(?:Classification|Klassifizierung|Classificazione|Clasificación|Notes|Graphic|Load-Date:?.*)")
_COPYRIGHT = re.compile(
    r"(?:Copyright\b|©|\(c\) ?\d{4}|All Rights Reserved|Alle Rechte vorbehalten|Tous droits)", re.IGNORECASE
)
_PAGE = re.compile(r"(?:Page|Seite|Pagina|Página) \d{1,5} (?:of|von|de|di|sur) \d{1,5}")
_NO_ARTICLE = 400  # characters of a chunk that a complaint quotes at most
_HEAD_REACH = 14  # paragraphs above "Body" or the first field in which the date is looked for


@dataclass(slots=True)
class _Chunk:
    """The paragraphs of one article with all that stands around it."""

    paragraphs: list[str]
    first: bool = False  # the cover page of the file may stand before it
    number: int = 0
    fields: dict[str, str] = field(default_factory=dict)


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs are an export: numbered documents, or ends of documents and a field all of them have."""
    lines = [p.strip() for p in paragraphs]
    if any(_NUMBERED.fullmatch(x) for x in lines):
        return any(_field(x)[0] in ("length", "load-date", "language") for x in lines)
    ended = any(_END.fullmatch(x) for x in lines)
    return ended and any(_BODY.fullmatch(x) or _field(x)[0] in ("length", "load-date") for x in lines)


def read_nexis(place: Place, paragraphs: Sequence[str], sha: str, guess: str = "") -> Drafts:
    """The articles of an export; what the file says it holds and what was found must agree, else the loss is named."""
    lines = [p.strip() for p in paragraphs if p.strip()]
    numbered = any(_NUMBERED.fullmatch(x) for x in lines)
    chunks, declared, wrong = _by_number(lines) if numbered else _by_end(lines)
    out: Drafts = []
    for n, chunk in enumerate(chunks, start=1):
        out.append(_article(place.at(chunk.number or n), chunk, numbered, sha, guess))
    if wrong:
        out.append(Rejection(place.path, "bad-record", wrong))
    elif declared and declared > len(chunks):
        told = f"it says it holds {declared:,} documents; {len(chunks):,} are in it"
        out.append(Rejection(place.path, "bad-record", f"{told}: {declared - len(chunks):,} are missing from the file"))
    return out


def _by_number(lines: list[str]) -> tuple[list[_Chunk], int, str]:
    """Articles below "3 of 500 DOCUMENTS". The numbers may begin anywhere (a download of 201-400), but have no gap."""
    chunks: list[_Chunk] = []
    for x in lines:
        if m := _NUMBERED.fullmatch(x):
            chunks.append(_Chunk([], number=int(m["a"] or m["c"])))
        elif chunks:
            chunks[-1].paragraphs.append(x)
    numbers = [c.number for c in chunks]
    if len(set(numbers)) < len(numbers):  # several exports in one file: numbers tell nothing more
        for n, chunk in enumerate(chunks, start=1):
            chunk.number = n
        return chunks, 0, ""
    gaps = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers))
    if not gaps:
        return chunks, 0, ""
    shown = ", ".join(map(str, gaps[:10])) + (", …" if len(gaps) > 10 else "")
    return chunks, 0, f"{len(gaps):,} of its numbered documents are missing: {shown}"


def _by_end(lines: list[str]) -> tuple[list[_Chunk], int, str]:
    """Articles above "End of Document"; what follows the last one is a loss if it holds a text."""
    chunks = [_Chunk([], first=True)]
    declared = 0
    for x in lines:
        if _END.fullmatch(x):
            chunks.append(_Chunk([]))
            continue
        if len(chunks) == 1 and not declared and (m := _DECLARED.fullmatch(x)):
            declared = int(m[1] or m[2])
        if not _PAGE.fullmatch(x):
            chunks[-1].paragraphs.append(x)
    rest = chunks.pop()
    if any(_BODY.fullmatch(x) for x in rest.paragraphs):  # the last one has lost its end, not its text
        chunks.append(rest)
    return chunks, declared, ""


def _article(where: Place, chunk: _Chunk, numbered: bool, sha: str, guess: str) -> Draft | Rejection:
    paragraphs = chunk.paragraphs
    date_at = next((n for n, x in enumerate(paragraphs[:_date_reach(paragraphs)]) if _day(x)), None)
    if chunk.first and (at := _body_at(paragraphs)) is not None:  # the cover has dates too: the last one counts
        date_at = next((n for n in range(at - 1, max(-1, at - _HEAD_REACH), -1) if _day(paragraphs[n])), None)
    if date_at is None:
        told = " ".join(paragraphs)[:_NO_ARTICLE]
        return Rejection(where.path, "bad-record", f"no source and date in document {where.line}: it says {told!r}")
    source, title, rest = _numbered_head(paragraphs, date_at, chunk) if numbered else _head(paragraphs, date_at, chunk)
    body = _body(rest, chunk, numbered)
    if not body:
        told = (title or " ".join(paragraphs))[:80]
        return Rejection(where.path, "empty", f"document {where.line} has no text below its head: {told!r}")
    date_line = paragraphs[date_at].split("\n")[0]
    byline = chunk.fields.get("byline", "")
    found = {
        "outlet": source, "title": title, "author": byline, "published": _date_words(date_line),
        "section": chunk.fields.get("section"), "length": chunk.fields.get("length"),
        "dateline": chunk.fields.get("dateline"), "highlight": chunk.fields.get("highlight"),
        "load-date": chunk.fields.get("load-date"), "language-tag": chunk.fields.get("language"),
        "copyright": chunk.fields.get("copyright"), "edition": " ".join(paragraphs[date_at].split("\n")[1:]),
        "encoding": guess,
    }  # fmt: skip
    bases = {x: f"Nexis {y}" for x, y in (("outlet", "source line"), ("title", "title line"), ("author", "BYLINE"),
                                          ("published", "date line"))}  # fmt: skip
    if byline and not byline.lower().startswith(("by ", "von ", "par ")):
        byline = f"By {byline}" if chunk.fields.get("byline-label", "").lower() == "byline" else byline
    return draft_item(where, [title, byline, *body] if byline else body, sha, found, bases)


def _date_reach(paragraphs: Sequence[str]) -> int:
    body = _body_at(paragraphs)
    return _HEAD_REACH if body is None else body


def _body_at(paragraphs: Sequence[str]) -> int | None:
    """Where the line "Body" stands."""
    return next((n for n, x in enumerate(paragraphs) if _BODY.fullmatch(x)), None)


def _numbered_head(paragraphs: list[str], date_at: int, chunk: _Chunk) -> tuple[str, str, list[str]]:
    """Source above the date; below it edition lines, the title, then fields."""
    above = []
    for x in paragraphs[:date_at]:
        if _COPYRIGHT.match(x):
            chunk.fields.setdefault("copyright", x)
        else:
            above.append(x)
    title: list[str] = []
    at = date_at + 1
    while at < len(paragraphs) and not _field(paragraphs[at])[0] and not title:
        if "edition" not in paragraphs[at].lower().split()[-2:] and not _COPYRIGHT.match(paragraphs[at]):
            title.append(paragraphs[at])
        at += 1
    source = " ".join((above[0] if above else "").split())
    return source, " ".join(" ".join(title).split()), paragraphs[at:]


def _head(paragraphs: list[str], date_at: int, chunk: _Chunk) -> tuple[str, str, list[str]]:
    """Title, source, date, copyright, then fields; behind a cover page the title is the one line above the source."""
    source = paragraphs[date_at - 1] if date_at >= 1 else ""
    above = paragraphs[: max(0, date_at - 1)]
    title = above[-1] if chunk.first and above else " ".join(above)
    rest = paragraphs[date_at + 1 :]
    for x in rest[:6]:
        if _COPYRIGHT.match(x):
            chunk.fields.setdefault("copyright", x)
    return " ".join(source.split()), " ".join(title.split()), rest


def _body(rest: list[str], chunk: _Chunk, numbered: bool) -> list[str]:
    """The text: behind the last field of the head (or "Body"), before the first field below it."""
    start = 0
    body = _body_at(rest)
    if not numbered and body is not None:
        start = body + 1
        for x in rest[:body]:
            _keep(chunk, x)
    else:
        while start < len(rest) and (_field(rest[start])[0] or _COPYRIGHT.match(rest[start])):
            if _field(rest[start])[0] in _BELOW and _field(rest[start])[0] != "graphic":
                break
            _keep(chunk, rest[start])
            start += 1
    end = len(rest)
    for n in range(len(rest) - 1, start - 1, -1):  # from below: a field's name may open a paragraph of the text
        x = rest[n]
        name = _field(x)[0]
        if name in _BELOW or _COPYRIGHT.match(x) or (not numbered and _AFTER.fullmatch(x)):
            _keep(chunk, x)
            end = n
        elif numbered:
            break
    return rest[start:end]


def _field(paragraph: str) -> tuple[str, str, str]:
    """(our name, value, label) of a paragraph that is a field, ("", "", "") else."""
    m = _LABEL.match(paragraph)
    if not m:
        return "", "", ""
    name = _FIELD_OF.get(m[1].casefold().strip())
    capital = m[1].isupper() or m[1][:1].isupper()
    return (name, " ".join(paragraph[m.end() :].split()), m[1]) if name and capital else ("", "", "")


def _keep(chunk: _Chunk, paragraph: str) -> None:
    name, value, label = _field(paragraph)
    if name and value and name != "code":
        chunk.fields.setdefault(name, value)
        chunk.fields.setdefault(f"{name}-label", label)


def _day(paragraph: str) -> str | None:
    return edtf(_date_words(paragraph.split("\n")[0]))


def _date_words(line: str) -> str:
    """A date line without the edition behind it ("March 3, 2031 Tuesday 2:10 PM GMT, London Edition")."""
    words = " ".join(line.split())
    for cut in (words, words.partition(" Edition")[0], *(words.rsplit(" ", n)[0] for n in range(1, 7))):
        if len(cut) >= 8 and edtf(cut.rstrip(" ,;")):
            return cut.rstrip(" ,;")
    return words
