"""Content that follows its cue, by the frames the verb takes."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribution.clauses import has_finite, skip_adjuncts
from firsthand.attribution.contents import content_end, joined_verb, phrase_end
from firsthand.attribution.cues import Cue
from firsthand.attribution.phrases import FINITE, NOMINAL, is_time, noun_phrase_after
from firsthand.attribution.tokens import Token

_CLAUSES = frozenset({"that", "bare", "quote", "colon", "wh"})  # frames whose content may hold several clauses
_PREPOSITIONS = {"of", "about", "for", "against", "on", "at", "with", "over", "in"}


def following(toks: Sequence[Token], cue: Cue, high: int
           ) -> tuple[str, list[tuple[int, int]], tuple[int, int] | None] | None:  # fmt: skip
    """(frame, content parts, addressee) of content that follows the cue; None where no frame of the verb fits."""
    frames, j = cue.frames, cue.end
    if j >= high:
        return None
    addressee: tuple[int, int] | None = None
    if "person" in frames and toks[j].tag not in {"that", "quote", "wh"}:
        a = noun_phrase_after(toks, j, high)
        a = next((k for k in range(j + 1, a - 1) if toks[k].form == "on" and toks[k + 1].form == "condition"), a)
        if (
            a > j
            and a < high
            and (
                toks[a].tag
                in {"that", "quote", "wh", "to", "pron", "det", "name", "poss", "noun", "adj", "num", "prep", "sub"}
                or toks[a].text in {",", ":", "("}
                or is_report_gap(toks, a, high)
            )
        ):
            addressee = (j, a)
            j = _behind_brackets(toks, a, high)
        elif cue.lemma in {"tell", "inform", "assure", "remind"}:
            cut = pronoun_cut(toks, j, high)
            if cut is None:
                return None
            addressee = (j, cut)
            j = cut
    if j >= high:
        return None
    k = skip_adjuncts(toks, j, high)
    behind = _behind_parenthesis(toks, k, high) if frames & {"that", "quote"} else None
    if behind is not None:
        return "that" if toks[behind].tag == "that" else "quote", [(behind, content_end(toks, behind, high))], addressee
    firm = k < high and (toks[k].tag == "quote" or toks[k].text == ":" or (toks[k].tag == "that" and k + 1 < high
                         and toks[k + 1].tag not in FINITE))  # fmt: skip
    for start in (k,) if firm and k > j else dict.fromkeys((k, j)):
        if start >= high:
            continue
        found = _frame_at(toks, cue, start, high, start > j)
        if found:
            frame, content_start = found
            end = content_end(toks, content_start, high)
            if frame in {"to", "ing"}:
                end = joined_verb(toks, content_start, end)
            if cue.kind == "belief" or frame not in _CLAUSES:
                end = phrase_end(toks, content_start, end)
            if end > content_start:
                if frame == "object" and (gap := _time_gap(toks, content_start, end)) is not None:
                    return frame, [(content_start, gap[0]), (gap[1], end)], addressee
                return frame, [(content_start, end)], addressee
    if frames & {"that", "quote"}:
        far = _that_ahead(toks, k, high)
        if far is not None:
            end = content_end(toks, far, high)
            return ("that" if toks[far].tag == "that" else "quote"), [(far, end)], addressee
    return None


def _behind_parenthesis(toks: Sequence[Token], k: int, high: int) -> int | None:
    """“reported on Thursday, citing three officials, that”: the content past a parenthesis; None where none stands."""
    if k + 2 >= high or toks[k].text != "," or toks[k + 1].tag not in {"ing", "prep", "sub", "wh", "adv", "conj"}:
        return None
    for n in range(k + 2, min(high - 1, k + 30)):
        if toks[n].text == "," and is_sentence(toks[n + 1]):
            return n + 1
        if toks[n].text == "," and toks[n + 1].tag == "that" and n + 2 < high and toks[n + 2].tag not in FINITE:
            return n + 1
        if toks[n].tag in {"quote", "that"} or toks[n].text in {";", ":"}:
            return None
    return None


def _behind_brackets(toks: Sequence[Token], k: int, high: int) -> int:
    """Past the short form of a name: told the River Board (RB), “...”."""
    if k < high and toks[k].text == "(":
        return next((n + 1 for n in range(k + 1, min(high, k + 6)) if toks[n].text == ")"), k)
    return k


def is_sentence(token: Token) -> bool:
    """True for a quotation that begins like a sentence: a capital and more than two words."""
    return token.tag == "quote" and token.text[:1].isupper() and token.text.count(" ") > 1


def is_report_gap(toks: Sequence[Token], i: int, high: int) -> bool:
    """True where an adverb or a day stands between the person told and the content."""
    return i < high and toks[i].tag in {"adv", "ing"}


def pronoun_cut(toks: Sequence[Token], j: int, high: int) -> int | None:
    """“told reporters the plan ..”: the person told ends before a determiner or pronoun."""
    for k in range(j + 1, min(high, j + 8)):
        if toks[k].tag in {"det", "pron", "poss", "that"}:
            return k
    return None


def _time_gap(toks: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """“urged the council on Monday to act”: the day stands between the two parts of the content."""
    k = noun_phrase_after(toks, start, end, False)
    if (
        k > start
        and k + 2 < end
        and toks[k].tag == "prep"
        and is_time(toks[k + 1])
        and toks[k + 2].form in {"to", "not"}
    ):
        return k, k + 2
    return None


def _that_ahead(toks: Sequence[Token], start: int, high: int) -> int | None:
    """“said in a letter to the board on Monday that”: the that-clause past what stands between."""
    for k in range(start, min(high, start + 22)):
        tok = toks[k]
        if tok.tag == "that" and k > start and k + 1 < high and toks[k + 1].tag not in {"aux", "modal", "verb", "ed"}:
            return k
        if tok.text in {":"} and k + 1 < high and toks[k + 1].tag == "quote":
            return k + 1
        if tok.text == "," and k + 1 < high and toks[k + 1].tag == "quote" and len(toks[k + 1].text) > 15:
            return k + 1
        if tok.tag in {"verb", "aux", "modal", "wh"} or tok.text in {";", ",", ":"} or tok.tag == "quote":
            return None
    return None


def _frame_at(toks: Sequence[Token], cue: Cue, k: int, high: int, gap: bool) -> tuple[str, int] | None:
    frames, tok = cue.frames, toks[k]
    after = toks[k + 1] if k + 1 < high else None
    if tok.text in {",", ":", "—", "–", "-", "--"} and after is not None:
        if after.tag == "quote" and frames & {"quote", "that", "np", "bare"}:
            return "quote", k + 1
        if tok.text == ":" and frames & {"quote", "that", "bare"}:
            return "colon", k + 1
        if tok.text == "," and after.tag == "that" and "that" in frames:
            return "that", k + 1
        return None
    if tok.tag == "that":
        if "that" in frames:
            return "that", k
        return ("np", k) if "np" in frames and after is not None else None
    if tok.tag == "quote":
        if frames & {"quote", "that", "bare"}:
            return "quote", k
        return ("np", k) if frames & {"np", "as", "object", "to", "of"} else None
    if (tok.tag == "wh" or tok.form == "if") and not (cue.lemma == "call" and tok.form == "what"):
        if "wh" in frames:
            return "wh", k
        return ("np", k) if "np" in frames and tok.form in {"what", "how", "whatever", "why"} else None
    if tok.tag == "to" or (tok.form == "not" and after is not None and after.tag == "to"):
        if "to" in frames:
            return "to", k
        return ("unto", k) if "unto" in frames else None
    if tok.tag == "ing" and "ing" in frames and not gap:
        return "ing", k
    hangs = tok.form in _PREPOSITIONS and tok.tag in {"prep", "sub"}
    if hangs and tok.form in frames and not gap and after is not None and after.tag != "punct":
        return tok.form, k
    if tok.tag in FINITE and not (tok.tag == "ed" and after is not None and after.tag in {"noun", "name"}):
        return None
    if "object" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron"}:
        end = noun_phrase_after(toks, k, high, False)
        if end < high and toks[end].tag == "quote" and toks[end].text.count(" ") > 1:
            return "object", k
        if end < high and toks[end].form in {
            "to",
            "of",
            "for",
            "not",
            "that",
            "over",
            "against",
            "on",
            "about",
            "whether",
            "in",
        }:
            return "object", k
        further = noun_phrase_after(toks, k, high)
        if further < high and toks[further].form in {"to", "of", "not", "that", "whether"}:
            return "object", k
    if (
        tok.form == "as"
        and "as" in frames
        and not gap
        and after is not None
        and (after.tag == "quote" or after.tag in NOMINAL)
    ):
        return "as", k  # "rejected as invention a report that"
    if "as" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron", "wh"}:
        if cue.lemma in {"call", "label", "name", "pronounce"}:
            return "as", k
        for n in range(k + 1, min(high, k + 25)):
            if toks[n].form == "as":
                return "as", k
            if toks[n].text in {";", ","} or toks[n].tag in {"verb", "modal"}:
                break
    if "bare" in frames and (tok.tag in NOMINAL | {"pron", "prep", "sub", "adv", "ing"}):
        end = noun_phrase_after(toks, k, high)
        stop = min(high, k + 40)
        if tok.tag == "objpron" and tok.form not in {"it", "you"}:
            return None
        if tok.tag == "prep" and not any(t.tag in {"aux", "modal", "verb"} for t in toks[k:stop]):
            return None
        if cue.lemma == "claim" and any(t.form in {"lives", "victims"} for t in toks[k:end]):
            return None
        if has_finite(toks, k + (tok.tag in NOMINAL), stop) and (
            (
                end > k
                and end < high
                and (
                    toks[end].tag in FINITE
                    or toks[end].tag in {"adv", "wh", "quote", "that", "prep", "to"}
                    or toks[end].text in {",", "(", "—", "–", "--"}
                )
            )
            or tok.tag in {"prep", "sub", "adv", "ing"}
            or not frames & {"np", "person"}
            or any(t.tag in {"aux", "modal", "verb"} for t in toks[k:stop])
        ):
            return "bare", k
    if "np" in frames and not gap and tok.tag in NOMINAL | {"objpron", "pron"}:
        return "np", k
    return None
