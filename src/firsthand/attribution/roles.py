"""Words of a text as names are read from, and the roles that stand beside a name: "the water minister, Ann Pell"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribution.gazetteer import nation_words, people
from firsthand.attribution.tokens import grammar, tag
from firsthand.languages import fold, undamaged
from firsthand.nouns import Layout

_WORD = re.compile(r"(?:[A-Z]\.){2,}|['’]s\b|[^\W_](?:[\w&]|[-‐‑][^\W_]|['’](?!s\b)[^\W_])*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str
    form: str  # folded, lower case


def scan_words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of a stretch of text, quotation marks included."""
    found = _WORD.finditer(undamaged(text, start, end), start, end)
    return [Word(m.start(), m.end(), m.group(), fold(m.group())) for m in found]


def owner(found: Sequence[Word], i: int) -> int | None:
    """Start of "the Harbour Board's" right before a name: the body somebody belongs to."""
    if i < 2 or found[i - 1].text not in {"'s", "’s"}:
        return None
    k = i - 1
    while k > 0 and i - k < 8 and (found[k - 1].text[0].isupper() or found[k - 1].form in {"of", "for"}):
        k -= 1
    return k if k < i - 1 and any(w.form in people("body_words") for w in found[k : i - 1]) else None


def of_office(word: Word, lower: frozenset[str]) -> bool:
    """True for words that go before an office in its name: "Prime", "Foreign", "Quellish"."""
    return (
        word.form in lower
        or word.form in nation_words()
        or word.form in people("titles") | people("roles")
        or grammar().get(word.form) == "adj"
        or word.text in {".", "-"}
    )


def role_before(found: Sequence[Word], i: int) -> int | None:
    """Start of a lower-case role right before a name: "Gwent manager [Jo Pell]", "the water minister, [Ann Pell]"."""
    k = i - 1
    if k < 0:
        return None
    if found[k].text == "," and k:
        k -= 1
        comma = True
    else:
        comma = False
    if comma and found[k].form not in people("roles"):
        return _role_of(found, k)
    if found[k].form not in people("roles") or found[k].text[0].isupper():
        return None
    start = k
    while start > 0 and i - start < 9:
        word = found[start - 1]
        if (
            word.form != "of"
            and word.text not in {"'s", "’s"}
            and tag(word.text, word.form, False) not in {"adj", "noun", "name"}
        ):
            break
        if not word.text[0].isalnum() and word.text not in {"-"}:
            break
        start -= 1
    if comma and (start == 0 or found[start - 1].form not in {"the", "a", "an", "its", "his", "her", "their"}):
        return None
    return start


def _role_of(found: Sequence[Word], last: int) -> int | None:
    """Start of "minister of water resources of Quell" that ends at ``last``, before a comma and a name."""
    for k in range(last - 2, max(0, last - 10), -1):
        word = found[k + 1]
        if not word.text[0].isalnum() or tag(word.text, word.form, False) in {"verb", "aux", "modal", "ed", "pron"}:
            return None
        if found[k].form in people("roles") and word.form in {"of", "for"}:
            return k if found[k - 1].form in {"the", "its", "a", "an"} and not found[k].text[0].isupper() else None
    return None


def role_after(layout: Layout, found: Sequence[Word], j: int) -> str:
    """The apposition after a name: ", the water minister," or ", head of the Harbour Board,"."""
    if j + 1 >= len(found) or found[j].text != ",":
        return ""
    stop = j + 1
    while (
        stop < len(found)
        and found[stop].text not in {",", ".", ";", ":", '"', "“", "”", "(", "—", "–"}
        and stop - j < 16
    ):
        stop += 1
    part = found[j + 1 : stop]
    head = 0
    while (
        head < len(part)
        and tag(part[head].text, part[head].form, False) in {"det", "poss", "adj", "noun", "name", "num", "punct"}
        and (
            part[head].form not in people("roles") or (head + 1 < len(part) and part[head + 1].form in people("roles"))
        )
    ):
        head += 1
    if head >= len(part) or part[head].form not in people("roles") or (part[0].text[0].isupper() and head > 3):
        return ""
    if any(w.form in {"said", "told", "says", "was", "is", "has", "had", "were", "and"} for w in part[:3]):
        return ""
    text = layout.text[part[0].start : part[-1].end]
    for article in ("the ", "a ", "an "):
        if text.startswith(article):
            return text[len(article) :]
    return text
