"""How near a mention is to the words its claim is shown with: the same, more guarded, less of it, or only akin."""

from __future__ import annotations

from firsthand.claims.clauses import CONTENT
from firsthand.claims.knowers import Ground
from firsthand.claims.stance import hedged
from firsthand.claims.units import Unit
from firsthand.claims.wording import groups
from firsthand.languages import rarity, stem
from firsthand.nouns import Nearness

SAME = 0.4  # share of the lighter side's matter that both hold, from which two mentions state one thing
LESS = 0.5  # share of the shown words' matter below which a mention that adds nothing says less
ADDS = 0.25  # share of a mention's matter that is its own, up to which it adds nothing


def nearness(ground: Ground, unit: Unit, shown: Unit) -> Nearness:
    """How near a mention is to the one its claim is shown with."""
    if unit is shown:
        return "equal"
    mine, theirs = _matter(ground, unit), _matter(ground, shown)
    shared = sum(weight for s, weight in mine.items() if s in theirs)
    all_mine, all_theirs = sum(mine.values()), sum(theirs.values())
    if round(shared, 4) < round(SAME * min(all_mine, all_theirs), 4):
        return "shifted"
    language = ground.layouts[unit.article].article.language
    if hedged(unit, language) and not hedged(shown, language):
        return "weaker"
    added = round(all_mine - shared, 4) > round(ADDS * all_mine, 4)
    return "broader" if not added and round(shared, 4) < round(LESS * all_theirs, 4) else "equal"


def _matter(ground: Ground, unit: Unit) -> dict[str, float]:
    """Stems, or their synonym groups, of the words that carry matter, with how rare they are."""
    language = ground.layouts[unit.article].article.language
    known = groups(language)
    out: dict[str, float] = {}
    for w in unit.words:
        rare = rarity(w.form, language)
        if rare >= CONTENT:
            plain = stem(w.form, language)
            out[known.get(plain, plain)] = rare
    return out
