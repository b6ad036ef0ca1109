"""How well each kind of zone is found on the hand-labelled pages of tests/zones/pages, per kind and per set of pages.

    python bench/zone_pages.py [--half tuned|untouched|all] [--misses] [--json]

The pages are written for this purpose, in the markup of real content systems, all news in them invented. In a page
``{H|words}`` marks words of a headline, D a dateline or a date of publication, Y a byline, B the body, C a caption,
T a credit of the text, P a credit of a picture; all that is not marked is furniture. Each page is read and laid out
as ``firsthand trace`` does it, with all other pages in the pile. Counted are characters, space left out:

- a marked character is found where the article holds it in a zone of its kind;
- one that the reader left out, or that stands in another kind of zone, is missed;
- furniture is found where it stands in a furniture zone or was left out with the rest of the page.

Half of the pages first written (by the digest of their names) are not looked at; the rules were tuned on the other half
and on those of later.pages, written for that afterwards. ``--half untouched`` is the figure that counts.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from firsthand.nouns import ZONE_KINDS, Layout
from firsthand.readers import read
from firsthand.zones import mark

PAGES = Path(__file__).parents[1] / "tests" / "zones" / "pages"
KINDS = {"H": "headline", "D": "dateline", "Y": "byline", "B": "body", "C": "caption", "T": "credit-text",
         "P": "credit-photo"}  # fmt: skip
_MARK = re.compile(r"\{([HDYBCTP])\|(.*?)\}", re.DOTALL)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|head|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Page:
    """A page and what each of its visible stretches is, in order; space left out of the stretches."""

    name: str
    outlet: str
    title: str
    markup: str
    stretches: tuple[tuple[str, str], ...]  # (kind, characters)
    later: bool = False  # written after the rules were first tuned, to tune them further

    @property
    def untouched(self) -> bool:
        return not self.later and int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 1

    @property
    def file(self) -> str:
        return f"{self.name}.{'txt' if self.name.startswith('dump') else 'html'}"


def pages(folder: Path = PAGES) -> list[Page]:
    """The labelled pages."""
    out = []
    for file in sorted(folder.glob("*.pages")):
        for part in re.split(r"^%% ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, marked = part.partition("\n")
            name, outlet, title = (x.strip() for x in head.split("|", 2))
            stretches = tuple(_stretches(marked, name))
            out.append(Page(name, outlet, title, _MARK.sub(r"\2", marked), stretches, file.stem == "later"))
    return out


def _stretches(marked: str, name: str) -> list[tuple[str, str]]:
    shown = marked if name.startswith("dump") else _UNSEEN.sub(" ", marked)
    out, at = [], 0
    for m in _MARK.finditer(shown):
        out += [("furniture", _plain(shown[at : m.start()], name)), (KINDS[m[1]], _plain(m[2], name))]
        at = m.end()
    out.append(("furniture", _plain(shown[at:], name)))
    return [(kind, words) for kind, words in out if words]


def _plain(markup: str, name: str) -> str:
    text = markup if name.startswith("dump") else html.unescape(_TAG.sub(" ", markup))
    return _SPACE.sub("", text)


def layouts(found: list[Page]) -> dict[str, Layout]:
    """Each page laid out, all in one pile; outlet and title are given as a --meta file gives them."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pages"
        pile.mkdir()
        rows = []
        for page in found:
            (pile / page.file).write_text(page.markup, encoding="utf-8")
            rows.append({"path": page.file, "outlet": page.outlet, **({"title": page.title} if page.title else {})})
        meta = Path(folder) / "meta.jsonl"
        meta.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return {x.article.path: x for x in mark(read([pile], meta).articles)}


