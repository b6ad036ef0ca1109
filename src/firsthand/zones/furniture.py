"""Furniture: what stands on the page beside the article. Known by its words, or by recurring across the pile."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.languages import table
from firsthand.zones.lines import Paragraph
from firsthand.zones.tables import LANGUAGE, word_set

_LONGEST = 300  # characters of a furniture line; a longer one is text that begins like one
_LONGEST_OPENING = 220  # of a line known only by its first words
_PLAIN = re.compile(r"[\W_]+")
_COUNT = re.compile(r"[\d.,]+[kKmM]?")
_COUNTER = re.compile(r"(?:[Ii]mage |[Pp]hoto |[Ss]lide |[Pp]age )?\(?\d{1,3} ?(?:/|of|out of) ?\d{1,3}\)?\.?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|#\w+|@\w+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # buttons run together: "ShareTweetEmail"
_CODE = re.compile(r"\bwindow\.|\bfunction ?\(|\bvar \w|\.push\(|googletag|document\.|\{\{|@media|</\w")
_SHORT = 9  # words up to which the opening alone decides
_FAMILIES = 3  # unrelated articles that must share a line for it to be the page's and not the story's
_KIN = 0.25  # share of the shorter article's text in common from which two articles are one matter
_SAME_NAMES = 0.35  # share of the shorter list of capitalised words in common, likewise; strangers share a tenth
_CROWD = 40  # articles sharing a line beyond which each is compared with its neighbours only
_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}")


@cache
def _phrases() -> tuple[frozenset[str], int]:
    found = frozenset(_plain(x) for x in table(LANGUAGE, "furniture")["phrases"].split(";"))
    return found, max(len(x.split()) for x in found)


@cache
def _notices() -> re.Pattern[str]:
    rows = table(LANGUAGE, "furniture")["notices"].split(";")
    return re.compile(r"\W{0,3}(?:" + "|".join(re.escape(" ".join(x.split())) for x in rows) + ")", re.I)


@cache
def _openings() -> re.Pattern[str]:
    rows = {" ".join(x.split()) for x in table(LANGUAGE, "furniture")["openings"].split(";") if x.strip()}
    return re.compile(r"\W{0,3}(?:" + "|".join(re.escape(x) for x in sorted(rows, key=lambda x: (-len(x), x)))
                      + r")(?!\w)", re.I)  # fmt: skip


@cache
def _labels() -> re.Pattern[str]:
    rows = sorted(
        (" ".join(x.split()) for x in table(LANGUAGE, "furniture")["labels"].split(";")), key=lambda x: -len(x)
    )
    return re.compile(r"(?:" + "|".join(map(re.escape, rows)) + r") ?:(?=\s)", re.I)


def _plain(words: str) -> str:
    return " ".join(_PLAIN.sub(" ", words.replace("’", "'").replace("'", "").casefold()).split())


def is_furniture(line: str) -> bool:
    """Whether a whole line is the page's by its own words."""
    if _is_code(line):
        return True
    if len(line) > _LONGEST:
        return False
    plain = _plain(line)
    if not plain:
        return True
    if _COUNTER.fullmatch(line) or _ADDRESS.fullmatch(line) or _made_of_phrases(plain.split()):
        return True
    if _made_of_phrases(_plain(_CAMEL.sub(" ", line)).split()):
        return True
    words = line.casefold().split()
    if _notices().match(line):
        return True
    if len(line) <= _LONGEST_OPENING and (m := _openings().match(line)):
        ours = sum(w.strip(".,!?:;’'\"()") in word_set("furniture", "site") for w in words)
        if m.group()[-1] in ":|" or len(words) <= _SHORT or ours >= 2:
            return True
    return (
        len(words) <= 8
        and any(c.isdigit() for c in line)
        and all(
            _COUNT.fullmatch(w.strip("()|•·-:"))
            or w.strip("()|•·-:,.") in word_set("furniture", "counted")
            or not _PLAIN.sub("", w)
            for w in words
        )
    )


