"""Why articles are one story, or one alone, in words a reader can check: shared terms, shared prose, days, likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING

from firsthand.grouping.likeness import day
from firsthand.grouping.terms import Terms
from firsthand.nouns import Layout, Passage, Reason
from firsthand.nouns.limits import MIN_STORY_WORDS

if TYPE_CHECKING:
    from firsthand.grouping.likeness import Scores

MOST_TERMS = 8  # named in a reason
MOST_SPANS = 5  # articles pointed at for each term
DOUBT = 0.27  # share of pairs wrongly joined where the mean likeness is just enough; falls by e each DOUBT_SCALE above
DOUBT_SCALE = 0.12  # both fitted to the development piles: .20 -> .75, .33 -> .91, .50 -> .98 of pairs right
LONELY = 0.05  # likeness of the nearest article at which one is surely alone
SURE, UNSURE = 0.9, 0.1  # confidence that an article is alone, there and at the likeness that would have linked it


def together(members: Sequence[Terms], scores: Scores, told: Mapping[str, float], layouts: Mapping[str, Layout],
             passages: Sequence[Passage], enough: float) -> tuple[float, tuple[Reason, ...]]:  # fmt: skip
    """Confidence (that two of them, drawn at random, tell one event) and reasons of a story."""
    n = len(members)
    mean = (float(scores.sum()) - float(scores.trace())) / (n * (n - 1))
    reasons = [_shared_terms(members, told, layouts)]
    inside = {m.article for m in members}
    prose = [p for p in passages if p.a.article in inside and p.b.article in inside and not p.quoted]
    if prose:
        longest = max(prose, key=lambda p: (min(len(p.a), len(p.b)), p.b, p.a))
        articles = len({s.article for p in prose for s in (p.a, p.b)})
        reasons.append(Reason(f"{articles} of the {n} share prose with another", (longest.a, longest.b)))
    days = sorted(d for d in (day(layouts[m.article].article.published.value) for m in members) if d is not None)
    if len(days) > 1:
        apart = days[-1] - days[0]
        dated = "all" if len(days) == n else f"the {len(days)} dated ones"
        reasons.append(Reason(f"{dated} published {f'within {apart + 1} days' if apart else 'on one day'}"))
    return 1 - DOUBT * exp((enough - mean) / DOUBT_SCALE), tuple(reasons)


def alone(one: Terms, pile: Sequence[Terms], nearest: int, how: float, told: Mapping[str, float],
          layouts: Mapping[str, Layout], enough: float) -> tuple[float, tuple[Reason, ...]]:  # fmt: skip
    """Confidence and reasons of an article that joined no other; ``how`` alike it is to the nearest one."""
    if one.words < MIN_STORY_WORDS:
        return SURE, (Reason("too little text to compare"),)
    if len(pile) == 1:
        return 1.0, (Reason("no other article in the pile"),)
    confidence = SURE - (SURE - UNSURE) * min(1.0, max(0.0, (how - LONELY) / (enough - LONELY)))
    if how <= LONELY:
        return confidence, (Reason("no other article is like it"),)
    found = _shared_terms([one, pile[nearest]], told, layouts)
    text = f"the nearest, {pile[nearest].article}, is not like it enough"
    return confidence, (Reason(f"{text}: {found.text}" if found.text else text, found.spans),)


def _shared_terms(members: Sequence[Terms], told: Mapping[str, float], layouts: Mapping[str, Layout]) -> Reason:
    """The terms that most of the articles have and that tell most, with where they first stand."""
    holders: Counter[str] = Counter(term for m in members for term in m.first)
    shared = [t for t, n in holders.items() if n > len(members) / 2 and t in told]
    named: list[str] = []
    for term in sorted(shared, key=lambda t: (-holders[t] * told[t], -len(t), t)):
        if len(named) < MOST_TERMS and not any(set(term.split()) & set(other.split()) for other in named):
            named.append(term)
    words, spans = [], []
    for term in named:
        places = [m.first[term] for m in members if term in m.first][:MOST_SPANS]
        words.append(" ".join(layouts[places[0].article].article.words(places[0]).split()))
        spans += places
    most = "all" if all(holders[t] == len(members) for t in named) else "most"
    return Reason(f"{most} have {_listed(words)}" if words else "", tuple(spans))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{w}”" for w in words)
