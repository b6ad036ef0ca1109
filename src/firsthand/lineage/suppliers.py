"""Suppliers: which credited family stands over which article, seen in the pile or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.lineage.credits import Crediting, Family
from firsthand.lineage.matter import Matter, as_reason
from firsthand.lineage.newsrooms import Newsroom, pages_of, plain
from firsthand.nouns import Reason, SourceKind, Span

# How often such a credit means what it says, by its place. Set by judgement, to be calibrated on labelled stories.
WHOLE = 0.95  # a byline, slug or foot line that credits the article
LEAD = 0.85  # named in the lead as what the report rests on
BODY = 0.75  # named further down, and the matter is shared with others who name it
SINGLE = 0.7  # named for one statement
RELAY = 0.85  # a carrier named between supplier and article
# Three passages, of any kind, that another child of the supplier also has: too many for one shared statement.
_SHARED_PASSAGES = 3
_ONE_TEXT = 0.3  # shared prose of the shorter article from which the two have one text, its quotations included
_SHARED_WORDS = 30  # ... or as many words, quoted ones included: both name the supplier already


@dataclass(frozen=True, slots=True)
class Tie:
    """One article, or one carrier, that takes matter from a parent: an edge before its kind is told."""

    child: str
    parent: str
    main: bool  # the parent stands behind the report, not behind one statement of it
    whole: bool = False
    directed: bool = True
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    spans: tuple[Span, ...] = ()  # the credit's words
    update: bool = False
    via: str = ""  # for a carrier's own tie: which article names the chain
    label: bool = False  # the parent is named as the publisher only: who supplied the text is not said
    aside: bool = False  # ... or for statements only, further down, though others that share the matter name it too


@dataclass(frozen=True, slots=True)
class Unseen:
    """A source whose text is not in the pile, as a node."""

    id: str
    name: str
    kind: SourceKind
    evidence: tuple[Span, ...] = ()


@dataclass(slots=True)
class Draft:
    """The graph while it is drawn: ties and unseen nodes by id, in the order they were found."""

    ties: list[Tie]
    unseen: dict[str, Unseen]
    seen: dict[str, Unseen]  # article id -> the supplier that article is
    digests: frozenset[str] = frozenset()  # pages of many items, each with its own credit: nobody's copy as a whole

    def add(self, tie: Tie) -> None:
        """Add a tie; a second one between the same two makes the first surer, not two edges."""
        for i, old in enumerate(self.ties):
            if (old.child, old.parent) == (tie.child, tie.parent):
                strong, weak = (old, tie) if old.confidence >= tie.confidence else (tie, old)
                self.ties[i] = replace(
                    strong,
                    main=old.main or tie.main,
                    whole=old.whole or tie.whole,
                    directed=old.directed or tie.directed,
                    label=old.label and tie.label,
                    aside=old.aside and tie.aside,
                    reasons=tuple(dict.fromkeys((*strong.reasons, *weak.reasons))),
                    spans=tuple(sorted({*old.spans, *tie.spans})),
                )
                return
        self.ties.append(tie)

    def node(self, node: Unseen) -> str:
        """Add an unseen node, or more evidence for it; its id."""
        old = self.unseen.get(node.id)
        evidence = tuple(sorted({*(old.evidence if old else ()), *node.evidence}))
        self.unseen[node.id] = replace(old or node, evidence=evidence)
        return node.id

    def parents(self, child: str) -> list[Tie]:
        return [t for t in self.ties if t.child == child]

    def children(self, parent: str) -> list[Tie]:
        return [t for t in self.ties if t.parent == parent]

    def suppliers(self, article: str) -> list[str]:
        """The furthest unseen or seen suppliers its report rests on, through carriers."""
        out, todo, done = [], [t.parent for t in self.parents(article) if t.main], {article}
        while todo:
            node = todo.pop(0)
            if node in done:
                continue
            done.add(node)
            above = [t.parent for t in self.parents(node) if t.main]
            todo.extend(above)
            if not above:
                out.append(node)
        return sorted(out)


def draw(credited: Sequence[Crediting], matter: Matter, rooms: Mapping[str, Newsroom]) -> Draft:
    """Hang every article under the suppliers it credits."""
    draft = Draft([], {}, {}, frozenset(c.article for c in credited if c.item))
    main = _main(credited, matter, _agencies_own(credited, rooms))
    for c in credited:
        _hang(draft, c, c in main, matter, rooms)
    return draft


def unseen_id(name: str) -> str:
    """The id of an unseen node: "?" and the name as a slug."""
    return "?" + ("-".join(plain(name).split()) or "source")


def supplier(family: Family, spans: tuple[Span, ...] = ()) -> Unseen:
    """The node of an unseen supplier."""
    name = f"{family.name} report" if family.kind == "agency" else family.name
    return Unseen(unseen_id(family.key), name, family.kind, spans)


def _agencies_own(credited: Sequence[Crediting], rooms: Mapping[str, Newsroom]) -> set[str]:
    """The pages of newsrooms that the story credits as agencies."""
    return pages_of(rooms, {c.family.name for c in credited if c.family.kind == "agency"})


def _main(credited: Sequence[Crediting], matter: Matter, own: set[str]) -> set[Crediting]:
    """The credits that cover the report, not one statement of it.

    Those of the whole article; an agency's in the lead, or as the one that was told (few outlets quote what an agency
    was told without printing its copy); and those whose matter others that credit the same supplier share, except on
    an agency's own page, which quotes what it names in passing. Who is named as the one that had it first covers
    nothing.

    Args:
        own: the pages of agencies.
    """
    credited = [c for c in credited if not c.item and not c.first]
    main = {c for c in credited if c.whole or (c.family.kind == "agency" and c.lead and not c.told)}
    for c in credited:
        if c in main:
            continue
        others = [o for o in credited if o.article == c.article and o.family.kind == "agency" and o.told]
        if c.told and c.family.kind == "agency" and len(others) == 1:
            main.add(c)
            continue
        if c.lead and not c.told and len(c.spans) > 1:
            main.add(c)
            continue
        if c.article in own or not _may_cover(c):
            continue
        mates = [o for o in credited if o.family.key == c.family.key and o.article != c.article and _may_cover(o)]
        if any(_close(matter, c.article, o.article) and not _inherited(matter, c, o) for o in mates):
            main.add(c)
    return main


def _may_cover(c: Crediting) -> bool:
    """Whether a credit inside the text may cover the report: an outlet named once, further down, has one statement."""
    return c.family.kind == "agency" or c.lead or len(c.spans) > 1


def _inherited(matter: Matter, c: Crediting, o: Crediting) -> bool:
    """True where both articles have an outlet's credit in one copied passage: the report they copy quotes the outlet.

    An agency's stays: what it was told is printed by its customers, and by nobody else.
    """
    if c.family.kind == "agency":
        return False
    shared = matter.shared(c.article, o.article)
    if shared.share >= _ONE_TEXT:
        return True
    copied = [s for p in shared.passages if p.kind != "rewritten" for s in (p.a, p.b)]
    return all(any(p.overlaps(s) for p in copied) for s in c.spans)


def _close(matter: Matter, a: str, b: str) -> bool:
    shared = matter.shared(a, b)
    return shared.prose or len(shared.passages) >= _SHARED_PASSAGES or shared.own + shared.quoted >= _SHARED_WORDS


def _hang(draft: Draft, c: Crediting, main: bool, matter: Matter, rooms: Mapping[str, Newsroom]) -> None:
    child = c.article
    page = _node(draft, c.family, c, matter, rooms)
    # An agency's own page that the article copies from: it does not only quote what the agency was told.
    copied = page in matter.prose and matter.shared(child, page).prose
    main = main or (copied and c.family.kind == "agency" and not c.item)
    confidence = min(c.confidence if c.confidence > 0.5 else 1.0, _sure(c, main))
    for relay in c.relays:
        parent = _node(draft, relay, c, matter, rooms)
        if parent == child:
            continue
        reason = Reason(f"names {relay.name} as the carrier of what {c.family.name} reported", c.spans)
        draft.add(Tie(child, parent, True, c.whole, True, min(confidence, RELAY), (reason,), c.spans, via=c.article))
        child = parent
    parent = _node(draft, c.family, c, matter, rooms)
    if parent == child:
        return
    reasons = [Reason(_words(c, main), c.spans)]
    if parent in matter.prose and matter.shared(c.article, parent).passages:
        reasons.append(as_reason(matter, c.article, parent, f"shares matter with {c.family.name}'s own article"))
    whole = c.whole and child == c.article
    draft.add(Tie(child, parent, main, whole, True, confidence, tuple(reasons), c.spans, via=c.article,
                  label=c.carrier, aside=not (c.whole or c.lead or c.told)))  # fmt: skip


def _sure(c: Crediting, main: bool) -> float:
    if c.whole:
        return WHOLE
    if c.lead and main:
        return LEAD
    return BODY if main else SINGLE


def _words(c: Crediting, main: bool) -> str:
    if c.whole:
        return f"credits the article to {c.family.name}"
    if c.lead and main:
        return f"names {c.family.name} in its lead"
    if c.first:
        return f"names {c.family.name} as the one that had it first"
    if main and c.told:
        return f"has words that {c.family.name} was told"
    if main:
        return f"names {c.family.name}, and shares matter with others that do"
    return f"names {c.family.name} for what it says here"


def _node(draft: Draft, family: Family, c: Crediting, matter: Matter, rooms: Mapping[str, Newsroom]) -> str:
    """The article of the pile that this supplier is, else the supplier's unseen node.

    Of several, the version that the article shares most prose with, else the fullest.
    """
    own = sorted(pages_of(rooms, {family.name}) - {c.article})
    fits = [a for a in own if matter.tells(c.article, c.spans, a)]
    fits.sort(key=lambda a: (-matter.shared(c.article, a).own, -len(matter.prose[a]), a))
    if fits:
        old = draft.seen.get(fits[0])
        evidence = tuple(sorted({*(old.evidence if old else ()), *c.spans}))
        draft.seen[fits[0]] = Unseen(fits[0], family.name, family.kind, evidence)
        return fits[0]
    return draft.node(supplier(family, c.spans))
