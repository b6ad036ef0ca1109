"""What a unit says, as it is compared: weighted stems and synonym groups, character 4-grams, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from firsthand.claims.units import Unit
from firsthand.languages import has_table, rarity, stem, table
from firsthand.nouns import Layout

STOP = 0.26  # languages.rarity below which a word says nothing of its own ("the", "that", "have")
GROUP = 0.3  # a shared synonym group, beside a shared word that counts 1
GRAM = 4  # characters; short enough to survive inflection and spelling, long enough to mean a word


@dataclass(frozen=True, slots=True)
class Wording:
    """The units of a story as sparse matrices (scipy csr), a row per unit; ``stems`` and ``grams`` row-normalised."""

    stems: Any
    grams: Any
    words: Any  # 1 for each stem in it that is no figure
    named: Any  # 1 for each name
    weights: tuple[Mapping[str, float], ...]  # of stems ("w:") and synonym groups ("g:"), a mapping per unit
    names: tuple[frozenset[str], ...]  # stems of capitalised words inside the unit, sentence openers left out


@cache
def groups(language: str) -> Mapping[str, str]:
    """Stem -> the synonym group it stands in."""
    if not has_table(language, "synonyms"):
        return {}
    return {stem(w, language): name for name, members in table(language, "synonyms").items() for w in members}


def wording(units: Sequence[Unit], layouts: Sequence[Layout]) -> Wording:
    """Compare-ready rows for the units.

    A stem weighs its rarity in the language times its rarity in this story, counted over sentences so that nested
    units do not count twice.
    """
    by_id = {x.id: x for x in layouts}
    language = {a: x.article.language for a, x in by_id.items()}
    tokens = [[(w.form, stem(w.form, language[u.article])) for w in u.words] for u in units]
    seen: Counter[str] = Counter()
    places: dict[str, set[tuple[str, int]]] = {}
    for unit, row in zip(units, tokens, strict=True):
        for _, s in row:
            places.setdefault(s, set()).add((unit.article, unit.sentence))
    for s, where in places.items():
        seen[s] = len(where)
    total = 1 + len({(u.article, u.sentence) for u in units})
    rows = []
    grams = []
    for unit, row in zip(units, tokens, strict=True):
        spoken = language[unit.article]
        known = groups(spoken)
        weights: dict[str, float] = {}
        kept = []
        for form, s in row:
            rare = rarity(form, spoken)
            if rare < STOP:
                continue
            kept.append(form)
            weight = rare * (0.5 + 0.5 * log(total / seen[s]) / log(total))
            weights["w:" + s] = max(weights.get("w:" + s, 0.0), weight)
            if s in known:
                key = "g:" + known[s]
                weights[key] = max(weights.get(key, 0.0), weight * GROUP)
        rows.append(weights)
        joined = " " + " ".join(kept) + " "
        grams.append({joined[i : i + GRAM]: 1.0 for i in range(len(joined) - GRAM + 1)})
    names = tuple(names_in(u, by_id[u.article]) for u in units)
    plain = [[k for k in row if k.startswith("w:") and not k[2].isdigit()] for row in rows]
    return Wording(_matrix(rows), _matrix(_weighted(grams)), _marks(plain), _marks([sorted(n) for n in names]),
                   tuple(rows), names)  # fmt: skip


def _weighted(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    counts = Counter(g for row in rows for g in row)
    total = len(rows) + 1
    return [{g: log(total / n) for g in row if (n := counts[g])} for row in rows]


def _marks(rows: Sequence[Sequence[str]]) -> Any:
    """A row of ones per list of things."""
    import numpy as np
    from scipy.sparse import csr_matrix

    index: dict[str, int] = {}
    columns = [index.setdefault(key, len(index)) for row in rows for key in row]
    starts = np.cumsum([0, *map(len, rows)])
    parts = np.ones(len(columns)), np.array(columns, dtype=np.int64), starts
    return csr_matrix(parts, shape=(len(rows), max(1, len(index))))


def _matrix(rows: Sequence[Mapping[str, float]]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    index: dict[str, int] = {}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        size = sum(v * v for v in row.values()) ** 0.5 or 1.0
        for key, value in row.items():
            columns.append(index.setdefault(key, len(index)))
            data.append(value / size)
        starts.append(len(columns))
    parts = np.array(data), np.array(columns, dtype=np.int64), np.array(starts, dtype=np.int64)
    return csr_matrix(parts, shape=(len(rows), max(1, len(index))))


def names_in(unit: Unit, layout: Layout) -> frozenset[str]:
    """Stems of the capitalised words of a unit, those that open a sentence left out."""
    first = layout.sentences[unit.sentence].span.start
    return frozenset(
        stem(w.form, layout.article.language)
        for w in unit.words
        if w.start != first and layout.text[w.start].isupper() and rarity(w.form, layout.article.language) >= STOP
    )
