"""Messages (.eml): the text of the body, the sender and the time; attachments are named, never opened."""

from __future__ import annotations

from email.utils import parseaddr

from firsthand.nouns import Rejection
from firsthand.readers.decoding import Undecodable, decode, digest
from firsthand.readers.drafts import Drafts
from firsthand.readers.items import draft_item, html_paragraphs, plain_paragraphs
from firsthand.readers.mime import Part, header, header_block, parts
from firsthand.readers.paths import Place

_HEADERS = 200_000  # bytes in which a message's own headers end
_MOST_NAMED = 10  # attachments told by name


def read_mail(place: Place, data: bytes) -> Drafts:
    """One message as one article: its subject, then its text; HTML only where there is no plain text."""
    headers, _ = header_block(data[:_HEADERS])
    texts: list[Part] = []
    pages: list[Part] = []
    left: list[str] = []
    for part in parts(data):
        if part.attached or part.kind not in ("text/plain", "text/html"):
            left.append(part.headers.get_filename() or part.kind)
        elif part.kind == "text/plain":
            texts.append(part)
        else:
            pages.append(part)
    chosen = [p for p in texts if p.body.strip()] or pages
    paragraphs: list[str] = []
    guesses = set()
    for part in chosen:
        found = decode(part.decoded(), part.charset)
        if isinstance(found, Undecodable):
            left.append(f"{part.kind} ({found.reason})")
            continue
        guesses.add(found.guess)
        paragraphs += html_paragraphs(found.text) if part.kind == "text/html" else plain_paragraphs(found.text)
    if not any(p.strip() for p in paragraphs):
        told = f"; left out: {', '.join(left[:_MOST_NAMED])}" if left else ""
        return [Rejection(place.path, "empty", f"a message without text in it{told}")]
    name, address = parseaddr(header(headers, "from"))
    named = ", ".join(" ".join(str(x).split())[:80] for x in left[:_MOST_NAMED])
    found_in = {
        "title": header(headers, "subject"),
        "author": name,
        "published": header(headers, "date").partition(" (")[0],
        "from": address,
        "list": header(headers, "list-id"),
        "attachments": f"{len(left)} left out: {named}" if left else "",
        "encoding": ", ".join(sorted(g for g in guesses if g)),
    }
    bases = {"title": "mail Subject", "author": "mail From", "published": "mail Date"}
    return [draft_item(place, paragraphs, digest(data), found_in, bases)]
