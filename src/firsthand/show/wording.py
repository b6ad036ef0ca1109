"""How counts and judgements are put into words. The only place that words a count.

A count is of what is *shown*; what nobody says stands beside it as a number of its own. A count never bounds: two
origins shown may share a root that nobody names, and a mention that does not say may rest on a further one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from firsthand.nouns import UNSEEN_REPORT, Claim, Derivation, Intake, Lineage, Origin, Relation, Source, Story, Trace
from firsthand.show.visible import one_line

STATUS: Final = {
    "several-origins": "several origins",
    "single-origin": "one origin",
    "disputed": "disputed",
    "public-record": "public record",
    "cannot-tell": "cannot tell",
}
KIND: Final = {
    "reprint": "reprint",
    "edited": "edited copy",
    "rewrite": "rewrite",
    "translation": "translation",
    "cites": "cites it",
    "update": "update",
}
DIFFERENCE: Final = {
    "number": "Numbers differ",
    "denial": "Denied",
    "label": "Called by different names",
    "hedge": "Reported here, fact there",
    "attribution": "Who said it shifts or vanishes",
    "condition": "A condition is dropped",
    "quote": "Quoted words differ",
    "date": "Dates differ",
    "place": "Places differ",
    "cause": "Causes differ",
    "omission": "Left out by some",
}
SOURCE: Final = {
    "agency": "agency",
    "outlet": "outlet",
    "person": "person",
    "organisation": "organisation",
    "document": "document",
    "public-statement": "public statement",
    "unnamed": "unnamed people",
    "report": "report",
}
SPEAKERS: Final = frozenset({"person", "organisation", "public-statement", "unnamed"})  # who spoke; others are texts
RELATION: Final = {
    "backs": "backs",
    "fights": "fights",
    "attacks": "attacks",
    "allied-with": "is allied with",
    "met": "met",
    "told": "told",
    "denies": "denies something about",
    "demands": "demands of",
    "accuses": "accuses",
    "part-of": "is part of",
    "leads": "leads",
}
_OPENING: Final = frozenset("\"“„«‘'")
_CLOSING: Final = frozenset("\"”“»’'")
HOW_TO_READ: Final = (
    (
        "What is counted",
        "An origin is somebody who knows: a person, an institution, a document, a public statement, or unnamed people "
        "as the text describes them. Agencies and outlets that pass a statement on are carriers, not origins. Forty "
        "copies of one report are one origin.",
    ),
    (
        "What a count means",
        "It is the number of distinct origins that the texts show. The mentions that do not say whom they have it from "
        "stand beside it and are never added to it.",
    ),
    (
        "What it does not mean",
        "It does not prove independence: two origins shown may share a root that nobody names. And it does not say "
        "that a claim is true or false.",
    ),
    (
        "Not in the pile",
        "A source the texts point to whose own text was not among the articles read. It is drawn with a dashed line.",
    ),
    (
        "Direction",
        "Shared wording shows that two texts are related, seldom who came first. A line with an arrow rests on a "
        "credit, a time or an inherited change; a line without one means that the direction cannot be told.",
    ),
    (
        "Confidence",
        "A word and a figure from 0 to 1 for each judgement: strong from 0.90, good from 0.70, fair from 0.50, weak "
        "below. The words it rests on are linked.",
    ),
)


def count(n: int, noun: str, plural: str = "") -> str:
    """ "1 article", "5 articles"."""
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def joined(parts: Sequence[str], limit: int = 0) -> str:
    """ "A, B and C"; past ``limit`` parts "A, B and 4 more"."""
    shown = list(parts)
    if limit and len(shown) > limit:
        shown = [*shown[: limit - 1], f"{len(shown) - limit + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def quoted(words: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    return words if len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING else f"“{words}”"


def confidence(figure: float) -> str:
    """ "strong (0.93)"."""
    word = "strong" if figure >= 0.9 else "good" if figure >= 0.7 else "fair" if figure >= 0.5 else "weak"
    return f"{word} ({int(figure * 100 + 1e-6) / 100:.2f})"  # cut, not rounded: 0.8999 is not yet "strong (0.90)"


def severity(figure: float) -> str:
    """How much a difference changes what a reader believes."""
    return "serious" if figure >= 0.6 else "notable" if figure >= 0.42 else "slight"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _stating(claim: Claim) -> int:
    """How many mentions state it; those that deny it are not asked for its origin."""
    return sum(1 for m in claim.mentions if m.stance != "denied") or len(claim.mentions)


def none_shown(claim: Claim) -> bool:
    """True where not one mention shows its origin: the count stands at 1 (somebody said it first), nobody says who."""
    return claim.unknown_mentions >= _stating(claim)


def unknowns(claim: Claim) -> str:
    """ "2 mentions do not say", "all 4 mentions show theirs"."""
    if claim.unknown_mentions:
        return f"{count(claim.unknown_mentions, 'mention')} {'does' if claim.unknown_mentions == 1 else 'do'} not say"
    mentions = _stating(claim)
    if mentions == 1:
        return "its only mention shows it"
    which = "both" if mentions == 2 else f"all {mentions}"
    return f"{which} mentions show {'it' if claim.independent_origins == 1 else 'theirs'}"


def origins(claim: Claim) -> str:
    """ "1 origin shown; 2 mentions do not say"."""
    if none_shown(claim):
        return f"no origin shown; {unknowns(claim)}"
    return f"{count(claim.independent_origins, 'origin')} shown; {unknowns(claim)}"


def newsrooms(claim: Claim) -> str:
    """ "gathered by 1 newsroom", or that nobody shows one."""
    if not claim.newsrooms:
        return "no newsroom shown to have gathered it"
    return f"gathered by {count(claim.newsrooms, 'newsroom')}"


def behind(claim: Claim) -> tuple[Origin, ...]:
    """The origins of the mentions that state it, not of those that deny it."""
    used = {m.origin for m in claim.mentions if m.stance != "denied"}
    return tuple(o for o in claim.origins if o.id in used)


def deniers(claim: Claim) -> tuple[Origin, ...]:
    """The origins that only deny it."""
    used = {m.origin for m in claim.mentions if m.stance != "denied"}
    denied = {m.origin for m in claim.mentions if m.stance == "denied"}
    return tuple(o for o in claim.origins if o.id in denied - used)


def _bare(name: str) -> str:
    """ "Ardline" for "Ardline" and for "Ardline report"."""
    return name.removesuffix(" report")


def _unseen(lineage: Lineage) -> frozenset[str]:
    """The names of reports that are not in the pile; people are none."""
    return frozenset(_bare(s.name) for s in lineage.sources if not s.seen and s.kind in ("agency", "outlet"))


def origin(origin: Origin, lineage: Lineage) -> str:
    """An origin and its carriers: "unnamed people (two officials) through one Ardline report that is not ..."."""
    unseen = _unseen(lineage)
    name = one_line(origin.source, 120)
    if origin.kind == "report":
        if name == UNSEEN_REPORT:
            return f"{name} that names nobody"
        words = f"one {_bare(name)} report that names nobody"
        return words + (" and is not in the pile" if _bare(origin.source) in unseen else "")
    if origin.kind == "not-shown":
        return "not shown"
    words = {
        "unnamed": f"unnamed people ({name})",
        "public-statement": f"{name} (in public)",
        "own-reporting": f"{name} (own reporting)",
    }.get(origin.kind, name)
    if not origin.via:
        return words
    first, *rest = origin.via
    carrier = _bare(one_line(first, 60))
    absent = _bare(first) in unseen
    words += f" through one {carrier} report that is not in the pile" if absent else f" through {carrier}"
    return words + (f", in part relayed by {joined([one_line(v, 60) for v in rest], 4)}" if rest else "")


def main_claim(story: Story) -> str:
    """The sentence on a story's main claim, without "Its main claim: "; "" where no claim was found."""
    if story.summary.main_claim is None:
        return ""
    claim = story.claim(story.summary.main_claim)
    if none_shown(claim):
        return f"no origin shown; {unknowns(claim)}."
    named = [origin(o, story.lineage) for o in behind(claim)]
    shown = f"{count(claim.independent_origins, 'origin')} shown"
    if len(named) > 1:
        shown += f", {newsrooms(claim)}: {'; '.join(named[:3])}"
        shown += f"; and {len(named) - 3} more" if named[3:] else ""
    elif named:
        shown += f", {named[0]}"
    sentence = f"{shown}; {unknowns(claim)}."
    if claim.status == "disputed":
        who = [one_line(o.source, 80) for o in deniers(claim)]
        sentence += f" {joined(who, 3)} {'denies' if len(who) == 1 else 'deny'} it." if who else " It is disputed."
    return sentence


