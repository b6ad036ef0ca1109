"""From zones that credit to credits: who supplied the text, who relayed it, whose picture it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from firsthand.languages import agencies
from firsthand.nouns import Article, Credit, CreditKind, Reason, Span, Zone
from firsthand.zones.agency_names import agency_names, only_agencies
from firsthand.zones.credit_lines import publisher_label
from firsthand.zones.datelines import dateline, places, undated
from firsthand.zones.tables import pattern, patterns, word_set

# How sure a credit is. A name in the table, standing where suppliers stand, leaves little doubt; a name no table knows
# could still be a place, a party or a desk.
_KNOWN, _AT_SLUG, _AT_EDGE, _IN_LINE, _AFTER_WRITER = 0.95, 0.85, 0.8, 0.75, 0.6

_MASK = re.compile(r"\[[A-Z][A-Z_ ]{1,20}\]")
_BETWEEN = re.compile(r"\s*(?:/|;| \+ |\band\b|&|,)\s*")
_AFTER_NAME = re.compile(r"(?i:by) [^,|\n]{2,60}[,|]\s?([^,|\n@]{2,40})")
_BY = re.compile(r"\W{0,3}(?:\w+ )?(?:by|staff|reporting|from)\b", re.I)
_ADDRESS = re.compile(r"\b[A-Za-z][\w-]{1,40}(?:\.[A-Za-z][\w-]{1,40}){1,3}\b")  # "quellherald.example"
_FOUND_IN_LINE = 3  # suppliers read from one credit line; more are a list of members
_BARE_WORDS = 6  # words of a credit that is only names


def credits_of(article: Article, zones: Iterable[Zone]) -> tuple[Credit, ...]:
    """The credits the zones of an article show, in order. Masked names and persons yield none."""
    out: list[Credit] = []
    for zone in zones:
        if zone.kind == "dateline":
            out += _of_dateline(article, zone.span)
        elif zone.kind == "byline":
            out += _of_byline(article, zone.span)
        elif zone.kind == "credit-photo":
            out += _of_photo(article, zone.span)
        elif zone.kind == "credit-text":
            out += _of_text(article, zone.span)
    return tuple(out)


def _credit(article: Article, start: int, end: int, kind: CreditKind, why: str, sure: float) -> Credit:
    """One credit; a known name is canonical and surer than its place alone makes it."""
    span = Span(article.id, start, end)
    words = article.words(span)
    known = agencies().credited(words)
    if known and known.pictures:
        kind = "photo"
    return Credit(
        span,
        kind,
        known.name if known else " ".join(words.split()),
        whole=kind in ("text", "relay"),
        confidence=max(sure, _KNOWN) if known and kind != "contributor" else sure,
        reasons=(Reason(why, (span,)),),
    )


def _of_dateline(article: Article, span: Span) -> list[Credit]:
    found = dateline(article.text, span.start, len(article.text), first=True)
    if not found or not found.slug or found.end > span.end:
        return []
    return _suppliers(article, *found.slug, "the dateline names its supplier", _AT_SLUG)


def _suppliers(article: Article, start: int, end: int, why: str, sure: float) -> list[Credit]:
    """One credit per name of "A/B": the last that is no large supplier is the relay beside one that is."""
    out = [_credit(article, a, b, "text", why, sure) for a, b in _names(article.text, start, end)]
    large = [c.source in word_set("credits", "suppliers") for c in out]
    small = [i for i, big in enumerate(large) if not big]
    if any(large) and small:
        a, b = out[small[-1]].span.start, out[small[-1]].span.end
        out[small[-1]] = _credit(article, a, b, "relay", "named beside a large agency, whose text it carries", sure)
    return out


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in "Norwire/KNA and agencies", without desks, places and masks."""
    if agencies().credited(text[start:end]):
        return [(start, end)]
    out, at = [], start
    for stop, after in [*(m.span() for m in _BETWEEN.finditer(text, start, end)), (end, end)]:
        name = text[at:stop]
        low = at + len(name) - len(name.lstrip(" ([-–—"))
        high = at + len(name.rstrip(" )].,"))
        if low < high and not _MASK.search(text[max(0, low - 1) : high + 1]) and _is_somebody(text[low:high]):
            out.append((low, high))
        at = after
    return out


def _is_somebody(name: str) -> bool:
    plain = name.casefold()
    return (
        any(c.isalpha() for c in name)
        and plain not in word_set("credits", "nobody")
        and plain not in word_set("credits", "not_credits")
        and name.upper() not in places()
    )


