"""Credits as chains: from an article, through the carriers it names, to the supplier it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from firsthand.languages import Agency, agencies, has_table, table
from firsthand.lineage.named_media import named_media
from firsthand.lineage.newsroom_lines import newsroom_lines
from firsthand.lineage.newsrooms import Newsroom, family, known_as, plain
from firsthand.lineage.signoffs import signatures
from firsthand.nouns import Credit, Layout, Span, Statements, merged

# Whole-article credits this close together are one line: "(Reuters/NAN)".
_ONE_LINE = 4
_BEFORE = 12  # characters before a credit's span in which "told" or "told the" stands
_FIRST = 24  # characters from a name to "first reported", and from "first reported by the" to a name
_SLUG = 30  # characters around a name within which the brackets of its slug stand
_BY_ATTRIBUTION = 0.7  # an attribution to a newsroom is a credit, if a looser one
# In news the lead names what the whole report rests on; a credit further down may cover one statement only.
_LEAD_SENTENCES = 2
# A page that credits so many families at so many places is a digest: each credit is one item's, none the page's.
_DIGEST = 3
_NAMED_SO = ("agency", "wire", "press", "news service")  # ends of names that no table holds; alone they name nobody


@dataclass(frozen=True, slots=True)
class Family:
    """A supplier under all its names."""

    key: str
    name: str
    kind: Literal["agency", "outlet"]


@dataclass(frozen=True, slots=True)
class Crediting:
    """That an article credits a supplier, at every place it does. ``relays``: carriers, nearest the article first."""

    article: str
    family: Family
    relays: tuple[Family, ...]
    spans: tuple[Span, ...]
    whole: bool  # the article as a whole is credited, not single statements
    lead: bool  # a credit stands in the headline or the first sentences
    told: bool  # somebody told the supplier: the words are its own interview
    confidence: float
    item: bool = False  # the article is a digest: the credit is one item's, however much of it others share
    carrier: bool = False  # only as the one that published it: a portal's label, which says nothing of a supplier
    first: bool = False  # only as the one that had it first: a courtesy, the article has it from elsewhere too


def creditings(
    layouts: Sequence[Layout], statements: Statements, rooms: Mapping[str, Newsroom]
) -> tuple[Crediting, ...]:
    """Every supplier each article credits, photo credits, contributors and the outlet's own name left out."""
    by_article: dict[str, list[Credit]] = {x.id: [] for x in layouts}
    texts = {x.id: x for x in layouts}
    known = (*statements.credits, *(c for x in layouts for c in x.credits), *_told_or_cited(texts, statements))
    taken: dict[str, list[Span]] = {}
    for c in known:
        taken.setdefault(c.span.article, []).append(c.span)
    named = (c for x in layouts for c in named_media(x) if not any(c.span.overlaps(s) for s in taken.get(x.id, ())))
    for credit in _of_newsrooms([c for c in (*known, *named) if c.span.article in by_article], texts):
        if _names_supplier(credit, rooms[credit.span.article]):
            by_article[credit.span.article].append(credit)
    _add_lines(by_article, layouts, rooms)
    digests = {x.id for x in layouts if _is_digest(x, by_article[x.id])}
    for layout in layouts:
        by_article[layout.id] = _told_apart(layout, by_article[layout.id], rooms[layout.id], layout.id in digests)
    names = _names([c for found in by_article.values() for c in found], texts)
    supplied = _suppliers_elsewhere(by_article)
    out = []
    for layout in layouts:
        out.extend(_of_article(layout, _once(by_article[layout.id]), names, supplied))
    return tuple(replace(c, item=c.article in digests) for c in out)


def _add_lines(
    by_article: Mapping[str, list[Credit]], layouts: Sequence[Layout], rooms: Mapping[str, Newsroom]
) -> None:
    """Lines that name a newsroom another article credits, or whose own page another article is."""
    where: dict[str, set[str]] = {}  # family -> the articles that credit it or are its own
    for a, found in by_article.items():
        for key in (*(family(c.source) for c in found if c.whole), "" if rooms[a].portal else rooms[a].key):
            where.setdefault(key, set()).add(a)
    where.pop("", None)
    for layout in layouts:
        known = {key for key, articles in where.items() if articles != {layout.id}}
        taken = [c.span for c in by_article[layout.id]]
        for c in newsroom_lines(layout, known):
            if _names_supplier(c, rooms[layout.id]) and not any(c.span.overlaps(s) for s in taken):
                by_article[layout.id].append(c)


def _is_digest(layout: Layout, found: Sequence[Credit]) -> bool:
    """True for a page that credits several families as a whole, each on a line of its own."""
    places = sorted({family(c.source): c.span.start for c in found if c.whole and c.kind == "text"}.values())
    lines = 1 + sum("\n" in layout.text[a:b] for a, b in pairwise(places))
    return len(places) >= _DIGEST and lines >= _DIGEST


