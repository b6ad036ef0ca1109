"""Words of texts as numbers: where each stands and a hash of its form, many texts at a time. No engine, only arrays.

Plain ASCII, nearly all of most news, is cut into words on its bytes, by array; a stretch that touches any other
character is read by a pattern that knows every script. Both cut alike (a test holds them against each other).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from firsthand.languages import fold, has_table, rarity, table
from firsthand.reuse.ngrams import ngrams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]
    Offsets = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Bytes = NDArray[np.uint8]

FORMULA = 4  # words in a row of a phrase listed in languages/<language>/formulas.toml
MAX_FORMS = 1 << 18  # spellings beyond ASCII whose hash is remembered at once (about 40 MB)
_LONG = 64  # bytes of a word that is hashed by array; longer ones, which are hardly words, one by one
# What words are hashed by: where it begins, two odd numbers that spread bits (golden ratio; splitmix64).
FIRST, SPREAD, LAST = 0x243F6A8885A308D3, 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
SMALL = 0x20  # the bit that makes a capital small; all else that a word of ASCII holds has it
_ALL = 2**64 - 1
_SHORT = 64  # bytes of a stretch that is worth remembering: "city’s", "—and"

# Scripts written without spaces between words: each letter is a token, worth half a word (``Tokens.size``).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
# Characters that show nothing: soft hyphen, zero-width ones, direction marks. Put into a word they hide a copy.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# Cyrillic and Greek letters that look like Latin ones, folded. Both sides of a comparison are put through it, so whole
# words of those scripts still match their like.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁһԛԝүӏ" + "αβεζηικνορτυχ",
    "abekmhopctyxijsdhqwyl" + "abeznikvoptux",
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")

# What a byte is to a cut into words.
NOTHING, LETTER, DIGIT, BEYOND, APOSTROPHE, POINT = range(6)


@cache
def _token() -> re.Pattern[str]:
    """A word of any script. Made when first needed: making it takes as long as importing all else here."""
    return re.compile(
        rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+(?:['’](?:(?![{_UNSPACED}])[^\W\d_])+)*|[^\W_]"
    )


@cache
def _unspaced_letter() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


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


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The words of several texts, one after another, as bytes. ``spelt`` holds those that a pattern had to read.

    Attributes:
        starts: where each word begins in the bytes of all texts together.
        ends: where it ends.
        spelt: (number of the word, its spelling, whether invisible characters were taken out of it), ascending.
        bounds: words ``bounds[n]`` to ``bounds[n + 1]`` are those of text ``n``.
    """

    starts: Offsets
    ends: Offsets
    spelt: Sequence[tuple[int, str, bool]]
    bounds: Offsets


def tokenise(text: str, spans: Iterable[tuple[int, int]] | None = None, language: str = "en") -> Tokens:
    """The tokens of a text, or of some stretches of it, with offsets into it."""
    import numpy as np

    whole = ((0, len(text)),) if spans is None else tuple(spans)
    parts = [text[s:e] for s, e in whole]
    data = [p.encode("utf-8", "surrogatepass") for p in parts]
    buffer = np.frombuffer(b"".join(data), dtype=np.uint8)
    edges = np.cumsum([0, *map(len, data)], dtype=np.int64)
    found = cut(buffer, edges)
    words = _spellings(buffer, found)
    facts = [_facts(word, language) for word in words]
    hidden = {n for n, _, invisible in found.spelt if invisible}
    hashes = np.array([f[0] for f in facts], dtype=np.uint32)
    said = ~_formulaic(hashes, language)
    counts = np.diff(found.bounds)
    shift = np.repeat(np.array([s for s, _ in whole], dtype=np.int64), counts)
    first = np.repeat(edges[:-1], counts)
    return Tokens(
        hashes=hashes,
        starts=characters(buffer, edges, found.bounds, found.starts) + shift if len(first) else found.starts,
        ends=characters(buffer, edges, found.bounds, found.ends) + shift if len(first) else found.ends,
        size=np.array([f[1] for f in facts], dtype=np.float32) * said,
        weight=np.array([f[2] for f in facts], dtype=np.float32) * said,
        altered=np.array([f[3] or n in hidden for n, f in enumerate(facts)], dtype=np.bool_),
    )


