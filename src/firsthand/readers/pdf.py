"""PDF: the text of its pages, read in a process of its own that is stopped at a time and at a size."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from firsthand.nouns import Rejection
from firsthand.readers.bounds import MAX_PDF_MEMORY, MAX_PDF_PAGES, MAX_PDF_SECONDS
from firsthand.readers.decoding import digest, without_surrogates
from firsthand.readers.drafts import Drafts
from firsthand.readers.items import draft_item, not_installed
from firsthand.readers.paths import Place

_CHILD = Path(__file__).with_name("pdf_child.py")
_MAX_ANSWER = 50_000_000  # bytes of text read back; an article may have a tenth of it
_SCANNED = 20  # characters a page in the mean; fewer, and the pages are pictures of text


def read_pdf(place: Place, data: bytes) -> Drafts:
    """One document as one article; its properties are notes, as its dates say when it was made, not published."""
    if find_spec("pypdf") is None:
        return [not_installed(place, "PDF", "pypdf")]
    limits = [str(MAX_PDF_SECONDS), str(MAX_PDF_MEMORY), str(MAX_PDF_PAGES)]
    try:
        done = subprocess.run([sys.executable, "-P", str(_CHILD), *limits], input=data, capture_output=True,
                              timeout=MAX_PDF_SECONDS, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return [Rejection(place.path, "timed-out", f"a PDF that takes more than {MAX_PDF_SECONDS} seconds to read")]
    except OSError as error:
        return [Rejection(place.path, "unreadable", f"no process could be started to read it: {error.strerror}")]
    answer = _answer(done.stdout)
    if answer is None:
        return [_ended(place, done.returncode)]
    if (problem := answer.get("problem")) == "memory":
        told = f"a PDF that needs more than {MAX_PDF_MEMORY:,} bytes of memory to read"
        return [Rejection(place.path, "too-large", told)]
    if problem:
        return [Rejection(place.path, "unreadable", str(problem)[:300])]
    pages = [without_surrogates(str(p))[0].strip() for p in answer.get("pages", [])]
    if sum(map(len, pages)) < _SCANNED * max(1, len(pages)):
        told = f"{len(pages)} pages with hardly any text: pictures of text need OCR first"
        return [Rejection(place.path, "empty", told)]
    of = int(answer.get("of", len(pages)))
    known = {f"document-{k}": str(v)[:500] for k, v in sorted(answer.get("info", {}).items()) if v}
    known["pages"] = str(of)
    if of > len(pages):
        known["extraction"] = f"the first {len(pages)} of {of:,} pages"
    return [draft_item(place, pages, digest(data), known, {})]


def _answer(out: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(out) if 0 < len(out) <= _MAX_ANSWER else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _ended(place: Place, status: int) -> Rejection:
    """The process died: by its limits, or by a crash."""
    if status in (-24, -9):  # SIGXCPU, SIGKILL
        return Rejection(place.path, "timed-out", f"a PDF that takes more than {MAX_PDF_SECONDS} seconds to read")
    return Rejection(place.path, "unreadable", "a PDF that stops the program which reads it")
