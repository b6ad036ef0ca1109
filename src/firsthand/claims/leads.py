"""A second, looser pass for what a story leads with: the same news told in other words at the head of each article.

Only for what is said not to be: a refusal or a denial at the head of an article is worded most freely ("will not
enter", "can expect no help"), and a story seldom leads with two. Such a cluster joins another when their mentions share
enough of the lighter side's weighted stems and synonym groups and no check forbids it. Tried for all leads, the same
pass joined more that differs than that agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from firsthand.claims.pruning import Kept
from firsthand.claims.units import Unit
from firsthand.claims.wording import STOP, Wording
from firsthand.languages import fold, has_table, rarity, stem, table, words
from firsthand.nouns import Layout, Span

LEAD_SENTENCES = 3  # of the body; a lead seldom runs on, and a paraphrase of it further down is found by the first pass
OVERLAP = 0.4  # share of the lighter side's weight that both hold
LOW = 0.05  # a mention far down still tells that its article carries the claim
LEADING = 0.4  # height: headline and the first sentences
MIN_ARTICLES = 2  # a cluster must already be carried by this many


def centrality(spans: Sequence[Span], layouts: Sequence[Layout]) -> float:
    """How much of the articles' leads a claim is: the sum over its articles of its best place, times its substance."""
    by_id = {x.id: x for x in layouts}
    best: dict[str, float] = {}
    for span in spans:
        best[span.article] = max(best.get(span.article, 0.0), _height(by_id[span.article], span))
    told = [substance(span, by_id[span.article]) for span in spans]
    return round(sum(best[a] for a in sorted(best)) * sum(told) / max(1, len(told)), 4)


def _height(layout: Layout, span: Span) -> float:
    """How high in its article a span stands: 1 for the headline and the first sentence of the body, then less."""
    place = 0
    for sentence in layout.sentences:
        if sentence.span.overlaps(span):
            return 1.0 if sentence.zone == "headline" else _by_place(place) if sentence.zone == "body" else LOW
        place += sentence.zone == "body"
        if place >= 2 * LEAD_SENTENCES:
            break
    return LOW


def _by_place(place: int) -> float:
    if place < LEAD_SENTENCES:
        return 1.0 / (1 + place / 2)
    return 0.2 if place < 2 * LEAD_SENTENCES else LOW


def substance(span: Span, layout: Layout) -> float:
    """How much a mention says beyond names, offices and that somebody spoke: 0 to 1, by weight of its words."""
    language = layout.article.language
    frame = _frame_words(language)
    matter = total = 0.0
    for w in words(layout.text, span.start, span.end):
        weight = rarity(w.form, language)
        if weight >= STOP:
            total += weight
            matter += weight if not layout.text[w.start].isupper() and stem(w.form, language) not in frame else 0.0
    return matter / total if total else 0.0


@cache
def _frame_words(language: str) -> frozenset[str]:
    """Stems of verbs of saying and of titles and offices."""
    out: set[str] = set()
    if has_table(language, "reporting_verbs"):
        out.update(table(language, "reporting_verbs")["speech"])
    if has_table(language, "people"):
        for name in ("titles", "roles"):
            out.update(table(language, "people")[name].split())
    return frozenset(stem(fold(w), language) for w in out)


def widen(units: Sequence[Unit], kept: Sequence[Kept], wordings: Wording, layouts: Sequence[Layout],
          negated: Sequence[bool], apart: Callable[[int, int], bool]) -> list[Kept]:  # fmt: skip
    """The kept clusters, those that stand at the heads of articles joined where they tell the same news."""
    by_id = {x.id: x for x in layouts}

    def leads(i: int) -> bool:
        return units[i].runs <= 1 and _height(by_id[units[i].article], units[i].span) >= LEADING

    out = list(kept)
    refused = [k for k in range(len(out)) if all(negated[i] for i in out[k].units) and any(map(leads, out[k].units))]
    for a in sorted(refused, key=lambda k: (-_carried(units, out[k]), k)):
        if _carried(units, out[a]) < MIN_ARTICLES:
            continue
        for b in refused:
            if a == b or not out[b].units or _carried(units, out[b]) > _carried(units, out[a]):
                continue
            missing = {units[i].article for i in out[b].units} - {units[i].article for i in out[a].units}
            if not any(units[i].article in missing and leads(i) for i in out[b].units):
                continue
            if any(apart(i, j) for i in out[a].units for j in out[b].units):
                continue
            if _same_news(wordings, out[a].units, out[b].units):
                out[a] = Kept(tuple(sorted((*out[a].units, *out[b].units))), out[a].cohesion)
                out[b] = Kept((), 0.0)
    return [k for k in out if k.units]


def _carried(units: Sequence[Unit], kept: Kept) -> int:
    return len({units[i].article for i in kept.units})


def _same_news(wordings: Wording, a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether each mention of the smaller cluster overlaps some mention of the larger one well, on average."""
    best = [max(_overlap(wordings.weights[i], wordings.weights[j]) for j in a) for i in b]
    return max(best) >= OVERLAP and sum(best) / len(best) >= OVERLAP - 0.05


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Weight both units hold over the weight of the lighter one."""
    shared = sum(min(v, b[k]) for k, v in a.items() if k in b)
    return round(shared / max(1e-9, min(sum(a.values()), sum(b.values()))), 4)