def token_hashes(buffer: Bytes, edges: Offsets) -> tuple[Hashes, Cut]:
    """The hash of every word of some texts (UTF-8, text ``n`` from ``edges[n]`` to ``edges[n + 1]``), and the cut.

    The hashes are those of ``tokenise``; what else it tells is left out.
    """
    found = cut(buffer, edges)
    out = _hashed(buffer, found.starts, found.ends)
    for n, word, _ in found.spelt:
        out[n] = _HASHES[word]
    return out, found


def _hashed(buffer: Bytes, starts: Offsets, ends: Offsets) -> Hashes:
    """The hashes of words of ASCII, as ``_hash`` gives them for their lower case without "'s"."""
    import numpy as np

    padded = np.zeros(len(buffer) + 8, dtype=np.uint8)
    np.bitwise_or(buffer, SMALL, out=padded[:-8])
    possessive = (padded[ends - 2] == ord("'")) & (padded[ends - 1] == ord("s")) & (ends - starts > 2)
    sizes = ends - starts - 2 * possessive
    eights = np.ndarray(len(buffer) + 1, dtype="<u8", buffer=padded, strides=(1,))  # every eight bytes in a row
    kept = np.array([2 ** (8 * n) - 1 for n in range(9)], dtype=np.uint64)  # the bits of so many bytes
    mixed = np.full(len(starts), FIRST, dtype=np.uint64)
    here: Offsets | slice = slice(None)
    for done in range(0, _LONG, 8):
        if done:
            here = np.flatnonzero(sizes > done)
            if not len(here):
                break
        block = mixed[here] ^ (eights[starts[here] + done] & kept[np.minimum(sizes[here] - done, 8)])
        block *= np.uint64(SPREAD)
        mixed[here] = block ^ (block >> np.uint64(32))
    out = (mixed * np.uint64(LAST) >> np.uint64(32)).astype(np.uint32) & ~np.uint32(1)
    for n in np.flatnonzero(sizes > _LONG).tolist():
        out[n] = _mixed(padded[starts[n] : starts[n] + sizes[n]].tobytes())
    return out


def cut(buffer: Bytes, edges: Offsets) -> Cut:
    """The words of some texts, in order; a word never reaches from one text into the next."""
    import numpy as np

    kinds = np.frombuffer(bytearray(buffer.tobytes().translate(byte_kinds())), dtype=np.uint8)
    starts = ends = np.empty(0, dtype=np.int64)
    spelt: list[tuple[int, int, str, bool]] = []
    if len(buffer):
        inner = np.flatnonzero(kinds >= BEYOND)
        _join(kinds, inner, edges)
        _part(buffer, kinds, inner)
        beyond = inner[kinds[inner] == BEYOND]
        if len(beyond):
            spelt = _spelt(buffer, kinds, beyond, edges)
        kinds[inner[kinds[inner] >= BEYOND]] = NOTHING
        changed = np.empty(len(buffer) + 1, dtype=np.bool_)
        changed[0] = changed[-1] = True
        np.not_equal(kinds[1:], kinds[:-1], out=changed[1:-1])
        changed[edges] = True
        places = np.flatnonzero(changed)
        word = kinds[places[:-1]] != NOTHING
        starts, ends = places[:-1][word], places[1:][word]
    numbered: list[tuple[int, str, bool]] = []
    if spelt:
        own = np.array([s for s, _, _, _ in spelt], dtype=np.int64)
        at = np.searchsorted(starts, own)
        numbered = [(int(n) + k, word, hid) for k, (n, (_, _, word, hid)) in enumerate(zip(at, spelt, strict=True))]
        starts = np.insert(starts, at, own)
        ends = np.insert(ends, at, np.array([e for _, e, _, _ in spelt], dtype=np.int64))
    return Cut(starts, ends, numbered, np.searchsorted(starts, edges))


