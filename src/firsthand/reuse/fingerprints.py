"""Words of a text as numbers: token hashes, rolled word n-grams, winnowed fingerprints. No engine, only arrays.

Winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

from firsthand.languages import fold, has_table, rarity, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Offsets = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NGRAM = 5  # words: shorter n-grams recur by chance, longer ones miss lightly edited copies
WINDOW = 4  # n-grams: NGRAM + WINDOW - 1 = 8, so that every shared run of 8 words leaves a shared fingerprint
FORMULA = 4  # words in a row of a phrase listed in languages/<language>/formulas.toml
_BASE = 0x9E3779B97F4A7C15  # odd, its powers spread over 64 bits (golden ratio)

# Scripts written without spaces between words: each letter is a token, worth half a word (``Tokens.size``).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+(?:['’](?:(?![{_UNSPACED}])[^\W\d_])+)*|[^\W_]"
)
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
# Characters that show nothing: soft hyphen, zero-width ones, direction marks. Put into a word they hide a copy.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# Cyrillic and Greek letters that look like Latin ones, folded. Both sides of a comparison are put through it, so whole
# words of those scripts still match their like.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁһԛԝүӏ" + "αβεζηικνορτυχ",
    "abekmhopctyxijsdhqwyl" + "abeznikvoptux",
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of a text in order, as parallel arrays of one length."""

    hashes: Hashes
    starts: Offsets  # into the text
    ends: Offsets
    size: NDArray[np.float32]  # in words: 1; .5 for a letter of a script without spaces; 0 in a formula of the trade
    weight: NDArray[np.float32]  # rarity in general (languages.rarity) of plain words; 0 for names, figures, formulas
    altered: Flags  # mixed scripts or invisible characters were put right

    def __len__(self) -> int:
        return len(self.hashes)


def tokenise(text: str, spans: Iterable[tuple[int, int]] | None = None, language: str = "en") -> Tokens:
    """The tokens of a text, or of some stretches of it, with offsets into it."""
    import numpy as np

    parts = [_tokens(text, s, e) for s, e in (((0, len(text)),) if spans is None else spans)]
    raw = list(chain.from_iterable(parts))
    facts = [_facts(word, language) for word, _, _, _ in raw]
    hashes = np.array([f[0] for f in facts], dtype=np.uint64)
    said = ~_formulaic(hashes, language)
    return Tokens(
        hashes=hashes,
        starts=np.array([r[1] for r in raw], dtype=np.int64),
        ends=np.array([r[2] for r in raw], dtype=np.int64),
        size=np.array([f[1] for f in facts], dtype=np.float32) * said,
        weight=np.array([f[2] for f in facts], dtype=np.float32) * said,
        altered=np.array([f[3] or r[3] for f, r in zip(facts, raw, strict=True)], dtype=np.bool_),
    )


def _tokens(text: str, start: int, end: int) -> list[tuple[str, int, int, bool]]:
    """(word, start, end, held invisible characters) of the words of ``text[start:end]``."""
    if not _INVISIBLE.search(text, start, end):
        return [(m.group(), m.start(), m.end(), False) for m in _TOKEN.finditer(text, start, end)]
    kept = [i for i in range(start, end) if not _INVISIBLE.match(text[i])]
    clean = "".join(text[i] for i in kept)
    out = []
    for m in _TOKEN.finditer(clean):
        first, last = kept[m.start()], kept[m.end() - 1] + 1
        out.append((m.group(), first, last, last - first > m.end() - m.start()))
    return out


@lru_cache(maxsize=1 << 18)
def _facts(word: str, language: str) -> tuple[int, float, float, bool]:
    """(hash, size, weight, altered) of a word as it stands. The hash is ours: the same on every machine and run."""
    form = fold(word)
    shape = form.translate(_LOOKALIKES)
    digest = hashlib.blake2b(shape.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    size = 0.5 if _UNSPACED_LETTER.match(word) else 1.0
    weight = 0.0 if word[0].isupper() or word[0].isdigit() else size * rarity(form, language)
    return int.from_bytes(digest, "little"), size, weight, not word.isascii() and len(_scripts(word)) > 1


def _formulaic(hashes: Hashes, language: str) -> Flags:
    """Which tokens stand in a formula that newsrooms use independently of one another."""
    import numpy as np

    inside = np.zeros(len(hashes), dtype=np.bool_)
    known = _formulas(language)
    if known is not None and len(hashes) >= FORMULA:
        found = np.flatnonzero(np.isin(ngrams(hashes, FORMULA), known))
        for offset in range(FORMULA):
            inside[found + offset] = True
    return inside


@cache
def _formulas(language: str) -> Hashes | None:
    """The n-grams of the language's formulas, or None where it has no such table."""
    import numpy as np

    if not has_table(language, "formulas"):
        return None
    lines = str(table(language, "formulas")["phrases"]).splitlines()
    grams = [
        ngrams(np.array([_facts(m.group(), language)[0] for m in _TOKEN.finditer(line)], dtype=np.uint64), FORMULA)
        for line in lines
    ]
    return np.unique(np.concatenate(grams))


def _scripts(word: str) -> list[str]:
    names = (unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha())
    return [script for script, _ in groupby(sorted(n for n in names if n in _SCRIPTS))]


def ngrams(hashes: Hashes, n: int = NGRAM) -> Hashes:
    """One hash for every run of ``n`` tokens; shape ``(max(0, len - n + 1),)``."""
    import numpy as np

    count = len(hashes) - n + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    rolled = np.zeros(count, dtype=np.uint64)
    factor = 1
    for i in range(n):  # polynomial in _BASE modulo 2**64
        rolled += hashes[i : i + count] * np.uint64(factor)
        factor = factor * _BASE % 2**64
    rolled ^= rolled >> np.uint64(31)  # mix high bits down: the minimum in winnow() looks at all of them
    rolled *= np.uint64(0xBF58476D1CE4E5B9)
    return rolled ^ (rolled >> np.uint64(27))


def winnow(grams: Hashes, window: int = WINDOW) -> Hashes:
    """The least n-gram of every window, each once, sorted. Depends on this text alone."""
    import numpy as np

    if len(grams) <= window:
        return np.unique(grams)[:1]
    return np.unique(np.lib.stride_tricks.sliding_window_view(grams, window).min(axis=1))


def fingerprint(text: str) -> Hashes:
    """The fingerprints of a text: two texts that share a run of 8 words share at least one."""
    return winnow(ngrams(tokenise(text).hashes))
