"""Speech reported without a verb of saying: “according to”, “citing”, hearsay, headlines, noun cues, refusals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.attribution.clauses import has_finite, subject_before
from firsthand.attribution.contents import content_end
from firsthand.attribution.cues import cue_at
from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.gazetteer import people
from firsthand.attribution.lexicon import forms, forms_row
from firsthand.attribution.phrases import FINITE, NOMINAL, is_time, noun_phrase_after
from firsthand.attribution.subjects import inverted_subject, main_subject
from firsthand.attribution.tokens import Line, Token
from firsthand.languages import table

_LEFT = {",", "—", "–", "--", "-", "("}


@cache
def _sequences(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Rows of ``reporting_forms`` as word sequences by their first word, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for row in table("en", "reporting_forms")[name]:
        words = tuple(row.split())
        out.setdefault(words[0], []).append(words)
    return {k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in out.items()}


def match(name: str, toks: Sequence[Token], i: int) -> int:
    """Length of the row of a table that stands at token ``i``; 0 where none does."""
    for words in _sequences(name).get(toks[i].form, ()):
        if tuple(t.form for t in toks[i : i + len(words)]) == words:
            return len(words)
    return 0


def formulaic(line: Line) -> list[Draft]:
    """The attributions of a line that rest on a set form."""
    toks = line.tokens
    high = len(toks)
    while high > 1 and toks[high - 1].text in {".", "!", "?"}:
        high -= 1
    out: list[Draft] = []
    if line.zone == "headline" or line.paragraph == 0:
        out += _headline(line, toks, high)
    for i, tok in enumerate(toks[:high]):
        if tok.tag in {"quote", "punct"}:
            continue
        if n := match("formulas", toks, i):
            out += _according(line, toks, i, i + n, high)
        elif tok.form == "in" and (made := _in_view(line, toks, i, high)) is not None:
            out.append(made)
        elif n := match("no_comment", toks, i):
            out += _refusal(line, toks, i, i + n, high)
        elif tok.form in forms_row("nouns_that") | forms_row("nouns_to"):
            if cue_at(toks, i) is None:
                out += _noun(line, toks, i, high)
        elif tok.form == "as" and i and (made := _as_said(line, toks, i, high)) is not None:
            out.append(made)
        elif n := match("hearsay", toks, i):
            out += _hearsay(line, toks, i, high)
        elif n := match("citing", toks, i):
            out += _citing(line, toks, i, high)
    return out


def _chars(toks: Sequence[Token], start: int, end: int) -> Range:
    return toks[start].start, toks[end - 1].end


def source_after(toks: Sequence[Token], start: int, high: int, initial: bool) -> int:
    """End of the source that follows "according to"."""
    if initial:
        end = start
        while end < high and toks[end].text not in {",", ";", ":"} and toks[end].tag != "quote":
            end += 1
        if end < high and toks[end].text == ",":  # "according to Pell, an expert on dams, the wall ..."
            stop = end + 1
            while stop < high and toks[stop].text != "," and stop - end < 25:
                stop += 1
            if (
                stop < high
                and toks[stop].text == ","
                and not has_finite(toks, end + 1, min(stop, end + 12))
                and (toks[end + 1].tag in {"det", "wh", "adj", "noun"})
            ):
                return stop
        phrase = noun_phrase_after(toks, start, end)
        if (
            start < phrase < end - 2
            and has_finite(toks, phrase, end)
            and not any(t.tag == "wh" or t.form == "that" for t in toks[phrase:end])
        ):
            return phrase  # "According to figures more than 40 houses were lost": no comma parts them
        return end
    end = start
    while end < high:
        tok = toks[end]
        if tok.text in {";", ":", "—", "–", ")"} or (tok.tag == "quote" and len(tok.text) > 30 and end > start):
            break
        if tok.text == ",":
            nxt = toks[end + 1] if end + 1 < high else None
            if nxt is None or not (
                nxt.tag in {"wh"}
                or nxt.form in people("roles")
                or (nxt.tag in {"det", "name"} and not has_finite(toks, end + 1, high))
            ):
                break
        if tok.tag == "conj" and end > start and tok.form in {"but"}:
            break
        end += 1
    return end


def _according(line: Line, toks: Sequence[Token], i: int, start: int, high: int) -> list[Draft]:
    if start >= high:
        return []
    initial = i == 0 or toks[i - 1].text in {";", ":"} or (i == 1 and toks[0].tag in {"conj", "adv"})
    interrupted = False
    if not initial and toks[i - 1].tag in {"conj", "sub", "that", "prep"}:  # "and according to X, ..."
        initial = True
        interrupted = True
    end = source_after(toks, start, high, initial)
    if end <= start:
        return []
    source = _chars(toks, start, end)
    cue = _chars(toks, i, start)
    parts: list[Range] = []
    if initial:
        k = end + (end < high and toks[end].text == ",")
        if k < high:
            parts = [_chars(toks, k, content_end(toks, k, high))]
    else:
        stop = i
        while stop and (
            toks[stop - 1].text in _LEFT or toks[stop - 1].form in {"are", "is", "were", "was", "all", "that"}
        ):
            stop -= 1
        low = stop
        while low and toks[low - 1].text != ";" and stop - low < 150:
            low -= 1
        if low < stop and toks[low].form in {"but", "and"}:
            low += 1
        if stop > low:
            parts = [_chars(toks, low, stop)]
        if end + 1 < high and toks[end].text == "," and toks[i - 1].text == ",":
            k = end + 1
            broken = stop > low and (toks[stop - 1].tag in FINITE or not has_finite(toks, low, stop))
            if toks[k].tag != "conj" and (
                toks[k].tag == "quote"
                or broken
                or (has_finite(toks, k, high) and toks[k].tag not in {"ing", "conj", "wh", "sub"})
            ):
                parts.append(_chars(toks, k, content_end(toks, k, high)))
                if (
                    stop > low
                    and not has_finite(toks, low, stop)
                    and (toks[low].tag in {"prep", "adv"} or any(is_time(t) for t in toks[low:stop]))
                ):
                    parts = parts[1:]
    if not parts:
        return []
    return [_make(line, toks, "according-inner" if interrupted else "according", source, cue, parts)]


def _in_view(line: Line, toks: Sequence[Token], i: int, high: int) -> Draft | None:
    """“In Pell's view, the wall is thin” and “The wall is thin, in the board's view”."""
    noun = next((k for k in range(i + 2, min(high, i + 10)) if toks[k].form in forms_row("views")), None)
    if noun is None or toks[noun - 1].tag not in {"posm", "poss"}:
        return None
    source = _owner(toks, noun)
    if source is None or source[0] != i + 1:
        return None
    spoken = noun + 2 < high and toks[noun + 2].tag == "quote"
    if (i == 0 or spoken) and noun + 2 < high and toks[noun + 1].text == ",":
        part = (noun + 2, content_end(toks, noun + 2, high))
    elif i > 3 and noun + 1 >= high:
        part = (0, i - (toks[i - 1].text == ","))
    else:
        return None
    cue = _chars(toks, noun, noun + 1)
    return _make(line, toks, "according", _chars(toks, *source), cue, [_chars(toks, *part)])


def _make(line: Line, toks: Sequence[Token], rule: str, source: Range | None, cue: Range | None,
          parts: list[Range], kind: str = "") -> Draft:  # fmt: skip
    if not kind:
        quoted = sum(
            t.end - t.start for t in toks if t.tag == "quote" and any(a <= t.start and t.end <= b for a, b in parts)
        )
        total = sum(b - a for a, b in parts)
        kind = "direct" if quoted and quoted >= 0.8 * total else "mixed" if quoted else "indirect"
    return Draft(rule, kind, source, cue, parts, line.paragraph, inside=line.inside)  # type: ignore[arg-type]


def _as_said(line: Line, toks: Sequence[Token], i: int, high: int) -> Draft | None:
    """“..., as disclosed by three officials”: the agent of a reporting participle is the source."""
    verb = forms().get(toks[i + 1].form) if i + 3 < high else None
    if (
        verb is None
        or verb.kind != "speech"
        or "that" not in verb.frames
        or toks[i + 2].form != "by"
        or toks[i - 1].text != ","
    ):
        return None
    if " ".join(t.form for t in toks[i : i + 3]) in table("en", "reporting_forms")["relays"]:
        return None
    end = source_after(toks, i + 3, high, False)
    low = i - 1
    while low and toks[low - 1].text != ";" and i - low < 150:
        low -= 1
    return _make(line, toks, "according", _chars(toks, i + 3, end), _chars(toks, i, i + 3), [_chars(toks, low, i - 1)])


def _refusal(line: Line, toks: Sequence[Token], i: int, end: int, high: int) -> list[Draft]:
    source = main_subject(toks, i) if i and toks[i - 1].tag == "conj" else subject_before(toks, i)
    if source is None:
        return []
    stop = end
    while (
        stop < high
        and toks[stop].text not in {",", ";"}
        and toks[stop].tag not in {"quote", "sub"}
        and stop - end < 30
        and toks[stop].form not in {"but", "and", "when", "because", "citing", "saying"}
    ):
        stop += 1
    # where nothing is named, the refusal itself is what is reported
    parts = [_chars(toks, end, stop) if stop > end else _chars(toks, i, end)]
    return [_make(line, toks, "no-comment", _chars(toks, *source), _chars(toks, i, end), parts, "no-comment")]


def _hearsay(line: Line, toks: Sequence[Token], i: int, high: int) -> list[Draft]:
    if i + 1 >= high:
        return []
    low = i
    while (
        low
        and toks[low - 1].text not in {",", ";", ":"}
        and toks[low - 1].tag not in {"quote", "that"}
        and i - low < 40
        and not (toks[low - 1].form in forms() and toks[low - 1].tag in {"verb", "ed"})
    ):
        low -= 1
    end = i + 1
    while end < high and toks[end].text not in {",", ";"} and end - i < 60:
        end += 1
    parts = []
    if i > low:
        parts.append(_chars(toks, low, i))
    if end > i + 1:
        parts.append(_chars(toks, i + 1, end))
    return [_make(line, toks, "hearsay", None, _chars(toks, i, i + 1), parts, "hearsay")]


def _citing(line: Line, toks: Sequence[Token], i: int, high: int) -> list[Draft]:
    """“..., citing officials”: who an outlet has it from. The content is filled in from the clause before (chains)."""
    if i == 0 or (toks[i - 1].text not in {",", "—", "–"} and toks[i - 1].tag not in {"noun", "name"}):
        return []
    end = inverted_subject(toks, i + 1, high)
    if end == i + 1:
        return []
    return [_make(line, toks, "citing", _chars(toks, i + 1, end), _chars(toks, i, i + 1), [])]


def _noun(line: Line, toks: Sequence[Token], i: int, high: int) -> list[Draft]:
    """“Pell's claim that ...”, “a claim by Pell that ...”, “the allegation that ...”."""
    k = i + 1
    source: tuple[int, int] | None = None
    if k < high and toks[k].form in {"by", "from", "of"} and toks[i].form not in {"hope"}:
        end = noun_phrase_after(toks, k + 1, high, False)
        if end > k + 1 and end < high and toks[end].tag in {"that", "to"}:
            source, k = (k + 1, end), end
    if k + 1 >= high:
        return []
    tok = toks[k]
    wanted = tok.tag == "to" and toks[i].form in forms_row("nouns_to")
    if wanted:
        source = source or _owner(toks, i)
        if source is None or toks[k + 1].tag in {"det", "name", "poss", "num", "objpron"}:
            return []
    elif tok.tag != "that" or toks[i].form not in forms_row("nouns_that") or toks[k + 1].tag in FINITE | {"adv"}:
        return []  # a relative clause: "a claim that was withdrawn"
    source = source or _owner(toks, i) or _holder(toks, i)
    if source is None and toks[i].form not in forms_row("nouns_unowned"):
        return []
    end = _noun_content_end(toks, k, content_end(toks, k, high))
    return [
        _make(
            line,
            toks,
            "noun",
            _chars(toks, *source) if source else None,
            _chars(toks, i, i + 1),
            [_chars(toks, k, end)],
        )
    ]


