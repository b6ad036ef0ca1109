"""Sentences that stand in several articles in the same, or nearly the same, words: read once, carried by all.

A copy says nothing new, so it must not weigh in what is held to be one claim: every statement is read at its home, the
fullest article that holds its sentence, and its copies join it afterwards, word for word. Nothing here depends on the
ids or the order of articles, so that echo, names and order change no count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from firsthand.claims.checks import conditional, negated
from firsthand.claims.figures import number_words
from firsthand.claims.units import MAX_SENTENCE, Unit, holder
from firsthand.languages import Word, has_table, words
from firsthand.nouns import Attribution, Layout, Passage, Span

OWN_WORDS = 6  # words of a sentence that make it one of a kind; a shorter one is a copy only after a copied sentence
ALIKE = 0.8  # share of words in common (difflib's ratio) from which an edited sentence is a copy
ALIGNED = 0.8  # share of a unit's words that must stand in the copy
MAX_COMPARED = 8  # homes, those with most words in common, that a sentence is held against
MAX_EDITED = 80  # words of a sentence that is compared for edits: the comparison takes the square of it

Place = tuple[str, int]  # article, number of the sentence in it


@dataclass(frozen=True, slots=True)
class Copies:
    """Which sentences are copies.

    Attributes:
        home: the place a copied sentence is read at; homes themselves are not in it.
        places: by home, the copies of it, in the order of the articles.
        words: the words of every sentence that is, or has, a copy.
        edits: by copy that is not word for word, for each word of its home the number of its own word or None.
    """

    home: Mapping[Place, Place]
    places: Mapping[Place, Sequence[Place]]
    words: Mapping[Place, Sequence[Word]]
    edits: Mapping[Place, Sequence[int | None]]

    def is_copy(self, unit: Unit) -> bool:
        """Whether a unit says what stands in its sentence's home as well."""
        place = (unit.article, unit.sentence)
        if place not in self.home:
            return False
        if place not in self.edits:
            return True
        known = {k for k in self.edits[place] if k is not None}
        at = [k for k, w in enumerate(self.words[place]) if unit.span.start <= w.start < unit.span.end]
        return sum(k in known for k in at) >= ALIGNED * len(at)

    def of(self, unit: Unit, layouts: Mapping[str, Layout], said: Mapping[str, Sequence[Attribution]]) -> list[Unit]:
        """A unit's copies, in the order of the articles."""
        out = []
        here = (unit.article, unit.sentence)
        for place in self.places.get(here, ()):
            mine = [k for k, w in enumerate(self.words[here]) if unit.span.start <= w.start < unit.span.end]
            edits = self.edits.get(place)
            theirs = mine if edits is None else [x for k in mine if (x := edits[k]) is not None]
            if not theirs or len(theirs) < ALIGNED * len(mine) or theirs[-1] - theirs[0] + 1 > len(mine) / ALIGNED:
                continue
            found = tuple(self.words[place][theirs[0] : theirs[-1] + 1])
            layout = layouts[place[0]]
            end = min(found[-1].end + unit.span.end - unit.words[-1].end, len(layout.text)) if edits is None else 0
            span = Span(layout.id, found[0].start, max(end, found[-1].end))
            out.append(replace(unit, span=span, zone=layout.sentences[place[1]].zone, sentence=place[1], words=found,
                               attribution=holder(span, said.get(layout.id, ()))))  # fmt: skip
        return out


def fullest_first(layouts: Iterable[Layout]) -> list[Layout]:
    """Articles by length and then by their words: an order that no id, outlet or time changes."""
    return sorted(layouts, key=lambda x: (-len(x.text), x.article.sha256, x.text, x.id))


def find_copies(layouts: Sequence[Layout], passages: Sequence[Passage]) -> Copies:
    """The copied sentences of a story."""
    search = _Search({x.id: x for x in layouts}, passages)
    for layout in fullest_first(layouts):
        if has_table(layout.article.language, "clauses"):
            search.read(layout)
    return search.found()


