"""Words and marks of a sentence with a light guess at their part of speech; a quotation is one token.

The guess uses closed-class words, suffixes and capitals (``languages/en/grammar.toml``): enough to find where clauses
and noun phrases begin, which is all that indirect speech needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from firsthand.attribution.lexicon import forms
from firsthand.languages import table
from firsthand.nouns import Layout, ZoneKind

# A word may hold inner points ("U.S."), apostrophes, hyphens; figures keep separators and signs; marks stand alone.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d[\d.,:/]*\d[%\w]*|\d[%\w]*|[^\W\d_]\w*(?:[-‐‑'’&.@][^\W_]\w*)*|''|``|--+|\.{2,}|[^\w\s]"
)
_SUFFIX = re.compile(r"['’]s$|['’]S$")
_CLITIC = re.compile(r"['’](?:ll|re|ve|m|d)$", re.I)
_MAX_LINE = 500  # tokens read of one line: what runs on longer is no sentence, and its rest is left alone


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark or whole quotation. ``tag`` is one of the parts of speech named in ``_tags``."""

    start: int
    end: int
    text: str
    form: str
    tag: str
    quote: int = -1  # index of the quotation in the layout, where this token is one


@dataclass(slots=True)
class Line:
    """A sentence whose quotations are single tokens; sentences that share a quotation are one line."""

    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    tokens: list[Token] = field(default_factory=list)
    inside: int = -1  # index of the quotation this line was read from, for the second pass


@cache
def grammar() -> dict[str, str]:
    """Tag by folded form, closed-class words only."""
    rows = table("en", "grammar")
    order = ("verbs", "adjectives", "adverbs", "indefinites", "reflexives", "object_pronouns", "determiners",
             "prepositions", "subordinators", "relatives", "coordinators", "auxiliaries", "modals", "subject_pronouns",
             "possessives", "negations")  # fmt: skip
    names = {"verbs": "verb", "adjectives": "adj", "adverbs": "adv", "indefinites": "pron", "reflexives": "objpron",
             "object_pronouns": "objpron", "determiners": "det", "prepositions": "prep", "subordinators": "sub",
             "relatives": "wh", "coordinators": "conj", "auxiliaries": "aux", "modals": "modal",
             "subject_pronouns": "pron", "possessives": "poss", "negations": "adv"}  # fmt: skip
    out: dict[str, str] = {}
    for row in order:  # later rows win: a word's commonest use
        for word in rows[row].split():
            out[word] = names[row]
    out |= {"that": "that", "to": "to", "her": "poss", "his": "poss", "there": "pron",
            "before": "prep", "after": "prep",
            "since": "prep", "until": "prep", "as": "sub", "like": "prep", "no": "det", "so": "adv", "but": "conj",
            "have": "aux", "us": "objpron", "this": "det", "these": "det", "those": "det", "one": "det"}  # fmt: skip
    return out


@cache
def word_set(name: str) -> frozenset[str]:
    """A row of ``languages/en/grammar.toml`` as a set."""
    return frozenset(table("en", "grammar")[name].split())


def tag(text: str, form: str, first: bool) -> str:
    """The likeliest part of speech of a word by itself."""
    head = text[0]
    if not (head.isalnum()):
        return "punct"
    if head.isdigit():
        return "num"
    known = grammar().get(form)
    if text == "A" and not first:
        return "name"  # the initial of "James A. Pell"
    if known and not (head.isupper() and not first and known in {"verb", "adj", "noun", "modal"}):
        return (
            "name"
            if text.isupper() and len(text) > 1 and form in {"us", "it", "who"} and (form == "us" or not first)
            else known
        )
    if head.isupper() and not first:
        return "name"
    verb = forms().get(form)
    if verb and (verb.form not in {"base", "s"} or verb.lemma not in word_set("noun_or_verb")):
        return {"ing": "ing"}.get(verb.form, "ed" if form.endswith("ed") else "verb")
    if len(form) > 4:
        if form.endswith("ly") and (
            head.islower() or len(form) > 5 or form in {"early", "sadly", "oddly", "daily", "newly"}
        ):
            return "adv"
        if form.endswith("ing"):
            return "ing"
        if form.endswith("ed"):
            return "ed"
    if head.isupper():
        return "name"
    return "noun"


def lines(layout: Layout) -> list[Line]:
    """The lines of an article in text order."""
    outer = [(i, q) for i, q in enumerate(layout.quotations) if q.depth == 1]
    spans = [(i, q.span.start, q.span.end) for i, q in outer]
    out: list[Line] = []
    at = 0
    for sentence in layout.sentences:
        start, end = sentence.span.start, sentence.span.end
        previous = out[-1] if out else None
        while at < len(spans) and spans[at][2] <= start:
            at += 1
        inside = at < len(spans) and spans[at][1] < start < spans[at][2]
        if previous and inside and previous.paragraph == sentence.paragraph and spans[at][1] < previous.end:
            previous.end = max(previous.end, end)
        else:
            out.append(Line(start, end, sentence.zone, sentence.paragraph))
    at = 0
    for line in out:
        while at < len(spans) and spans[at][2] < line.start:
            at += 1
        near = []
        k = at
        while k < len(spans) and spans[k][1] < line.end:
            near.append(spans[k])
            k += 1
        line.tokens = tokens(layout.text, line.start, line.end, near)
        while len(line.tokens) > 1 and line.tokens[-1].text in {"''", "``", "“", "„"}:
            line.tokens.pop()  # it opens the quotation that the next line begins with
    return [part for line in out if line.tokens for part in _parted(line)]