def _join(kinds: Bytes, inner: Offsets, edges: Offsets) -> None:
    """Make apostrophes between letters letters, and points between digits digits."""
    import numpy as np

    at = inner[(inner > 0) & (inner < len(kinds) - 1)]
    at = at[kinds[at] != BEYOND]
    same = kinds[at - 1] == kinds[at + 1]
    at = at[same & (kinds[at - 1] == np.where(kinds[at] == APOSTROPHE, LETTER, DIGIT))]
    if len(at):
        text = np.searchsorted(edges, at, side="right")
        at = at[(edges[text - 1] < at) & (edges[text] > at + 1)]
    kinds[at] = kinds[at - 1]


def _part(buffer: Bytes, kinds: Bytes, inner: Offsets) -> None:
    """Make dashes and quotation marks, the signs beyond ASCII that news is full of, what no word holds.

    U+2010 to U+201F, an apostrophe (U+2019) only where no letter follows: three bytes each.
    """
    import numpy as np

    at = inner[(buffer[inner] == 0xE2) & (inner < len(buffer) - 2)]
    at = at[buffer[at + 1] == 0x80]
    last = buffer[at + 2]
    after = kinds[np.minimum(at + 3, len(kinds) - 1)]
    ends = (after != LETTER) & (after != BEYOND)  # at the end of everything the mark itself: left to the pattern
    at = at[(last >= 0x90) & (last <= 0x9F) & ((last != 0x99) | ends)]
    for n in range(3):
        kinds[at + n] = NOTHING


def _spelt(buffer: Bytes, kinds: Bytes, beyond: Offsets, edges: Offsets) -> list[tuple[int, int, str, bool]]:
    """(start, end, spelling, held invisible characters) of words in stretches that hold more than ASCII.

    The stretches run to the next sign that no word can hold; what they cover is taken out of ``kinds``.
    """
    import numpy as np

    stops = np.flatnonzero(kinds == NOTHING)
    at = np.searchsorted(stops, beyond)
    text = np.searchsorted(edges, beyond, side="right")
    first = np.maximum(np.r_[-1, stops][at] + 1, edges[text - 1])
    last = np.minimum(np.r_[stops, len(kinds)][at], edges[text])
    first, one = np.unique(first, return_index=True)
    out: list[tuple[int, int, str, bool]] = []
    for s, e in zip(first.tolist(), last[one].tolist(), strict=True):
        data = buffer[s:e].tobytes()
        kinds[s:e] = NOTHING
        found = _remembered(data) if e - s <= _SHORT else _read(data)
        out.extend([(s + x, s + y, word, hid) for x, y, word, hid in found])
    return out


def _read(data: bytes) -> tuple[tuple[int, int, str, bool], ...]:
    """The words of a stretch with their places in its bytes."""
    text = data.decode("utf-8", "surrogatepass")
    kept = [i for i, c in enumerate(text) if not _INVISIBLE.match(c)] if _INVISIBLE.search(text) else range(len(text))
    clean = text if len(kept) == len(text) else "".join(text[i] for i in kept)
    places = [0]
    for c in text:
        places.append(places[-1] + len(c.encode("utf-8", "surrogatepass")))
    out = []
    for m in _token().finditer(clean):
        first, last = kept[m.start()], kept[m.end() - 1] + 1
        out.append((places[first], places[last], m.group(), last - first > m.end() - m.start()))
    return tuple(out)


_remembered = lru_cache(maxsize=1 << 16)(_read)


def words_of_stretch(data: bytes) -> Sequence[tuple[int, int, int]]:
    """(hash, start, end) of the words of a stretch that holds more than ASCII, places in its characters."""
    return _remembered_words(data) if len(data) <= _SHORT else _words_of(data)


