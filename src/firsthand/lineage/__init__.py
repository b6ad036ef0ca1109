"""Who derives from whom: passages, credits and times made into one acyclic graph, unseen ancestors included."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lineage.corrected import decide, with_kinds
from firsthand.lineage.credits import creditings
from firsthand.lineage.direction import clock, without_cycles
from firsthand.lineage.histories import history
from firsthand.lineage.kinds import derivations
from firsthand.lineage.matter import weigh
from firsthand.lineage.newsgathering import newsgathering
from firsthand.lineage.newsrooms import newsroom
from firsthand.lineage.provenance import provenance
from firsthand.lineage.reconstruction import rebuild
from firsthand.lineage.siblings import join
from firsthand.lineage.speakers import hear
from firsthand.lineage.suppliers import Draft, draw
from firsthand.nouns import Correction, Layout, Lineage, Node, Passage, Source, Statements, Timeline

__all__ = ["derive", "history", "newsgathering", "rebuild"]


def derive(
    layouts: Sequence[Layout], passages: Sequence[Passage], statements: Statements, timeline: Timeline,
    corrections: Sequence[Correction] = (),
) -> Lineage:  # fmt: skip
    """The lineage of one story.

    Credits decide before structure and structure before time: an article hangs under the supplier it credits, one that
    credits nobody under the supplier of those it shares prose with. Prose that no credit explains makes an undirected
    pair, or an unseen parent where three texts show one (DESIGN.md, "Direction" and the method notes).
    """
    layouts = sorted(layouts, key=lambda x: x.id)
    by_id = {x.id: x for x in layouts}
    matter = weigh(layouts, sorted(passages, key=lambda p: (p.a, p.b, p.kind)))
    rooms = {x.id: newsroom(x) for x in layouts}
    times = clock(layouts, timeline)
    credited = creditings(layouts, statements, rooms)
    draft = draw(credited, matter, rooms)
    join(draft, matter, rooms, times)
    hear(draft, layouts, statements, credited, matter, rooms)
    without_cycles(draft, times)
    decide(draft, by_id, corrections)
    taken = provenance(draft, layouts, matter, newsgathering(layouts, statements))
    edges = with_kinds(derivations(draft, by_id, matter), corrections)
    return Lineage(_sources(draft), _nodes(draft, layouts), edges, taken)


def _nodes(draft: Draft, layouts: Sequence[Layout]) -> tuple[Node, ...]:
    articles = [Node(x.id, "article", x.article.outlet or x.article.title or x.id) for x in layouts]
    return (*articles, *(Node(n.id, "unseen", n.name) for _, n in sorted(draft.unseen.items())))


def _sources(draft: Draft) -> tuple[Source, ...]:
    unseen = [Source(n.id, n.name, n.kind, False, n.evidence) for n in draft.unseen.values()]
    seen = [Source(n.id, n.name, n.kind, True, n.evidence) for n in draft.seen.values()]
    return tuple(sorted((*unseen, *seen), key=lambda s: s.id))