def _owner(toks: Sequence[Token], noun: int) -> tuple[int, int] | None:
    """Whose claim it is: "Pell's", "the board's", "his"."""
    k = noun - 1
    while k >= 0 and toks[k].tag in {"adj", "noun", "ing", "ed", "num"} and noun - k < 5:
        k -= 1
    if k < 0 or toks[k].tag not in {"posm", "poss"}:
        return None
    if toks[k].tag == "poss":
        return k, k + 1
    start = k
    while start > 0 and toks[start - 1].tag == "name":
        start -= 1
    low = start
    while low > 0 and toks[low - 1].tag in {"noun", "adj", "num"} and k - low < 6:
        low -= 1
    if low > 0 and toks[low - 1].tag == "det":
        start = low - 1
    return (start, k) if start < k else None


def _holder(toks: Sequence[Token], noun: int) -> tuple[int, int] | None:
    """Who has the hope or fear that is the object of a verb: "Quint went home in the hope that"."""
    k = noun - 1
    while k > 0 and toks[k].tag in {"adj", "noun", "ed", "det", "prep", "num"} and noun - k < 5:
        k -= 1
    if k <= 0 or toks[k].tag not in FINITE:
        return None
    while k > 0 and toks[k - 1].tag in {"aux", "modal", "adv"}:
        k -= 1
    return subject_before(toks, k)


