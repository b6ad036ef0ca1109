"""What a source's words say it is when they are no name: unnamed people, a body, a document, a role, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.attribution.gazetteer import people
from firsthand.attribution.lexicon import forms_row
from firsthand.attribution.roles import scan_words
from firsthand.attribution.tokens import grammar, word_set
from firsthand.languages import fold

DescriptionKind = Literal["pronoun", "unnamed", "organisation", "document", "role", "other"]

_END = re.compile(r",|;|\(|—|–| - |\b(?:who|whom|which|that|speaking|requesting|asking|citing|including)\b")
_WHEN = re.compile(
    r"\s(?:on|over|late|early|in) (?:the )?(?:weekend|[A-Z]?[a-z]+day)\b.*$"
)  # "the bureau over the weekend"
_LONGEST = 300  # characters of a description that are read
_ARTICLE = re.compile(r"^(?:an?|the|that|this|these|those|its|his|her|their|our|my)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Description:
    """``name``: as it is shown, the article before it dropped; ``definite``: "the ...", it points back."""

    kind: DescriptionKind
    name: str
    head: str  # folded head noun, or the pronoun
    words: tuple[str, ...]  # folded words of the phrase up to its head
    definite: bool = False
    plural: bool = False


@cache
def _unnamed() -> frozenset[str]:
    one = {fold(w) for w in people("unnamed")}
    return frozenset(one | {_plural(w) for w in one} | people("unnamed_plural"))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def describe(source: str) -> Description:
    """Read a source that holds no name at its head."""
    cut = _END.search(source, 1)
    phrase = (source[: cut.start()] if cut else source).strip()[:_LONGEST]
    found = [w for w in scan_words(phrase, 0, len(phrase)) if w.text[0].isalnum()]
    if not found:
        return Description("other", phrase, "", ())
    first = found[0].form
    if len(found) == 1 and grammar().get(first) in {"pron", "objpron"} and first not in {"there"}:
        return Description("pronoun", phrase, first, (first,))
    stop = _after_head([w.form for w in found])
    head = found[stop - 1].form
    words = tuple(w.form for w in found[:stop])
    definite = first in {"the", "that", "this", "these", "those", "its", "his", "her", "their"}
    name = " ".join(_WHEN.sub("", _ARTICLE.sub("", phrase)).split())
    plural = (head.endswith("s") and not head.endswith("ss")) or head in {"people", "police", "men", "women", "others"}
    kind: DescriptionKind = "other"
    if head in _documents():
        kind = "document"
    elif head in people("institutions"):
        kind = "organisation"
    elif head in _unnamed():
        kind = "role" if definite and not plural and head in people("roles") else "unnamed"
    elif head in people("roles"):
        kind = "role" if definite else "unnamed"
    return Description(kind, name, head, words, definite, plural)


def _after_head(forms: Sequence[str]) -> int:
    """Where what describes the head noun begins: a preposition, or "briefed on", "published Monday", "aware of".

    Only a noun for people or papers is known to be the head before a participle: "wounded" may also describe a noun
    that follows.
    """
    stop = 1
    while stop < len(forms) and forms[stop] not in word_set("noun_phrase_prepositions"):
        stop += 1
    for n in range(stop - 1):
        at = n + 2 if forms[n + 1].endswith("ly") and n + 2 < len(forms) else n + 1
        if forms[n] in _heads() and _describes(forms, at):
            return n + 1
    return stop


def _describes(forms: Sequence[str], at: int) -> bool:
    """Whether the word at a place is a participle or an adjective after its noun: nothing it could stand before."""
    if not (forms[at].endswith("ed") or forms[at] in people("described_after")):
        if not forms[at].endswith("ing") or at + 1 >= len(forms):
            return False
        return forms[at + 1] in word_set("noun_phrase_prepositions")
    follows = forms[at + 1] if at + 1 < len(forms) else ""
    beside = word_set("noun_phrase_prepositions") | people("described_beside")
    return not follows or follows in beside | word_set("weekdays") | word_set("months") or follows.endswith("ly")


@cache
def _heads() -> frozenset[str]:
    return _unnamed() | _documents() | frozenset(fold(w) for w in people("institutions") | people("roles"))


@cache
def _documents() -> frozenset[str]:
    return frozenset(fold(w) for w in people("documents"))


def points_back(what: Description) -> bool:
    """True for "the message" or a bare "report": what somebody said before, no source of its own."""
    nouns = forms_row("spoken_nouns")
    lone = len(what.words) == 1 or (len(what.words) == 2 and what.definite)
    return lone and what.head in nouns and what.name.lower().split()[-1:] == [what.head]


def singular(noun: str) -> str:
    """The singular of a plural head noun, by rule."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def less_article(text: str) -> str:
    """A description without the article or pronoun before it."""
    return " ".join(_ARTICLE.sub("", text).split())
