"""Who speaks a quotation that no reporting verb of its own clause introduces: a colon, a comma, a dash, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribution.clauses import subject_before
from firsthand.attribution.cues import cue_at
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.following import following
from firsthand.attribution.phrases import DASHES, FINITE, noun_phrase_after, noun_phrase_before
from firsthand.attribution.subjects import clause_subject, main_subject
from firsthand.attribution.tokens import Line, Token, chars, spoken_end, tokens

MIN_QUOTATION = 4  # words: a shorter quotation that stands alone is a title or a word set apart
_LONGEST_CUE_LINE = 24  # tokens of "Pell agreed." before a quotation
_SHORT_CUE_LINE = 12  # ... where the quotation is the next paragraph
_NEXT_LINE = re.compile(r"[\s]{0,20}([^\s][^\n]{1,120})(?=\n|$)")  # what stands under a quotation, a short line
_LONGEST_SIGNATURE = 16  # tokens of "- Ann Pell, water minister, in Kelm on Monday"
_FEWEST_SIGNED = 3  # quotations with a name under them that make a list of such
_LONGEST_LEAD = 12  # tokens of "His answer to the board:"
_LONGEST_LABEL = 9  # tokens of "More from Ann Pell and Jo Quint" behind a heading's dash
_FOLLOWS = 2  # tokens of "as follows" before a colon
_NAME = 5  # tokens of a name between a dash and a colon


def only_quotation(line: Line) -> bool:
    """True where a line is nothing but quotations."""
    return any(t.tag == "quote" for t in line.tokens) and all(
        t.tag == "quote" or t.text in {".", ",", "!", "?", "…", "...", ")"} or (i == 0 and t.tag == "conj")
        for i, t in enumerate(line.tokens)
    )


def quoted(line: Line) -> list[Range]:
    """The quotations of a line."""
    return [(t.start, t.end) for t in line.tokens if t.tag == "quote"]


def agreed(line: Line, after: Line | None) -> Draft | None:
    """“Pell agreed. “It is a mess.””: a short sentence with a reporting verb and no content, then a quotation."""
    if (
        after is None
        or not only_quotation(after)
        or after.paragraph - line.paragraph > 1
        or len(line.tokens) > (_LONGEST_CUE_LINE if after.paragraph == line.paragraph else _SHORT_CUE_LINE)
        or line.tokens[-1].text == ":"  # the sentence may say whose words they are in another way
    ):
        return None
    toks = line.tokens
    for k in range(1, len(toks)):
        cue = cue_at(toks, k)
        if cue is None or cue.kind != "speech" or cue.passive or not cue.frames & {"quote", "post"}:
            continue
        subject = subject_before(toks, cue.start)
        if subject is None:
            continue
        where = chars(toks, (cue.start, cue.end))
        return Draft("bare-cue", "direct", chars(toks, subject), where, quoted(after), line.paragraph, lemma=cue.lemma)
    return None


def added(line: Line, last: Draft | None) -> Draft | None:
    """“Adding, “Now it is dry.””: a sentence that is only a participle goes on from the sentence before."""
    cue = cue_at(line.tokens, 0)
    if cue is None or cue.form != "ing" or cue.kind != "speech" or last is None or last.source is None:
        return None
    found = following(line.tokens, cue, len(line.tokens))
    if found is None or found[0] != "quote":
        return None
    content = [chars(line.tokens, p) for p in found[1]]
    draft = Draft("inherited", "direct", last.source, chars(line.tokens, (0, cue.end)), content, line.paragraph)
    draft.lemma, draft.frame, draft.speaker = cue.lemma, "quote", last.speaker or last
    return draft


def opened(line: Line, content: list[Range], drafts: Sequence[Draft]) -> Draft | None:
    """A sentence that ends in a colon opens the quotation after it; its subject speaks."""
    speech = [d for d in drafts if d.kind != "belief"]
    if speech and speech[-1].source:
        d = speech[-1]
        return Draft("colon", "direct", d.source, d.cue, content, line.paragraph)
    toks = line.tokens
    end = len(toks) - 1
    subject = (
        _named(toks, end)
        or _said_by(toks, end)
        or clause_subject(toks, end)
        or main_subject(toks, end + 1)
        or _heading(toks, end)
    )
    if subject is None:
        return None
    return Draft("colon", "direct", chars(toks, subject), chars(toks, (end, end + 1)), content, line.paragraph)


def introduced(line: Line) -> Draft | None:
    """“Pell was blunt: “No.””, “His answer: “No.”” and “Pell shared her fear, “It will not hold.””."""
    toks = line.tokens
    for i in range(1, len(toks) - 1):
        quote = toks[i + 1]
        if quote.tag != "quote" or len(quote.text.split()) < MIN_QUOTATION:
            continue
        if toks[i].text == ":":
            if spoken_end(quote) == "," and i + 2 < len(toks):
                continue  # who speaks stands after it
            subject = _named(toks, i) or clause_subject(toks, i) or main_subject(toks, i)
            if subject is None and i <= _LONGEST_LEAD:
                subject = noun_phrase_before(toks, i)
        elif toks[i].text in DASHES | {","} and i + 2 >= len(toks) and _whole(quote):
            subject = clause_subject(toks, i) or main_subject(toks, i)
        else:
            continue
        if subject is None:
            return None
        content = [(t.start, t.end) for t in toks[i + 1 :] if t.tag == "quote"]
        return Draft("colon", "direct", chars(toks, subject), chars(toks, (i, i + 1)), content, line.paragraph)
    return None


def unheaded(lines: Sequence[Line]) -> list[Line]:
    """Lines cut before a label: “The wall, in figures - Jo Quint: “...”” is a heading, then “Jo Quint: “...””."""
    out: list[Line] = []
    for line in lines:
        at = _label(line.tokens)
        if at:
            head, rest = line.tokens[: at - 1], line.tokens[at:]
            out.append(replace(line, end=head[-1].end, tokens=head))
            out.append(replace(line, start=rest[0].start, tokens=rest))
        else:
            out.append(line)
    return out


def _label(toks: Sequence[Token]) -> int:
    """Where "Jo Quint: “..." or "More from the report: “..." begins behind a dash; 0 where none does."""
    for i in range(2, len(toks) - 1):
        if toks[i].text == ":" and toks[i + 1].tag == "quote" and len(toks[i + 1].text.split()) >= MIN_QUOTATION:
            for k in range(i - 1, max(0, i - _LONGEST_LABEL), -1):
                if toks[k].text in DASHES and toks[k].start > toks[k - 1].end:
                    held = toks[k + 1 : i]
                    named = any(t.tag == "name" for t in held) or (bool(held) and held[0].form == "more")
                    return k + 1 if named and not any(t.tag in FINITE for t in held) else 0
                if toks[k].tag == "quote":
                    return 0
            return 0
    return 0


def _whole(quote: Token) -> bool:
    """True for a quotation that is a sentence by itself."""
    return quote.text.lstrip("[(")[:1].isupper() and spoken_end(quote) in {".", "!", "?"}


def _named(toks: Sequence[Token], colon: int) -> tuple[int, int] | None:
    """“..., with polls open - Jo Quint: “...””: a name between a dash and the colon."""
    start = colon
    while start > 0 and colon - start < _NAME and toks[start - 1].tag == "name":
        start -= 1
    return (start, colon) if 0 < start < colon and toks[start - 1].text in DASHES | {".", "|", "•"} else None


def _heading(toks: Sequence[Token], colon: int) -> tuple[int, int] | None:
    """“The full letter:” and “Transcript as follows:” above a quotation."""
    end = noun_phrase_after(toks, 0, colon)
    return (0, end) if end > 0 and colon - end <= _FOLLOWS and colon <= _LONGEST_LEAD else None


def _said_by(toks: Sequence[Token], colon: int) -> tuple[int, int] | None:
    """“Said Pell:” with the quotation in the next paragraph."""
    cue = cue_at(toks, 0) if toks[0].tag in {"ed", "verb"} else None
    if cue is None or cue.kind != "speech" or noun_phrase_after(toks, cue.end, colon) != colon:
        return None
    return (cue.end, colon)


def signed_throughout(lines: Sequence[Line], text: str) -> bool:
    """True for a list of quotations with a name under each, no dash before it: the letters page, the day's best lines.

    At least half of the quotations that stand alone have one, and at least three.
    """
    alone = [x for x in lines if only_quotation(x)]
    named = sum(signature(x, text, False, True) is not None for x in alone)
    return named >= _FEWEST_SIGNED and 2 * named >= len(alone)


def signature(quotation: Line, text: str, unclosed: bool, undashed: bool = False) -> Range | None:
    """Who signs a quotation: “- Ann Pell, in Kelm” under it, or “Ann Pell, Kelm.”” where its mark closes only there.

    Args:
        quotation: a line that is only a quotation.
        text: the article's.
        unclosed: whether no mark closes the quotation in its own paragraph.
        undashed: whether the article's quotations are signed without a dash: "Ann Pell, in Kelm".

    Returns:
        Where the name stands; None where the next line of the text is no signature.
    """
    m = _NEXT_LINE.match(text, quotation.end)
    if m is None:
        return None
    toks = tokens(text, *m.span(1))
    dashed = bool(toks) and toks[0].text in DASHES
    pulled = unclosed and m.group(1)[-1] in '"”'
    listed = undashed and len(toks) > 1 and toks[0].tag == "name" and toks[1].tag in {"name", "punct"}
    if not (dashed or pulled or listed) or len(toks) > _LONGEST_SIGNATURE:
        return None
    start = int(dashed)
    end = noun_phrase_after(toks, start, len(toks), False)
    if end <= start or not all(t.tag == "name" or t.text[0].isupper() for t in toks[start : start + 1]):
        return None
    clause = end < len(toks) and toks[end].tag != "punct" and (pulled or toks[end].tag != "prep")
    clause = clause or (not dashed and any(t.tag in FINITE - {"ed"} or t.text in {":", "?"} for t in toks))
    return None if clause or any(t.tag in FINITE for t in toks[start:end]) else chars(toks, (start, end))
