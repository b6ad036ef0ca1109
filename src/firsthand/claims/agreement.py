"""A claim of several speakers: whether each of them says it, or only something like it.

Two people who know are shown for a claim only where both plainly state it. Wording that suffices to join two mentions
of one speaker does not suffice to say that a second one confirms it, so a claim whose speakers are less alike than that
falls apart by speaker. This only ever splits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.claims.clauses import CONTENT
from firsthand.claims.copies import Copies
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

TELLING = 0.5  # languages.rarity of a single word that makes a statement ("recovered"; "know" does not)


def parted(ground: Ground, copies: Copies, units: Sequence[Unit], kept: Sequence[Kept], links: Links) -> list[Kept]:
    """The clusters, those of several origins taken apart where no mention of one is firmly a mention of the other."""

    def firm(i: int, j: int) -> bool:
        a, b = matter(i), matter(j)
        whole = units[i].clause and units[j].clause
        need = max(1, min(IN_COMMON, len(a), len(b))) if whole else IN_COMMON + 1
        shared = a.keys() & b.keys()
        told = len(shared) >= need and (need > 1 or max(a[s] for s in shared) >= TELLING)
        return told and links.get(i, {}).get(j, 0.0) >= FIRM

    def matter(i: int) -> dict[str, float]:
        """Stems of words that carry matter and of figures, with how rare they are; no names."""
        layout = ground.layouts[units[i].article]
        language, first = layout.article.language, layout.sentences[units[i].sentence].span.start
        out: dict[str, float] = {}
        for w in units[i].words:
            if w.form[:1].isdigit():
                out[w.form] = 1.0
            elif "'" not in w.form and not (layout.text[w.start].isupper() and w.start != first):
                rare = rarity(w.form, language)
                if rare >= CONTENT:
                    out[stem(w.form, language)] = rare
        return out

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