def _parted(line: Line) -> list[Line]:
    """A line cut after a quotation that ends its sentence: "... called it “a mess.” She added ...".

    A quotation that opens the line is left with what follows: "“It is a mess.” Pell said".
    """
    first = next((i for i, t in enumerate(line.tokens) if t.tag not in {"quote", "punct"}), len(line.tokens))
    if (
        0 < first < len(line.tokens)
        and line.tokens[first - 1].tag == "quote"
        and spoken_end(line.tokens[first - 1]) == "."
    ):
        rest = line.tokens[first + 1 :]
        if line.tokens[first].text[0].isupper() and any(t.tag in {"quote", "that"} for t in rest):
            first -= 1  # "“They laughed.” He added: “Nobody came.”"
    cuts = [
        i + 1
        for i, t in enumerate(line.tokens[:-1])
        if i >= first and t.tag == "quote" and spoken_end(t) in {".", "!", "?"}
        and line.tokens[i + 1].text[:1].isupper() and line.tokens[i + 1].tag != "quote"
    ]  # fmt: skip
    if not cuts:
        return [line]
    edges = [0, *cuts, len(line.tokens)]
    return [
        Line(line.tokens[a].start, line.tokens[b - 1].end, line.zone, line.paragraph, line.tokens[a:b], line.inside)
        for a, b in pairwise(edges)
    ]


def spoken_end(token: Token) -> str:
    """The last mark inside a quotation, inner quotation marks and spaces passed over."""
    return token.text.rstrip(" \u00a0\"'“”‘’")[-1:]


def tokens(text: str, start: int, end: int, quotations: Sequence[tuple[int, int, int]] = ()) -> list[Token]:
    """The tokens of ``text[start:end]``; each (index, start, end) of ``quotations`` becomes one."""
    out: list[Token] = []
    at = start
    for index, q_start, q_end in quotations:
        q_start, q_end = max(q_start, start), min(q_end, end)
        opening = q_start
        while opening > at and _is_mark(text[opening - 1]):
            opening -= 1
        closing = q_end
        if closing + 1 < end and text[closing] in " \u00a0" and _is_mark(text[closing + 1]):
            closing += 1  # "... ‘Title,’ ”": a space before the outer mark
        while closing < end and closing - q_end < 3 and _is_mark(text[closing]):
            closing += 1
        if opening < at or closing <= opening:
            continue
        _words(text, at, opening, out)
        out.append(Token(opening, closing, text[q_start:q_end], "", "quote", index))
        at = closing
    _words(text, at, end, out)
    return out[:_MAX_LINE]


def _is_mark(char: str) -> bool:
    return char in "\"“”„‟«»‹›‘’'`"


def _words(text: str, start: int, end: int, out: list[Token]) -> None:
    for m in _TOKEN.finditer(text, start, end):
        if len(out) >= _MAX_LINE:
            return
        word, s, e = m.group(), m.start(), m.end()
        first = (
            not out
            or (out[-1].tag == "quote" and spoken_end(out[-1]) != ",")
            or out[-1].text in (":", "!", "?")
            or (out[-1].text == "." and not (len(out) > 1 and len(out[-2].text) <= 4 and out[-2].end == out[-1].start))
        )
        if len(word) > 40:
            out.append(Token(s, e, word, word[:40].lower(), "noun"))
            continue
        clitic = _SUFFIX.search(word) or _CLITIC.search(word)
        if clitic and clitic.start() > 0:
            cut = s + clitic.start()
            stem = text[s:cut]
            form = _form(stem)
            out.append(Token(s, cut, stem, form, tag(stem, form, first)))
            end_form = text[cut:e].replace("’", "'").lower()
            if end_form == "'s":
                kind = "aux" if out[-1].tag in {"pron", "wh", "that"} else "posm"
            else:
                kind = "modal" if end_form in {"'ll", "'d"} else "aux"
            out.append(Token(cut, e, text[cut:e], end_form, kind))
            continue
        if (
            word[0].isupper()
            and out
            and out[-1].tag == "modal"
            and out[-1].text[0].isupper()
            and (len(out) > 1 and out[-2].tag == "quote")
        ):
            out[-1] = Token(out[-1].start, out[-1].end, out[-1].text, out[-1].form, "name")  # "“...,” Will Pell said"
        form = _form(word)
        if form in {"tank", "tanks"} and out and out[-1].form == "think":
            out[-1] = Token(out[-1].start, out[-1].end, out[-1].text, out[-1].form, "noun")
        if word in ("'", "’") and out and out[-1].end == s and out[-1].text[-1:] in "sSxz":
            out.append(Token(s, e, word, "'s", "posm"))
            continue
        out.append(Token(s, e, word, form, tag(word, form, first)))


@cache
def _form(word: str) -> str:
    return word.replace("’", "'").lower()


def is_hyphenated_capital(word: str) -> bool:
    """True for "G" and "MH" as in "G 20": letters that a figure belongs to."""
    return word.isupper() and len(word) <= 3


def chars(toks: Sequence[Token], span: tuple[int, int]) -> tuple[int, int]:
    """A range of tokens as offsets into the article's text."""
    return toks[span[0]].start, toks[span[1] - 1].end
