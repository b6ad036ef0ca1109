"""The same quotation in other words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from firsthand.claims.differences.alignment import Ground
from firsthand.claims.differences.severity import Finding
from firsthand.languages import Word, fold, rarity, words
from firsthand.nouns import Span

MIN_WORDS = 6  # in a quotation that can be told to be the same as another
MAX_WORDS = 120  # of a quotation that are compared
SAME = 0.55  # share of words in the same order from which two quotations are one speech
RUN = 4  # words in a row that both hold
AROUND = 5  # words shown either side of what was altered
MATTER = 0.3  # languages.rarity from which an altered word matters
MAX_QUOTES = 60  # per article


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words."""

    article: str
    words: tuple[Word, ...]

    @property
    def forms(self) -> list[str]:
        return [w.form for w in self.words]


def find(ground: Ground) -> list[Finding]:
    """Quotations whose words differ."""
    quotes = {x.id: _quotes(ground, x.id) for x in ground.all_layouts}
    out = []
    articles = sorted(quotes)
    for n, a in enumerate(articles):
        for b in articles[n + 1 :]:
            for x in quotes[a]:
                known = set(x.forms)
                for y in quotes[b]:
                    if 2 * len(known & set(y.forms)) >= min(len(known), len(set(y.forms))):
                        found = _compare(ground, x, y)
                        if found is not None:
                            out.append(found)
    return out


def _quotes(ground: Ground, article: str) -> list[Quote]:
    """The quotations of an article, sentence by sentence."""
    layout = ground.layouts[article]
    out = []
    for q in layout.quotations[:MAX_QUOTES]:
        if q.depth > 1:
            continue
        for line in ground.lines[article]:
            start, end = max(q.span.start, line.span.start), min(q.span.end, line.span.end)
            if start < end:
                found = tuple(words(layout.text, start, end)[:MAX_WORDS])
                if len(found) >= MIN_WORDS:
                    out.append(Quote(article, found))
    return out


def _compare(ground: Ground, a: Quote, b: Quote) -> Finding | None:
    """What two quotations have differently inside what they share, or None."""
    matcher = SequenceMatcher(None, a.forms, b.forms, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    shared = sum(m.size for m in blocks)
    if shared < SAME * min(len(a.words), len(b.words)) or max((m.size for m in blocks), default=0) < RUN:
        return None
    inner = [(tag, i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    # a quotation that begins later or ends earlier is cut, not altered
    inner = [o for o in inner if not (o[0] != "replace" and (o[1] == 0 or o[2] == len(a.words)))]
    altered = [o for o in inner if _matters(ground, a, b, o)]
    if not altered:
        return None
    first, last = altered[0], altered[-1]
    x = _around(a, first[1], last[2])
    y = _around(b, first[3], last[4])
    changed = sum((o[2] - o[1]) + (o[4] - o[3]) for o in altered)
    why = f"{a.article} quotes “{ground.text(x)}”, {b.article} quotes “{ground.text(y)}”"
    return Finding("quote", ((x,), (y,)), why, 0.7, 0.7 + min(0.5, 0.05 * changed))


def _matters(ground: Ground, a: Quote, b: Quote, change: tuple[str, int, int, int, int]) -> bool:
    """Whether a change is more than spelling, a mark of omission, or a figure written out."""
    _, i, j, k, m = change
    mine, theirs = a.words[i:j], b.words[k:m]
    if fold("".join(w.form for w in mine)) == fold("".join(w.form for w in theirs)):
        return False
    gap = ground.layouts[a.article].text[a.words[max(0, i - 1)].end : a.words[min(j, len(a.words) - 1)].start]
    other = ground.layouts[b.article].text[b.words[max(0, k - 1)].end : b.words[min(m, len(b.words) - 1)].start]
    if (not mine and ("..." in gap or "…" in gap)) or (not theirs and ("..." in other or "…" in other)):
        return False
    language = ground.language(a.article)
    return any(rarity(w.form, language) >= MATTER for w in (*mine, *theirs)) or len(mine) + len(theirs) > 2


def _around(quote: Quote, first: int, last: int) -> Span:
    """The altered words with a few either side."""
    start = max(0, first - AROUND)
    end = min(len(quote.words), max(last, first + 1) + AROUND)
    return Span(quote.article, quote.words[start].start, quote.words[end - 1].end)
