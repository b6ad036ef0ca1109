"""Newsrooms no table knows, told by what they are called: "told Ostrel's Al-Sahl paper", "in the party's Tarn Daily".

A capitalised name right before a word for a medium, with a word of reporting before it in the sentence, is whom a
statement comes from. In-sentence credits of other forms are the attribution room's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firsthand.attribution.gazetteer import nationalities, places
from firsthand.languages import fold, has_table, table
from firsthand.nouns import Credit, Layout, Reason, Span

_TABLE = "named_media"
_REACH = 90  # characters between the word of reporting and the name: a clause
_SURE = 0.7
_PART = r"[A-Z][\w’'&.-]{0,25}"
_NAME = rf"(?:{_PART}[ \u00a0](?:of[ \u00a0])?(?:the[ \u00a0])?){{0,3}}{_PART}"
_AFTER = re.compile(rf"[ \u00a0](?:[Tt]he[ \u00a0])?({_NAME})")  # "the Vessian newspaper Tarn Post"
_QUOTED = re.compile(r"^.*[\"“”]", re.DOTALL)  # what a speaker says before it is none of the clause
_OWNER = re.compile(r"^.*?[\w.](?:’s|'s|s’|s')[ \u00a0]")  # "Qatar's", "the party's"


def named_media(layout: Layout) -> tuple[Credit, ...]:
    """The statements of an article that it credits to a newsroom by name and kind."""
    if not has_table(layout.article.language, _TABLE):
        return ()
    return tuple(_found(layout))


def _found(layout: Layout) -> Iterator[Credit]:
    cue, medium = _rules(layout.article.language)
    for sentence in layout.sentences:
        start, end = sentence.span.start, sentence.span.end
        for m in medium.finditer(layout.text, start, end):
            before = layout.text[max(start, m.start() - _REACH) : m.start()]
            if not cue.search(_QUOTED.sub("", before)):
                continue
            named, name = m, _own_name(m.group(1))
            if not name and (after := _AFTER.match(layout.text, m.end(), end)):
                named, name = after, _own_name(after.group(1))
            if len(name) < 2:
                continue
            end_of_name = m.end(1) if named is m else named.start(1) + len(named.group(1).rstrip("."))
            span = Span(layout.id, end_of_name - len(name), max(m.end(), end_of_name))
            yield Credit(span, "text", name, confidence=_SURE,
                         reasons=(Reason(f"names {name} as what reported it", (span,)),))  # fmt: skip


def _own_name(words: str) -> str:
    """What of a capitalised run names the newsroom: not its owner, its country, or the town it is in."""
    parts = _OWNER.sub("", words).replace("\u00a0", " ").rstrip(".").split()
    if fold(" ".join(parts)) in places():
        return ""
    while parts and len(parts[0]) > len("New") and fold(parts[0]) in nationalities():
        parts.pop(0)
    name = " ".join(parts)
    return "" if fold(name) in places() else name


@cache
def _rules(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table(language, _TABLE)
    cue = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in sorted(rows['cues'], reverse=True))})(?!\w)", re.I)
    media = "|".join(re.escape(w).replace(r"\ ", r"[ \u00a0]") for w in sorted(rows["media"], reverse=True))
    return cue, re.compile(rf"(?<![\w’'.-])({_NAME})[ \u00a0](?:{media})(?!\w)")
