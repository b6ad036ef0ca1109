"""The same quotation in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from firsthand.claims.differences.alignment import Ground, likeness, matter, overlap
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Telling, tellings
from firsthand.languages import Word, fold, rarity, stem, table, words
from firsthand.nouns import Span

MIN_WORDS = 6  # in a quotation that can be told to be the same as another
MAX_WORDS = 120  # of a quotation that are compared
SAME = 0.55  # share of words in the same order from which two quotations are one speech
SAME_MATTER = 0.5  # share of the lighter one's words of matter, by weight, that both must hold ...
ORDERED = 0.7  # ... unless so many of the longer one's words stand in both, in the same order
RETOLD = 0.6  # share of the lighter quotation's weight that both hold where the words differ ...
RETOLD_SHARED = 3  # words of matter both hold ...
RETOLD_ALIKE = 0.8  # ... and their cosine
CHANGED = 0.8  # words altered for each that both hold, at most: beyond it two things are said
CHANGED_SHORT = 0.5  # the same where they share little
LONG = 8  # words
CONTRACTED = (("n't", " not"), ("'re", " are"), ("'m", " am"), ("'ll", " will"), ("'ve", " have"), ("'s", " is"))
SPELLED = (("ise", "ize"), ("isa", "iza"), ("our", "or"), ("tre", "ter"), ("ll", "l"), ("ogue", "og"), ("nce", "nse"))
INFLECTED = -4.0  # words altered, as counted where only endings were ("container", "containers")
MAX_SHOWN = 24  # words of an altered stretch: a longer one is another statement
RUN = 4  # words in a row that both hold
AROUND = 5  # words shown either side of what was altered
MATTER = 0.3  # languages.rarity from which an altered word matters
PLAIN_WORDS = 4  # small words, on both sides together, up to which nobody minds that they were altered
SIGNS = frozenset(("percent", "per", "cent", "dollars", "pounds", "euros"))
GARBLED = "\ufffdâÃ"
SPELLED_ALIKE = 0.55  # likeness of letters from which two names are one
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
    """Quotations whose words differ, one finding for each place of a speech that was altered."""
    quotes = {x.id: _quotes(ground, x.id) for x in ground.all_layouts}
    found: list[tuple[list[Span], float]] = []  # where the altered words stand, and how many were altered
    for a, b in ground.couples():
        for x, y in _same_speech(ground, quotes[a], quotes[b]):
            altered = _compare(ground, x, y)
            if altered is not None:
                _join(found, altered)
    return [*(_finding(ground, spans, changed) for spans, changed in found), *_retold(ground, found)]


def _same_speech(ground: Ground, mine: Sequence[Quote], theirs: Sequence[Quote]) -> list[tuple[Quote, Quote]]:
    """Quotations of two articles that can be one speech, each with the one that has most of its words in order."""
    rows: list[tuple[int, int, int]] = []
    for i, x in enumerate(mine):
        known = set(x.forms)
        for j, y in enumerate(theirs):
            if 2 * len(known & set(y.forms)) < min(len(known), len(set(y.forms))):
                continue
            blocks = SequenceMatcher(None, x.forms, y.forms, autojunk=False).get_matching_blocks()
            size = sum(m.size for m in blocks)
            alike = size >= ORDERED * max(len(x.words), len(y.words))  # "we learned it from the bell", "we knew it ..."
            if (not alike and overlap(_keys(ground, x), _keys(ground, y)) < SAME_MATTER) or _by_others(ground, x, y):
                continue
            rows.append((size, i, j))
    most: dict[tuple[str, int], int] = {}
    for size, i, j in rows:
        most["mine", i] = max(most.get(("mine", i), 0), size)
        most["theirs", j] = max(most.get(("theirs", j), 0), size)
    return [(mine[i], theirs[j]) for size, i, j in rows if size == most["mine", i] == most["theirs", j]]


def _keys(ground: Ground, quote: Quote) -> Mapping[str, float]:
    """What a quotation is compared by: its words of matter."""
    line = ground.line_at(Span(quote.article, quote.words[0].start, quote.words[-1].end))
    return matter(line, quote.words, ground.language(quote.article)) if line is not None else {}


def _by_others(ground: Ground, a: Quote, b: Quote) -> bool:
    """Whether two quotations are put into the mouths of two people."""
    one, two = (
        next((h.entity for h in ground.holders(Span(q.article, q.words[0].start, q.words[-1].end)) if h.entity), None)
        for q in (a, b)
    )
    if one is None or two is None or one == two:
        return False
    return ground.entities[one].kind == ground.entities[two].kind == "person"


def _retold(ground: Ground, found: Sequence[tuple[list[Span], float]]) -> list[Finding]:
    """What one speaker is quoted with in words that hardly match: translated twice, or put in a reporter's words."""
    altered = [s for spans, _ in found for s in spans]
    said: dict[str, list[Telling]] = {}
    for line in ground.fresh:
        for told in tellings(ground, line):
            who = told.speakers[0] if told.speakers and told.quoted else None
            if who is not None and who.entity and who.kind in ("direct", "mixed"):
                said.setdefault(who.entity, []).append(told)
    sides: list[list[Span]] = []
    rows = [(likeness(a.keys, b.keys), a, b) for who in sorted(said) for a, b in combinations(said[who][:MAX_QUOTES], 2)
            if a.article != b.article and overlap(a.keys, b.keys) >= RETOLD]  # fmt: skip
    out = []
    for sure, a, b in sorted(rows, key=lambda r: (-r[0], r[1].span, r[2].span)):
        known = [s for side in sides for s in side] + altered
        forms = [w.form for w in words(ground.text(a.span))], [w.form for w in words(ground.text(b.span))]
        blocks = SequenceMatcher(None, *forms, autojunk=False).get_matching_blocks()
        if sum(m.size for m in blocks) >= SAME * min(map(len, forms)) or min(map(len, forms)) < MIN_WORDS:
            continue
        if len(a.keys.keys() & b.keys.keys()) < RETOLD_SHARED:
            continue
        if sure >= RETOLD_ALIKE and not any(s.overlaps(a.span) or s.overlaps(b.span) for s in known):
            sides.append([a.span, b.span])
            name = ground.entities[a.speakers[0].entity or ""].name
            why = (f"{name} is quoted in other words: {ground.outlet(a.article)} “{ground.text(a.span)}”; "
                   f"{ground.outlet(b.article)} “{ground.text(b.span)}”")  # fmt: skip
            out.append(Finding("quote", ((a.span,), (b.span,)), why, 0.5, 0.9))
    return out


