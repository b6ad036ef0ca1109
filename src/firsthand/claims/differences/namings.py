"""Names of one thing that take sides: "the hill, known to X as N and to Y as M", and who uses which."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.claims.differences.alignment import Ground, Line
from firsthand.claims.differences.severity import Finding
from firsthand.languages import has_table, table
from firsthand.nouns import Span

REACH = 8  # words from "known" to the "as" before a name
MAX_LINK = 4  # lower-case words that a name may hold or end with ("mosque compound")
MAX_PLACES = 400  # of a name in one article that are looked at


def find(ground: Ground) -> list[Finding]:
    """Things with two names of which the articles use different ones."""
    groups: list[list[str]] = []
    for article in ground.lines:
        for line in ground.lines[article]:
            names = _double(ground, line)
            if len(names) > 1:
                joined = next((g for g in groups if set(g) & set(names)), None)
                if joined is None:
                    groups.append(names)
                else:
                    joined.extend(n for n in names if n not in joined)
    return [f for g in groups if (f := _compare(ground, g)) is not None]


def _double(ground: Ground, line: Line) -> list[str]:
    """The names that one sentence gives one thing: behind "known ... as", and before "known"."""
    language = ground.language(line.article)
    if not has_table(language, "settings"):
        return []
    called = frozenset(table(language, "settings")["called"])
    forms = [w.form for w in line.words]
    at = next((n for n, f in enumerate(forms) if f in called), None)
    if at is None:
        return []
    out: list[str] = []
    n = at + 1
    last = at
    while n < len(forms) and n - last <= REACH:
        if forms[n] == "as":
            name = _name(ground, line, n + 1)
            if name:
                out.append(name)
                last = n + len(name.split())
        n += 1
    told = forms[at + 1 : at + 2] in (["to"], ["by"], ["locally"])
    text = ground.layouts[line.article].text
    apart = at > 0 and "," in text[line.words[at - 1].end : line.words[at].start]  # "uprisings against Arrow, known as"
    before = _name_before(ground, line, at) if out and (told or (not apart and _is_place(ground, line, at))) else ""
    if len(out) == 1 and not before:
        return []  # "known as X" is a byname of somebody, not another people's name for a place
    return list(dict.fromkeys([*([before] if before else []), *out]))


def _is_place(ground: Ground, line: Line, at: int) -> bool:
    """Whether what stands right before "known" is a place."""
    language = ground.language(line.article)
    near = line.words[max(0, at - MAX_LINK) : at]
    if any(w.form in table(language, "settings")["sites"] for w in near):
        return True
    spans = [
        m for e in ground.statements.entities if e.kind == "place" for m in e.mentions if m.article == line.article
    ]
    return any(s.start < w.end and w.start < s.end for s in spans for w in near)


def _name(ground: Ground, line: Line, n: int) -> str:
    """The capitalised words from ``n`` on, a leading "the" left out."""
    text = ground.layouts[line.article].text
    if n < len(line.words) and line.words[n].form in ("the", "a"):
        n += 1
    first = n
    while (
        n < len(line.words)
        and text[line.words[n].start].isupper()
        and (n == first or text[line.words[n - 1].end : line.words[n].start] in (" ", "-", "’", "'", " al-"))
    ):
        n += 1
    return text[line.words[first].start : line.words[n - 1].end] if n > first else ""


def _name_before(ground: Ground, line: Line, at: int) -> str:
    """The run of capitalised words before a place of a sentence, words for a site ("compound") between."""
    text = ground.layouts[line.article].text
    sites = table(ground.language(line.article), "settings")["sites"]
    end = at
    while end and not text[line.words[end - 1].start].isupper():
        if at - end > MAX_LINK or line.words[end - 1].form not in sites:
            return ""
        end -= 1
    start = end
    while (
        start > 0
        and text[line.words[start - 1].start].isupper()
        and (start == end or text[line.words[start - 1].end : line.words[start].start] in (" ", "-"))
    ):
        start -= 1
    return text[line.words[start].start : line.words[end - 1].end] if 0 < start < end else ""


def _compare(ground: Ground, names: Sequence[str]) -> Finding | None:
    """Where the articles use each name; None where they all use the same."""
    used: dict[str, dict[str, Span]] = {}
    for article in ground.lines:
        for name in names:
            span = _first(ground, article, name)
            if span is not None:
                used.setdefault(article, {})[name] = span
    if len({frozenset(v) for v in used.values()}) < 2:
        return None
    sides = {n: [used[a][n] for a in sorted(used) if n in used[a]] for n in names}
    shown = [n for n in names if sides[n]]
    told = "; ".join(f"“{n}” in {ground.outlets(s.article for s in sides[n])}" for n in shown)
    return Finding("label", tuple(tuple(sides[n]) for n in shown), f"One thing goes by different names: {told}", 0.6)


def _first(ground: Ground, article: str, name: str) -> Span | None:
    """Where an article first writes a name."""
    text = ground.layouts[article].text
    at, tries = text.find(name), 0
    while at >= 0 and tries < MAX_PLACES:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return Span(article, at, end)
        at, tries = text.find(name, end), tries + 1
    return None