def headline(trace: Trace) -> str:
    """ "5 articles, 1 story. Its main claim: 1 origin shown, ...; 2 mentions do not say." """
    stories = trace.stories
    sentence = f"{count(len(trace.intake.articles), 'article')}, {count(len(stories), 'story', 'stories')}."
    if not stories:
        return sentence
    claim = main_claim(stories[0])
    if len(stories) == 1:
        return f"{sentence} Its main claim: {claim}" if claim else f"{sentence} No claim was found in it."
    size = f" The largest has {count(stories[0].summary.articles, 'article')}."
    return sentence + size + (f" Its main claim: {claim}" if claim else " No claim was found in it.")


def story_headline(story: Story) -> str:
    """The headline sentence of one story among several."""
    claim = main_claim(story)
    size = count(story.summary.articles, "article")
    return f"{size}. Its main claim: {claim}" if claim else f"{size}. No claim was found in it."


def accounting(intake: Intake) -> str:
    """ "Read 10 = 8 kept + 1 duplicate + 1 rejected."."""
    return (
        f"Read {intake.read} = {len(intake.articles)} kept + {count(len(intake.duplicates), 'duplicate')}"
        f" + {len(intake.rejected)} rejected."
    )


def changes(edge: Derivation) -> str:
    """ "leaves out 50 %, adds 5 %"; "" where nothing is cut or added."""
    parts = [f"leaves out {percent(edge.cut)}"] if edge.cut >= 0.005 else []
    parts += [f"adds {percent(edge.added)}"] if edge.added >= 0.005 else []
    return ", ".join(parts)


