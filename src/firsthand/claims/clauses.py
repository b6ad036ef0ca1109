"""Where a sentence falls into clauses: punctuation, subordinators, "and" between statements, telling participles.

Rules over words, no tagger. Measured on labelled piles: units below the sentence are most of what lets a system find
the places where a claim stands (docs/quality.md). Time and memory are linear in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from firsthand.languages import Word, rarity, table

CONTENT = 0.34  # languages.rarity from which a word carries matter; "said" and "people" lie near it, "the" far below
_REACH = 40  # words looked back for the verb of the first of two joined statements
_QUOTES = "\"“”„«»"
_STRONG = ";:—–()[]" + _QUOTES


@dataclass(frozen=True, slots=True)
class Segment:
    """Words ``first`` .. ``last`` (exclusive) of a sentence between two boundaries; ``whole``: has a verb."""

    first: int
    last: int
    whole: bool
    content: int  # words that carry matter


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The clause table of a language as sets."""

    openers: frozenset[str]
    relatives: frozenset[str]
    dating: frozenset[str]  # openers of clauses that only tell when
    coordinators: frozenset[str]
    not_after: frozenset[str]
    phrases: frozenset[str]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    participles: frozenset[str]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    presents: frozenset[str]  # forms that may be nouns as well ("plans", "reports")
    leading: frozenset[str]  # words that join a clause to what stands before it and are no part of what it states

    def is_verb(self, form: str) -> bool:
        """Whether a folded word is, or looks like, a finite verb or a participle that makes a clause."""
        if form in self.verbs:
            return True
        return len(form) > 4 and form.endswith("ed") and form not in self.not_verbs


@cache
def clause_words(language: str) -> ClauseWords:
    """The table ``clauses`` of a language."""
    rows: Mapping[str, Any] = table(language, "clauses")
    take = {name: frozenset(words) for name, words in rows.items()}
    return ClauseWords(
        openers=take["subordinators"],
        relatives=take["relatives"],
        coordinators=take["coordinators"],
        not_after=take["that_is_no_clause_after"],
        phrases=take["phrases"],
        verbs=take["auxiliaries"] | take["irregular"] | take["presents"],
        not_verbs=take["not_verbs"],
        participles=take["participles"],
        pronouns=take["pronouns"],
        auxiliaries=take["auxiliaries"],
        presents=take["presents"],
        leading=take["leading"],
        dating=take["dating"],
    )


def segments(text: str, found: Sequence[Word], cuts: frozenset[int], language: str) -> list[Segment]:
    """The segments of one sentence, in order, covering every word.

    Args:
        text: the article.
        found: the words of the sentence.
        cuts: offsets in the article at which a segment ends in any case (edges of what somebody is quoted with).
    """
    known = clause_words(language)
    starts = [0]
    for i in range(1, len(found)):
        if _boundary(text, found, i, starts[-1], cuts, known):
            starts.append(i)
    out = []
    for first, last in zip(starts, [*starts[1:], len(found)], strict=True):
        body = [w.form for w in found[first:last]]
        verb = any(known.is_verb(f) for f in body[1:]) or (body[0] not in known.openers and known.is_verb(body[0]))
        whole = verb or body[0] in known.participles
        out.append(Segment(first, last, whole, sum(rarity(f, language) >= CONTENT for f in body)))
    return out


def _boundary(text: str, found: Sequence[Word], i: int, start: int, cuts: frozenset[int], known: ClauseWords) -> bool:
    """Whether a new segment begins at word ``i``; ``start`` is where the present one began."""
    before, word = found[i - 1], found[i]
    gap = text[before.end : word.start]
    if any(before.end <= c <= word.start for c in range(before.end, word.start + 1) if c in cuts):
        return True
    if gap == ":" and before.form[-1:].isdigit() and word.form[:1].isdigit():
        return False  # a time of day
    if any(c in _STRONG for c in gap) or " - " in gap or "--" in gap:
        return True
    if "," in gap:
        return not (len(word.form) == 4 and word.form.isdigit())  # "Dec. 9, 2012" goes on, "Pell, 24, said" does not
    pair = f"{before.form} {word.form}"
    following = found[i + 1].form if i + 1 < len(found) else ""
    if pair in known.phrases or f"{word.form} {following}" in known.phrases:
        return False
    if word.form in known.openers:
        return i > start + 1 or before.form not in known.coordinators
    if word.form in known.relatives:
        return before.form not in known.not_after
    if word.form in known.coordinators:
        return _joins_statements(text, found, i, start, known)
    if word.form in known.participles:
        return before.form not in known.auxiliaries and before.form not in known.not_after
    # "a ferry carrying 100 people | sank": the verb of the clause that the participle interrupts
    return found[start].form in known.participles and i > start + 1 and start > 0 and word.form in known.verbs


def _joins_statements(text: str, found: Sequence[Word], i: int, start: int, known: ClauseWords) -> bool:
    """Whether the "and" at ``i`` joins two statements and not two things."""
    left = found[max(start, i - _REACH) : i]
    if not any(known.is_verb(w.form) or w.form in known.participles for w in left):
        return False
    for n, word in enumerate(found[i + 1 : i + 12], start=i + 1):  # a subject seldom runs longer than ten words
        gap = text[found[n - 1].end : word.start] if n > i + 1 else ""
        if "," in gap or any(c in _STRONG for c in gap):
            break
        if word.form in known.coordinators or word.form in known.openers or word.form in known.relatives:
            break
        if known.is_verb(word.form) or word.form in known.participles:
            return True
    counted = any(w.form[:1].isdigit() for w in left)  # "22 drowned and 30 missing"
    return counted and any(w.form[:1].isdigit() for w in found[i + 1 : i + 4])
