"""How a mention stands to its claim: asserted, attributed, hedged, denied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from firsthand.claims.units import Unit
from firsthand.languages import has_table, table
from firsthand.nouns import Attribution, Stance

_MAX_CHAIN = 12  # attributions inside one another; a longer chain is a loop or a page of quotation marks


def chain(attribution: str | None, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """The attributions that hold a mention, innermost first."""
    out: list[Attribution] = []
    while attribution is not None and len(out) < _MAX_CHAIN:
        found = by_id.get(attribution)
        if found is None or found in out:
            break
        out.append(found)
        attribution = found.parent
    return out


def stance(unit: Unit, language: str, by_id: Mapping[str, Attribution]) -> Stance:
    """The stance of one mention. A denial of a denial states: denials are counted along the
    chain. A unit that holds the denying word itself states the denial."""
    held = chain(unit.attribution, by_id)
    outside = [a for a in held if a.cue is None or not unit.span.contains(a.cue)]
    if sum(a.kind == "denial" for a in outside) % 2:
        return "denied"
    if hedged(unit, language) or any(a.kind == "hearsay" for a in held):
        return "hedged"
    return "attributed" if held else "asserted"


def hedged(unit: Unit, language: str) -> bool:
    """Whether the unit's own words keep their distance."""
    if not has_table(language, "hedges"):
        return False
    single, phrases = _hedges(language)
    forms = [w.form for w in unit.words]
    return any(f in single for f in forms) or phrases.search(" ".join(forms)) is not None


@cache
def _hedges(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    rows = table(language, "hedges")
    return frozenset(rows["words"]), re.compile(r"\b(?:" + "|".join(map(re.escape, rows["phrases"])) + r")\b")
