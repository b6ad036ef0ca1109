"""Through whom: the person told, the carriers, "as quoted by", and the chain of names from the innermost out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.formulas import match
from firsthand.attribution.gazetteer import people, place_key, places, supplier
from firsthand.attribution.names import Name
from firsthand.attribution.phrases import noun_phrase_after
from firsthand.attribution.tokens import Line, Token

_TOLD = frozenset({"tell", "inform", "text", "confide"})
_CARRYING = frozenset({"report", "quote", "cite", "carry"})


def relays(lines: Sequence[Line], drafts: list[Draft]) -> None:
    """“..., a Quell official told Norwire, as quoted by the Post”: the Post carries what stands before it."""
    by_line = in_lines(lines, drafts)
    for n_line, line in enumerate(lines):
        toks = line.tokens
        for i, tok in enumerate(toks):
            if tok.tag in {"punct", "quote"}:
                continue
            n = match("relays", toks, i)
            if not n or i + n >= len(toks) or (i and toks[i - 1].tag == "aux"):
                continue
            end = noun_phrase_after(toks, i + n, len(toks), False)
            if end == i + n or not any(t.text[0].isupper() for t in toks[i + n : end]):
                continue
            carried = [
                d
                for d in by_line.get(n_line, ())
                if d.cue
                and d.cue[0] < tok.start
                and d.relay is None
                and d.kind not in {"belief", "no-comment", "hearsay"}
                and d.rule != "noun"
            ]
            if not carried:
                continue
            inner = max(carried, key=lambda d: d.cue or (0, 0))
            source = (toks[i + n].start, toks[end - 1].end)
            cue = (tok.start, toks[i + n - 1].end)
            inner.relay = source
            before = toks[i - 1 - (toks[i - 1].text == ",")].end if i > 1 else tok.start
            inner.content = [(a, before) if a < before < tok.start < b else (a, b) for a, b in inner.content]
            if inner.source and inner.source[1] > tok.start:
                continue
            outer = Draft("relay", inner.kind, source, cue, list(inner.content), line.paragraph)
            inner.parent = outer
            drafts.append(outer)


def in_lines(lines: Sequence[Line], drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """Drafts by the index of the line their cue stands in."""
    starts = [x.start for x in lines]
    out: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.cue:
            out.setdefault(bisect_right(starts, d.cue[0]) - 1, []).append(d)
    return out


def citing(lines: Sequence[Line], drafts: list[Draft], is_carrier: Sequence[Draft]) -> None:
    """“Norwire reported, citing officials”: the officials are the innermost source of what Norwire reported."""
    carriers = {id(d) for d in is_carrier}
    doubles: set[int] = set()
    by_line = in_lines(lines, drafts)
    for d, near in [(d, group) for group in by_line.values() for d in group if d.rule == "citing"]:
        before = [
            o for o in near if o is not d and o.cue and d.cue and o.cue[0] < d.cue[0] and o.source and id(o) in carriers
        ]
        after = [
            o
            for o in near
            if o is not d
            and o.cue
            and d.source
            and d.source[1] <= o.cue[0] <= d.source[1] + 40
            and o.source
            and id(o) in carriers
        ]
        outer = max(before, key=lambda o: o.cue or (0, 0)) if before else after[0] if after else None
        if outer is None:
            d.content = []
            continue
        d.content = [c for c in outer.content if d.source is None or c[1] <= d.source[0] or c[0] >= d.source[1]]
        d.content = d.content or list(outer.content)
        d.parent = outer
        d.kind = outer.kind
        doubles |= {id(o) for o in near if o is not d and o.cue == d.cue}
    drafts[:] = [d for d in drafts if d.content and id(d) not in doubles]


_OCCASION = re.compile(r"\W+news (?:conference|briefing|release|reports?|stor(?:y|ies)|coverage|cycle)\b")
_NEAR = 40  # characters after a name in which "news conference" stands


def positional_carriers(
    drafts: Iterable[tuple[str, Draft]], names: Sequence[Name], texts: dict[str, str]
) -> frozenset[str]:
    """Folded names that stand only where an agency or outlet stands: told, reporting, in brackets, "news agency X".

    A name that is also somebody's, a place's, or an actor's elsewhere in the pile is none.
    """
    spots: dict[tuple[str, int], str] = {}
    for article, d in drafts:
        if d.addressee and d.lemma in _TOLD:
            spots[(article, d.addressee[0])] = "told"
        if d.source and d.lemma in _CARRYING and not d.rule.startswith("passive"):
            spots[(article, d.source[0])] = "reporting"
        elif d.source and d.rule in {"according", "relay"}:
            spots.setdefault((article, d.source[0]), "according")
        elif d.source and d.rule != "noun":
            spots.setdefault((article, d.source[0]), "speaking")
        if d.relay:
            spots[(article, d.relay[0])] = "told"
    found: dict[tuple[str, ...], list[str]] = {}
    for n in names:
        text = texts[n.article]
        spot = spots.get((n.article, n.start)) or spots.get((n.article, n.start - 4)) or ""
        if n.title or n.role:
            spot = "person"
        elif n.before in people("carriers") or (
            n.after in {"news", "newswire", "correspondent", "correspondents"}
            and not _OCCASION.match(text, n.end, n.end + _NEAR)
        ):
            spot = "noun"
        elif text[max(0, n.start - 1) : n.start] == "(" and text[n.end : n.end + 1] in {")", "/"}:
            spot = spot or "bracket"
        elif n.before in {"with", "to", "by", "for", "from"} and not spot:
            lead = text[max(0, n.start - 40) : n.start].lower()
            if (
                "interview with" in lead
                or "speaking to" in lead
                or "statement to" in lead
                or "told" in lead
                or "speaking with" in lead
            ):
                spot = "told"
        elif (n.possessive and not spot) or n.after in {"report", "reporter", "reported", "reports", "journalist"}:
            spot = spot or "own"
        found.setdefault(n.words, []).append(spot)
    long = {w[-1:] for w in found if len(w) > 1} | {w[:1] for w in found if len(w) > 1}
    out = set()
    for words, spotted in found.items():
        if supplier(" ".join(words)):
            continue
        key = place_key(words)
        if key in places() or (
            len(words) == 1 and words in long and "noun" not in spotted and "reporting" not in spotted
        ):
            continue
        # two words may be a person's name; one word, or a newspaper's last word, less likely
        paper = len(words) == 1 or any(w in people("media_words") for w in words)
        firm = any((s == "told" and paper) or s in {"reporting", "noun"} for s in spotted)
        if "noun" in spotted or (firm and all(s and s not in {"person"} for s in spotted)):
            out.add(key)
    return frozenset(out)


def chain_of(
    d: Draft, name: str | None, carrier: str | None, relayed: str | None, outer: Sequence[str]
) -> tuple[str, ...]:
    """Names innermost first; a name that carries itself stands once."""
    out: list[str] = []
    for part in (name, carrier, relayed, *outer):
        if part and (not out or out[-1] != part) and part not in out:
            out.append(part)
    return tuple(out)


def words_of(toks: Sequence[Token], span: Range) -> str:
    """The words of a span, joined by single spaces."""
    return " ".join(t.text for t in toks if span[0] <= t.start < span[1])