def _told_apart(layout: Layout, found: list[Credit], room: Newsroom, digest: bool) -> list[Credit]:
    """The credits of one article, those of a digest made the credits of single items, and a signature where none is."""
    if digest:
        return [replace(c, whole=False) for c in found]
    if any(c.whole and c.kind == "text" for c in found):
        return found
    named = {family(c.source) for c in found if c.kind == "text" and _is_agency(c)}
    signed = [c for c in signatures(layout) if not room.goes_by(c.source)]
    return [*found, *(c for c in signed if named <= {family(c.source)})]


def _is_agency(credit: Credit) -> bool:
    known = known_as(credit.source)
    return known is not None and known.kind == "agency"


def _suppliers_elsewhere(by_article: Mapping[str, Sequence[Credit]]) -> frozenset[str]:
    """Families that two articles or more credit, or that one credits also in its text: nobody's redistributor."""
    where: dict[str, set[tuple[str, bool]]] = {}
    for article, found in by_article.items():
        for c in found:
            if c.kind == "text":
                where.setdefault(family(c.source), set()).add((article, c.whole))
    return frozenset(key for key, places in where.items() if len(places) > 1)


def _told_or_cited(texts: Mapping[str, Layout], statements: Statements) -> Iterable[Credit]:
    """Credits that stand in attributions only: an agency or outlet that was told something, or is itself cited."""
    known = {e.id: e for e in statements.entities if e.kind in ("agency", "outlet")}
    named = [c.span for c in statements.credits]
    for a in statements.attributions:
        if a.article not in texts or a.kind in ("belief", "no-comment"):
            continue
        found: list[tuple[Span, str]] = []
        if a.addressee is not None and (agency := known_as(texts[a.article].article.words(a.addressee))):
            found.append((a.addressee, agency.name))
        if a.source is not None and a.entity in known and a.parent is None:
            found.append((a.source, known[a.entity].name))
        for span, name in found:
            if not any(span.overlaps(s) for s in named):
                yield Credit(span, "text", name, confidence=_BY_ATTRIBUTION)


def _of_newsrooms(found: Sequence[Credit], texts: Mapping[str, Layout]) -> list[Credit]:
    """The credits without those of a body that speaks: "Pell Fuels said", where somewhere its spokeswoman does."""
    speak = {family(c.source) for c in found if known_as(c.source) is None and _speaks(c, texts[c.span.article])}
    return [
        c for c in found
        if c.whole or not (_speaks(c, texts[c.span.article])
                           or (family(c.source) in speak and not _is_told(texts[c.span.article], c.span)))
    ]  # fmt: skip


def _speaks(credit: Credit, layout: Layout) -> bool:
    """True for "a spokeswoman for Pell Fuels": who speaks there is the body, and no newsroom."""
    language = layout.article.language
    if credit.whole or credit.kind != "text" or not has_table(language, "people"):
        return False
    words = layout.article.words(credit.span).casefold()
    at = words.find(credit.source.casefold())
    before = words[: max(0, at)].removesuffix("the ").split()[-2:]
    return len(before) == 2 and before[0] in _body_leads(language) and before[1] in ("for", "of", "at")


@cache
def _body_leads(language: str) -> frozenset[str]:
    return frozenset(table(language, "people")["body_leads"].split())


def _names_supplier(credit: Credit, room: Newsroom) -> bool:
    if credit.kind not in ("text", "relay") or not credit.source.strip():
        return False
    known = known_as(credit.source)
    if known is not None and known.pictures:
        return False
    if known is None and not any(c.isupper() for c in credit.source):
        return False  # "state media", "local reports": whoever that is has no name
    return not room.goes_by(credit.source)


def _names(found: Iterable[Credit], texts: Mapping[str, Layout]) -> dict[str, Family]:
    """One display name per family: the table's, else the spelling most used, ties to the first in order.

    A name no table holds is an agency's where its own words say so or it stands as a slug, else an outlet's.
    """
    spellings: dict[str, dict[str, int]] = {}
    slugs: set[str] = set()
    for credit in found:
        count = spellings.setdefault(family(credit.source), {})
        text = " ".join(credit.source.split())
        if credit.whole and _is_slug(texts[credit.span.article].text, credit.span):
            slugs.add(family(credit.source))
        count[text] = count.get(text, 0) + 1
    out = {}
    for key, count in sorted(spellings.items()):
        best = min(count, key=lambda n: (-count[n], n))
        known = agencies().get(best) or agencies().get(key)
        kind: Literal["agency", "outlet"] = "agency" if _supplies(known, key, count, slugs) else "outlet"
        if known is None and best.casefold().startswith("the "):
            best = best[4:]
        out[key] = Family(key, known.name if known else best, kind)
    return out


def _supplies(known: Agency | None, key: str, spellings: Iterable[str], slugs: set[str]) -> bool:
    if known is not None:
        return known.kind == "agency"
    return key in slugs or any(plain(n).endswith(_NAMED_SO) and plain(n) not in _NAMED_SO for n in spellings)


def _is_slug(text: str, span: Span) -> bool:
    """True for "(Norwire)", "(Norwire/TP)": agencies sign so, outlets that lend an article are named in a line."""
    before = text[max(0, span.start - _SLUG) : span.start + 1]
    after = text[max(span.start, span.end - 1) : span.end + _SLUG]
    return "(" in before and ")" in after