def _noun_content_end(toks: Sequence[Token], start: int, end: int) -> int:
    """End of what a noun carries: a comma, or the verb whose subject the noun is ("the claim that ... is new")."""
    seen = False
    for k in range(start + 1, end):
        tok = toks[k]
        if tok.text == "," and k + 1 < end:
            return k
        if (
            seen
            and (tok.tag in {"aux", "modal"} or (tok.tag == "verb" and toks[k - 1].tag == "ed"))
            and toks[k - 1].tag in {"noun", "name", "num", "adv", "ed"}
            and (toks[k - 2].tag not in {"wh", "that", "conj", "sub"})
        ):
            return k
        seen = seen or tok.tag in FINITE
    return end


def _headline(line: Line, toks: Sequence[Token], high: int) -> list[Draft]:
    """“Pell: Dam is safe” and “Dam is safe: Pell”."""
    for i in range(1, min(high - 1, 40)):
        if toks[i].text != ":":
            continue
        left, right = toks[:i], toks[i + 1 : high]
        titled = len(right) >= 4 and sum(t.tag == "name" for t in right) >= 0.5 * len(right)
        to = next((n for n, t in enumerate(left) if t.form == "to" and n), 0)
        if to and all(t.tag == "name" for n, t in enumerate(left) if n != to) and len(left) <= 7:
            draft = _make(
                line, toks, "headline", _chars(toks, 0, to), _chars(toks, i, i + 1), [_chars(toks, i + 1, high)]
            )
            draft.addressee = _chars(toks, to + 1, i)
            return [draft]
        if (
            len(left) <= 5
            and all(t.tag in NOMINAL - {"det", "ing"} or t.tag == "conj" for t in left)
            and any(t.tag == "name" for t in left)
            and (len(right) >= 3 and (toks[i + 1].tag == "quote" or titled or has_finite(toks, i + 1, high)))
        ):
            return [
                _make(line, toks, "headline", _chars(toks, 0, i), _chars(toks, i, i + 1), [_chars(toks, i + 1, high)])
            ]
        if (
            len(right) <= 4
            and all(t.tag in {"name", "noun", "adj", "posm"} for t in right)
            and len(left) >= 4
            and has_finite(toks, 0, i)
        ):
            return [
                _make(line, toks, "headline", _chars(toks, i + 1, high), _chars(toks, i, i + 1), [_chars(toks, 0, i)])
            ]
        return []
    return []