class _Search:
    """Sentences read so far, fullest articles first: each is a home or a copy of one."""

    def __init__(self, layouts: Mapping[str, Layout], passages: Sequence[Passage]) -> None:
        self._layouts = layouts
        self._shared: dict[str, list[tuple[Span, Span]]] = {}  # by article: its part of a passage, the other's part
        for p in passages:
            if p.kind != "rewritten":
                self._shared.setdefault(p.a.article, []).append((p.a, p.b))
                self._shared.setdefault(p.b.article, []).append((p.b, p.a))
        self._words: dict[Place, tuple[Word, ...]] = {}
        self._first: dict[object, Place] = {}
        self._home: dict[Place, Place] = {}
        self._edits: dict[Place, tuple[int | None, ...]] = {}

    def read(self, layout: Layout) -> None:
        before: Place | None = None  # home of the sentence before
        for n, sentence in enumerate(layout.sentences):
            place = (layout.id, n)
            found = tuple(words(layout.text, sentence.span.start, sentence.span.end)[:MAX_SENTENCE])
            self._words[place] = found
            forms = tuple(w.form for w in found)
            key: object = forms if len(forms) >= OWN_WORDS else (before, forms)
            home = self._first.get(key)
            if home is None and OWN_WORDS <= len(forms) <= MAX_EDITED:
                home = self._edited(place, forms)
            if home is None:
                home = self._first[key] = place
            else:
                self._home[place] = home
            before = home

    def _edited(self, place: Place, forms: Sequence[str]) -> Place | None:
        """The home of which a sentence is an edited copy: the most alike among those it shares a passage with."""
        span = self._layouts[place[0]].sentences[place[1]].span
        near: dict[Place, int] = {}
        for mine, theirs in self._shared.get(place[0], ()):
            if not mine.overlaps(span) or (theirs.article, 0) not in self._words:
                continue
            rows = self._layouts[theirs.article].sentences
            for n in range(bisect_right(rows, theirs.start, key=lambda s: s.span.end), len(rows)):
                if rows[n].span.start >= theirs.end:
                    break
                home = self._home.get((theirs.article, n), (theirs.article, n))
                if home not in near:
                    near[home] = len(set(forms).intersection(w.form for w in self._words[home]))
        best: tuple[float, Place, tuple[int | None, ...]] | None = None
        nearest = sorted(near, key=lambda p: (-near[p], len(self._words[p]), [w.form for w in self._words[p]], p))
        for home in nearest[:MAX_COMPARED]:
            aligned = self._aligned(home, place, forms)
            if aligned is not None and (best is None or aligned[0] > best[0]):
                best = (aligned[0], home, aligned[1])
        if best is None:
            return None
        self._edits[place] = best[2]
        return best[1]

    def _aligned(self, home: Place, place: Place, forms: Sequence[str]) -> tuple[float, tuple[int | None, ...]] | None:
        """How alike two sentences are and which words meet; None where they are not, or where a check forbids it."""
        theirs = [w.form for w in self._words[home]]
        if len(theirs) > MAX_EDITED or 2 * sum((Counter(theirs) & Counter(forms)).values()) < ALIKE * (
            len(theirs) + len(forms)
        ):
            return None
        matcher = SequenceMatcher(None, theirs, list(forms), autojunk=False)
        ratio = round(matcher.ratio(), 4)
        if ratio < ALIKE or self._changed(home, place, matcher.get_opcodes()):
            return None
        out: list[int | None] = [None] * len(theirs)
        for i, j, size in matcher.get_matching_blocks():
            out[i : i + size] = range(j, j + size)
        return ratio, tuple(out)

    def _changed(self, home: Place, place: Place, edits: Sequence[tuple[str, int, int, int, int]]) -> bool:
        """Whether an edit changes a figure, a negation, a condition, or a name for another."""
        texts = self._layouts[home[0]].text, self._layouts[place[0]].text
        language = self._layouts[place[0]].article.language
        kept = tuple(self._words[p] for p in (home, place))
        if any(check([w.form for w in kept[0]], language) != check([w.form for w in kept[1]], language)
               for check in (negated, conditional)):  # fmt: skip
            return True
        for tag, i, j, k, m in edits:
            if tag == "equal":
                continue
            left, right = kept[0][i:j], kept[1][k:m]
            if any(w.form[:1].isdigit() or w.form in number_words(language) for w in (*left, *right)):
                return True
            if i and k and _named(texts[0], left) and _named(texts[1], right):
                return True
        return False

    def found(self) -> Copies:
        places: dict[Place, list[Place]] = {}
        for place, home in self._home.items():  # in the order they were read
            places.setdefault(home, []).append(place)
        held = {*self._home, *places}
        return Copies(self._home, places, {p: w for p, w in self._words.items() if p in held}, self._edits)


def _named(text: str, found: Sequence[Word]) -> bool:
    return any(text[w.start].isupper() for w in found)
