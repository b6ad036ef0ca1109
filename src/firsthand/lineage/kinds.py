"""What kind of derivation a tie is, and how much was cut and added on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.lineage.calibration import DIRECTED, stated
from firsthand.lineage.matter import Matter
from firsthand.lineage.prose import union
from firsthand.lineage.retellings import HINTED
from firsthand.lineage.suppliers import Draft, Tie
from firsthand.lineage.translations import marks
from firsthand.nouns import Derivation, DerivationKind, Layout, Reason, Span

# Of a child's words: from half copied word for word it reads as the parent's text, from a quarter as an edit of it.
_REPRINT, _EDITED = 0.5, 0.25
_WORD_FOR_WORD = 0.6  # of the copied words that stand in verbatim passages: below, an editor went through them
_MARKS = 2  # one mark of translation is chance or house style
_OWN_SENTENCES = 3  # sentences shown as a child's own additions
_SENTENCE = 5  # words; shorter ones add nothing worth showing
_MOST_READ = 12  # siblings an article is held against: the longest show what there is to show


@dataclass(frozen=True, slots=True)
class Shares:
    """How a child stands to its parent: shares 0..1 of words."""

    cut: float
    added: float
    copied: float  # of the child's words, in verbatim or edited passages with the rest of the family
    word_for_word: float  # of those, in verbatim ones


def derivations(draft: Draft, layouts: Mapping[str, Layout], matter: Matter) -> tuple[Derivation, ...]:
    """The ties as edges, in order of child and parent."""
    out = []
    for tie in sorted(draft.ties, key=lambda t: (t.child, t.parent)):
        family = _family(draft, tie, matter)
        shares = _shares(draft, tie, family, layouts, matter)
        kind, reasons = _kind(draft, tie, shares, family, layouts, matter)
        reasons = (*tie.reasons, *reasons, *_own(tie, family, layouts, matter))
        sure = stated(draft, tie)
        directed = tie.directed and sure >= DIRECTED
        out.append(Derivation(tie.child, tie.parent, kind, directed, shares.cut, shares.added,
                              confidence=sure, reasons=reasons))  # fmt: skip
    return tuple(out)


def bearers(draft: Draft, node: str, matter: Matter) -> tuple[str, ...]:
    """The articles that carry a node's matter: itself, or all that hang under it as a whole."""
    out, todo, done = set(), [node], set()
    while todo:
        at = todo.pop()
        if at in done:
            continue
        done.add(at)
        if at in matter.prose:
            out.add(at)
        if at not in matter.prose or at == node:
            todo.extend(t.child for t in draft.children(at) if t.main)
    return tuple(sorted(out))


def _family(draft: Draft, tie: Tie, matter: Matter) -> tuple[str, ...]:
    """The articles that show the parent's matter besides the child, the longest first."""
    if tie.parent in matter.prose:
        return (tie.parent,)
    mine = set(bearers(draft, tie.child, matter))
    found = [a for a in bearers(draft, tie.parent, matter) if a not in mine]
    return tuple(sorted(found, key=lambda a: (-len(matter.prose[a]), a)))


def _shares(draft: Draft, tie: Tie, family: Sequence[str], layouts: Mapping[str, Layout], matter: Matter) -> Shares:
    mine = (tie.child,) if tie.child in matter.prose else bearers(draft, tie.child, matter)
    size = sum(len(matter.prose[a]) for a in mine)
    if not size:
        return Shares(0.0, 0.0, 0.0, 0.0)
    # A sentence that names its source is the source's, also where no word of it was kept.
    credited = {a: _credited(layouts[a], tie.spans, matter) for a in mine}
    # Where the parent shows nothing else of itself, what the carriers above it brought elsewhere is its matter too.
    kin = family or tuple(a for a in _kin(draft, tie, matter) if a not in mine)
    taken = sum((matter.has(a, kin[:_MOST_READ]) | credited[a]).bit_count() for a in mine)
    close, exact = _copied(mine, family, matter)
    if tie.whole or tie.child not in matter.prose:
        added = 0.0  # a whole-article credit says all of it is the supplier's
    elif kin and tie.main:
        added = 1 - taken / size
    else:
        named = sum(m.bit_count() for m in credited.values())
        added = 1 - named / size if named else 0.0
    cut = _cut(draft, tie, mine, family, matter) if tie.main else 0.0
    return Shares(cut, added, close / size, exact / close if close else 0.0)


