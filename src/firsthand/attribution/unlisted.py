"""Quotations beside a verb that no table lists: "Go home," Pell barked."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import subject_before
from firsthand.attribution.drafts import Draft
from firsthand.attribution.lexicon import forms
from firsthand.attribution.phrases import noun_phrase_after
from firsthand.attribution.subjects import inverted_subject
from firsthand.attribution.tokens import Line, Token, chars, spoken_end


def beside(line: Line, toks: Sequence[Token], high: int) -> list[Draft]:
    """““Go home,” Pell barked” and “Pell barked, “Go home””: any verb that stands where one of saying stands."""
    out = []
    for q, quote in enumerate(toks[:high]):
        if quote.tag != "quote" or quote.text.count(" ") < 1:
            continue
        spans: tuple[tuple[int, int], int] | None = None
        opens = q == 0 or (q == 1 and toks[0].tag == "conj")
        if opens and spoken_end(quote) in {",", "?", "!", "—", "-"} and quote.text[:1].isupper() and q + 2 < len(toks):
            end = noun_phrase_after(toks, q + 1, min(high, q + 10), False)
            while end > q + 2 and toks[end - 1].tag == "ed":
                end -= 1
            if end > q + 1 and end < high and _acts(toks, end):
                spans = (q + 1, end), end
            elif _acts(toks, q + 1):
                stop = inverted_subject(toks, q + 2, high)
                if stop > q + 2 and toks[q + 2].tag in {"name", "det", "pron"}:
                    spans = (q + 2, stop), q + 1
        elif (
            q >= 3
            and toks[q - 1].text in {",", ":"}
            and _acts(toks, q - 2)
            and quote.text[:1].isupper()
            and quote.text.count(" ") > 2
        ):
            found = subject_before(toks, q - 2)
            if found and toks[found[0]].tag in {"name", "pron", "det"}:
                spans = found, q - 2
        if spans is None:
            continue
        source, verb = spans
        cue = chars(toks, (verb, verb + 1))
        draft = Draft("unlisted", "direct", chars(toks, source), cue, [(quote.start, quote.end)], line.paragraph)
        draft.lemma, draft.frame, draft.inside = toks[verb].form, "quote", line.inside
        out.append(draft)
    return out


def _acts(toks: Sequence[Token], i: int) -> bool:
    """True where a past tense stands at ``i`` that is no reporting verb of the table."""
    return (
        i < len(toks)
        and (toks[i].tag == "ed" or toks[i].tag == "verb")
        and not (toks[i].form in forms() and forms()[toks[i].form].frames & {"quote", "post"})
        and len(toks[i].form) > 3
    )
