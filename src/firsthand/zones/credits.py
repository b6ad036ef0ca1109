"""From zones that credit to credits: who supplied, who relayed, whose picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from firsthand.languages import agencies
from firsthand.nouns import Article, Credit, CreditKind, Reason, Span, Zone
from firsthand.zones.bylines import publisher_label
from firsthand.zones.datelines import Dateline, dateline, places

_MASK = re.compile(r"\[[A-Z][A-Z_ ]{1,20}\]")
_SPLIT = re.compile(r"\s*(?:/|;| \+ |\band\b|&|,)\s*")
_CONTRIBUTED = re.compile(r"\bcontribut|\binputs?\b|\bfiles\b|\badditional\b|\bwith (?:reporting|material)\b"
                          r"|\binformation from\b|\bwas used in\b", re.I)  # fmt: skip
_COPYRIGHT_NAME = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?:the\s+)?"
                             r"([A-Z][\w.&'’ -]{1,50}?)\s*(?:(?:19|20)\d\d|[.,;|]|all rights|$)", re.I)  # fmt: skip
_NAMED = [re.compile(p) for p in (
    r"(?i:published|appeared|posted|produced|supplied|provided|republished|reprinted|distributed|syndicated|written|sourced)"
    r"(?: (?i:first|originally|here|online|with permission))*(?: (?i:by|in|on|at|from|via|to|of))(?: (?i:the|our partner|our partners))*"
    r" ([A-Z][\w&'’.-]*(?: (?:of|the|and|[A-Z][\w&'’.-]*)){0,5})",
    r"^\W*(?i:original )?(?i:source|via|agency|news agency|courtesy(?: of)?)[: –—-]{1,3}(?i:the )?([A-Z][\w&'’.-]*(?: (?:of|[A-Z][\w&'’.-]*)){0,4})",
    r"(?i:original|full) (?i:article|story|text|report|version)?.{0,12}\b(?i:on|at|in|from)\b (?i:the )?([A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,4})",
)]  # fmt: skip
_STAFF = re.compile(r"(?:^|\b[Bb]y |\bBY )(?:[Tt]he |THE )?([A-Z][\w&'’.-]*(?: (?:of |the )?[A-Z][\w&'’.-]*){0,4}) (?:[Ss]taff|STAFF|[Nn]ewsroom|[Rr]eporters?|[Cc]orrespondents?"
                    r"|[Ww]eb [Dd]esk|[Nn]ews [Dd]esk|[Dd]esk)\b")  # fmt: skip
_PHOTO_WORDS = re.compile(r"©|\b(?:file|handout|stock|photo(?:graph(?:er|y)?|s)?|image|picture|pic|credit|copyright|courtesy|source|caption"
                          r"|illustration|video|by|of|via|from|pool|contributor)\b[:,]?|[\[\]():|]", re.I)  # fmt: skip


@cache
def _rows(name: str) -> frozenset[str]:
    from firsthand.languages import table

    text = table("en", "credits")[name]
    return frozenset(x.strip() for x in text.split(";")) if ";" in text else frozenset(text.split())


def credits_of(article: Article, zones: Iterable[Zone]) -> tuple[Credit, ...]:
    """The credits the zones of an article show, in order. Masked names and persons yield none."""
    out: list[Credit] = []
    for zone in zones:
        words = article.words(zone.span)
        if zone.kind == "dateline":
            out += _of_dateline(article, zone.span)
        elif zone.kind == "byline":
            out += _of_byline(article, zone.span, words)
        elif zone.kind == "credit-photo":
            out += _of_photo(article, zone.span, words)
        elif zone.kind == "credit-text":
            out += _of_text(article, zone.span, words)
    return tuple(out)


def _of_dateline(article: Article, span: Span) -> list[Credit]:
    found: Dateline | None = dateline(article.text, span.start, len(article.text), first=True)
    if not found or not found.slug or found.end > span.end:
        return []
    low, high = found.slug
    return _suppliers(article, Span(article.id, low, high), "the dateline names its supplier", 0.95, 0.85)


def _suppliers(article: Article, span: Span, why: str, known: float, unknown: float) -> list[Credit]:
    """One credit per name of "A/B": a carrier beside a large supplier is a relay."""
    names = _names(article.text, span)
    if not names:
        return []
    canonical = [_canonical(article.text[a:b]) for a, b in names]
    large = [name in _rows("suppliers") for name in canonical]
    relay = max((i for i, big in enumerate(large) if not big), default=-1) if any(large) and len(names) > 1 else -1
    out = []
    for i, ((a, b), name) in enumerate(zip(names, canonical, strict=True)):
        place = Span(article.id, a, b)
        kind: CreditKind = "relay" if i == relay else "text"
        reason = "named beside a large agency, whose text it carries" if i == relay else why
        sure = known if agencies().get(article.text[a:b]) else unknown
        if agencies().get(article.text[a:b]) and _pictures(article.text[a:b]):
            kind = "photo"
        out.append(Credit(place, kind, name, kind != "photo", confidence=sure, reasons=(Reason(reason, (place,)),)))
    return out


def _names(text: str, span: Span) -> list[tuple[int, int]]:
    out, at = [], span.start
    whole = text[span.start : span.end]
    if agencies().get(whole.strip()):
        return [(span.start, span.end)]
    for part in [*_SPLIT.finditer(text, span.start, span.end), None]:
        stop = part.start() if part else span.end
        name = text[at:stop]
        low = at + len(name) - len(name.lstrip(" ([-–—"))
        high = at + len(name.rstrip(" )].,"))
        if low < high and not _MASK.search(text[max(0, low - 1) : high + 1]) and _names_somebody(text[low:high]):
            out.append((low, high))
        at = part.end() if part else stop
    return out


def _names_somebody(name: str) -> bool:
    plain = name.casefold()
    return (any(c.isalpha() for c in name) and plain not in ("agencies", "agency", "news agencies", "wires", "staff", "reports")
            and plain not in _rows("not_credits") and name.upper() not in places())  # fmt: skip


def _canonical(name: str) -> str:
    known = agencies().get(name)
    return known.name if known else " ".join(name.split())


def _pictures(name: str) -> bool:
    known = agencies().get(name)
    return known is not None and known.pictures


def _of_byline(article: Article, span: Span, words: str) -> list[Credit]:
    """A newsroom named in a byline supplies the text; a person does not."""
    if _MASK.search(words):
        return []
    found = [(a, b) for a, b, who in agencies().find(article.text, span.start, span.end)
             if not who.pictures and not (article.text[max(0, a - 1)] in "@." or (article.text[b : b + 1] in "@." and article.text[b + 1 : b + 2].isalpha()))]  # fmt: skip
    if found and "@" not in words:
        return [_credit(article, Span(article.id, a, b), "text", "the byline names its newsroom", 0.9) for a, b in found[:2]]
    if m := _STAFF.search(words):
        place = Span(article.id, span.start + m.start(1), span.start + m.end(1))
        if m.group(1).split()[0].casefold() not in _rows("roles"):
            return [_credit(article, place, "text", "the byline is a newsroom's staff", 0.75)]
    if words.lower().startswith("by ") and (m := re.fullmatch(r"(?i:by) [^,|\n]{2,60}[,|]\s?([^,|\n@]{2,40})", words.strip())):
        name = m.group(1).strip()
        low = words.index(name, m.start(1))
        plain = [w.casefold().strip(".") for w in name.split()]
        if name[:1].isupper() and len(plain) <= 4 and not any(w in _rows("roles") for w in plain) and name.upper() not in places():
            sure = 0.75 if any(w in _rows("outlet_words") for w in name.split()) else 0.6
            place = Span(article.id, span.start + low, span.start + low + len(name))
            return [_credit(article, place, "text", "the byline names it after the writer, where newsrooms stand", sure)]
    return []


def _credit(article: Article, span: Span, kind: CreditKind, why: str, sure: float, whole: bool = True) -> Credit:
    return Credit(span, kind, _canonical(article.words(span)), whole, confidence=sure, reasons=(Reason(why, (span,)),))


def _of_photo(article: Article, span: Span, words: str) -> list[Credit]:
    known = agencies().find(article.text, span.start, span.end)
    why = "a picture's credit, not the text's"
    if known:
        return [Credit(Span(article.id, a, b), "photo", who.name, confidence=0.95, reasons=(Reason(why, (span,)),))
                for a, b, who in known]  # fmt: skip
    parts = [p for p in re.split(r"[/|]", _PHOTO_WORDS.sub("|", words)) if any(c.isalpha() for c in p)]
    if not parts:
        return []
    name = parts[-1].strip(" .,;–—-")
    low = words.rfind(name)
    if low < 0 or not name:
        return []
    place = Span(article.id, span.start + low, span.start + low + len(name))
    return [Credit(place, "photo", " ".join(name.split()), confidence=0.8, reasons=(Reason(why, (span,)),))]


def _of_text(article: Article, span: Span, words: str) -> list[Credit]:
    if _MASK.search(words):
        return []
    if label := publisher_label(words):
        place = Span(article.id, span.start + label[0], span.start + label[1])
        return [_credit(article, place, "relay", "a portal's label of the publisher", 0.7)]
    part = bool(_CONTRIBUTED.search(words))
    bare = words.strip().strip("()[]–—-| .")
    if len(bare.split()) <= 6 and not part and ":" not in bare and "©" not in bare and not bare.lower().startswith(
            ("copyright", "by ", "with ", "source", "distributed", "powered")):  # fmt: skip
        low = span.start + words.index(bare)
        return _suppliers(article, Span(article.id, low, low + len(bare)), "the credit at the text's edge names it", 0.95, 0.8)
    known = [(a, b, who) for a, b, who in agencies().find(article.text, span.start, span.end) if not who.pictures]
    kind: CreditKind = "contributor" if part else "text"
    if known:
        return [Credit(Span(article.id, a, b), kind, who.name, not part, confidence=0.9,
                       reasons=(Reason("the credit line names it", (span,)),)) for a, b, who in known[:3]]  # fmt: skip
    for pattern in (*_NAMED, _COPYRIGHT_NAME, _STAFF):
        if (m := pattern.search(words)) and m.group(1).strip():
            name = m.group(1).strip().rstrip(".")
            low = span.start + m.start(1)
            place = Span(article.id, low, low + len(name))
            return [_credit(article, place, kind, "the credit line names it", 0.75, whole=not part)]
    return []
