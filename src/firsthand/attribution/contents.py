"""Where content ends: the sentence's end, or where another voice or another cue takes over."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import has_finite
from firsthand.attribution.cues import Cue
from firsthand.attribution.lexicon import forms, forms_row
from firsthand.attribution.phrases import DASHES, FINITE, NOMINAL, noun_phrase_after
from firsthand.attribution.tokens import Token, spoken_end

_THEN = frozenset({"when", "while", "after", "before", "as", "until", "moments", "minutes", "hours"})
_ASIDE = 8  # tokens from a dash to the content of an aside


def content_end(toks: Sequence[Token], start: int, high: int) -> int:
    """End of content that begins at ``start``: the sentence's end, or where another voice or another cue takes over."""
    known = forms()
    dashed = any(t.text in DASHES for t in toks[max(0, start - _ASIDE) : start])  # "a sign – it read “Go” – and"
    if toks[start].tag == "quote" and spoken_end(toks[start]) in {",", ".", "?", "!"}:
        return _listed_end(toks, start + 1, high)
    for k in range(start + 1, high):
        tok = toks[k]
        if tok.text == ";":
            return k
        if tok.form in _THEN and toks[k - 1].tag == "quote":
            return k  # "read “Go home” when the wall broke": when it was read
        if tok.text in DASHES and toks[k - 1].tag == "quote" and dashed:
            return k
        if tok.text in DASHES and k + 1 < high and toks[k + 1].tag == "quote" and spoken_end(toks[k + 1]) == ",":
            return k  # "was thin - “We know,” she said -": whoever speaks stands after the quotation
        if (
            tok.tag == "quote"
            and spoken_end(tok) == ","
            and k + 1 < high
            and toks[k + 1].tag in {"ing", "sub", "wh", "det", "name", "pron", "prep"}
        ):
            return k + 1
        if tok.text == ":" and k + 1 < high and toks[k + 1].tag == "quote" and spoken_end(toks[k + 1]) in {",", "?"}:
            return k
        if tok.text in {",", "—", "–", "--"} and k + 1 < high:
            if _cue_clause(toks, k + 1, high, known):
                return k
        elif tok.form in {"and", "but"} and tok.tag == "conj" and k + 1 < high:
            verb = known.get(toks[k + 1].form) or (
                known.get(toks[k + 2].form) if toks[k + 1].tag == "adv" and k + 2 < high else None
            )
            if (
                toks[k + 1].tag == "ing"
                and verb
                and verb.kind == "speech"
                and k + 2 < high
                and toks[k + 2].tag in {"that", "quote", "pron", "det", "name", "to"}
            ):
                return k - (toks[k - 1].text == ",")
            if (
                verb
                and verb.form in {"past", "past-or-participle", "s"}
                and verb.kind in {"speech", "denial"}
                and (
                    k + 2 < high
                    and toks[k + 2].tag in {"that", "quote", "adv", "det", "pron", "poss", "name", "objpron", "to"}
                )
                and (toks[k - 1].tag != "ed" or toks[k - 2].tag == "aux")
            ):
                return k - (toks[k - 1].text == ",")
            end = noun_phrase_after(toks, k + 1, min(high, k + 14))
            if end > k + 1 and end < high:
                verb = known.get(toks[end].form)
                if (
                    verb
                    and verb.kind == "speech"
                    and verb.form in {"past", "past-or-participle"}
                    and verb.lemma in {"say", "tell", "add", "argue", "claim", "insist", "write", "note"}
                ):
                    return k - (toks[k - 1].text == ",")
        elif tok.form == "according" and k + 1 < high and toks[k + 1].form == "to":
            return k
    return high


def _listed_end(toks: Sequence[Token], end: int, high: int) -> int:
    """End of quotations that “and” joins: told the crowd, “Go home,” and, “Stay there.”"""
    while end + 1 < high and toks[end].form in {"and", "or"}:
        k = end + 1 + (toks[end + 1].text == ",")
        if k >= high or toks[k].tag != "quote":
            break
        end = k + 1
    return end