def pair(edge: Derivation) -> str:
    """What an undirected derivation says."""
    return f"share prose, direction cannot be told; {confidence(edge.confidence)}"


def source(found: Source) -> str:
    """ "Ardline, agency, not in the pile"; of people and bodies that spoke, what they are."""
    absent = not found.seen and found.kind not in SPEAKERS
    return f"{one_line(found.name, 60)}, {SOURCE[found.kind]}" + (", not in the pile" if absent else "")


def relation(found: Relation) -> str:
    """ "backs"; marked where the texts say that it is not so."""
    kind = RELATION.get(found.kind, one_line(found.kind, 40))
    return f"(said not to be so) {kind}" if found.negated else kind


def first_hand(names: Iterable[str]) -> str:
    """Which articles show newsgathering of their own."""
    shown = list(names)
    if not shown:
        return "No article shows newsgathering of its own."
    return f"Newsgathering of its own is shown in {joined(shown)}."


def shown_figure(claim: Claim) -> tuple[str, str]:
    """The count of origins as a figure and its label. ``unknown_figure`` always stands beside it."""
    if none_shown(claim):
        return "?", "no origin shown"
    return str(claim.independent_origins), f"origin{'s' if claim.independent_origins != 1 else ''} shown"


def unknown_figure(claim: Claim) -> tuple[str, str]:
    """The count of mentions that do not say, as a figure and its label."""
    n = claim.unknown_mentions
    return str(n), "mention does not say" if n == 1 else "mentions do not say"
