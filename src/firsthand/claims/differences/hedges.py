"""What one article reports with a hedge and another states flatly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.claims.clauses import Segment
from firsthand.claims.differences.alignment import MATTER, Ground, key, matter, overlap
from firsthand.claims.differences.phrases import Phrases, phrase_at, phrases
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import SURE, Telling, matched
from firsthand.languages import Word, rarity, table
from firsthand.nouns import Span, merged

SAME = 0.5  # share of the lighter clause's weight that both hold
MIN_SHARED = 3  # words of matter that both hold
SAYING = frozenset(("alleged", "believed", "feared", "suspected", "thought"))
AROUND = 2  # words either side of a hedge that must not turn it ("it is not likely")


def find(ground: Ground) -> list[Finding]:
    """Statements that are hedged in some articles and flat in others, one finding for each place of a hedge."""
    found: dict[Span, list[tuple[float, Telling, Telling, Span]]] = {}
    for a, b, sure in matched(ground):
        if sure < SURE or a.line.zone != "body" or b.line.zone != "body":
            continue
        for one, two in ((a, b), (b, a)):
            hedge = _hedge(ground, one.line.words, one)
            if hedge is not None and not _careful(ground, two, not _provisional(ground, hedge)):
                clause = _clause(ground, one, two, hedge)
                if clause is not None and _keeps(ground, one, hedge, clause):
                    found.setdefault(hedge, []).append((sure, one, two, clause))
    out = []
    for hedge in sorted(found):
        rows = found[hedge]
        sure, one, two, place = max(rows, key=lambda r: (r[0], r[3]))
        flat = merged(r[3] for r in rows)
        own = not two.speakers and not two.quoted
        why = (f"{ground.outlet(one.article)} keeps its distance, “{ground.text(hedge)}”; "
               f"{ground.outlets(s.article for s in flat)} does not: “{ground.text(place)}”")  # fmt: skip
        out.append(Finding("hedge", ((hedge,), flat), why, 0.35 + 0.35 * sure + 0.1 * own, 1.0 if own else 0.8))
    return out


def _clause(ground: Ground, hedged: Telling, flat: Telling, hedge: Span) -> Span | None:
    """The clause of a flat telling that tells what the hedged clause of the other does."""
    language = ground.language(hedged.article)

    def keys(told: Telling, part: Segment) -> dict[str, float]:
        return matter(told.line, told.line.words[part.first : part.last], language)

    mine = keys(hedged, hedged.line.part(hedge.start))
    parts = [p for p in flat.line.parts if flat.span.start <= flat.line.words[p.first].start < flat.span.end]
    held, part = max(((overlap(mine, keys(flat, p)), p) for p in parts), key=lambda x: (x[0], -x[1].first))
    if held < SAME or len(mine.keys() & keys(flat, part).keys()) < MIN_SHARED:
        return None
    return Span(flat.article, flat.line.words[part.first].start, flat.line.words[part.last - 1].end)


def _keeps(ground: Ground, hedged: Telling, hedge: Span, flat: Span) -> bool:
    """Whether the flat clause tells what the hedge stands before, or behind where nothing follows it."""
    language = ground.language(hedged.article)
    part = hedged.line.part(hedge.start)
    told = [w for w in hedged.line.words[part.first : part.last] if rarity(w.form, language) >= MATTER]
    beside = [w for w in told if w.end > hedge.start and not _is_hedge(w.form, language)][:1] or told[-1:]
    line = ground.line_at(flat)
    inside = [w for w in line.words if flat.start <= w.start < flat.end] if line is not None else []
    return bool({key(w.form, language) for w in beside} & {key(w.form, language) for w in inside})


@cache
def _is_hedge(form: str, language: str) -> bool:
    return phrase_at([form], 0, _phrases(language, False)) == 1


@cache
def _phrases(language: str, also: bool) -> Phrases:
    """What keeps a distance; with ``also``, what makes a statement careful in any way."""
    rows = table(language, "hedges")
    found = [*rows["words"], *rows["phrases"], *table(language, "settings")["provisional"]]
    if also:
        found += table(language, "settings")["careful"]
    return phrases(found)


def _provisional(ground: Ground, hedge: Span) -> bool:
    """Whether a hedge says that a statement holds for now."""
    told = ground.text(hedge).casefold()
    return any(told.startswith(p) for p in table(ground.language(hedge.article), "settings")["provisional"])


def _careful(ground: Ground, told: Telling, also: bool) -> bool:
    """Whether the sentence of a telling hedges; with ``also``, whether it asks, accuses or looks ahead as well."""
    forms = [w.form for w in told.line.words]
    known = _phrases(ground.language(told.article), also)
    return any(phrase_at(forms, n, known) and not _negated(forms[max(0, n - AROUND) : n]) for n in range(len(forms)))


def _names_somebody(ground: Ground, told: Telling, word: Word) -> bool:
    """Whether a word is a name, or "that", "he", "they"."""
    text = ground.layouts[told.article].text
    return text[word.start].isupper() or word.form in ("that", "he", "she", "they", "it", "the")


def _negated(forms: Sequence[str]) -> bool:
    return any(f in ("not", "no") or f.endswith("n't") for f in forms)


def _hedge(ground: Ground, found: Sequence[Word], told: Telling) -> Span | None:
    """The words by which a telling keeps its distance, with the next one; negated ones are none."""
    inside = [w for w in found if told.span.start <= w.start < told.span.end]
    forms = [w.form for w in inside]
    known = _phrases(ground.language(told.article), False)
    for n in range(len(forms)):
        length = phrase_at(forms, n, known)
        if forms[n] in SAYING and n + 1 < len(inside) and _names_somebody(ground, told, inside[n + 1]):
            continue  # "the paper alleged Fenn had": who says it, no hedge
        if length and not _negated(forms[max(0, n - AROUND) : n]):
            alone = " ".join(forms[n : n + length]) in table(ground.language(told.article), "settings")["provisional"]
            last = min(len(inside), n + length + (not alone)) - 1
            return Span(told.article, inside[n].start, inside[last].end)
    return None
