"""Invented articles of which it is known who was made from whom, for measuring the search for shared prose.

Words are drawn by Zipf's law from an invented vocabulary, so that chance resemblance is as in news; three in ten
articles are made from earlier ones by one of five operators, each named in the truth; articles carry the notice of
their outlet, which proves nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPERATORS = ("trimmed", "changed", "merged", "boilerplate", "reordered")
DERIVED = 0.3  # of the articles
NOTICED = 0.3  # of the originals end with their outlet's notice
OUTLETS = 60
VOCABULARY = 60_000
MEAN_WORDS = 500
HOT = 0.1  # of derivations are made from one of the few reports that everybody takes
HOT_REPORTS = 0.005  # of the originals

_ONSETS, _NUCLEI, _CODAS = (
    line.split("-")
    for line in ("b-br-c-ch-d-dr-f-fl-g-gr-h-j-k-kl-l-m-n-p-pl-qu-r-s-sh-st-t-tr-v-w-z", "a-e-i-o-u-ai-ea-ou",
                 "-n-r-s-t-l-nd-rk-st-m")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """One article: its text, and the originals whose matter it holds."""

    id: str
    outlet: str
    published: str
    text: str
    operator: str  # "" for an original
    origins: tuple[str, ...]


def corpus(articles: int, seed: int = 7) -> Iterator[Made]:
    """So many articles, the same for the same seed."""
    import numpy as np

    dice, chance = random.Random(seed), np.random.default_rng(seed)
    writer = _Writer(dice, chance)
    notices = [writer.prose(dice.randint(30, 60)) for _ in range(OUTLETS)]
    names = list(range(articles))
    dice.shuffle(names)
    originals: list[tuple[str, list[str]]] = []
    hot: list[tuple[str, list[str]]] = []
    for n in range(articles):
        id = f"n{names[n]:08d}"
        outlet = dice.randrange(OUTLETS)
        day = f"2031-{1 + n * 12 // articles:02d}-{dice.randint(1, 28):02d}"
        if originals and dice.random() < DERIVED:
            operator = OPERATORS[dice.randrange(len(OPERATORS))]
            sources = [dice.choice(hot if hot and dice.random() < HOT else originals)]
            if operator == "merged":
                sources.append(dice.choice(originals))
            sentences = _derived(operator, [s for _, s in sources], writer, dice)
            if operator == "boilerplate":
                sentences = [*sentences, *notices[outlet]]
            yield Made(id, f"Outlet {outlet}", day, " ".join(sentences), operator,
                       tuple(dict.fromkeys(s for s, _ in sources)))  # fmt: skip
            continue
        sentences = writer.prose(int(min(1500, max(120, dice.lognormvariate(6.1, 0.45)))))
        originals.append((id, sentences))
        if dice.random() < HOT_REPORTS:
            hot.append(originals[-1])
        if len(originals) > 40_000:  # news is taken up soon or never
            del originals[:10_000]
        if dice.random() < NOTICED:
            sentences = [*sentences, *notices[outlet]]
        yield Made(id, f"Outlet {outlet}", day, " ".join(sentences), "", (id,))


class _Writer:
    def __init__(self, dice: random.Random, chance: object) -> None:
        import numpy as np

        known: dict[str, None] = {}
        while len(known) < VOCABULARY:
            syllables = 1 + (len(known) > 150) + (len(known) > 3000 and dice.random() < 0.6)
            known["".join(dice.choice(_ONSETS) + dice.choice(_NUCLEI) + dice.choice(_CODAS)
                          for _ in range(syllables))] = None  # fmt: skip
        self.words = list(known)
        self._chance = np.random.default_rng(dice.getrandbits(32))
        share = 1 / (np.arange(VOCABULARY) + 2.7) ** 1.05
        self._reach = np.cumsum(share / share.sum())
        self._ready: list[str] = []

    def draw(self, count: int) -> list[str]:
        """So many words."""
        import numpy as np

        if len(self._ready) < count:
            drawn = np.searchsorted(self._reach, self._chance.random(1 << 18))
            self._ready = [self.words[min(n, VOCABULARY - 1)] for n in drawn.tolist()]
        taken, self._ready = self._ready[:count], self._ready[count:]
        return taken

    def prose(self, words: int) -> list[str]:
        """Sentences of so many words in all."""
        sentences = []
        drawn = self.draw(words)
        at = 0
        for length in self._chance.integers(8, 30, size=words // 8 + 1).tolist():
            part = drawn[at : at + length]
            if not part:
                break
            at += length
            sentence = " ".join(part)
            if length % 7 == 0:
                sentence = f"“{sentence[0].upper()}{sentence[1:]},” said {part[0].title()} {part[-1].title()}."
            elif length % 5 == 0:
                sentence = f"{part[0].title()} {part[-1].title()}, {sentence}."
            else:
                sentence = f"{sentence[0].upper()}{sentence[1:]}."
            sentences.append(sentence)
        return sentences


def _derived(operator: str, sources: list[list[str]], writer: _Writer, dice: random.Random) -> list[str]:
    first = sources[0]
    if operator == "trimmed":
        return first[: max(2, int(len(first) * dice.uniform(0.3, 0.7)))]
    if operator == "changed":
        return _changed(first, dice.uniform(0.02, 0.2), writer, dice)
    if operator == "merged":
        return [sentence for source in sources for sentence in _part(source, dice)]
    if operator == "reordered":
        size = max(1, len(first) // dice.randint(4, 8))
        blocks = [first[n : n + size] for n in range(0, len(first), size)]
        dice.shuffle(blocks)
        return [sentence for block in blocks for sentence in block]
    return list(first)


def _part(source: list[str], dice: random.Random) -> list[str]:
    size = max(2, int(len(source) * dice.uniform(0.4, 0.7)))
    start = dice.randint(0, max(0, len(source) - size))
    return source[start : start + size]


def _changed(source: list[str], rate: float, writer: _Writer, dice: random.Random) -> list[str]:
    """So many of the words replaced, a few of them dropped or doubled with another."""
    out = []
    for sentence in source:
        words = []
        for word in sentence.split(" "):
            if dice.random() >= rate:
                words.append(word)
                continue
            way = dice.random()
            if way < 0.7:
                words += writer.draw(1)
            elif way < 0.85:
                words += [word, *writer.draw(1)]
        if words:
            out.append(" ".join(words))
    return out


def write(articles: int, folder: Path, seed: int = 7) -> None:
    """Make ``articles.parquet`` and ``truth.jsonl`` in a folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    columns = ("id", "outlet", "published", "text")
    schema = pa.schema([(c, pa.string()) for c in columns])
    with (
        pq.ParquetWriter(folder / "articles.part", schema, compression="lz4") as file,
        (folder / "truth.jsonl").open("w", encoding="utf-8") as truth,
    ):
        rows: list[Made] = []

        def flush() -> None:
            dice = random.Random(len(rows))
            dice.shuffle(rows)
            file.write_table(pa.table([[getattr(r, c) for r in rows] for c in columns], schema=schema))
            rows.clear()

        for made in corpus(articles, seed):
            rows.append(made)
            truth.write(json.dumps([made.id, made.operator, made.origins]) + "\n")
            if len(rows) == 10_000:
                flush()
        if rows:
            flush()
    (folder / "articles.part").replace(folder / "articles.parquet")
