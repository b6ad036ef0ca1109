"""This room's language tables as it uses them: sets of words, compiled patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from firsthand.languages import table

LANGUAGE = "en"  # the layout words of pages in other languages are mostly English too, or signs no language owns


@cache
def word_set(name: str, row: str) -> frozenset[str]:
    """A row of words, or of phrases with semicolons between them."""
    text = str(table(LANGUAGE, name)[row])
    return frozenset(" ".join(x.split()) for x in (text.split(";") if ";" in text else text.split()) if x.strip())


@cache
def pattern(name: str, section: str, row: str) -> re.Pattern[str]:
    """One pattern of a table."""
    return compiled(name, table(LANGUAGE, name)[section][row])


@cache
def patterns(name: str, section: str, row: str, flags: int = 0) -> tuple[re.Pattern[str], ...]:
    """A list of patterns of a table, in its order."""
    rows: Any = table(LANGUAGE, name)[section][row]
    return tuple(compiled(name, x, flags) for x in rows)


def compiled(name: str, form: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the table's own lists put in for <list>."""
    for key, row in table(LANGUAGE, name)["lists"].items():
        form = form.replace(f"<{key}>", row)
    return re.compile(form, flags)
