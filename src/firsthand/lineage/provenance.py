"""What each article took, from whom, and what it adds; and whose report it prints where it no longer says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.lineage.kinds import bearers
from firsthand.lineage.matter import Matter
from firsthand.lineage.prose import union
from firsthand.lineage.suppliers import Draft, Tie
from firsthand.nouns import Layout, Provenance, Reason, Taken

_LEAST = 0.5  # confidence of a tie below which it names nobody
_OWN_SPEAKERS = ("person", "organisation", "unnamed")  # whom it heard itself, as far as its text tells: its own matter
_SENTENCE = 5  # words; a shorter sentence adds nothing worth pointing at
_MOST_READ = 40  # articles an article is held against, its nearest; a story of hundreds of copies repeats itself


def provenance(
    draft: Draft, layouts: Sequence[Layout], matter: Matter, gathered: Mapping[str, tuple[Reason, ...]]
) -> tuple[Provenance, ...]:
    """The provenance of every article of a story, in order of id.

    Args:
        gathered: where each article shows newsgathering of its own.
    """
    return tuple(_of(draft, x, matter, gathered.get(x.id, ())) for x in sorted(layouts, key=lambda x: x.id))


def _of(draft: Draft, layout: Layout, matter: Matter, gathered: tuple[Reason, ...]) -> Provenance:
    name, credited, confidence, reasons = _supplier(draft, layout.id)
    prose = matter.prose[layout.id]
    shown = [x for r in gathered for x in r.spans]
    own_sentences = union(prose.mask(s.span) for s in layout.sentences if any(s.span.overlaps(x) for x in shown))
    taken, mask = _taken(draft, layout, matter, own_sentences)
    shared = matter.has(layout.id, _beside(draft, layout.id, matter)) & ~mask
    mask |= shared
    own = prose.all & ~mask
    size = max(1, len(prose))
    additions = tuple(
        s.span
        for s in layout.sentences
        if s.zone == "body" and (w := prose.mask(s.span)).bit_count() >= _SENTENCE and not w & mask
    )
    return Provenance(
        article=layout.id,
        words=len(prose),
        supplier=name,
        credited=credited,
        taken=taken,
        shared=shared.bit_count() / size,
        own=own.bit_count() / size,
        additions=additions if mask else (),
        gathered=gathered,
        confidence=confidence,
        reasons=reasons,
    )


def _supplier(draft: Draft, article: str) -> tuple[str | None, bool, float, tuple[Reason, ...]]:
    """(name, whether the article credits it itself, confidence, reasons) of the one supplier of an article's report.

    A credit of the whole article decides. Without one: the one agency that it names in its lead or that was told, or
    that a copy of it credits; an outlet only where a copy credits the whole of it to that outlet. Where two could be
    meant, nobody is named.
    """
    ties = [t for t in draft.parents(article) if t.main and t.directed and not t.label and not t.aside]
    for group in (
        [t for t in ties if t.whole],
        [t for t in ties if _is_agency(draft, t)],
        [t for t in ties if not t.spans],
    ):
        tops = {top: t for t in group for top in _tops(draft, t)}
        agencies = [top for top in tops if _kind(draft, top) == "agency"]
        named = sorted(agencies or (top for top in tops if _kind(draft, top) == "outlet"))
        if len(named) > 1:
            names = ", ".join(_name(draft, n) for n in named)
            return None, False, 0.5, (Reason(f"more than one supplier could be meant: {names}"),)
        if named and tops[named[0]].confidence >= _LEAST:
            tie = tops[named[0]]
            return _name(draft, named[0]), bool(tie.spans), tie.confidence, tie.reasons
    return None, False, 0.5, ()


def _tops(draft: Draft, tie: Tie) -> list[str]:
    """Whom a tie leads to in the end, through the carriers between; no further than a page that is itself credited."""
    if tie.whole and tie.parent in draft.seen:
        return [tie.parent]
    return draft.suppliers(tie.parent) or [tie.parent]


def _is_agency(draft: Draft, tie: Tie) -> bool:
    return any(_kind(draft, top) == "agency" for top in _tops(draft, tie))


def _kind(draft: Draft, node: str) -> str:
    found = draft.unseen.get(node) or draft.seen.get(node)
    return found.kind if found else ""


def _name(draft: Draft, node: str) -> str:
    found = draft.unseen.get(node) or draft.seen[node]
    return found.name.removesuffix(" report") if found.kind == "agency" else found.name


def _taken(draft: Draft, layout: Layout, matter: Matter, own: int) -> tuple[tuple[Taken, ...], int]:
    """What an article has from each of its parents, as shares of its words, and the mask of all of it.

    From a parent that is unseen it is what the parent's other children carry too, and the sentences that name the
    parent; all of it, where the article is credited to the parent as a whole.

    Args:
        own: mask of the words in sentences that show the article's own newsgathering.
    """
    prose = matter.prose[layout.id]
    rows: list[tuple[str, int]] = []
    every = 0
    ties = [t for t in draft.parents(layout.id) if t.directed and _kind(draft, t.parent) not in _OWN_SPEAKERS]
    for tie in sorted(ties, key=lambda t: (not t.main, t.parent)):
        named = union(prose.mask(s.span) for s in layout.sentences if any(s.span.overlaps(c) for c in tie.spans))
        mask = named
        if tie.main:
            mask = prose.all & ~own if tie.whole else named | matter.has(layout.id, _kin(draft, tie, matter))
        if mask:
            rows.append((tie.parent, mask.bit_count()))
            every |= mask
    size = max(1, len(prose))
    return tuple(Taken(parent, words / size) for parent, words in rows), every


def _beside(draft: Draft, article: str, matter: Matter) -> list[str]:
    """The articles it shares matter with where nothing tells who had it first."""
    undirected = [t for t in draft.ties if not t.directed and article in (t.child, t.parent)]
    near = {x for t in undirected for x in (t.child, t.parent)} | {
        a for t in undirected if t.parent in draft.unseen for a in (o.child for o in draft.children(t.parent))
    }
    return sorted(a for a in near if a != article and a in matter.prose)[:_MOST_READ]


def _kin(draft: Draft, tie: Tie, matter: Matter) -> list[str]:
    tops = _tops(draft, tie)
    found = {a for top in (tie.parent, *tops) for a in bearers(draft, top, matter)} - {tie.child}
    return sorted(found, key=lambda a: (-matter.shared(tie.child, a).own, a))[:_MOST_READ]