def _of_byline(article: Article, span: Span) -> list[Credit]:
    """A newsroom named in a byline supplies the text; a person does not."""
    words = article.words(span)
    if _MASK.search(words) or "@" in words or "www." in words or "://" in words:
        return []
    found = [(a, b) for a, b, who in agencies().find(article.text, span.start, span.end) if not who.pictures]
    if found and found[0][0] > span.start and not _BY.match(words) and undated(words) == words:
        return []  # "Ann Pell, Norwire": as often the photographer's line
    if found:
        formed = [x for x in agency_names(article.text, span.start, span.end) if not any(_meet(x, y) for y in found)]
        names = sorted((*found, *formed))[:2]
        return [_credit(article, a, b, "text", "the byline names its newsroom", 0.9 if (a, b) in found else _IN_LINE)
                for a, b in names]  # fmt: skip
    if (m := pattern("credits", "forms", "staff").search(words)) and not _is_role(m.group(1).split()[0]):
        return [_credit(article, *_at(span, m), "text", "the byline is a newsroom's staff", _IN_LINE)]
    if formed := _agencies_by_form(article, span):
        return [_credit(article, a, b, "text", "the byline names an agency", _IN_LINE) for a, b in formed[:2]]
    m = _AFTER_NAME.fullmatch(words)
    if m and _may_be_newsroom(m.group(1).strip()):
        why = "the byline names it behind the writer, where newsrooms stand"
        outlet = any(w in word_set("credits", "outlet_words") for w in m.group(1).split())
        return [_credit(article, *_at(span, m), "text", why, _IN_LINE if outlet else _AFTER_WRITER)]
    return []


def _meet(x: tuple[int, int], y: tuple[int, int]) -> bool:
    return x[0] < y[1] and y[0] < x[1]


def _agencies_by_form(article: Article, span: Span) -> list[tuple[int, int]]:
    """Where a byline or credit names agencies that no table holds: "By Meridon News Agency and Tallis Wire"."""
    words = article.words(span)
    by = pattern("credits", "forms", "by").match(words)
    start = by.end() if by else 0
    if names := only_agencies(words[start:]):
        return [(span.start + start + a, span.start + start + b) for a, b in names]
    found = agency_names(article.text, span.start, span.end)
    return found if by or (found and found[0][0] == span.start) else []


def _at(span: Span, m: re.Match[str]) -> tuple[int, int]:
    """Where the first group of a match in a zone's words stands in the article, blanks and a last stop left out."""
    name = m.group(1)
    start = span.start + m.start(1) + len(name) - len(name.lstrip())
    return start, start + len(name.strip().rstrip("."))


def _is_role(word: str) -> bool:
    return word.casefold().strip(".") in word_set("credits", "roles")


def _may_be_newsroom(name: str) -> bool:
    return (
        name[:1].isupper()
        and len(name.split()) <= 4
        and not any(_is_role(w) for w in name.split())
        and name.upper() not in places()
    )


def _of_photo(article: Article, span: Span) -> list[Credit]:
    why = "a picture's credit, not the text's"
    known = agencies().find(article.text, span.start, span.end)
    if known:
        return [_credit(article, a, b, "photo", why, _KNOWN) for a, b, _ in known[:_FOUND_IN_LINE]]
    words = article.words(span)
    parts = re.split(r"[/|]", pattern("pictures", "captions", "filler").sub("|", words))
    names = [p.strip(" .,;–—-") for p in parts if any(c.isalpha() for c in p)]
    low = words.rfind(names[-1]) if names else -1
    if low < 0:
        return []
    return [_credit(article, span.start + low, span.start + low + len(names[-1]), "photo", why, _AT_EDGE)]


def _of_text(article: Article, span: Span) -> list[Credit]:
    words = article.words(span)
    if _MASK.search(words):
        return []
    if label := publisher_label(words):
        if label[1] - label[0] < 3:
            return []
        start, end = span.start + label[0], span.start + label[1]
        return [_credit(article, start, end, "relay", "a portal's label of the publisher", 0.7)]
    part = bool(pattern("credits", "forms", "contributed").search(words))
    if not part and (formed := _agencies_by_form(article, span)):
        return [_credit(article, a, b, "text", "the credit at the text's edge names it", _AT_EDGE) for a, b in formed]
    if not part and (bare := _bare_names(words)):
        start = span.start + words.index(bare)
        return _suppliers(article, start, start + len(bare), "the credit at the text's edge names it", _AT_EDGE)
    kind: CreditKind = "contributor" if part else "text"
    why = "the credit line names it"
    known = [(a, b) for a, b, who in agencies().find(article.text, span.start, span.end) if not who.pictures]
    if known:
        return [_credit(article, a, b, kind, why, 0.9) for a, b in known[:_FOUND_IN_LINE]]
    forms = (*patterns("credits", "forms", "named"), pattern("credits", "forms", "copyright_name"),
             pattern("credits", "forms", "staff"))  # fmt: skip
    for form in forms:
        if (m := form.search(words)) and _is_somebody(m.group(1).strip()):
            return [_credit(article, *_at(span, m), kind, why, _IN_LINE)]
    for m in _ADDRESS.finditer(words):
        if who := agencies().by_host(m.group()):
            start, end = span.start + m.start(), span.start + m.end()
            found = _credit(article, start, end, kind, "the credit line gives its address", _IN_LINE)
            return [replace(found, source=who.name)]
    return []


def _bare_names(words: str) -> str:
    """The names of a credit that holds nothing else ("(Norwire/KNA)", "– Norwire"), "" where it says more."""
    bare = undated(words.strip("()[]–—-| .")).strip(" ,")
    first = bare.split(maxsplit=1)[0].casefold().strip(":") if bare else ""
    says_more = ":" in bare or "©" in bare or first in word_set("credits", "openers")
    return "" if says_more or len(bare.split()) > _BARE_WORDS else bare
