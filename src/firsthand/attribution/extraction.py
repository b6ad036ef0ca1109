"""The attributions of one article, from its sentences to nested drafts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribution.chains import relays
from firsthand.attribution.clauses import skip_adjuncts
from firsthand.attribution.cues import cue_at
from firsthand.attribution.direct import answered, floating
from firsthand.attribution.drafts import Draft
from firsthand.attribution.formulas import formulaic
from firsthand.attribution.indirect import reported
from firsthand.attribution.introductions import only_quotation, unheaded
from firsthand.attribution.tokens import Line, Token, lines, spoken_end, tokens
from firsthand.attribution.transcripts import transcript
from firsthand.nouns import Layout
from firsthand.zones.sentences import sentences


@dataclass(slots=True)
class Extract:
    """What one article gives by itself: its lines and its drafts, not yet nested."""

    layout: Layout
    lines: list[Line]
    drafts: list[Draft]


def extract(layout: Layout) -> Extract:
    """Read an article in stages: lines, verbs, set forms, relays, quotations without a cue."""
    found = unheaded(rejoined(lines(layout)))
    drafts: list[Draft] = []
    for line in found:
        formulas = formulaic(line)
        taken = [d.cue for d in formulas if d.cue and d.rule == "no-comment"]
        verbs = [d for d in reported(line) if not any(d.cue and a <= d.cue[0] < b for a, b in taken)]
        said = {c for d in verbs for c in d.content}
        drafts += verbs
        drafts += [d for d in formulas if d.rule != "noun" or not said & set(d.content)]
    transcript(found, drafts, layout.text)
    answered(found, drafts)
    floating(found, drafts, layout.text, frozenset(i for i, q in enumerate(layout.quotations) if not q.closed))
    relays(found, drafts)
    return Extract(layout, found, drafts + quoted(layout, found))


def rejoined(found: Sequence[Line]) -> list[Line]:
    """A quotation and the "Pell said." after it, which its own end mark has parted: “Who knows?” Pell, 40, said."""
    out: list[Line] = []
    for line in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.paragraph == line.paragraph
            and line.tokens[0].tag in {"name", "pron", "det"}
            and only_quotation(before)
            and before.tokens[-1].tag == "quote"
            and spoken_end(before.tokens[-1]) in {"?", "!", "…", "—", "-", ","}
            and any(
                (cue := cue_at(line.tokens, i)) is not None
                and "post" in cue.frames
                and _says_no_more(line.tokens, cue.end)
                for i in range(1, min(len(line.tokens), _SHORT_LINE))
            )
        ):
            before.tokens += line.tokens
            before.end = line.end
        else:
            out.append(line)
    return out


def _says_no_more(toks: Sequence[Token], end: int) -> bool:
    """True where nothing after a cue can be its content: "Pell asked, shaking her head", "Pell said as he left"."""
    k = skip_adjuncts(toks, end, len(toks))
    return k + 1 >= len(toks) or toks[k].text == "," or toks[k].tag in {"sub", "prep", "conj", "wh"}


_SHORT_LINE = 20  # tokens in which the cue of "Pell, the water minister, said" stands
_LONGEST_QUOTE = 4000  # characters: longer quotations are speeches or were never closed
_SHORTEST_QUOTE = 25  # characters that can hold somebody else's statement
_LOOSE = frozenset({"participle", "noun", "colon", "citing"})  # rules too weak inside a quotation
# inside a quotation these show nobody else to speak
_SELF = frozenset({"i", "we", "you", "it", "they", "nobody", "no one", "everybody", "everyone", "somebody", "someone"})


def quoted(layout: Layout, found: Sequence[Line]) -> list[Draft]:
    """Statements of others inside quotations: “The board told us that the dam is safe,” Pell said."""
    out: list[Draft] = []
    inner = [q.span for q in layout.quotations if q.depth > 1]
    starts = [s.start for s in inner]
    for line in found:
        for tok in line.tokens:
            if tok.tag != "quote" or not _SHORTEST_QUOTE <= len(tok.text) <= _LONGEST_QUOTE:
                continue
            low = layout.text.index(tok.text, tok.start)
            at = bisect_left(starts, low)
            near = [(-2, s.start, s.end) for s in inner[at : at + 20] if s.end <= tok.end]
            for start, end in sentences(layout.text, low, low + len(tok.text)):
                part = Line(start, end, line.zone, line.paragraph, inside=tok.quote)
                part.tokens = tokens(layout.text, start, end, near)
                out += [d for d in reported(part) + formulaic(part) if _tells(layout, d)]
    return out


def _tells(layout: Layout, d: Draft) -> bool:
    if (
        d.source is None
        or d.kind not in {"direct", "indirect", "mixed", "confirmation"}
        or d.rule in {"participle", "noun", "colon", "citing"}
    ):
        return False
    if d.rule not in {"according", "post", "inverted"} and d.frame not in {"that", "quote", "bare"}:
        return False
    return layout.text[slice(*d.source)].strip().lower() not in _SELF
