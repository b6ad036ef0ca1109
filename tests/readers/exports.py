# ruff: noqa: E501  (articles are prose)
"""Files of every format, made here: the structure is that of the real thing, the news is invented."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Any

HEAD = "Lock gate fails at Tarn Weir"
OUTLET = "The Ostvik Courier"
P1 = "TARN WEIR, May 6 (Norwire) - A lock gate on the Sedge canal gave way on Tuesday night and flooded forty houses, the canal board said."
P2 = "Nobody was hurt, the board's engineer, Marta Quill, told Norwire. “The hinge had been due for repair since March,” she said."
P3 = "The mayor of Tarn Weir, Odd Renner, said he had not been told that the gate was weak."
BODY = [P1, P2, P3]


# ----- documents


def docx(paragraphs: Sequence[str], *, title: bool = False, extra: dict[str, bytes] | None = None, properties: bool = True) -> bytes:
    """A DOCX as Word writes one: styles, runs, a hyperlink, a deleted run, a text that is not the document's."""
    body = []
    for n, text in enumerate(paragraphs):
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if title and n == 0 else ""
        cut = len(text) // 2
        runs = "".join(f'<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">{escape(t, quote=False)}</w:t></w:r>'
                       for t in (text[:cut], text[cut:]) if t)  # fmt: skip
        body.append(f"<w:p>{style}{runs}</w:p>")
    body.append("<w:p><w:r><w:t></w:t></w:r></w:p>")
    document = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
                + "".join(body) + '<w:p><w:del w:id="1"><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>'
                "<w:sectPr/></w:body></w:document>")  # fmt: skip
    core = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            "<dc:title>Old template</dc:title><dc:creator>Ada Holm</dc:creator>"
            "<dcterms:created>2031-05-01T08:00:00Z</dcterms:created></cp:coreProperties>")  # fmt: skip
    files = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), **(extra or {})}
    if properties:
        files["docProps/core.xml"] = core.encode()
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rtf(paragraphs: Sequence[str]) -> bytes:
    """An RTF as Word and the databases write one: tables of fonts and styles, escapes of cp1252 and Unicode."""

    def spelled(text: str) -> str:
        out = []
        for c in text:
            if c in "\\{}":
                out.append("\\" + c)
            elif c == "\n":
                out.append("\\line ")
            elif c < "\x80":
                out.append(c)
            elif c in "éäöüßÄÖÜ":
                out.append(f"\\'{c.encode('cp1252').hex()}")
            else:
                code = ord(c) if ord(c) < 32_768 else ord(c) - 65_536
                out.append(f"\\u{code}?" if ord(c) < 65_536 else "".join(
                    f"\\u{int.from_bytes(c.encode('utf-16-be')[i : i + 2], 'big') - 65_536}?" for i in (0, 2)))
        return "".join(out)

    text = "\r\n".join(f"\\pard\\plain\\fs22 {spelled(p)}\\par" for p in paragraphs)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red0\\green0\\blue255;}"
        "{\\*\\generator Maker 1.0;}{\\info{\\title Not text}{\\author Nobody}}{\\header Page header\\par}"
        "{\\field{\\*\\fldinst HYPERLINK \"https://courier.example/\"}{\\fldrslt }}" + text + "{\\pict 0a0b0c}\\par}"
    ).encode("ascii")


