"""A claim of several speakers: whether each of them says it, or only something like it.

Two people who know are shown for a claim only where both plainly state it. Wording that suffices to join two mentions
of one speaker does not suffice to say that a second one confirms it, so a claim whose speakers are less alike than that
falls apart by speaker. This only ever splits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.claims.clauses import CONTENT, clause_words
from firsthand.claims.copies import Copies
from firsthand.claims.corroboration import Corroboration
from firsthand.claims.knowers import Ground
from firsthand.claims.matching import Links
from firsthand.claims.mentions import gather
from firsthand.claims.origins import trace_origins
from firsthand.claims.pruning import Kept
from firsthand.claims.stance import stance
from firsthand.claims.units import Unit
from firsthand.languages import rarity, stem
from firsthand.nouns import rounded

FIRM = 0.4  # link between two speakers' mentions from which both state it; on labelled piles .36 parts alike, .44 more
IN_COMMON = 2  # words that carry matter, or figures, that both hold, one more for a phrase; less is an idiom or a topic

TOPIC = 0.1  # share of a story's sentences from which a word is what it is about, and no sign of agreement
TOPIC_LEAST = 12  # sentences, however short the story
TELLING = 0.5  # languages.rarity of a single word that makes a statement ("recovered"; "know" does not)
TOGETHER = 0.9  # ... and of several words together ("temporary ban"; "want someone" does not)

_NO_VERB_AFTER = frozenset(["to", "the", "a", "an", "his", "her", "its", "their", "our", "my", "your"])


def parted(ground: Ground, copies: Copies, units: Sequence[Unit], kept: Sequence[Kept], links: Links,
           agreement: Corroboration, matter: Matter) -> list[Kept]:  # fmt: skip
    """The clusters, those of several origins taken apart where no mention of one is firmly a mention of the other."""
    def firm(i: int, j: int) -> bool:
        if links.get(i, {}).get(j, 0.0) < FIRM or not matter.meets(i, j):
            return False
        return not agreement.unlike(units[i], units[j])

    out: list[Kept] = []
    for k in kept:
        members = sorted(k.units)
        mentions = gather(ground, copies, [units[i] for i in members])
        denied = [stance(u, ground.layouts[u.article].article.language, ground.attributions) == "denied"
                  for u in mentions.units]  # fmt: skip
        told = trace_origins(ground, mentions, denied).of
        of = [told[n] for n, first in enumerate(mentions.of) if n == first]
        parts = _parts(members, of, firm)
        if len(parts) < 2:
            out.append(k)
            continue
        for i, g in zip(members, of, strict=True):
            if g is None:
                _best(parts, i, links).append(i)
        out.extend(Kept(tuple(sorted(p)), _cohesion(p, links)) for p in parts)
    return out


class Matter:
    """What the units of a story say beyond names, days and what the whole story is about."""

    def __init__(self, ground: Ground, units: Sequence[Unit]) -> None:
        self._ground = ground
        self._units = units
        self._known: dict[int, dict[str, float]] = {}
        held: dict[str, set[tuple[str, int]]] = {}
        for unit in units:
            language = ground.layouts[unit.article].article.language
            for w in unit.words:
                held.setdefault(stem(w.form, language), set()).add((unit.article, unit.sentence))
        sentences = len({place for places in held.values() for place in places})
        self._topic = {s for s, places in held.items() if len(places) > max(TOPIC_LEAST, TOPIC * sentences)}

    def meets(self, i: int, j: int) -> bool:
        """Whether two units have enough in common to be two people's word for one thing."""
        a, b = self._of(i), self._of(j)
        whole = self._states(i) and self._states(j)
        need = max(1, min(IN_COMMON, len(a), len(b))) if whole else IN_COMMON + 1
        shared = (a.keys() & b.keys()) - self._topic
        if need > 1:
            return len(shared) >= need and sum(a[s] for s in shared) >= TOGETHER
        return any(a[s] >= TELLING for s in shared & self._deeds(i) & self._deeds(j))

    def _deeds(self, i: int) -> set[str]:
        """Stems of what a unit says was done ("recovered"), in forms that are verbs and no nouns."""
        language = self._ground.layouts[self._units[i].article].article.language
        known = clause_words(language)
        forms = {w.form for w in self._units[i].words} - known.presents - known.auxiliaries
        return {stem(f, language) for f in forms if known.is_verb(f) or (len(f) > 4 and f.endswith("ed"))}

    def _states(self, i: int) -> bool:
        """Whether a unit has a verb that states: "to join the fight" is what somebody asks for."""
        known = clause_words(self._ground.layouts[self._units[i].article].article.language)
        forms = [w.form for w in self._units[i].words]
        return any(known.is_verb(f) and (not n or forms[n - 1] not in _NO_VERB_AFTER) for n, f in enumerate(forms))

    def _of(self, i: int) -> dict[str, float]:
        """Stems of words that carry matter and of figures, with how rare they are."""
        if i in self._known:
            return self._known[i]
        unit = self._units[i]
        layout = self._ground.layouts[unit.article]
        language, first = layout.article.language, layout.sentences[unit.sentence].span.start
        days = [s for s in self._ground.times_in.get(unit.article, ()) if s.overlaps(unit.span)]
        out: dict[str, float] = {}
        for w in unit.words:
            if any(d.start <= w.start < d.end for d in days):
                continue
            if w.form[:1].isdigit():
                out[w.form] = 1.0
            elif "'" not in w.form and not (layout.text[w.start].isupper() and w.start != first):
                plain = stem(w.form, language)
                rare = min(rarity(w.form, language), rarity(plain, language))  # "liked" tells no more than "like"
                if rare >= CONTENT:
                    out[plain] = rare
        self._known[i] = out
        return out


def _parts(members: Sequence[int], of: Sequence[int | None], firm: Callable[[int, int], bool]) -> list[list[int]]:
    """Members by origin, origins joined where some mention of one is firmly linked to one of the other."""
    parts: list[list[int]] = []
    for g in sorted({g for g in of if g is not None}):
        mine = [i for i, x in zip(members, of, strict=True) if x == g]
        alike = [p for p in parts if any(firm(i, j) for i in p for j in mine)]
        parts = [p for p in parts if p not in alike] + [[i for p in alike for i in p] + mine]
    return parts


def _best(parts: Sequence[list[int]], i: int, links: Links) -> list[int]:
    """The part a mention without an origin is most alike."""
    near = links.get(i, {})
    return max(parts, key=lambda p: (rounded(max((near.get(j, 0.0) for j in p), default=0.0)), -p[0]))


def _cohesion(part: Sequence[int], links: Links) -> float:
    pairs = [links.get(i, {}).get(j, 0.0) for n, i in enumerate(part) for j in part[n + 1 :]]
    return rounded(sum(pairs) / len(pairs)) if pairs else 0.0