def judged(page: Page, layout: Layout) -> list[tuple[str, str, str]]:
    """(kind, found kind, characters) of every stretch; "left out" where the article does not hold it.

    The article's characters are a selection of the page's, in order (a stretch may be moved whole).
    """
    kinds: list[str] = [""] * len(layout.text)
    for zone in layout.zones:
        kinds[zone.span.start : zone.span.end] = [zone.kind] * len(zone.span)
    solid = [i for i, c in enumerate(layout.text) if not c.isspace()]
    text = "".join(layout.text[i] for i in solid)
    taken = [False] * len(text)
    out: list[tuple[str, str, str]] = []
    at = 0
    for kind, words in page.stretches:
        if kind == "furniture":
            out.append((kind, "left out", words))
            continue
        start = text.find(words, at)
        start = text.find(words) if start < 0 else start
        if start < 0:
            out.append((kind, "left out", words))
            continue
        at = start + len(words)
        taken[start:at] = [True] * len(words)
        out += [(kind, found, run) for found, run in _runs(text, kinds, solid, range(start, at))]
    rest = [n for n in range(len(text)) if not taken[n]]
    out += [("furniture", found, run) for found, run in _runs(text, kinds, solid, rest)]
    kept = sum(len(run) for kind, found, run in out if kind == "furniture" and found != "left out")
    left = sum(len(run) for kind, found, run in out if kind == "furniture" and found == "left out") - kept
    out = [x for x in out if x[:2] != ("furniture", "left out")]
    return [*out, ("furniture", "left out", "x" * max(0, left))]


def _runs(text: str, kinds: list[str], solid: list[int], places: range | list[int]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    last = -2
    for n in places:
        kind = kinds[solid[n]]
        if out and out[-1][0] == kind and n == last + 1:
            out[-1] = (kind, out[-1][1] + text[n])
        else:
            out.append((kind, text[n]))
        last = n
    return out


def score(found: list[Page]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and size per kind."""
    laid = layouts(pages())  # in one pile, whichever are scored
    return _figures([_cells(page, laid[page.file]) for page in found])


def _cells(page: Page, layout: Layout) -> Counter[tuple[str, str]]:
    """Characters by (kind, found kind)."""
    cells: Counter[tuple[str, str]] = Counter()
    for kind, was, run in judged(page, layout):
        cells[kind, "furniture" if kind == "furniture" and was == "left out" else was] += len(run)
    return cells


def _intervals(found: list[Page], times: int) -> dict[str, tuple[float, float]]:
    """95 % intervals of F1 per kind, the pages drawn anew ``times`` times."""
    laid = layouts(pages())
    each = [_cells(page, laid[page.file]) for page in found]
    draw = random.Random(1)
    runs = [_figures(draw.choices(each, k=len(each))) for _ in range(times)]
    low, high = int(0.025 * times), int(0.975 * times)
    values = {kind: sorted(run[kind]["f1"] for run in runs) for kind in ZONE_KINDS}
    return {kind: (row[low], row[high]) for kind, row in values.items()}


def _figures(each: list[Counter[tuple[str, str]]]) -> dict[str, dict[str, float]]:
    cells: Counter[tuple[str, str]] = Counter()
    for one in each:
        cells += one
    out: dict[str, dict[str, float]] = {}
    for kind in ZONE_KINDS:
        right = cells[kind, kind]
        gold = sum(n for (g, _), n in cells.items() if g == kind)
        said = sum(n for (_, w), n in cells.items() if w == kind)
        precision, recall = right / said if said else 0.0, right / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        shares = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
        out[kind] = {**shares, "characters": gold}
    return out


def _misses(found: list[Page]) -> None:
    laid = layouts(pages())
    for page in found:
        for kind, was, run in judged(page, laid[page.file]):
            if was != kind and not (kind == "furniture" and was == "left out"):
                print(f"  {page.name:22} {kind:13} -> {was:13} {run[:90]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuned", "untouched", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="print every stretch that was judged wrongly")
    parser.add_argument("--boot", type=int, default=0, metavar="N", help="95 %% intervals from N drawings of the pages")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args()
    found = [p for p in pages() if asked.half == "all" or p.untouched == (asked.half == "untouched")]
    if asked.misses:
        _misses(found)
    figures = score(found)
    if asked.json:
        print(json.dumps(figures, indent=1))
        return 0
    sets: dict[str, int] = defaultdict(int)
    for page in found:
        sets[page.name.partition("-")[0]] += 1
    print(f"{len(found)} pages ({', '.join(f'{n} {s}' for s, n in sorted(sets.items()))})")
    intervals = _intervals(found, asked.boot) if asked.boot else {}
    for kind, row in figures.items():
        print(f"{kind:13} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  "
              f"({row['characters']:.0f} characters)"
              + (f"  F1 {intervals[kind][0]:.2f} to {intervals[kind][1]:.2f}" if intervals else ""))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