def pdf(pages: Sequence[Sequence[str]], *, info: str = "/Title (Old template)") -> bytes:
    """A small PDF: one font, lines set one under another, pages in order."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, lines in enumerate(pages):
        shown = "".join(f"({_pdf_text(line)}) Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 50 780 Td 14 TL\n" + shown.encode("cp1252", "replace") + b"ET"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
                       " /Resources << /Font << /F1 3 0 R >> >> >>".encode())  # fmt: skip
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< {info} /CreationDate (D:20310501080000Z) >>".encode())
    return pdf_of(objects, info=len(objects))


def pdf_of(objects: Sequence[bytes], info: int = 0, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b" /Info %d 0 R" % info if info else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, about, trailer, start)
    return bytes(out)


def _pdf_text(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


# ----- mail and saved pages


def eml(paragraphs: Sequence[str] = BODY, *, subject: str = HEAD, attachment: bytes = b"%PDF-1.4 ...") -> bytes:
    """A message: encoded subject, a part of alternatives, an attachment."""
    import base64
    import quopri

    text = quopri.encodestring("\r\n\r\n".join(paragraphs).encode()).replace(b"\n", b"\r\n").replace(b"\r\r", b"\r")
    coded = "=?utf-8?b?" + base64.b64encode(subject.encode()).decode() + "?="
    return b"\r\n".join([
        b"Return-Path: <desk@norwire.example>", b"From: \"Norwire Newsdesk\" <desk@norwire.example>",
        b"To: editors@courier.example", f"Subject: {coded}".encode(), b"Date: Tue, 6 May 2031 22:40:00 +0200",
        b"Message-ID: <1@norwire.example>", b"MIME-Version: 1.0", b"Content-Type: multipart/mixed;", b"\tboundary=\"outer\"",
        b"", b"This is a message in MIME format.", b"--outer", b"Content-Type: multipart/alternative; boundary=inner", b"",
        b"--inner", b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: quoted-printable", b"", text,
        b"--inner", b"Content-Type: text/html; charset=utf-8", b"", b"<p>Other wording, not read.</p>", b"--inner--",
        b"--outer", b"Content-Type: application/pdf; name=map.pdf", b"Content-Disposition: attachment; filename=map.pdf",
        b"Content-Transfer-Encoding: base64", b"", base64.b64encode(attachment), b"--outer--", b"",
    ])  # fmt: skip


def page(paragraphs: Sequence[str] = BODY, head: str = HEAD, extra: str = "") -> str:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{head}</title>{extra}</head><body>"
            f"<nav><a href=/>Home</a></nav><article><h1>{head}</h1>{text}</article></body></html>")  # fmt: skip


def mhtml(markup: str, address: str = "https://courier.example/2031/05/06/lock-gate") -> bytes:
    """A page as Chromium saves it: related parts, quoted-printable, its picture and style beside it."""
    import quopri

    coded = quopri.encodestring(markup.encode()).decode().replace("\n", "\r\n")
    return "\r\n".join([
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {address}", f"Subject: {HEAD}",
        "Date: Wed, 7 May 2031 09:00:00 -0000", "MIME-Version: 1.0", "Content-Type: multipart/related;",
        "\ttype=\"text/html\";", "\tboundary=\"----MultipartBoundary--x1----\"", "", "",
        "------MultipartBoundary--x1----", "Content-Type: text/html", "Content-ID: <frame-1@mhtml.blink>",
        "Content-Transfer-Encoding: quoted-printable", f"Content-Location: {address}", "", coded,
        "------MultipartBoundary--x1----", "Content-Type: image/png", "Content-Transfer-Encoding: base64",
        "Content-Location: https://courier.example/gate.png", "", "iVBORw0KGgo=",
        "------MultipartBoundary--x1----", "Content-Type: text/css", "Content-Location: cid:css-1", "", "p { color: red }",
        "------MultipartBoundary--x1------", "",
    ]).encode()  # fmt: skip


def warc(records: Sequence[tuple[str, str, bytes]], *, gzipped: bool = False, status: str = "200 OK", coding: str = "") -> bytes:
    """A crawl: (address, content type, body) of each answer, with the request before it and the crawl's own record."""
    out = [_warc_record("warcinfo", "", "application/warc-fields", b"software: maker\r\n")]
    for address, kind, body in records:
        out.append(_warc_record("request", address, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"))
        extra = f"Content-Encoding: {coding}\r\n" if coding else ""
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
        out.append(_warc_record("response", address, "application/http; msgtype=response", http))
    return b"".join(gzip.compress(r, mtime=0) if gzipped else r for r in out)


def _warc_record(kind: str, address: str, content: str, block: bytes) -> bytes:
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2031-05-07T01:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash((kind, address))) % 10**12:012}>\r\n"
            f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n")  # fmt: skip
    return head.encode() + block + b"\r\n\r\n"


# ----- feeds and wires

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sedge Valley News</title><link>https://valley.example/</link><description>All of it</description>
<item><title>{HEAD}</title><link>https://courier.example/lock-gate</link><guid isPermaLink="false">cou-17</guid>
<pubDate>Tue, 06 May 2031 22:50:00 +0200</pubDate><dc:creator>Ada Holm</dc:creator>
<source url="https://courier.example/feed">The Ostvik Courier</source><category>Canals</category>
<description>A lock gate gave way.</description>
<content:encoded><![CDATA[<p>{P1}</p><p>{P2}</p><script>track()</script><p>{P3}</p>]]></content:encoded></item>
<item><title>Board meets on Friday</title><link>https://valley.example/board</link><guid>val-2</guid>
<pubDate>Wed, 07 May 2031 08:00:00 GMT</pubDate>
<description>&lt;p&gt;The canal board will meet on Friday to hear its engineer, it said.&lt;/p&gt;</description></item>
<item><title></title><link>https://valley.example/empty</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley wire</title><updated>2031-05-07T08:00:00Z</updated><id>urn:f</id>
<entry><title>{HEAD}</title><id>urn:e1</id><link href="https://courier.example/lock-gate"/>
<published>2031-05-06T20:50:00Z</published><updated>2031-05-07T06:00:00Z</updated><author><name>Ada Holm</name></author>
<source><title>The Ostvik Courier</title><id>urn:c</id></source>
<content type="html">&lt;p&gt;{escape(P1)}&lt;/p&gt;&lt;p&gt;{escape(P2)}&lt;/p&gt;</content></entry></feed>"""

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:norwire.example,2031:newsml_LK0001" version="3" standard="NewsML-G2" standardversion="2.33" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<rightsInfo><copyrightHolder literal="Norwire"/><copyrightNotice>(c) Norwire 2031</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Norwire"/><versionCreated>2031-05-06T21:10:00Z</versionCreated>
<firstCreated>2031-05-06T20:15:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>3</urgency><contentCreated>2031-05-06T20:10:00Z</contentCreated><located literal="Tarn Weir"/>
<creator><name>Ada Holm</name></creator><infoSource qcode="ni:board"><name>Sedge canal board</name></infoSource>
<by>By Ada Holm</by><headline>{HEAD}</headline><slugline>SEDGE-LOCK/</slugline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head>
<body.content><block><p>{P1}</p><p>{P2}</p><media media-type="image"><media-caption>Not the text</media-caption></media><p>{P3}</p></block></body.content></body></nitf></inlineXML></contentSet></newsItem>"""


