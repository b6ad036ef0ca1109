"""Words that colour what they stand before ("so-called", "hardline", "peaceful"), in one article and not in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.claims.clauses import clause_words
from firsthand.claims.differences.alignment import Ground, Line
from firsthand.claims.differences.labels import names_in
from firsthand.claims.differences.phrases import Phrases, phrase_at, phrases
from firsthand.claims.differences.severity import Finding
from firsthand.claims.differences.statements import Telling, matched
from firsthand.claims.wording import STOP
from firsthand.languages import Word, has_table, rarity, stem, table
from firsthand.nouns import Span

BEFORE = 4  # words before a name among which one colours it
BEHIND = 5  # words shown of what is set behind a name
REACH = 3  # words behind an epithet among which the thing is named
SURE = 0.4  # how surely two clauses tell the same, where they name the same thing besides
AUXILIARY = 5  # words before a participle among which "have" makes a verb of it
HAVING = frozenset(("have", "has", "had", "having"))
DETERMINERS = frozenset(("the", "a", "an", "this", "his", "her", "its", "their"))
MATTER = 0.36  # languages.rarity from which a word names a thing


def find(ground: Ground) -> list[Finding]:
    """One finding for each thing that some articles colour and others, telling the same, do not."""
    sides: dict[str, tuple[set[Span], set[Span]]] = {}  # what is coloured -> where it is, and where it is not
    for a, b, sure in matched(ground):
        if sure < SURE:
            continue
        for one, two in ((a, b), (b, a)):
            for thing, coloured, plain in _coloured(ground, one, two):
                sides.setdefault(thing, (set(), set()))
                sides[thing][0].add(coloured)
                sides[thing][1].add(plain)
    out = []
    for thing in sorted(sides):
        both = [_first(found) for found in sides[thing]]
        told = "; ".join(f"“{ground.text(side[0])}” in {ground.outlets(s.article for s in side)}" for side in both)
        why = f"The same is told with another word: {told}"
        out.append(Finding("label", (tuple(both[0]), tuple(both[1])), why, 0.6, 0.9))
    return [*out, *_of_actors(ground)]


def _of_actors(ground: Ground) -> list[Finding]:
    """Actors whom articles colour differently, or only some of them: a side for each way, then where they do not."""
    ways: dict[str, dict[str, dict[str, Span]]] = {}  # who -> which way -> article -> where
    named: dict[str, dict[str, Span]] = {}
    for line in ground.fresh:
        for who, span in names_in(ground, line):
            if ground.entities[who].kind not in ("person", "organisation"):
                continue
            found = _beside(ground, line, span)
            if found is not None:
                ways.setdefault(who, {}).setdefault(_way(found[0]), {}).setdefault(line.article, found[1])
            named.setdefault(who, {}).setdefault(line.article, span)
    out = []
    for who in sorted(ways):
        told = sorted(ways[who].items())
        colouring = {a for _, where in told for a in where}
        plain = {a: s for a, s in named[who].items() if a not in colouring}
        sides = [tuple(where[a] for a in sorted(where)) for _, where in told]
        if len(colouring) > 1 and len(sides) > 1:
            weight = 0.9
        elif len(named[who]) > 2 and plain and all(_distancing(ground, w) for w, _ in told):
            weight = 0.7
        else:
            continue
        sides += [tuple(plain[a] for a in sorted(plain))] if plain else []
        shown = "; ".join(f"“{ground.text(s[0])}” in {ground.outlets(x.article for x in s)}" for s in sides)
        out.append(Finding("label", tuple(sides), f"{ground.entities[who].name} is called {shown}", 0.6, weight))
    return out


def _of_some(ground: Ground, line: Line, n: int, name: Span) -> bool:
    """Whether an epithet picks some of many ("moderate Democrats"): no "the" stands before it."""
    if n and line.words[n - 1].form in ("a", "an", "another", "more", "most"):
        return True
    many = ground.text(name).endswith("s") and " " not in ground.text(name)
    return many and (n == 0 or line.words[n - 1].form not in ("the", "these", "those"))


def _is_done(forms: Sequence[str], n: int, size: int) -> bool:
    """Whether a word is what somebody did, not what somebody is: "have in recent weeks banned Fenn"."""
    before = list(forms[max(0, n - AUXILIARY) : n])
    last = max((i for i, f in enumerate(before) if f in DETERMINERS), default=-1)
    return forms[n + size - 1].endswith("ed") and bool(HAVING & set(before[last + 1 :]))


def _way(phrase: str) -> str:
    """Which way of colouring a phrase is: "self-styled" and "self-declared" are one, so are two spellings."""
    return "self" if phrase.startswith("self ") else phrase.replace(" ", "")


def _beside(ground: Ground, line: Line, name: Span) -> tuple[str, Span] | None:
    """An epithet set before a name, or behind it and a comma, and what is shown of it."""
    text, language = ground.layouts[line.article].text, ground.language(line.article)
    words, forms, known = line.words, [w.form for w in line.words], _epithets(language)
    first = next((n for n, w in enumerate(words) if w.start >= name.start), len(words))
    last = next((n for n, w in enumerate(words) if w.start >= name.end), len(words))
    noun = last < len(words) and text[name.end : words[last].start] == " " and text[words[last].start].islower()
    if noun and rarity(forms[last], language) >= MATTER and not clause_words(language).is_verb(forms[last]):
        return None  # the name stands for a kind: "Republican primary"
    apart = frozenset(table(language, "settings")["opening"])
    for n in range(max(0, first - BEFORE), first):
        size = phrase_at(forms, n, known)
        between = forms[n + size : first - (forms[first - 1] == "the")]
        if size and (_of_some(ground, line, n, name) or _is_done(forms, n, size)):
            continue
        if size and text[words[n + size - 1].end : words[n + size - 1].end + 2].lstrip()[:1] in tuple("\"“'‘"):
            continue  # the so-called "Iron Duke": how somebody is called
        loose = any(f in apart or rarity(f, language) < STOP or clause_words(language).is_verb(f) for f in between)
        gap = text[words[n].start : name.start]
        if size and not loose and not any(c in gap for c in ",;:.()\"“”") and "'s " not in gap and "’s " not in gap:
            return " ".join(forms[n : n + size]), Span(line.article, words[n].start, name.end)
    if last < len(words) and text[name.end : words[last].start] == ", " and forms[last] in ("a", "an", "the"):
        for n in range(last + 1, min(len(words), last + 3)):
            size = phrase_at(forms, n, known)
            if size and text[words[n + size - 1].end : words[n + size - 1].end + 2].lstrip()[:1] not in tuple("\"“'‘"):
                end = n + size
                if forms[n - 1] == "and" or "and" in forms[last + 1 : n]:
                    continue  # "Fenn, the council and the regime" are three
                while end < len(words) and end - n < BEHIND and text[words[end - 1].end : words[end].start] == " ":
                    if forms[end] in clause_words(language).relatives:
                        break
                    end += 1
                return " ".join(forms[n : n + size]), Span(line.article, words[last].start, words[end - 1].end)
    return None


def _distancing(ground: Ground, way: str) -> bool:
    """Whether a way of colouring by itself takes a side: "so-called", not "Supreme Leader"."""
    language = next(iter(ground.layouts.values())).article.language
    return any(way == _way(p.replace("-", " ")) for p in table(language, "epithets")["distance"])


def _first(spans: set[Span]) -> list[Span]:
    """The first place in each article."""
    out: dict[str, Span] = {}
    for span in sorted(spans):
        out.setdefault(span.article, span)
    return [out[a] for a in sorted(out)]


@cache
def _epithets(language: str) -> Phrases:
    if not has_table(language, "epithets"):
        return {}
    return phrases(p for side in table(language, "epithets").values() for p in side)


def _coloured(ground: Ground, a: Telling, b: Telling) -> list[tuple[str, Span, Span]]:
    """(thing, where the first telling colours it, where the second does not)."""
    language = ground.language(a.article)
    words = [w for w in a.line.words if a.span.start <= w.start < a.span.end]
    theirs = [w for w in b.line.words if b.span.start <= w.start < b.span.end]
    forms, others = [w.form for w in words], [w.form for w in theirs]
    known = _epithets(language)
    out = []
    for n in range(len(forms)):
        size = phrase_at(forms, n, known)
        last = n + size
        while size and last < len(forms) and last - n - size < REACH and _joined(ground, a, words, last, language):
            last += 1
        if not size or last == n + size or forms[last - 1] in table(language, "settings")["places"]:
            continue
        if n and (forms[n - 1] in ("to", "and", "or") or (size and _is_done(forms, n, size))):
            continue  # "mild to moderate cases", "would have banned"
        thing = stem(forms[last - 1], language)
        verbs = clause_words(language)
        at = next((i for i, f in enumerate(others) if stem(f, language) == thing and not verbs.is_verb(f)), None)
        further = at is not None and at + 1 < len(others) and _joined(ground, b, theirs, at + 1, language)
        if at is not None and thing not in a.line.names and not further:
            first = at
            while first and at - first < REACH and _joined(ground, b, theirs, first - 1, language, first):
                first -= 1
            if any(others[i : i + size] == forms[n : n + size] for i in range(len(others))):
                continue
            out.append((thing, Span(a.article, words[n].start, words[last - 1].end),
                        Span(b.article, theirs[first].start, theirs[at].end)))  # fmt: skip
    return out


def _joined(ground: Ground, told: Telling, found: Sequence[Word], n: int, language: str, last: int = 0) -> bool:
    """Whether a word carries matter and stands right behind the one before, or right before the word ``last``."""
    left, right = (n, last) if last else (n - 1, n)
    gap = ground.layouts[told.article].text[found[left].end : found[right].start]
    verb = clause_words(language).is_verb(found[n].form)
    return gap in (" ", "-") and rarity(found[n].form, language) >= MATTER and not verb