def _cut(draft: Draft, tie: Tie, mine: Sequence[str], family: Sequence[str], matter: Matter) -> float:
    """The share of the parent's matter, as the others show it, that the child lacks.

    The others are read one after another, the longest first, and of each only what none before it had is counted: a
    passage all of them carry does not outweigh one that few have.
    """
    if not family:
        return 0.0
    whole = {t.child for t in draft.ties if t.whole}
    total = kept = 0
    read: list[str] = []
    for other in family[:_MOST_READ]:
        seen = matter.has(other, (*family[:_MOST_READ], *mine))
        if tie.parent == other or other in whole:
            seen = matter.prose[other].all
        seen &= ~matter.has(other, read)
        read.append(other)
        total += seen.bit_count()
        kept += (seen & matter.has(other, mine)).bit_count()
    return 1 - kept / total if total else 0.0


def _copied(mine: Iterable[str], family: Sequence[str], matter: Matter) -> tuple[int, int]:
    """Words of the child in verbatim or edited passages with the family, and those in verbatim ones."""
    close = exact = 0
    for a in mine:
        prose = matter.prose[a]
        found = [p for other in family for p in matter.shared(a, other).passages]
        spans = [(p.kind, p.a if p.a.article == a else p.b) for p in found]
        close += union(prose.mask(s) for kind, s in spans if kind != "rewritten").bit_count()
        exact += union(prose.mask(s) for kind, s in spans if kind == "verbatim").bit_count()
    return close, exact


def _credited(layout: Layout, spans: Sequence[Span], matter: Matter) -> int:
    """Mask of the words of the sentences that hold a credit."""
    return union(
        matter.prose[layout.id].mask(s.span)
        for s in layout.sentences
        if any(c.article == layout.id and s.span.start <= c.start < s.span.end for c in spans)
    )


def _kind(draft: Draft, tie: Tie, shares: Shares, family: Sequence[str], layouts: Mapping[str, Layout],
          matter: Matter) -> tuple[DerivationKind, tuple[Reason, ...]]:  # fmt: skip
    if tie.update:
        return "update", ()
    if not tie.main:
        return "cites", ()
    if tie.child in matter.prose and tie.directed and not tie.whole:
        relayed = tie.parent not in matter.prose and any(t.main for t in draft.parents(tie.parent))
        beyond = sorted(_kin(draft, tie, matter), key=lambda a: (-len(matter.shared(tie.child, a).passages), a))
        kin = [layouts[a] for a in beyond if a != tie.child][:_MOST_READ]
        found = marks(layouts[tie.child], kin, matter, relayed)
        if len(found) >= _MARKS:
            return "translation", tuple(found)
    if tie.whole:
        return "reprint", ()
    if tie.child not in matter.prose:
        return ("reprint" if all(t.whole for t in draft.children(tie.child) if t.main) else "rewrite"), ()
    if shares.copied >= _REPRINT:
        return ("reprint" if shares.word_for_word >= _WORD_FOR_WORD else "edited"), ()
    return ("edited" if shares.copied >= _EDITED else "rewrite"), ()


def _kin(draft: Draft, tie: Tie, matter: Matter) -> tuple[str, ...]:
    """All articles that rest on the same furthest supplier."""
    out: set[str] = set()
    for top in draft.suppliers(tie.child):
        out.update(bearers(draft, top, matter))
    return tuple(sorted(out))


def _own(tie: Tie, family: Sequence[str], layouts: Mapping[str, Layout], matter: Matter) -> tuple[Reason, ...]:
    """The child's own additions, where there is something to tell them from."""
    if tie.whole or not tie.main or not family or tie.child not in matter.prose:
        return ()
    prose = matter.prose[tie.child]
    taken = matter.has(tie.child, family[:_MOST_READ], HINTED) | _credited(layouts[tie.child], tie.spans, matter)
    own = [
        s.span
        for s in layouts[tie.child].sentences
        if s.zone == "body" and (words := prose.mask(s.span)).bit_count() >= _SENTENCE and not words & taken
    ]
    if not own:
        return ()
    return (Reason("adds what no other article of this source carries", tuple(own[:_OWN_SENTENCES])),)
