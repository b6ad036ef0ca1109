"""Quotations that no reporting verb of their own sentence introduces: after a colon, floating, continued."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import subject_before
from firsthand.attribution.cues import cue_at
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.lexicon import forms_row
from firsthand.attribution.phrases import DASHES, noun_phrase_before
from firsthand.attribution.subjects import clause_subject, main_subject
from firsthand.attribution.tokens import Line, Token, chars

_MIN_FLOATING = 4  # words: a shorter quotation that stands alone is a title or a word set apart
_QUOTED_KINDS = frozenset({"direct", "mixed"})


def is_quote_only(line: Line) -> bool:
    """True where a line is nothing but quotations."""
    return any(t.tag == "quote" for t in line.tokens) and all(
        t.tag == "quote" or t.text in {".", ",", "!", "?", "…", "...", ")"} or (i == 0 and t.tag == "conj")
        for i, t in enumerate(line.tokens)
    )


def floating(lines: Sequence[Line], drafts: list[Draft]) -> None:
    """Give quotations without a cue to whoever speaks: adds to attributions of ``drafts`` or appends new ones."""
    by_line: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.inside < 0:
            at = next((i for i in _candidates(lines, d)), None)
            if at is not None:
                by_line.setdefault(at, []).append(d)
    last: Draft | None = None  # the attribution quotations may go on from
    for i, line in enumerate(lines):
        here = sorted(by_line.get(i, ()), key=lambda d: d.cue or (0, 0))
        if here:
            speakers = [d for d in here if d.kind in _QUOTED_KINDS | {"indirect", "denial"} and d.rule != "noun"]
            if speakers:
                quoted = [d for d in speakers if d.kind in _QUOTED_KINDS]
                quoted = [d for d in quoted if d.rule != "according"] or quoted  # who spoke, not who passed it on
                last = quoted[-1] if quoted else speakers[-1]
            continue
        if not is_quote_only(line):
            found = _introduced(line) or _bare(lines, i)
            if found is not None:
                drafts.append(found)
                last = found
            continue
        content = [(t.start, t.end) for t in line.tokens if t.tag == "quote"]
        following = by_line.get(i + 1, ()) if i + 1 < len(lines) and lines[i + 1].paragraph == line.paragraph else ()
        bare = [d for d in following if d.rule in {"bare-cue"}]
        if bare:
            bare[0].content = content + bare[0].content
            continue
        if sum(len(t.text.split()) for t in line.tokens if t.tag == "quote") < _MIN_FLOATING and not (
            last and last.paragraph == line.paragraph
        ):
            continue
        if i and _ends_with_colon(lines[i - 1]) and lines[i].paragraph - lines[i - 1].paragraph <= 1:
            opened = _colon(lines[i - 1], content, by_line.get(i - 1, ()))
            if opened is not None:
                if opened not in drafts:
                    drafts.append(opened)
                last = opened
                continue
        if last is None or line.paragraph - last.paragraph > 3 or last.content == content:
            continue
        if last.paragraph == line.paragraph and (last.kind in _QUOTED_KINDS or last.rule in {"post", "inverted"}):
            last.content = [*last.content, *content]
            last.kind = "mixed" if last.kind == "indirect" else last.kind
            continue
        # A paragraph that is only a quotation: the last speaker goes on, named nowhere in it
        speaker = last.speaker or last
        last = Draft("floating", "direct", None, None, content, line.paragraph, speaker=speaker)
        drafts.append(last)


def answered(lines: Sequence[Line], drafts: list[Draft]) -> None:
    """“This was revealed by X”: the content is the sentence before. “The message is: ...”: it follows the colon."""
    passives = {d.content[0]: d for d in drafts if d.rule == "passive-by" and len(d.content) == 1}
    for i, line in enumerate(lines):
        toks = line.tokens
        if i and lines[i - 1].paragraph == line.paragraph and toks[0].form in {"this", "that", "it"}:
            d = passives.get((toks[0].start, toks[0].end))
            if d is not None:
                before = lines[i - 1].tokens
                last = before[-2] if len(before) > 1 and before[-1].text in {".", "!", "?"} else before[-1]
                d.content = [(before[0].start, last.end)]
                d.rule = "revealed-by"
        for k in range(2, min(len(toks) - 3, 9)):
            if (
                toks[k].text == ":"
                and toks[k - 1].form in _IS
                and toks[k - 2].form in forms_row("messages")
                and toks[k + 1].tag != "quote"
            ):
                end = len(toks) - (toks[-1].text in {".", "!", "?"})
                content = [(toks[k + 1].start, toks[end - 1].end)]
                source, cue = chars(toks, (0, k - 1)), chars(toks, (k - 1, k + 1))
                drafts.append(Draft("message", "indirect", source, cue, content, line.paragraph))


_IS = frozenset({"is", "was", "were", "are", "read", "reads", "said", "says"})


def _bare(lines: Sequence[Line], i: int) -> Draft | None:
    """“Pell agreed. “It is a mess.””: a short sentence with a reporting verb and no content, then a quotation."""
    line = lines[i]
    if (
        i + 1 >= len(lines)
        or not is_quote_only(lines[i + 1])
        or lines[i + 1].paragraph != line.paragraph
        or len(line.tokens) > 24
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
        content = [(t.start, t.end) for t in lines[i + 1].tokens if t.tag == "quote"]
        where = chars(toks, (cue.start, cue.end))
        return Draft("bare-cue", "direct", chars(toks, subject), where, content, line.paragraph, lemma=cue.lemma)
    return None


def _candidates(lines: Sequence[Line], d: Draft) -> list[int]:
    where = d.cue or d.source or d.content[0]
    low, high = 0, len(lines)
    while low < high:
        mid = (low + high) // 2
        if lines[mid].end <= where[0]:
            low = mid + 1
        else:
            high = mid
    return [low] if low < len(lines) and lines[low].start <= where[0] else []


def _ends_with_colon(line: Line) -> bool:
    return bool(line.tokens) and line.tokens[-1].text == ":"


def _colon(line: Line, content: list[Range], drafts: Sequence[Draft]) -> Draft | None:
    """A sentence that ends in a colon opens the quotation after it; its subject speaks."""
    speech = [d for d in drafts if d.kind != "belief"]
    if speech and speech[-1].source:
        d = speech[-1]
        return Draft("colon", "direct", d.source, d.cue, content, line.paragraph)
    end = len(line.tokens) - 1
    subject = _names_before(line.tokens, end) or clause_subject(line.tokens, end) or main_subject(line.tokens, end + 1)
    if subject is None:
        return None
    toks = line.tokens
    return Draft("colon", "direct", (toks[subject[0]].start, toks[subject[1] - 1].end),
                 (toks[-1].start, toks[-1].end), content, line.paragraph)  # fmt: skip


def _names_before(toks: Sequence[Token], colon: int) -> tuple[int, int] | None:
    """“..., with polls open - Jo Quint: “...””: a name between a dash and the colon."""
    start = colon
    while start > 0 and colon - start < 5 and toks[start - 1].tag == "name":
        start -= 1
    return (start, colon) if 0 < start < colon and toks[start - 1].text in DASHES | {".", "|", "•"} else None


def _introduced(line: Line) -> Draft | None:
    """“Pell was blunt: “No.”” and “His answer: “No.”” inside one sentence."""
    toks = line.tokens
    for i in range(len(toks) - 1):
        if toks[i].text == ":" and toks[i + 1].tag == "quote" and len(toks[i + 1].text.split()) >= _MIN_FLOATING:
            subject = _names_before(toks, i) or clause_subject(toks, i) or main_subject(toks, i)
            if subject is None and 0 < i <= 12:
                subject = noun_phrase_before(toks, i)
            if subject is None:
                return None
            content = [(t.start, t.end) for t in toks[i + 1 :] if t.tag == "quote"]
            return Draft("colon", "direct", chars(toks, subject), (toks[i].start, toks[i].end), content, line.paragraph)
    return None


__all__ = ["floating", "is_quote_only", "subject_before"]