def _cue_clause(toks: Sequence[Token], k: int, high: int, known: dict) -> bool:  # type: ignore[type-arg]
    """True where ", ..." opens another cue: ", adding", ", Pell said", ", according to", ", and said"."""
    tok = toks[k]
    if tok.form == "according" or tok.form in {"citing", "quoting"}:
        return True
    joined = tok.tag == "conj" or tok.form == "while"
    if joined and k + 1 < high:
        k += 1
        tok = toks[k]
    verb = known.get(tok.form)
    if (
        verb
        and verb.kind in {"speech", "denial"}
        and joined
        and verb.form in {"past", "past-or-participle"}
        and tok.tag != "name"
    ):
        return True
    if verb and verb.kind in {"speech", "denial"}:
        if verb.form == "ing":
            return True
        if verb.form in {"past", "past-or-participle", "s"} and verb.frames & {"that", "quote"} and tok.tag != "name":
            return verb.lemma in {"say", "add", "tell", "write", "note", "ask", "call"} or (
                k + 1 < high and toks[k + 1].tag in {"that", "quote"}
            )
    if tok.tag in NOMINAL or tok.tag == "pron":
        end = noun_phrase_after(toks, k, min(high, k + 16))
        verb_at = end
        while verb_at < high and toks[verb_at].tag in {"aux", "adv"}:
            verb_at += 1
        if end > k and verb_at < high:
            verb = known.get(toks[verb_at].form)
            if (
                joined
                and verb
                and (verb.kind in {"speech", "denial"} or toks[k - 1].form == "but")
                and verb.form in {"past", "past-or-participle"}
                and "that" in verb.frames
            ):
                return True
            if (
                verb
                and "post" in verb.frames
                and not (joined and verb.kind == "belief")
                and verb.form in {"past", "past-or-participle", "s"}
                and verb.lemma in forms_row("sayers")
                and (verb_at + 1 >= high or toks[verb_at + 1].tag not in {"noun", "adj", "num", "ing"})
            ):
                return True
            if verb and verb.form == "base" and verb.lemma in {"say"}:
                return True
    return False


def phrase_end(toks: Sequence[Token], start: int, end: int) -> int:
    """End of content that is a phrase (“praised the plan, but ...”): a clause after a comma is no part of it."""
    for k in range(start + 1, end - 1):
        if toks[k].text != ",":
            continue
        after = toks[k + 1]
        if after.tag in {"sub", "ing"} or (after.tag == "conj" and has_finite(toks, k + 2, end)):
            return k
    return end


def joined_verb(toks: Sequence[Token], start: int, end: int) -> int:
    """“vowed to stay and left”: a finite verb after “and” goes back to the subject, not into the infinitive."""
    for k in range(start + 1, end - 1):
        if toks[k].form in {"and", "but"} and toks[k + 1].tag in {"ed", "aux", "modal"}:
            return k - (toks[k - 1].text == ",")
    return end


def clause_high(toks: Sequence[Token], cue: Cue, high: int) -> int:
    """End of what a cue inside an opening subordinate clause can govern: "While Pell denied it, officials ..."."""
    k = cue.start - 1
    while k > 0 and toks[k].tag == "adv":
        k -= 1
    if k > 0 and toks[k].form in {"who", "which"} and toks[k - 1].text == ",":  # ", who denied it, left"
        for n in range(cue.end, high - 1):
            if toks[n].text == "," and toks[n + 1].tag in FINITE | {"adv"}:
                return n
        return high
    if cue.form == "ing" and cue.verb == 0:
        return next((n for n in range(cue.end, high) if toks[n].text == ","), high)
    first = toks[0]
    if first.tag != "sub" and first.form not in {"after", "before", "since", "when", "until"}:
        return high
    comma = 0
    for k in range(1, min(high, 60)):
        if (
            toks[k].text == ","
            and has_finite(toks, 1, k)
            and k + 2 < high
            and toks[k + 1].tag not in {"wh", "conj", "ing", "sub"}
        ):
            comma = k
            break
    return comma if comma > cue.end else high
