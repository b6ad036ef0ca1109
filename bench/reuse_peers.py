"""What people would pick from PyPI to find articles that share prose, each as its own documentation uses it.

Run by bench/reuse.py in an environment with pyarrow and the peers: reuse_peers.py PEER ARTICLES.parquet OUT.jsonl

Articles become sets of five-word shingles, as near-duplicate search is usually set up ("rensa-words": single words, as
in its own examples); 128 permutations; pairs of an estimated Jaccard similarity of one half, or of one fifth ("-low"),
as somebody would choose who has seen that much is missed; TF-IDF: ten neighbours with a cosine of one half.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

THRESHOLD = 0.5
LOW_THRESHOLD = 0.2
PERMUTATIONS = 128
SHINGLE = 5
NEIGHBOURS = 10

Pairs = Iterator[tuple[int, int]]


def shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))]


def rensa(texts: list[str]) -> Pairs:
    yield from _rensa(map(shingles, texts))


def rensa_words(texts: list[str]) -> Pairs:
    yield from _rensa(text.split() for text in texts)


def rensa_low(texts: list[str]) -> Pairs:
    yield from _rensa(map(shingles, texts), LOW_THRESHOLD, 64)


def _rensa(sets, threshold: float = THRESHOLD, bands: int = 32) -> Pairs:  # type: ignore[no-untyped-def]
    from rensa import RMinHash, RMinHashLSH

    sketches = []
    for tokens in sets:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(tokens)
        sketches.append(sketch)
    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    for n, sketch in enumerate(sketches):
        index.insert(n, sketch)
    for n, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if n < other and sketch.jaccard(sketches[other]) >= threshold:
                yield n, other


def datasketch(texts: list[str], threshold: float = THRESHOLD) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    made = MinHash.generator(([s.encode() for s in shingles(text)] for text in texts), num_perm=PERMUTATIONS)
    sketches = list(made)
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    for n, sketch in enumerate(sketches):
        index.insert(n, sketch)
    for n, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if n < other and sketch.jaccard(sketches[other]) >= threshold:
                yield n, other


def datasketch_low(texts: list[str]) -> Pairs:
    yield from datasketch(texts, LOW_THRESHOLD)


def tfidf(texts: list[str]) -> Pairs:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    rows = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    near = NearestNeighbors(metric="cosine", n_neighbors=NEIGHBOURS, n_jobs=-1).fit(rows)
    distances, places = near.kneighbors(rows)
    for n, (row, others) in enumerate(zip(distances, places, strict=True)):
        for distance, other in zip(row, others, strict=True):
            if n != other and distance <= 1 - THRESHOLD:
                yield min(n, int(other)), max(n, int(other))


PEERS = {
    "rensa": rensa, "rensa-words": rensa_words, "rensa-low": rensa_low, "datasketch": datasketch,
    "datasketch-low": datasketch_low, "tfidf": tfidf,
}  # fmt: skip


def main(peer: str, articles: str, out: str) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_table(articles, columns=["id", "text"]).to_pydict()
    ids = rows["id"]
    with open(out, "w", encoding="utf-8") as file:
        for a, b in PEERS[peer](rows["text"]):
            file.write(json.dumps(sorted((ids[a], ids[b]))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