def newsml_message(items: Sequence[str]) -> str:
    inner = "".join(x.partition("?>")[2].strip() for x in items)
    return ('<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2031-05-06T21:11:00Z'
            f"</sent></header><itemSet>{inner}</itemSet></newsMessage>")  # fmt: skip


NINJS: dict[str, Any] = {
    "uri": "tag:norwire.example,2031:ninjs_LK0001", "type": "text", "version": "3", "pubstatus": "usable",
    "firstcreated": "2031-05-06T20:15:00Z", "versioncreated": "2031-05-06T21:10:00Z", "language": "en", "headline": HEAD,
    "slugline": "SEDGE-LOCK", "byline": "By Ada Holm", "located": "Tarn Weir", "copyrightholder": "Norwire",
    "infosource": [{"name": "Sedge canal board"}], "body_text": "\n\n".join(BODY),
}  # fmt: skip
NINJS_3: dict[str, Any] = {
    "uri": "https://norwire.example/items/LK0001", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text",
    "versionCreated": "2031-05-06T21:10:00Z", "contentCreated": "2031-05-06T20:10:00Z", "provider": {"name": "Norwire"},
    "by": "By Ada Holm", "headlines": [{"role": "main", "value": HEAD}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": "".join(f"<p>{p}</p>" for p in BODY)}],
}  # fmt: skip


# ----- press databases


def nexis_new(articles: int = 3, *, declared: int | None = None, language: str = "en") -> list[str]:
    """The newer layout: a cover page with a list, then articles that end in "End of Document"."""
    words = {
        "en": ("Documents", "Section: NEWS; Pg. {n}", "Length: 120 words", "Byline: Ada Holm", "Body", "Load-Date: May {d}, 2031", "End of Document", "May {d}, 2031 Wednesday"),
        "de": ("Dokumente", "Rubrik: Politik; S. {n}", "Länge: 120 Wörter", "Autor: Ada Holm", "Hauptteil", "Erfassungsdatum: {d}. Mai 2031", "Ende des Dokuments", "Mittwoch {d}. Mai 2031"),
        "fr": ("Documents", "Rubrique: Monde; p. {n}", "Longueur: 120 mots", "Auteur: Ada Holm", "Body", "Date de chargement: {d} mai 2031", "Fin du document", "mercredi {d} mai 2031"),
        "it": ("Documenti", "Sezione: Esteri; p. {n}", "Lunghezza: 120 parole", "Autore: Ada Holm", "Body", "Data di caricamento: {d} maggio 2031", "Fine del documento", "mercoledì {d} maggio 2031"),
    }[language]  # fmt: skip
    count = articles if declared is None else declared
    out = ["User Name: Reader 17", "Date and Time: Thursday, June 5, 2031 10:15:00 AM CEST", "Job Number: 100200300",
           f"{words[0]} ({count})"]  # fmt: skip
    for n in range(1, articles + 1):
        out += [f"{n}. {HEAD}, part {n}", "Client/Matter: -None-", "Search Terms: lock gate", "Search Type: Natural Language"]
    for n in range(1, articles + 1):
        day = 1 + n % 28
        out += [f"{HEAD}, part {n}", OUTLET, words[7].format(d=day), "Copyright 2031 Courier Group All Rights Reserved"]
        out += [x.format(n=n, d=day) for x in words[1:5]]
        out += [f"{P1} It was case {n}.", P2, "", "", P3, words[5].format(d=day), words[6]]
    return out


def nexis_old(articles: int = 3, *, first: int = 1, of: int | None = None) -> str:
    """The older layout as plain text: centred heads, fields in capitals, lines broken at 78 columns."""
    import textwrap

    out = ["", "Download Request: Selected Items", "Time Of Request: Thursday, June 5, 2031  10:15:00", "", "Terms: (lock gate)", ""]
    for n in range(first, first + articles):
        out += [f"{n} of {of or articles} DOCUMENTS".center(78), "", "", OUTLET.center(78), "",
                f"May {1 + n % 28}, 2031 Wednesday".center(78), "Final Edition".center(78), "", f"{HEAD}, part {n}", "",
                "BYLINE: Ada Holm", "", "SECTION: NEWS; Pg. 3", "", "LENGTH: 120 words", "", ""]  # fmt: skip
        for p in (f"{P1} It was case {n}.", P2):
            out += [*textwrap.wrap(p, 78), ""]
        out += ["", "", *textwrap.wrap(P3, 78), "", f"LOAD-DATE: May {1 + n % 28}, 2031", "", "LANGUAGE: ENGLISH", "",
                "PUBLICATION-TYPE: Newspaper", "", "", "Copyright 2031 Courier Group".center(78),
                "All Rights Reserved".center(78), ""]  # fmt: skip
    return "\n".join(out)


def factiva_lines(n: int) -> list[str]:
    """One article as the database prints it."""
    return ["News", f"{HEAD}, part {n}", "By Ada Holm", "120 words", f"{1 + n % 28} May 2031", "22:50", OUTLET, "OSTCOU",
            "3", "English", "(c) 2031 Courier Group. All rights reserved.", f"{P1} It was case {n}.", P2, P3,
            f"Document OSTCOU00203105{1 + n % 28:02}e7560{n:04}"]  # fmt: skip


def factiva_html(articles: int = 3) -> str:
    out = []
    for n in range(1, articles + 1):
        x = factiva_lines(n)
        meta = "".join(f"<div>{escape(v)}</div>" for v in x[3:11])
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>' for p in x[11:14])
        out.append(f'<div id="article-{x[14].split()[1]}"><div class="article enArticle"><div>{x[0]}</div>'
                   f'<div id="hd"><span class="enHeadline">{x[1]}</span></div><div class="author">{x[2]}</div>{meta}'
                   f"{body}<p>{x[14]}</p></div></div>")  # fmt: skip
    return f'<!DOCTYPE html><html><head><title>Factiva</title></head><body><div class="articles">{"".join(out)}</div></body></html>'


def factiva_tagged(articles: int = 2) -> str:
    """The layout with two-letter tags, a table to each article."""
    out = []
    for n in range(1, articles + 1):
        x = factiva_lines(n)
        rows = [("HD", x[1]), ("BY", x[2]), ("WC", x[3]), ("PD", x[4]), ("ET", x[5]), ("SN", x[6]), ("SC", x[7]),
                ("LA", "English"), ("CY", x[10]), ("LP", f"<p>{x[11]}</p>"), ("TD", f"<p>{x[12]}</p><p>{x[13]}</p>"),
                ("AN", x[14])]  # fmt: skip
        out.append('<div class="article enArticle"><table>' + "".join(f"<tr><td><b>{k}</b></td><td>{v}</td></tr>" for k, v in rows) + "</table></div>")
    return f"<html><body>{''.join(out)}</body></html>"


def factiva_xml(articles: int = 2) -> str:
    items = []
    for n in range(1, articles + 1):
        items.append(f"""<article><accessionNo>OSTCOU00203105{n:02}e7560{n:04}</accessionNo><reference>distdoc:archive/ArchiveDoc::Article/OSTCOU00203105{n:02}e7560{n:04}</reference>
<baseLanguage>EN</baseLanguage><copyright>(c) 2031 Courier Group</copyright><headline><paragraph display="Proportional">{HEAD}, part {n}</paragraph></headline>
<byline>By Ada Holm</byline><leadParagraph><paragraph>{P1} It was case {n}.</paragraph></leadParagraph><publicationDate><date>2031-05-{n:02}</date></publicationDate>
<publicationTime><time>22:50</time></publicationTime><sourceCode>OSTCOU</sourceCode><sourceName>{OUTLET}</sourceName>
<tailParagraphs><paragraph>{P2}</paragraph><paragraph>{P3}</paragraph></tailParagraphs><wordCount>120</wordCount></article>""")
    return f'<?xml version="1.0" encoding="UTF-8"?><ppsArticleResponse><ppsarticles>{"".join(items)}</ppsarticles></ppsArticleResponse>'


def rows(n: int = 3) -> list[dict[str, str]]:
    return [{"doc": f"r{i}", "body": f"{P1} It was case {i}.\n\n{P2}", "headline": HEAD, "source": OUTLET, "day": f"2031-05-{i:02}"}
            for i in range(1, n + 1)]  # fmt: skip


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
