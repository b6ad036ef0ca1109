"""A sentence as tokens with the parties named in it, and who stands before and after a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.actors.frames import Frames
from firsthand.attribution.tokens import Token, tokens, word_set

_MAX_SENTENCE = 3000  # characters: beyond is no sentence
_MAX_APPOSITION = 22  # tokens between two commas that may stand between a subject and its verb
_MAX_PHRASE = 5  # tokens between a verb and the name it takes ("the powerful northern group Oro")
_DASHES = frozenset({"-", "–", "—", "--"})
_MODIFIERS = frozenset({"adj", "noun", "num", "name"})


@dataclass(frozen=True, slots=True)
class Party:
    """An entity where a sentence names it: tokens ``first`` to ``last``, the last left out."""

    entity: str
    first: int
    last: int
    place: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What stands round a verb on its left: where it begins, and what it says about being so."""

    begins: int
    negated: bool = False
    future: bool = False
    unreal: bool = False
    passive: bool = False
    real: bool = False  # "continues to"


class Clauses:
    """One sentence. Everything here reads a few tokens to either side, so a sentence costs its length."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[tuple[int, int, str, bool]], frames: Frames
                 ) -> None:  # fmt: skip
        self.text = text
        self.frames = frames
        self.tokens: list[Token] = tokens(text, start, min(end, start + _MAX_SENTENCE))
        self.begins: dict[int, Party] = {}
        self.ends: dict[int, Party] = {}
        at = {t.start: i for i, t in enumerate(self.tokens)}
        to = {t.end: i + 1 for i, t in enumerate(self.tokens)}
        for first, last, entity, place in sorted(mentions, key=lambda m: (m[0], m[0] - m[1], m[2])):
            i, j = at.get(first), to.get(last)
            if i is None or j is None or i >= j:
                continue
            party = Party(entity, i, j, place)
            self.begins.setdefault(i, party)  # the longest: sorted so
            if j not in self.ends or self.ends[j].first > i:
                self.ends[j] = party

    def form(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else "end"

    def words(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to ``last``, blanks made one."""
        if not first < last <= len(self.tokens):
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def follows(self, i: int, rest: Sequence[str]) -> bool:
        """True where the forms from ``i`` on are these."""
        return all(self.form(i + n) == word for n, word in enumerate(rest))

    # ------------------------------------------------------------- verbs

    def group(self, verb: int) -> Group:
        """Auxiliaries, adverbs and negations left of a verb."""
        f = self.frames
        i, forms, passive, real, unreal = verb - 1, list[str](), False, False, False
        while i >= 0 and verb - i <= 8:
            form, tag = self.form(i), self.tag(i)
            if form in f.unreal:
                unreal = True
            if form == "to":
                before = self.form(i - 1)
                if before in f.real:
                    real = True
                    i -= 1
                else:
                    unreal = True
            elif not (tag in {"aux", "modal", "adv"} or form in f.negations or form in f.future):
                break
            elif tag == "aux" and form in word_set("be_forms") and not passive:
                passive = True
            forms.append(form)
            i -= 1
        return Group(
            i + 1,
            negated=any(w in f.negations or w.endswith("n't") for w in forms),
            future=any(w in f.future for w in forms),
            unreal=unreal and not real,
            passive=passive,
            real=real,
        )

    def before(self, i: int) -> list[Party]:
        """The parties that are the subject of what begins at token ``i``; none where it is somebody else."""
        j = i - 1
        if self.form(j) == "," or self.form(j) in _DASHES:
            j = self._before_apposition(j)
        consumed = False
        while j >= 0 and i - j <= _MAX_APPOSITION and self.form(j) in self.frames.bodies:
            if self.form(j) in self.frames.people:
                return []
            consumed = True
            j -= 1
        if consumed:
            while self.tag(j) == "adj":
                j -= 1
            if self.tag(j) == "posm":
                j -= 1
        party = self.ends.get(j + 1)
        if party is None:
            return []
        found = [party]
        first = self._outer(party.first)
        if self.form(first - 1) in {"and", "or"}:
            other = self.ends.get(first - 1)
            if other is None:
                return []
            found.append(other)
            first = self._outer(other.first)
        if self.tag(first - 1) in {"prep", "to"} and self.form(first - 1) not in {"after", "before", "since"}:
            return []
        return found

    def _outer(self, first: int) -> int:
        """Where a noun phrase begins whose name begins here: past its title, adjectives and article."""
        floor = max(0, first - 4)
        while first > floor and self.tag(first - 1) in {"adj", "det", "poss", "name", "noun"} and (
            first - 1 not in self.ends or self.tag(first - 1) == "det"
        ) and first not in self.ends:  # fmt: skip
            first -= 1
        return first

    def _before_apposition(self, closing: int) -> int:
        """The token before "..., a river town," or "- a backer of B -"; the closing mark where there is none."""
        same = _DASHES if self.form(closing) in _DASHES else frozenset({","})
        for j in range(closing - 1, max(-1, closing - _MAX_APPOSITION), -1):
            if self.form(j) in same:
                return j - 1
            if self.form(j) in {".", ";", ":"}:
                break
        return closing

    def after(self, i: int, places: bool = True, closed: bool = False) -> list[Party]:
        """The parties that what ends before token ``i`` is done to; none where it is something else of theirs.

        ``closed``: a list by its form ("between A and B"), whatever follows it.
        """
        j, limit = i, i + _MAX_PHRASE
        while j < limit and j not in self.begins and self.tag(j) in {"det", "adj", "num", "noun", "name", "poss"}:
            j += 1
        party = self._whole(j)
        if party is None or (party.place and not places):
            return []
        found, j = [party], self._past_bodies(party.last)
        while self.form(j) in {"and", "or", ","} and len(found) < 4:
            k = j + 1
            while self.tag(k) == "det":
                k += 1
            other = self._whole(k)
            if other is None:
                break
            j = self._past_bodies(other.last)
            if not closed and self.tag(j) in {"verb", "ed", "aux", "modal"}:
                break  # "A attacked B and C fled"
            found.append(other)
        return found

    def _past_bodies(self, j: int) -> int:
        while self.form(j) in self.frames.bodies:
            j += 1
        return j

    def _whole(self, i: int) -> Party | None:
        """The party whose phrase begins at ``i`` and is meant itself: not "Oro's harbour", not "the Oro dam"."""
        party = self.begins.get(i)
        if party is None:
            return None
        j = party.last
        k = j + (self.tag(j) == "posm")
        step = k
        while step < k + 4 and step not in self.begins and self.tag(step) in _MODIFIERS | {"adj"}:
            step += 1
        inner = self.begins.get(step)
        if inner is not None and step > k and self.form(step - 1) not in self.frames.bodies - self.frames.people:
            return inner if self.tag(inner.last) != "posm" else None  # "met Oro leader Ana Pell" meets Ana Pell
        if self.tag(j) == "posm":
            return party if self._past_bodies(k) > k else None
        if self.form(j) in self.frames.bodies:
            return None if self.form(j) in self.frames.people else party
        time = self.form(j) in word_set("time_words") or self.form(j) in word_set("weekdays")
        return party if time or self.tag(j) not in {"noun", "name", "ing", "adj"} else None

    # ------------------------------------------------------------- conditions

    def conditions(self) -> list[tuple[int, int]]:
        """Token ranges of "if ...", "unless ..." clauses."""
        out: list[tuple[int, int]] = []
        for i, token in enumerate(self.tokens):
            if token.form in self.frames.conditions and (not out or i >= out[-1][1]):
                stop = next((j for j in range(i + 1, len(self.tokens)) if self.form(j) in {",", ";", ".", "”", '"'}
                             or self.form(j) in _DASHES), len(self.tokens))  # fmt: skip
                out.append((i, stop))
        return out

    def is_question(self) -> bool:
        return any(t.text == "?" for t in self.tokens[-3:])
