"""Which decisions of people concern a story, and whether each still holds in what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from firsthand.claims.corrected import means
from firsthand.languages import agencies
from firsthand.lineage.corrected import called
from firsthand.lineage.newsrooms import family, plain
from firsthand.nouns import Correction, Layout, Span, Standing, Story, in_order


class Concern:
    """The decisions that can change what is told of a story: no other story has to be told again for them."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._all = in_order(corrections)
        self._names = {c: [_needles(n) for n in c.names] for c in self._all if c.kind == "family" or "source" in c.kind}

    def of(self, layouts: Sequence[Layout]) -> tuple[Correction, ...]:
        """Those about one of these articles; of sources and outlets those of which every word stands in them."""
        inside = {x.id for x in layouts}
        text: str | None = None
        out = []
        for c in self._all:
            if not inside.issuperset(c.articles) if "source" in c.kind else c.articles and not inside & {*c.articles}:
                continue
            if c in self._names:
                if text is None:
                    text = plain(" ".join(y or "" for x in layouts for y in (x.article.outlet, x.article.url, x.text)))
                if not all(any(all(word in text for word in way) for way in name) for name in self._names[c]):
                    continue
            out.append(c)
        return tuple(out)


def _needles(name: str) -> list[list[str]]:
    """The words of a name, and of every other name a known agency or outlet goes by."""
    known = agencies().get(name)
    names = {name, name.removesuffix(" report")} | ({known.name, *known.aliases} if known is not None else set())
    return sorted(plain(n).split() for n in names)


def standing(corrections: Iterable[Correction], layouts: Sequence[Layout],
             stories: Sequence[Story]) -> tuple[Standing, ...]:  # fmt: skip
    """Every decision, in order, with what it no longer fits."""
    corrections = in_order(corrections)
    if not corrections:
        return ()
    by_id = {x.id: x for x in layouts}
    home = {a: story for story in stories for a in story.articles}
    out = []
    for c in corrections:
        why = _lost(c, by_id) or next(iter(_against(c, by_id, home, stories)), "")
        out.append(Standing(c, not why, why))
    return tuple(out)


def _lost(c: Correction, layouts: Mapping[str, Layout]) -> str:
    """What a decision points at that is not there."""
    for article in c.articles:
        if article not in layouts:
            return f"there is no article {article}"
    for span in c.spans:
        if span.end > len(layouts[span.article].text):
            return f"{span.article} has no characters {span.start}-{span.end}"
    return ""


def _against(c: Correction, layouts: Mapping[str, Layout], home: Mapping[str, Story],
             stories: Sequence[Story]) -> Iterator[str]:  # fmt: skip
    """Why what is told is not as decided."""
    if c.kind in ("same-story", "other-story"):
        if (len({home[a].id for a in c.names}) == 1) != (c.kind == "same-story"):
            yield "a later correction says otherwise"
    elif c.kind == "zone":
        span = c.spans[0]
        if any(z.kind != c.value for z in layouts[span.article].zones if z.span.overlaps(span)):
            yield "a later correction says otherwise"
    elif c.kind in ("parent", "no-parent"):
        yield from _parent(c, home[c.names[0]])
    elif c.kind == "family":
        key = family(c.names[0])
        seen = any(family(x.article.outlet or "") == key for x in layouts.values())
        if not seen and not any(called(n.name, c.names[0]) for s in stories for n in s.lineage.nodes):
            yield f"no article is from {c.names[0]}, and none names it as its source"
    elif c.kind in ("one-claim", "two-claims"):
        yield from _claims(c, _once(home[a] for a in c.articles))
    else:
        yield from _sources(c, _once(home[a] for a in c.articles) or stories)


def _once(stories: Iterable[Story]) -> list[Story]:
    return list({s.id: s for s in stories}.values())


def _parent(c: Correction, story: Story) -> Iterator[str]:
    edges = story.lineage.parents(c.names[0])
    if c.kind == "parent":
        if not any(c.reason() in e.reasons for e in edges):
            yield "a later correction says otherwise, or both would make an article its own source"
        return
    names = {n.id: n.name for n in story.lineage.nodes}
    if any(e.parent == c.names[1] or (e.parent not in story.articles and called(names[e.parent], c.names[1]))
           for e in edges):  # fmt: skip
        yield "a later correction says otherwise"


def _claims(c: Correction, stories: Sequence[Story]) -> Iterator[str]:
    if len(stories) > 1:
        yield "the two articles tell different stories"
        return
    held = [{x.id for x in stories[0].claims if any(m.span.overlaps(s) for m in x.mentions)} for s in c.spans]
    for span, ids in zip(c.spans, held, strict=True):
        if not ids:
            yield f"no claim is told at {span.article} {span.start}-{span.end}"
    if c.kind == "one-claim" and not held[0] & held[1]:
        yield "a later correction says otherwise"
    if c.kind == "two-claims" and held[0] & held[1]:
        yield "the two are the same words, or a later correction says otherwise"


def _sources(c: Correction, stories: Sequence[Story]) -> Iterator[str]:
    met = lost = False
    found: list[bool] = [False, False]
    for story in stories:
        origins = [means(story.claims, story.statements, side) for side in c.about]
        nodes = [_nodes(story, side) for side in c.about]
        here = [bool(o or n) for o, n in zip(origins, nodes, strict=True)]
        if _carried_out(c, story):  # of two names made one, the other is not there any more
            here = [True, True]
        found = [a or b for a, b in zip(found, here, strict=True)]
        met = met or all(here)
        if c.kind == "same-source":
            apart = any({o.id for o in x.origins} & origins[0] - origins[1]
                        and {o.id for o in x.origins} & origins[1] - origins[0] for x in story.claims)  # fmt: skip
            lost = lost or apart
        else:
            lost = lost or bool(origins[0] & origins[1])
    for side, there in zip(c.about, found, strict=True):
        if not there:
            yield f"no source is told as {side if isinstance(side, str) else f'{side.article} {side.start}-{side.end}'}"
    if not met:
        yield "the two are told in different stories"
    if lost:
        yield "a later correction says otherwise, or a mention names both"


def _carried_out(c: Correction, story: Story) -> bool:
    return any(c.reason() in x.reasons for x in (*story.lineage.edges, *story.claims))


def _nodes(story: Story, side: Span | str) -> set[str]:
    if isinstance(side, str):
        return {n.id for n in story.lineage.nodes if n.id == side or called(n.name, side)}
    return {s.id for s in story.lineage.sources if any(e.overlaps(side) for e in s.evidence)}