def _words_of(data: bytes) -> Sequence[tuple[int, int, int]]:
    def characters(size: int) -> int:
        return len(data[:size].decode("utf-8", "surrogatepass"))

    return tuple((_HASHES[word], characters(start), characters(end)) for start, end, word, _ in _read(data))


_remembered_words = lru_cache(maxsize=1 << 16)(_words_of)


def _spellings(buffer: Bytes, found: Cut) -> list[str]:
    """Each word as it stands."""
    whole = buffer.tobytes()
    words = [whole[s:e].decode("utf-8", "replace") for s, e in zip(found.starts.tolist(), found.ends.tolist(),
                                                                   strict=True)]  # fmt: skip
    for n, word, _ in found.spelt:
        words[n] = word
    return words


def characters(buffer: Bytes, edges: Offsets, bounds: Offsets, places: Offsets) -> Offsets:
    """Places in the bytes of several texts as places in the characters of the text that each belongs to."""
    import numpy as np

    texts = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    inside = (buffer & 0xC0) == 0x80  # bytes that go on with a character
    if not inside.any():
        return places - edges[texts]
    before = np.zeros(len(buffer) + 1, dtype=np.int64)
    np.cumsum(~inside, out=before[1:])
    return before[places] - before[edges[texts]]


@cache
def byte_kinds() -> bytes:
    """What each of the 256 bytes is to a cut."""
    plain = {"'": APOSTROPHE, ".": POINT, ",": POINT}
    ascii = map(chr, range(128))
    kinds = [plain.get(c, LETTER if c.isalpha() else DIGIT if c.isdigit() else NOTHING) for c in ascii]
    return bytes([*kinds, *[BEYOND] * 128])


class _Hashes(dict[str, int]):
    """The hash of each spelling, remembered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MAX_FORMS:
            self.clear()
        # Of plain words what fold() gives, ten times faster.
        form = word.lower().removesuffix("'s") if word.isascii() else fold.__wrapped__(word)
        self[word] = found = _hash(word, form)
        return found


_HASHES = _Hashes()


def _hash(word: str, form: str) -> int:
    """31 bits of a word's form, and below them whether it is a letter of a script without spaces.

    Ours, so that it is the same on every machine and in every run, and cheap enough to be made of every word anew.
    """
    seen = form if form.isascii() else form.translate(_LOOKALIKES)
    unspaced = not form.isascii() and _unspaced_letter().match(word)
    return _mixed(seen.encode("utf-8", "surrogatepass")) | bool(unspaced)


def _mixed(data: bytes) -> int:
    """31 bits of some bytes, and a last one that is 0: eight bytes at a time as a number are multiplied in."""
    mixed = FIRST
    for n in range(0, len(data), 8):
        mixed = (mixed ^ int.from_bytes(data[n : n + 8], "little")) * SPREAD & _ALL
        mixed ^= mixed >> 32
    return mixed * LAST % 2**64 >> 32 & ~1


@lru_cache(maxsize=1 << 18)
def _facts(word: str, language: str) -> tuple[int, float, float, bool]:
    """(hash, size, weight, altered) of a word as it stands."""
    form = fold(word)
    size = 0.5 if _unspaced_letter().match(word) else 1.0
    weight = 0.0 if word[0].isupper() or word[0].isdigit() else size * rarity(form, language)
    return _hash(word, form), size, weight, not word.isascii() and len(_scripts(word)) > 1


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
def _formulas(language: str) -> NDArray[np.uint64] | None:
    """The n-grams of the language's formulas, or None where it has no such table."""
    import numpy as np

    if not has_table(language, "formulas"):
        return None
    lines = str(table(language, "formulas")["phrases"]).splitlines()
    grams = [
        ngrams(np.array([_HASHES[m.group()] for m in _token().finditer(line)], dtype=np.uint32), FORMULA)
        for line in lines
    ]
    return np.unique(np.concatenate(grams))


def _scripts(word: str) -> list[str]:
    names = (unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha())
    return [script for script, _ in groupby(sorted(n for n in names if n in _SCRIPTS))]
