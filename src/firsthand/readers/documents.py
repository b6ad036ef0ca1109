"""DOCX, RTF and what else holds paragraphs: an export of a press database where it is one, else one article."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.nouns import Rejection
from firsthand.readers.decoding import digest
from firsthand.readers.docx import read_docx
from firsthand.readers.drafts import Drafts
from firsthand.readers.factiva import is_factiva, read_factiva
from firsthand.readers.items import draft_item
from firsthand.readers.nexis import is_nexis, read_nexis
from firsthand.readers.paths import Place
from firsthand.readers.rtf import rtf_paragraphs


def read_docx_file(place: Place, data: bytes) -> Drafts:
    """A DOCX as its articles."""
    found = read_docx(place, data)
    if isinstance(found, Rejection):
        return [found]
    sha = digest(data)
    if exported := read_export(place, found.paragraphs, sha):
        return exported
    about = {**found.properties, "title": found.heading}
    return [draft_item(place, found.paragraphs, sha, about, {"title": "DOCX title style"})]


def read_rtf_file(place: Place, data: bytes) -> Drafts:
    """An RTF as its articles."""
    found = rtf_paragraphs(place, data)
    if isinstance(found, Rejection):
        return [found]
    sha = digest(data)
    return read_export(place, found, sha) or [draft_item(place, found, sha, {}, {})]


def read_export(place: Place, paragraphs: Sequence[str], sha: str, guess: str = "") -> Drafts:
    """The articles of a Nexis or Factiva export; none where the paragraphs are neither."""
    if is_nexis(paragraphs):
        return read_nexis(place, paragraphs, sha, guess)
    if is_factiva(paragraphs):
        return read_factiva(place, paragraphs, sha, guess)
    return []
