"""Whether mentions of different origins plainly state the same: only then is a further origin shown.

Words alike enough to join two mentions do not suffice to say that a second speaker confirms the first. What two of them
state must be the same clause in matter, mood and polarity, told by neither of himself, asked for by neither and doubted
by neither. Where the texts do not show that, the mention stays with its claim and its origin is not counted. These
checks only ever lower a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.claims.checks import conditional, negated
from firsthand.claims.clauses import CONTENT, clause_words
from firsthand.claims.knowers import Ground
from firsthand.claims.mentions import Mentions
from firsthand.claims.stance import chain
from firsthand.claims.units import Unit
from firsthand.claims.wording import groups
from firsthand.languages import Word, has_table, rarity, stem, table
from firsthand.nouns import Span

Failing = Literal["asks", "doubts", "of the speaker", "no statement", "reports"]

# Shares of the lighter and of the heavier side's matter that both hold, and the matter that both hold in all: either
# most of what the lighter one says, or more than half of two longer ones. Read off 80 pairs of unlabelled news.
MOST = (0.75, 0.33, 1.4)
MORE_THAN_HALF = (0.65, 0.48, 2.0)
ALIKE = 0.6  # share of the lighter side's matter below which two speakers' mentions are not one claim at all; parting
# below any share up to .75 changed nothing in the labelled piles, and parting all that is not plain parted too much
ONE_FIGURE = 0.6  # share of the heavier side that both hold where only one of them has a figure
ALL = 0.95  # share of both sides from which a short statement of one word of matter is the same ("No one was hurt")
LEAST_WORDS = 3  # ... and the words it has at least
DEED = (0.5, 3)  # share of the heavier side, and words each has, from which one rare verb is enough ("has recovered")
BEFORE = 10  # words before a mention in its sentence in which it may be doubted
MAX_COMPARED = 30  # mentions of one origin that are compared with another's
FRAGMENT = 3.0  # matter that a stretch without a verb must share
TELLING = 0.5  # languages.rarity of a verb that alone makes a statement
_STEP = 4  # words at the head of a mention among which its subject stands


@dataclass(frozen=True, slots=True)
class _Telling:
    """The table ``confirming`` of a language as sets of stems and forms."""

    asking: frozenset[str]
    asking_that: frozenset[str]
    moods: tuple[frozenset[str], ...]
    selves: frozenset[str]
    one_speaker: frozenset[str]
    many_speakers: frozenset[str]
    single: frozenset[str]
    witnessing: frozenset[str]
    doubting: frozenset[str]
    nobody: frozenset[str]
    joining: frozenset[str]


@cache
def _telling(language: str) -> _Telling | None:
    if not has_table(language, "confirming"):
        return None
    rows = table(language, "confirming")

    def stems(name: str) -> frozenset[str]:
        return frozenset(stem(w, language) for w in rows[name])

    return _Telling(stems("asking"), stems("asking_that"),
                    tuple(frozenset(rows[n]) for n in ("future", "possible", "duty")), frozenset(rows["selves"]),
                    *(frozenset(rows[n]) for n in ("one_speaker", "many_speakers", "single", "witnessing", "doubting",
                                                   "nobody", "joining")))  # fmt: skip


def _deed(form: str, language: str) -> str:
    """The verb whose deed a noun tells ("death": "die"), else the word itself."""
    return str(table(language, "confirming")["deeds"].get(form, form)) if has_table(language, "confirming") else form


def _in_common(a: Mapping[str, float], b: Mapping[str, float]) -> tuple[float, float, float]:
    """The share of the lighter and of the heavier side's matter that both hold, and how much that is."""
    shared = sum(min(w, b[s]) for s, w in a.items() if s in b)
    light, heavy = sorted((sum(a.values()), sum(b.values())))
    return (round(shared / light, 4), round(shared / heavy, 4), round(shared, 4)) if light else (0.0, 0.0, 0.0)