def _is_code(line: str) -> bool:
    """Script that a crawl took for text."""
    return bool(_CODE.search(line[:_LONGEST])) and sum(c in "{};=()[]<>_" for c in line) >= 0.04 * len(line)


def _made_of_phrases(words: list[str]) -> bool:
    """Whether the line is furniture phrases one after another, nothing left over."""
    known, longest = _phrases()
    at, found = 0, 0
    while at < len(words):
        for n in range(min(longest, len(words) - at), 0, -1):
            if " ".join(words[at : at + n]) in known:
                at, found = at + n, found + 1
                break
        else:
            if words[at] not in word_set("furniture", "joints") or not found:
                return False
            at += 1
    return found > 0


def label_end(text: str, start: int, end: int) -> int | None:
    """Where a label before the text ends ("Article: "), or None."""
    m = _labels().match(text, start, min(end, start + 30))
    return m.end() if m else None


def recurring(texts: Mapping[str, tuple[str | None, str, Sequence[Paragraph]]]) -> dict[str, frozenset[int]]:
    """The lines of a pile that are the page's because unrelated articles share them.

    Articles on one event share sentences too, whether copied or quoted; so only articles of different matter count:
    little text in common, few names in common. A short line without a sentence's end needs two such articles of one
    outlet, any other line three.

    Args:
        texts: article id -> (outlet, text, paragraphs).

    Returns:
        article id -> the starts of such paragraphs.
    """
    seen: dict[str, dict[str, list[Paragraph]]] = defaultdict(lambda: defaultdict(list))
    for id in sorted(texts):
        _, text, found = texts[id]
        for p in found:
            if p.end - p.start <= 2 * _LONGEST:
                seen[_COUNT.sub("0", _plain(text[p.start : p.end]))][id].append(p)
    shared = {key: where for key, where in seen.items() if key and len(where) > 1}
    kin = _kin(shared, texts)
    out: dict[str, set[int]] = defaultdict(set)
    for key in sorted(shared):
        where = shared[key]
        sentence = any(texts[id][1][p.end - 1] in '.!?”"’' for id, places in where.items() for p in places)
        outlets = {texts[id][0] for id in where}
        enough = 2 if len(outlets) == 1 and None not in outlets and not sentence else _FAMILIES
        if len({kin[id] for id in where}) >= enough and (not sentence or len(key.split()) > 3):
            for id, places in where.items():
                out[id].update(p.start for p in places)
    return {id: frozenset(out.get(id, ())) for id in texts}


def _names(text: str, shared: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The capitalised words of an article outside the lines it shares with others, days and months left out."""
    at, own = 0, []
    for start, end in [*sorted(shared), (len(text), len(text))]:
        own.append(text[at:start])
        at = end
    return frozenset(_NAME.findall("\n".join(own))) - word_set("furniture", "calendar")


def _kin(shared: Mapping[str, Mapping[str, Sequence[Paragraph]]],
         texts: Mapping[str, tuple[str | None, str, Sequence[Paragraph]]]) -> dict[str, str]:  # fmt: skip
    """Article id -> the id of its family: articles that have much of their text or of their names in common."""
    common: dict[tuple[str, str], int] = defaultdict(int)
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for key, where in shared.items():
        for id, places in where.items():
            held[id] += ((p.start, p.end) for p in places)
        ids = sorted(where)
        for i, a in enumerate(ids):
            for b in ids[i + 1 : i + 1 + (len(ids) if len(ids) <= _CROWD else 2)]:
                common[a, b] += len(key)
    sizes = {id: sum(p.end - p.start for p in found) for id, (_, _, found) in texts.items()}
    names: dict[str, frozenset[str]] = {}
    parent = {id: id for id in texts}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for (a, b), size in sorted(common.items()):
        for id in (a, b):
            if id not in names:
                names[id] = _names(texts[id][1], held[id])
        fewer = min(len(names[a]), len(names[b]))
        if size >= _KIN * min(sizes[a], sizes[b]) or len(names[a] & names[b]) >= _SAME_NAMES * fewer:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return {id: root(id) for id in texts}
