"""Whether mentions of different origins plainly state the same: only then is a further origin shown.

Words alike enough to join two mentions do not suffice to say that a second speaker confirms the first. What two of them
state must be the same clause in matter, mood and polarity, told by neither of himself, asked for by neither and doubted
by neither. Where the texts do not show that, the mention stays with its claim and its origin is not counted. These
checks only ever lower a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.claims.assertions import TELLING, Failing, before, failing, mood
from firsthand.claims.checks import conditional, negated
from firsthand.claims.clauses import CONTENT, clause_words
from firsthand.claims.knowers import Ground
from firsthand.claims.mentions import Mentions
from firsthand.claims.units import Unit
from firsthand.claims.wording import groups, names_in
from firsthand.languages import has_table, rarity, stem, table
from firsthand.nouns import Span

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
MAX_COMPARED = 30  # mentions of one origin that are compared with another's
SAID = 0.4  # matter that what is said by one has in common with the other: more than "off", no more than "lost"
FATES = frozenset({"die", "drown", "hurt", "missing"})  # synonym groups of what befalls people
MAX_DIGITS = 9  # of a toll
LEAST_TOLL = 5  # dead, hurt or missing from which the same number in one claim is of the same event
FRAGMENT = 3.0  # matter that a stretch without a verb must share


def _deed(form: str, language: str) -> str:
    """The verb whose deed a noun tells ("death": "die"), else the word itself."""
    return str(table(language, "confirming")["deeds"].get(form, form)) if has_table(language, "confirming") else form


def _whole(figure: str) -> int:
    """A whole figure as written ("1,200"); 0 for any other."""
    digits = figure.replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else 0


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
        self._named: dict[Span, frozenset[str]] = {}
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
        (mine, unfit), (theirs, other) = self._of(a), self._of(b)
        if unfit or other or mood(self._ground, a) != mood(self._ground, b):
            return False
        language = self._ground.layouts[a.article].article.language
        forms = [w.form for w in a.words], [w.form for w in b.words]
        if any(check(forms[0], language) != check(forms[1], language) for check in (negated, conditional)):
            return False
        fates, others = (FATES & matter.keys() for matter in (mine, theirs))
        names, named = self._names(a), self._names(b)
        if (fates and others and fates != others) or (names and named and not names & named):
            return False
        toll = self._toll(a)
        if toll is not None and toll == self._toll(b) and (names <= named or named <= names):
            return True
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

    def _toll(self, unit: Unit) -> tuple[str, str] | None:
        """How many died, were hurt or are missing, and which of these; None where a mention tells more or less."""
        matter = self._of(unit)[0]
        fates = sorted(FATES & matter.keys())
        figures = [key for key in matter if key[:1].isdigit()]
        if len(figures) != 1 or len(fates) != 1 or not self._verb(unit) or _whole(figures[0]) < LEAST_TOLL:
            return None
        return figures[0], fates[0]

    def _names(self, unit: Unit) -> frozenset[str]:
        if unit.span not in self._named:
            self._named[unit.span] = names_in(unit, self._ground.layouts[unit.article])
        return self._named[unit.span]

    def _one_event(self, a: Unit, b: Unit) -> bool:
        """Whether what two mentions speak of, and what they say of it, have something in common each."""
        (who, does, all_), (other, did, every) = self._parts(a), self._parts(b)
        if who and other and not who & every and not other & all_:
            return False
        rare = self._of(a)[0] | self._of(b)[0]
        return not does or not did or all(
            sum(rare.get(s, 0.0) for s in sorted(common)) >= SAID for common in (does & every, did & all_))

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
        subject, after = forms[:verb], forms[verb:]
        subject = subject if stems(subject) else [w.form for w in before(self._ground, unit)]
        found = stems(subject), stems(after), stems(subject) | stems(after)
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
            self._known[unit.span] = self._matter(unit), failing(self._ground, unit)
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
