"""Stories as a person decided them: joined and parted after the texts were compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.nouns import Correction, in_order, of_kind, rounded

Alike = Callable[[int, int], float]  # how alike two articles are, 0..1


def decided(sets: Sequence[Sequence[int]], ids: Mapping[str, int], corrections: Sequence[Correction],
            alike: Alike) -> list[list[int]]:  # fmt: skip
    """Sets of articles with what was decided about them carried out; sorted.

    Two stories that hold one article each of a same-story decision become one. A story that holds both articles of an
    other-story decision falls into two, every other article going with the one it is more alike. Where decisions
    contradict each other the later one is carried out. An article and the parent it was given are of one story.

    Args:
        sets: every article in exactly one, as numbers.
        ids: article id -> number; ids that are not here are passed over.
        alike: asked only about stories that fall into two.
    """
    glue, apart = _consistent(ids, corrections)
    home = {n: min(s) for s in sets for n in s}
    stories = {min(s): sorted(s) for s in sets}
    for block in glue:
        for other in block[1:]:
            one, two = sorted((home[block[0]], home[other]))
            if one != two:
                stories[one] = sorted(stories[one] + stories.pop(two))
                home |= dict.fromkeys(stories[one], one)
    out: list[list[int]] = []
    for members in stories.values():
        out += _parted(members, [sorted(b) for b in glue], apart, alike)
    return sorted(out)


def _consistent(ids: Mapping[str, int], corrections: Sequence[Correction]
                ) -> tuple[list[list[int]], list[tuple[int, int]]]:  # fmt: skip
    """Blocks of articles held together, and pairs held apart, that do not contradict each other: the latest first."""
    blocks: list[set[int]] = []
    apart: list[tuple[int, int]] = []

    def block(n: int) -> set[int]:
        return next((b for b in blocks if n in b), {n})

    for c in reversed(of_kind(corrections, "same-story", "other-story", "parent")):
        here = [ids[a] for a in c.names if a in ids]
        if len(here) < 2:
            continue
        if c.kind == "other-story":
            if here[1] not in block(here[0]):
                apart.append((here[0], here[1]))
            continue
        union = set().union(*(block(n) for n in here))
        if not any(a in union and b in union for a, b in apart):
            blocks = [b for b in blocks if not b & union] + [union]
    return sorted(sorted(b) for b in blocks), apart[::-1]


def _parted(members: list[int], glue: Sequence[Sequence[int]], apart: Sequence[tuple[int, int]],
            alike: Alike) -> list[list[int]]:  # fmt: skip
    """A story cut until it holds no two articles that are held apart; what is glued goes together."""
    inside = set(members)
    pair = next(((a, b) for a, b in apart if a in inside and b in inside), None)
    if pair is None:
        return [members]
    held = {n: tuple(b) for b in glue for n in b}
    units = sorted({held.get(n, (n,)) for n in members})
    sides: tuple[list[int], list[int]] = (list(held.get(pair[0], pair[:1])), list(held.get(pair[1], pair[1:])))
    seeds = (tuple(sides[0]), tuple(sides[1]))
    for unit in units:
        if unit not in seeds:
            near = [rounded(sum(alike(n, m) for n in unit for m in s) / (len(unit) * len(s))) for s in seeds]
            sides[near[1] > near[0]].extend(unit)
    return [part for side in sides for part in _parted(sorted(side), glue, apart, alike)]


def reasons_for(members: Sequence[str], corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The decisions that a story rests on: those that join articles of it, or keep another apart from it."""
    inside = set(members)
    found = []
    for c in in_order(corrections):
        here = inside.intersection(c.names)
        joined = c.kind in ("same-story", "parent") and len(here) > 1
        if joined or (c.kind == "other-story" and len(here) == 1):
            found.append(c)
    return tuple(found)