class Corroboration:
    """Which mentions of a story plainly state the same; each is read once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[Span, tuple[dict[str, float], Failing | None]] = {}
        self._halves: dict[Span, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}

    def further(self, mentions: Mentions, of: Sequence[int | None], said: Sequence[Sequence[int]]) -> dict[int, int]:
        """The groups of mentions that are shown for a claim, each with a mention that another plainly confirms.

        The first shown is the one that most others plainly confirm; where none does, it stands alone.

        Args:
            said: for each group the mentions that show what it says.
        """
        by_group = {g: sorted(set(found)) for g, found in enumerate(said)}
        meets: dict[int, dict[int, int]] = {g: {} for g in by_group}
        for g in by_group:
            for h in by_group:
                if g < h and (pair := self._pair(mentions, by_group[g], by_group[h])) is not None:
                    meets[g][h], meets[h][g] = pair[1], pair[0]
        first = max(by_group, key=lambda g: (len(meets[g]), self._carried(mentions, of, g), -g))
        own = next((meets[other][first] for other in meets[first]), 0)
        return {first: own, **meets[first]}

    def _carried(self, mentions: Mentions, of: Sequence[int | None], group: int) -> int:
        return len({u.article for u, g in zip(mentions.units, of, strict=True) if g == group})

    def _pair(self, mentions: Mentions, left: Sequence[int], right: Sequence[int]) -> tuple[int, int] | None:
        """The first two mentions of two groups that plainly state the same."""
        for n in left[:MAX_COMPARED]:
            for m in right[:MAX_COMPARED]:
                if self.plain(mentions.units[n], mentions.units[m]):
                    return n, m
        return None

    def unlike(self, a: Unit, b: Unit) -> bool:
        """Whether two mentions have so little in common that they do not state one thing."""
        return _in_common(self._of(a)[0], self._of(b)[0])[0] < ALIKE

    def plain(self, a: Unit, b: Unit) -> bool:
        """Whether two mentions plainly state the same."""
        (mine, failing), (theirs, other) = self._of(a), self._of(b)
        if failing or other or self._mood(a) != self._mood(b):
            return False
        language = self._ground.layouts[a.article].article.language
        forms = [w.form for w in a.words], [w.form for w in b.words]
        if any(check(forms[0], language) != check(forms[1], language) for check in (negated, conditional)):
            return False
        low, high, shared = _in_common(mine, theirs)
        if shared < FRAGMENT and not (self._verb(a) and self._verb(b)):
            return False
        if self._figured(a) != self._figured(b) and high < ONE_FIGURE:
            return False
        if not self._one_event(a, b):
            return False
        if any(low >= least and high >= most and shared >= all_ for least, most, all_ in (MOST, MORE_THAN_HALF)):
            return True
        fewest = min(len(a.words), len(b.words))
        if high >= ALL and fewest >= LEAST_WORDS:
            return True
        return low >= ALL and high >= DEED[0] and fewest >= DEED[1] and bool(self._deeds(a) & self._deeds(b))

    def _one_event(self, a: Unit, b: Unit) -> bool:
        """Whether what two mentions speak of, and what they say of it, have something in common each."""
        (who, does, all_), (other, did, every) = self._parts(a), self._parts(b)
        if who and other and not who & every and not other & all_:
            return False
        return not does or not did or bool(does & every and did & all_)

    def _parts(self, unit: Unit) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Stems before a mention's verb (in its sentence, where it has none), from its verb on, and of both."""
        if unit.span in self._halves:
            return self._halves[unit.span]
        language = self._ground.layouts[unit.article].article.language
        known, alike = clause_words(language), groups(language)

        def stems(found: Sequence[str]) -> frozenset[str]:
            kept = (stem(_deed(f, language), language) for f in found
                    if f[:1].isdigit() or rarity(f, language) >= CONTENT)  # fmt: skip
            return frozenset(alike.get(s, s) for s in kept)

        forms = [w.form for w in unit.words]
        verb = next((n for n, f in enumerate(forms) if known.is_verb(f) and f not in known.presents), len(forms))
        before, after = forms[:verb], forms[verb:]
        before = before if stems(before) else [w.form for w in self._before(unit)]
        found = stems(before), stems(after), stems(before) | stems(after)
        self._halves[unit.span] = found
        return found

    def _figured(self, unit: Unit) -> bool:
        return any(key[:1].isdigit() for key in self._of(unit)[0])

    def _verb(self, unit: Unit) -> bool:
        """Whether a mention holds a verb that is no noun or adjective as well ("live", "plans")."""
        known = clause_words(self._ground.layouts[unit.article].article.language)
        return any(known.is_verb(w.form) and w.form not in known.presents for w in unit.words)

    def _deeds(self, unit: Unit) -> set[str]:
        """Stems of what a mention says was done, in rare verbs that are no nouns as well."""
        language = self._ground.layouts[unit.article].article.language
        known = clause_words(language)
        forms = {w.form for w in unit.words if rarity(w.form, language) >= TELLING} - known.presents - known.auxiliaries
        return {stem(f, language) for f in forms if known.is_verb(f)}

    def _of(self, unit: Unit) -> tuple[dict[str, float], Failing | None]:
        if unit.span not in self._known:
            self._known[unit.span] = self._matter(unit), self._failing(unit)
        return self._known[unit.span]

    def _matter(self, unit: Unit) -> dict[str, float]:
        """Stems, or their synonym groups, of the words and figures that carry matter, with how rare they are."""
        language = self._ground.layouts[unit.article].article.language
        known = groups(language)
        days = [s for s in self._ground.times_in.get(unit.article, ()) if s.overlaps(unit.span)]
        out: dict[str, float] = {}
        for w in unit.words:
            if any(d.start <= w.start < d.end for d in days):
                continue
            rare = 1.0 if w.form[:1].isdigit() else rarity(w.form, language)
            if rare >= CONTENT:
                plain = stem(_deed(w.form, language), language)
                out[known.get(plain, plain)] = rare
        return out

    def _mood(self, unit: Unit) -> tuple[bool, ...]:
        known = _telling(self._ground.layouts[unit.article].article.language)
        forms = {w.form for w in unit.words}
        return tuple(bool(forms & mood) for mood in known.moods) if known else ()

    def _failing(self, unit: Unit) -> Failing | None:
        language = self._ground.layouts[unit.article].article.language
        known = _telling(language)
        if known is None:
            return "no statement"
        forms = [w.form for w in unit.words]
        if len(forms) > 2 and forms[0] in known.selves and forms[1] in known.witnessing:
            forms = forms[2:]  # "I saw the council sell it"
            if not any(clause_words(language).is_verb(f) or rarity(f, language) >= TELLING for f in forms):
                return "no statement"
        if known.selves & set(forms) or self._speakers(unit, known) & set(forms[:_STEP]):
            return "of the speaker"
        verbs = clause_words(language)
        if forms[0].startswith("what") or (not unit.attribution and forms[0] in verbs.relatives):
            return "no statement"  # a thing, or background beside the name it explains
        if forms[0] in known.joining and forms[1:2] not in (["least"], ["most"]) and "," not in self._text(unit):
            return "no statement"  # "in the count of the votes"
        if self._tells_of_telling(unit, language):
            return "reports"
        if self._asked(unit, known, language):
            return "asks"
        before = self._before(unit)
        if any(w.form in known.doubting or w.form.endswith("n't") for w in before):
            return "doubts"
        return None

    def _speakers(self, unit: Unit, known: _Telling) -> frozenset[str]:
        """The pronouns at the head of what somebody says that may be the speaker."""
        said = self._ground.attributions.get(unit.attribution or "")
        entity = self._ground.entities.get(said.entity or "") if said is not None else None
        if said is None:
            return frozenset()
        if entity is None:
            return known.one_speaker | known.many_speakers
        if entity.kind == "person":
            return known.one_speaker
        if entity.kind == "unnamed" and said.source is not None:
            opening = [w.form for w in self._ground.words(said.source)][:1]
            return known.one_speaker if set(opening) & known.single else known.many_speakers
        return known.many_speakers

    def _text(self, unit: Unit) -> str:
        return self._ground.layouts[unit.article].text[unit.span.start : unit.span.end]

    def _tells_of_telling(self, unit: Unit, language: str) -> bool:
        """Whether a mention tells that somebody says so: "Quell has assured us that ..."."""
        held = chain(unit.attribution, self._ground.attributions)
        if any(a.cue is not None and unit.span.contains(a.cue) for a in held):
            return True
        before = self._before(unit)
        if not before or not held or not (before[0].form == "that" or unit.words[0].form == "that"):
            return False
        cues = [a.cue for a in held if a.cue is not None]
        content = [c for c in held[0].content if c.overlaps(unit.span)]
        inside = [w for w in before if any(c.start <= w.start for c in content)
                  and not any(q.start <= w.start < q.end for q in cues)]  # fmt: skip
        known = _telling(language)
        plain = known is None or any(w.form in known.nobody for w in inside)  # "it is clear that"
        return not plain and sum(rarity(w.form, language) >= CONTENT for w in inside) > 1

    def _asked(self, unit: Unit, known: _Telling, language: str) -> bool:
        """Whether the speaker asks for it or wants it: "urged Quell to ...", "a call for ..."."""
        verbs = clause_words(language)
        for said in chain(unit.attribution, self._ground.attributions):
            cue = {stem(w.form, language) for w in self._ground.words(said.cue)} if said.cue is not None else set()
            if not cue & known.asking:
                continue
            held = next((c for c in said.content if c.overlaps(unit.span)), None)
            opening = [w.form for w in self._ground.words(held)][:_STEP] if held is not None else []
            states = any(verbs.is_verb(w.form) for w in unit.words) and "to" not in opening
            if not (states and cue & known.asking_that):
                return True
        return False

    def _before(self, unit: Unit) -> list[Word]:
        """The words right before a mention in its sentence, as far back as what its speaker is quoted with."""
        layout = self._ground.layouts[unit.article]
        start = layout.sentences[unit.sentence].span.start
        found = self._ground.words(Span(unit.article, start, unit.span.start)) if start < unit.span.start else []
        out: list[Word] = []
        for w in reversed(found[-BEFORE:]):
            if out and any(c in ",;:.!?\"“”" for c in layout.text[w.end : out[-1].start]):
                break
            if not out and any(c in ",;.!?" for c in layout.text[w.end : unit.span.start]):
                break
            out.append(w)
        return out