def _join(found: list[tuple[list[Span], float]], altered: tuple[Span, Span, float]) -> None:
    a, b, changed = altered
    for n, (spans, most) in enumerate(found):
        if any(s.overlaps(a) or s.overlaps(b) for s in spans):
            spans.extend(x for x in (a, b) if not any(x.overlaps(s) for s in spans))
            found[n] = (spans, max(most, changed))
            return
    found.append(([a, b], changed))


def _finding(ground: Ground, spans: Sequence[Span], changed: float) -> Finding:
    sides: dict[str, list[Span]] = {}
    for s in sorted(spans):
        sides.setdefault(" ".join(w.form for w in words(ground.text(s))), []).append(s)
    told = "; ".join(f"{ground.outlets(s.article for s in sides[k])}: “{ground.text(sides[k][0])}”" for k in sides)
    return Finding("quote", tuple(tuple(sides[k]) for k in sides), f"The same words are quoted differently: {told}",
                   0.7, 0.7 + min(0.5, 0.05 * changed))  # fmt: skip


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


def _compare(ground: Ground, a: Quote, b: Quote) -> tuple[Span, Span, float] | None:
    """Where two quotations differ inside what they share, and by how many words; None where they agree."""
    matcher = SequenceMatcher(None, a.forms, b.forms, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    shared = sum(m.size for m in blocks)
    if shared < SAME * min(len(a.words), len(b.words)) or max((m.size for m in blocks), default=0) < RUN:
        return None
    inner = [(tag, i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    inner = [o for o in inner if not _cut(o, len(a.words), len(b.words))]
    altered = [o for o in inner if _matters(ground, a, b, o)]
    if not altered:
        return None
    first, last = altered[0], altered[-1]
    for moved in (altered, inner, [o for o in matcher.get_opcodes() if o[0] != "equal"]):
        one, other = a.forms[moved[0][1] : moved[-1][2]], b.forms[moved[0][3] : moved[-1][4]]
        if sorted(f for f in one if f not in SIGNS) == sorted(f for f in other if f not in SIGNS):
            return None  # "11 May" and "May 11"
    x = _around(a, first[1], last[2])
    y = _around(b, first[3], last[4])
    changed: float = sum(max(o[2] - o[1], o[4] - o[3]) for o in altered)
    most = (CHANGED if shared >= LONG else CHANGED_SHORT) * shared
    if changed > most or max(last[2] - first[1], last[4] - first[3]) > MAX_SHOWN:
        return None
    inflected = all(_stems(ground, a, o[1], o[2]) == _stems(ground, b, o[3], o[4]) for o in altered)
    return x, y, (INFLECTED if inflected else changed)


def _stems(ground: Ground, quote: Quote, first: int, last: int) -> list[str]:
    return [stem(w.form, ground.language(quote.article)) for w in quote.words[first:last]]


def _cut(change: tuple[str, int, int, int, int], mine: int, theirs: int) -> bool:
    """Whether a change is only that a quotation begins later or ends earlier: it is cut, not altered."""
    tag, i, j, k, m = change
    edge = i == 0 or k == 0 or j == mine or m == theirs
    return edge and (tag != "replace" or j - i != m - k)


def _matters(ground: Ground, a: Quote, b: Quote, change: tuple[str, int, int, int, int]) -> bool:
    """Whether a change is more than spelling, a mark of omission, or a figure written out."""
    _, i, j, k, m = change
    mine, theirs = a.words[i:j], b.words[k:m]
    if all(w.form.strip("0") == "" or w.form == "s" for w in (*mine, *theirs)):
        return False  # "6 p.m.", "6:00 p.m."; "the Court´s"
    if _letters(mine) == _letters(theirs):
        return False  # "the Court's", "the Court´s"
    if _plain(mine) == _plain(theirs) or _garbled(ground, a, b, change):
        return False
    if _spelled_names(ground, a, b, change) or _initials(mine, theirs):
        return False
    if _bracketed(ground, a, i, j) or _bracketed(ground, b, k, m):
        return False
    gap = ground.layouts[a.article].text[a.words[max(0, i - 1)].end : a.words[min(j, len(a.words) - 1)].start]
    other = ground.layouts[b.article].text[b.words[max(0, k - 1)].end : b.words[min(m, len(b.words) - 1)].start]
    if (not mine and ("..." in gap or "…" in gap)) or (not theirs and ("..." in other or "…" in other)):
        return False
    language = ground.language(a.article)
    if _signs(mine) or _signs(theirs):
        return False
    small = table(language, "settings")["small"]
    telling = [w for w in (*mine, *theirs) if rarity(w.form, language) >= MATTER and w.form not in small]
    return bool(telling) or len(mine) + len(theirs) > PLAIN_WORDS


def _initials(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether one side is the initials of the other ("IE", "Internet Explorer")."""
    one, other = sorted((mine, theirs), key=len)
    return len(one) == 1 < len(other) and one[0].form == "".join(w.form[:1] for w in other)


def _spelled_names(ground: Ground, a: Quote, b: Quote, change: tuple[str, int, int, int, int]) -> bool:
    """Whether both sides are one name in two spellings ("Moamar", "Muammar")."""
    _, i, j, k, m = change
    mine, theirs = a.words[i:j], b.words[k:m]
    texts = ground.layouts[a.article].text, ground.layouts[b.article].text
    if not (mine and theirs) or not any(texts[0][w.start].isupper() for w in mine):
        return False
    if not any(texts[1][w.start].isupper() for w in theirs):
        return False
    one, other = ("".join(w.form for w in found) for found in (mine, theirs))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SPELLED_ALIKE


def _signs(found: Sequence[Word]) -> bool:
    """Whether words only write out a sign ("percent")."""
    return bool(found) and all(w.form in SIGNS for w in found)


def _garbled(ground: Ground, a: Quote, b: Quote, change: tuple[str, int, int, int, int]) -> bool:
    """Whether one side holds letters of a text read in the wrong encoding ("Wardâ€™s")."""
    _, i, j, k, m = change
    for quote, first, last in ((a, i, j), (b, k, m)):
        if first < last:
            text = ground.layouts[quote.article].text[quote.words[first].start : quote.words[last - 1].end + 2]
            if any(c in GARBLED or "\x80" <= c <= "\x9f" for c in text):
                return True
    return False


def _plain(found: Sequence[Word]) -> str:
    """Words as they are compared: contractions written out, spaces left out."""
    joined = " ".join(w.form for w in found)
    for short, long in CONTRACTED:
        joined = joined.replace(short, long)
    for one, other in SPELLED:
        joined = joined.replace(one, other)
    return fold(joined.replace(" ", ""))


def _letters(found: Sequence[Word]) -> str:
    """The letters and figures of words alone."""
    return "".join(c for w in found for c in w.form if c.isalnum())


def _bracketed(ground: Ground, quote: Quote, first: int, last: int) -> bool:
    """Whether words were put into a quotation by whoever quotes: "[Fenn]", "(12 metres)"."""
    if first >= last:
        return False
    text = ground.layouts[quote.article].text
    before = text[max(0, quote.words[first].start - 2) : quote.words[first].start]
    return "[" in before or ("(" in before and quote.words[first].form[:1].isdigit())


def _around(quote: Quote, first: int, last: int) -> Span:
    """The altered words with a few either side."""
    start = max(0, first - AROUND)
    end = min(len(quote.words), max(last, first + 1) + AROUND)
    return Span(quote.article, quote.words[start].start, quote.words[end - 1].end)
