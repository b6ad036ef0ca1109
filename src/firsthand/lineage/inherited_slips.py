"""Slips that copies inherit: a name spelt otherwise, or a figure that differs, in two articles and not in the others.

What reads right shows no kinship: whoever wrote it would write it so. What reads wrong was seldom made twice, so one
has it from the other, or both have it from a third (the "indicative errors" of textual criticism; P. Maas, Textkritik,
1927). A spelling may also be an agency's way to write a foreign name, which is kinship of the same kind.

The evidence is rare: in 1,970 articles of public news two names were found so, and no figure. A slip makes what two
articles share surer, by a step that is a judgement and no count, and makes no tie alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

from firsthand.languages import rarity
from firsthand.languages.spelling import one_edit, swapped
from firsthand.lineage.matter import Matter
from firsthand.lineage.prose import Prose
from firsthand.nouns import Reason, Span

_LETTERS = 6  # of a name; one letter's difference between shorter ones are two names
_TELLING = 0.4  # rarity of a word beside a name, from which it tells that the two spellings are of one name
_AROUND = 2  # words on each side of a figure that must be the same
_MOST_NAMES = 400  # of one first letter and one ending; more than that is a list, and no news


@dataclass(frozen=True, slots=True)
class Slip:
    """``reading`` as two articles or more have it, ``usual`` as more of the others do."""

    reading: str
    usual: str
    places: Mapping[str, Span]  # article -> its first place
    elsewhere: Span  # a place of the usual reading


@dataclass(frozen=True, slots=True)
class Slips:
    """The slips of a story."""

    found: tuple[Slip, ...]

    def shared(self, a: str, b: str) -> tuple[Slip, ...]:
        """Those that two articles share."""
        return tuple(s for s in self.found if a in s.places and b in s.places)

    def reason(self, a: str, b: str) -> Reason | None:
        """The first slip two articles share, for a reader; None where they share none."""
        for s in self.shared(a, b)[:1]:
            text = f"has '{s.reading}' as {b} does, where others have '{s.usual}'"
            return Reason(text, (s.places[a], s.places[b], s.elsewhere))
        return None


def slips(matter: Matter) -> Slips:
    """The slips that two or more articles of a story have, and fewer than have the usual reading.

    The usual spelling of a name is one that two articles have which share no prose: copies of one text may all have it
    wrong. An article that has both readings of one place is left out of both.
    """
    found = {(s.reading, s.usual, tuple(sorted(s.places))): s for s in (*_names(matter), *_figures(matter.prose))}
    return Slips(tuple(found[k] for k in sorted(found)))


def _names(matter: Matter) -> Iterator[Slip]:
    """Names one letter apart with a telling word beside both that is the same."""
    texts = matter.prose
    seen: dict[str, dict[str, Span]] = {}
    beside: dict[str, set[str]] = {}
    for id, prose in sorted(texts.items()):
        language = prose.layout.article.language
        for n, form in enumerate(prose.forms):
            if len(form) < _LETTERS or not form.isalpha() or not prose.layout.text[prose.starts[n]].isupper():
                continue
            seen.setdefault(form, {}).setdefault(id, Span(id, prose.starts[n], prose.ends[n]))
            near = (prose.forms[i] for i in (n - 1, n + 1) if 0 <= i < len(prose))
            beside.setdefault(form, set()).update(w for w in near if rarity(w, language) >= _TELLING)
    groups: dict[tuple[str, str], list[str]] = {}
    for form in sorted(seen):
        groups.setdefault((form[0], form[-2:]), []).append(form)
    for group in groups.values():
        for form, usual in permutations(group, 2) if len(group) <= _MOST_NAMES else ():
            alike = len(seen[form]) < len(seen[usual]) and (one_edit(form, usual) or swapped(form, usual))
            if alike and beside[form] & beside[usual] and _apart(matter, seen[usual]):
                yield from _slip(seen[form], seen[usual], texts)


def _apart(matter: Matter, articles: Iterable[str]) -> bool:
    """Whether two of the articles share no prose."""
    return any(not matter.shared(a, b).prose for a, b in combinations(sorted(articles), 2))


def _figures(texts: Mapping[str, Prose]) -> Iterator[Slip]:
    """Figures at one place, told by the words around it, that differ."""
    sites: dict[tuple[str, ...], dict[str, dict[str, Span]]] = {}
    for id, prose in sorted(texts.items()):
        forms = prose.forms
        for n in range(_AROUND, len(forms) - _AROUND):
            if forms[n][0].isdigit():
                around = (*forms[n - _AROUND : n], *forms[n + 1 : n + 1 + _AROUND])
                if not any(w[0].isdigit() for w in around):
                    readings = sites.setdefault(around, {})
                    readings.setdefault(forms[n], {}).setdefault(id, Span(id, prose.starts[n], prose.ends[n]))
    for _, readings in sorted(sites.items()):
        usual = min(readings, key=lambda r: (-len(readings[r]), r))
        for reading in sorted(readings):
            if len(readings[reading]) < len(readings[usual]):
                yield from _slip(readings[reading], readings[usual], texts)


def _slip(here: Mapping[str, Span], usual: Mapping[str, Span], texts: Mapping[str, Prose]) -> Iterator[Slip]:
    places = {a: s for a, s in here.items() if a not in usual}
    others = [s for a, s in sorted(usual.items()) if a not in here]
    if 2 <= len(places) < len(others):
        words = [texts[s.article].layout.text[s.start : s.end] for s in (*places.values(), others[0])]
        yield Slip(words[0], words[-1], places, others[0])
