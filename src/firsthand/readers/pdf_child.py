"""The process that reads one PDF: bytes on standard input, JSON on standard output. Imports nothing of ours."""

from __future__ import annotations

import io
import json
import logging
import sys


def main(seconds: int, memory: int, most_pages: int) -> None:
    """Read the document within the limits and print its pages, or what is wrong with it."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    except (ImportError, ValueError, OSError):  # not on this system: the parent still stops us by the clock
        pass
    logging.disable(logging.CRITICAL)
    try:
        print(json.dumps(_read(sys.stdin.buffer.read(), most_pages)))
    except MemoryError:
        print('{"problem": "memory"}')
    except RecursionError:
        print('{"problem": "a PDF whose parts refer to one another without end"}')


def _read(data: bytes, most_pages: int) -> dict[str, object]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": "a PDF locked with a password; save it without one"}
        pages = []
        total = len(reader.pages)
        for page in reader.pages[:most_pages] if total > most_pages else reader.pages:
            pages.append(page.extract_text() or "")
        return {"pages": pages, "of": total, "info": _info(reader)}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # of a parser's many kinds, on bytes that somebody else made
        return {"problem": f"a damaged PDF ({type(error).__name__}: {str(error)[:150]})"}


def _info(reader: object) -> dict[str, str]:
    try:
        found = reader.metadata or {}  # type: ignore[attr-defined]
        names = {"/Title": "title", "/Author": "author", "/CreationDate": "created"}
        return {name: str(found[key]) for key, name in names.items() if found.get(key)}
    except Exception:  # properties are no reason to lose the text
        return {}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
