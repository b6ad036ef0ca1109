"""How sure an attribution is, and why, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.attribution.drafts import Draft
from firsthand.languages import table
from firsthand.nouns import Layout, Reason, Span

# Share of attributions that each rule got right, source and content both, on a development set of labelled news,
# rounded to a twentieth (docs/attributions.md holds the table). Rules that fired fewer than ten times there stand at
# their nearest relative's.
_BY_RULE = {
    "post": 0.9, "inverted": 0.9, "according": 0.8, "according-inner": 0.8, "headline": 0.75, "colon": 0.75,
    "no-comment": 0.65, "passive-to": 0.45, "passive-by": 0.5, "noun": 0.35, "floating": 0.45, "hearsay": 0.25,
    "relay": 0.8, "citing": 0.75, "quoted-as": 0.8, "revealed-by": 0.7, "message": 0.6, "unlisted": 0.85,
    "signed": 0.75, "relative": 0.6, "bare-cue": 0.65, "infinitive": 0.5, "transcript": 0.4,
}  # fmt: skip
# A reporting verb with its subject, one of the same speaker, a participle: by what follows.
_BY_FRAME = {
    "verb": {"that": 0.8, "bare": 0.75, "quote": 0.8, "wh": 0.7, "object": 0.7, "np": 0.6, "as": 0.55, "to": 0.55,
             "colon": 0.5, "about": 0.4, "for": 0.55, "against": 0.75, "ing": 0.9, "of": 0.6, "on": 0.6, "unto": 0.25},
    "inherited": {"that": 0.75, "bare": 0.6, "quote": 0.7, "wh": 0.6, "object": 0.5, "np": 0.45, "as": 0.6, "to": 0.65},
    "participle": {"that": 0.7, "bare": 0.55, "quote": 0.7, "wh": 0.7, "object": 0.6, "np": 0.4, "as": 0.5, "to": 0.6},
}  # fmt: skip
_BELIEF = {"that": 0.7, "bare": 0.55, "as": 0.65, "about": 0.7, "wh": 0.5, "to": 0.45, "object": 0.45, "np": 0.4}
_BELIEF_RULE = {"passive-to": 0.65, "passive-by": 0.25, "relative": 0.25, "post": 0.5, "inherited": 0.3}
_OTHER = 0.45  # a frame too seldom to be counted
# A statement inside a statement may be wrong in its own right and in its parent's. The set above labels few of them;
# of those in six piles labelled in full about half as many were right as of the others.
_NESTED = 0.55
_WORDS = {
    "post": "the source and its verb follow what is said",
    "inverted": "verb and source follow what is said",
    "verb": "a reporting verb with its subject",
    "participle": "a reporting verb goes on from a clause",
    "inherited": "a further reporting verb of the same speaker",
    "according": "“according to” names the source",
    "according-inner": "“according to” names the source of this clause",
    "headline": "a headline's colon parts source and statement",
    "colon": "a colon opens the quotation",
    "floating": "a quotation that stands alone goes on from the speaker before it",
    "signed": "a signature under the quotation names who speaks",
    "no-comment": "a refusal to comment",
    "hearsay": "a hearsay word: nobody is named",
    "passive-to": "a passive that names nobody",
    "passive-by": "a passive names its agent",
    "noun": "a noun that carries a statement",
    "relay": "a carrier is named: who passed it on",
    "citing": "the report cites its source",
    "quoted-as": "quoted as saying",
    "revealed-by": "the sentence after says who revealed it",
    "infinitive": "an infinitive of saying",
    "bare-cue": "the sentence before the quotation names who speaks",
    "unlisted": "a verb stands beside the quotation",
    "relative": "a reporting verb inside a relative clause",
    "message": "a colon opens the message",
    "transcript": "a transcript's label names who speaks",
}


def confidence(d: Draft) -> float:
    """0..1: how often the rule was right where it was counted; about half of that inside another statement."""
    if d.kind == "belief":
        share = _BELIEF_RULE.get(d.rule) or _BELIEF.get(d.frame, _OTHER)
    else:
        share = _BY_RULE.get(d.rule) or _BY_FRAME.get(d.rule, {}).get(d.frame, _OTHER)
    return share * (_NESTED if d.parent is not None else 1.0)


@cache
def _anonymity() -> re.Pattern[str]:
    rows = [r.strip() for r in table("en", "people")["anonymity"].replace("\n", "").split("|")]
    return re.compile("|".join(re.escape(r) for r in sorted(rows, key=lambda r: (-len(r), r))))


_CLAUSE = 160  # characters of the clause that says why
_REACH = 260  # characters after a source in which its reason for going unnamed stands


def reasons(d: Draft, layout: Layout, unclosed: Sequence[Span] = ()) -> tuple[Reason, ...]:
    """The rule that fired with its cue, the anonymity clause of an unnamed source, a quotation that never ends."""
    cue = (Span(layout.id, *d.cue),) if d.cue else tuple(Span(layout.id, *c) for c in d.content[:1])
    out = [Reason(_WORDS.get(d.rule, d.rule), cue)]
    if d.source:
        stop = min(len(layout.text), d.source[1] + _REACH)
        stop = min((x for x in (layout.text.find(c, d.source[1], stop) for c in (". ", "\n")) if x >= 0), default=stop)
        if m := _anonymity().search(layout.text, d.source[0], stop):
            last = min(len(layout.text), m.end() + _CLAUSE)
            ends = (layout.text.find(c, m.end(), last) for c in (",", ".", ";", "\n"))
            end = min((x for x in ends if x >= 0), default=last)
            out.append(Reason("the source goes unnamed", (Span(layout.id, m.start(), end),)))
    held = [Span(layout.id, *c) for c in d.content]
    open_ = tuple(u for u in unclosed if any(u.overlaps(c) for c in held))
    if open_:
        out.append(Reason("the quotation is never closed: where it ends is a guess", open_))
    return tuple(out)