def _once(found: Sequence[Credit]) -> list[Credit]:
    """The credits by place, each span and source once; the whole-article reading wins over the other."""
    best: dict[tuple[Span, str, str], Credit] = {}
    for c in sorted(found, key=lambda c: (c.span, not c.whole, -c.confidence, c.kind, c.source)):
        best.setdefault((c.span, c.kind, family(c.source)), c)
    return list(best.values())


def _of_article(
    layout: Layout, found: Sequence[Credit], names: Mapping[str, Family], supplied: frozenset[str]
) -> list[Crediting]:
    direct: dict[str, list[Credit]] = {}
    relayed: dict[str, tuple[Family, ...]] = {}
    beyond: set[str] = set()  # families that stand as relays of somebody
    labels: dict[str, bool] = {}  # families: named only as the carrier of what has no supplier
    for line in _lines(layout, found):
        suppliers = [c for c in line if c.kind == "text"]
        relays = [c for c in line if c.kind == "relay"]
        alone = not suppliers
        if alone:
            suppliers, relays = relays, []
        if not relays and len(suppliers) > 1 and _redistributes(suppliers, supplied):
            *suppliers, last = suppliers
            relays = [last]
        # The last carrier named is the nearest: "told Norwire, as quoted by the Post, the Mail said".
        carriers = tuple(dict.fromkeys(names[family(c.source)] for c in reversed(relays)))
        for c in suppliers:
            key = family(c.source)
            direct.setdefault(key, []).append(c)
            labels[key] = labels.get(key, True) and alone and c.whole
            via = tuple(f for f in carriers if f.key != key)
            if via and key not in relayed:
                relayed[key] = via
        beyond.update(f.key for f in carriers)
    out = []
    for key, credits in sorted(direct.items()):
        if key in beyond and not any(c.whole for c in credits):
            continue  # a carrier named again on its own is still only the carrier
        out.append(Crediting(
            article=layout.id,
            family=names[key],
            relays=relayed.get(key, ()),
            spans=merged(c.span for c in credits),
            whole=any(c.whole for c in credits),
            lead=any(_in_lead(layout, c.span) for c in credits),
            told=any(_is_told(layout, c.span) for c in credits),
            confidence=max(c.confidence for c in credits),
            carrier=labels[key],
            first=all(not c.whole and _had_it_first(layout, c.span) for c in credits),
        ))  # fmt: skip
    return out


def _redistributes(line: Sequence[Credit], supplied: frozenset[str]) -> bool:
    """True for "(Norwire/TVN)" where the pile knows Norwire as a supplier and TVN, in no table, from here only."""
    last = line[-1]
    return (
        all(c.whole for c in line)
        and agencies().get(last.source) is None
        and family(last.source) not in supplied
        and all(family(c.source) in supplied for c in line[:-1])
    )


def _lines(layout: Layout, found: Sequence[Credit]) -> list[list[Credit]]:
    """Credits that belong together: those of one sentence, or of one credit line."""
    out: list[list[Credit]] = []
    before: int | None = None
    for c in sorted(found, key=lambda c: (c.span, c.kind, c.source)):
        sentence = _sentence(layout, c.span)
        together = False
        if out and c.whole == out[-1][-1].whole:
            near = c.span.start - out[-1][-1].span.end <= _ONE_LINE
            together = near if c.whole else near or (sentence is not None and sentence == before)
        if together:
            out[-1].append(c)
        else:
            out.append([c])
        before = sentence
    return out


def _sentence(layout: Layout, span: Span) -> int | None:
    for i, s in enumerate(layout.sentences):
        if s.span.start <= span.start < s.span.end:
            return i
    return None


def _is_told(layout: Layout, span: Span) -> bool:
    """True where the credit, or the words just before it, say that somebody told the supplier."""
    language = layout.article.language
    if not has_table(language, "newsgathering"):
        return False
    listed = table(language, "newsgathering")["told"]
    near = layout.text[max(0, span.start - _BEFORE) : span.end].casefold().split()
    return any(w.strip("\"',”’") in listed for w in near)


def _had_it_first(layout: Layout, span: Span) -> bool:
    """True for "first reported by the Sellow Gazette": said of news that others have since gathered themselves."""
    language = layout.article.language
    if not has_table(language, "newsgathering"):
        return False
    at = _sentence(layout, span)
    sentence = span if at is None else layout.sentences[at].span
    before = layout.text[max(sentence.start, span.start - _FIRST) : span.end].casefold()
    after = layout.text[span.start : min(sentence.end, span.end + _FIRST)].casefold()
    words = table(language, "newsgathering")
    return any(w in before for w in words["first_by"]) or any(w in after for w in words["first"])


def _in_lead(layout: Layout, span: Span) -> bool:
    body = [s.span for s in layout.sentences if s.zone == "body"][:_LEAD_SENTENCES]
    heads = [s.span for s in layout.sentences if s.zone == "headline"]
    return any(s.start <= span.start < s.end for s in (*body, *heads))
