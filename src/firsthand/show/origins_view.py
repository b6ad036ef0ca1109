"""One claim, step by step, as a sceptic can follow it: the view of ``firsthand origins``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from firsthand.languages import stem, words
from firsthand.nouns import Attribution, Claim, Mention, Reason, Story, Trace, UsageError
from firsthand.show import wording
from firsthand.show.claims_view import claim_lines, label
from firsthand.show.quoting import Texts
from firsthand.show.terminal import BLANK, Line, write
from firsthand.show.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console

_LABEL: Final = re.compile(r"(?:(s\d{1,9})[.:/ ])?(c\d{1,9})", re.IGNORECASE)
_NEAR: Final = 3  # claims named where none fits
_SHORT: Final = 60  # characters of a claim in a message
_WORDS: Final = 200  # characters of a mention
_ARTICLES: Final = 40  # articles followed on the terminal; a claim carried by more is seldom read to its end
_DOUBT: Final = "Would be "

STANCE: Final = {"asserted": "in its own voice", "attributed": "said by somebody", "hedged": "guardedly",
                 "denied": "denied"}  # fmt: skip
NEARNESS: Final = {"equal": "", "weaker": "weaker than the words above", "broader": "says less than the words above",
                   "shifted": "only akin to the words above"}  # fmt: skip


def select(trace: Trace, wanted: str) -> tuple[Story, Claim]:
    """The claim a person means: by its id ("s1.c3"; "c3" where there is one story), or by words that one claim has.

    Raises:
        UsageError: none fits, or more than one; the nearest are named.
    """
    every = [(s, c) for s in trace.stories for c in s.claims]
    if not every:
        raise UsageError("no claim was found in these articles")
    named = _LABEL.fullmatch(wanted.strip())
    if named:
        story, claim = (x.lower() if x else None for x in named.groups())
        fit = [(s, c) for s, c in every if c.id == claim and story in (None, s.id)]
        if len(fit) == 1:
            return fit[0]
        if fit:
            raise UsageError(f"{claim} stands in {len(fit)} stories: {_listed(fit)}")
        last = f"the last one is {label(*every[-1])}"
        raise UsageError(f"no claim has the id {one_line(wanted, _SHORT)}; {last}; see: firsthand claims")
    return _by_words(every, wanted)


def _by_words(every: list[tuple[Story, Claim]], wanted: str) -> tuple[Story, Claim]:
    asked = one_line(wanted).casefold()
    stems = {stem(w.form) for w in words(wanted)}
    if not stems:
        raise UsageError("name a claim by its id (s1.c3) or by some of its words; see: firsthand claims")
    whole = [x for x in every if asked in one_line(x[1].text).casefold()]
    held = [(len(stems & {stem(w.form) for w in words(c.text)}), (s, c)) for s, c in every]
    fit = whole or [x for n, x in held if n == len(stems)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise UsageError(f"{len(fit)} claims have these words, name one by its id: {_listed(fit)}")
    near = [x for n, x in sorted(held, key=lambda h: -h[0]) if n]
    hint = f"; near: {_listed(near)}" if near else "; see: firsthand claims"
    raise UsageError(f"no claim has the words “{one_line(wanted, _SHORT)}”{hint}")


def _listed(found: list[tuple[Story, Claim]]) -> str:
    shown = [f"{label(s, c)} “{one_line(c.text, _SHORT)}”" for s, c in found[:_NEAR]]
    return wording.joined(shown) + (f" (and {len(found) - _NEAR} more)" if found[_NEAR:] else "")


def view(trace: Trace, story: Story, claim: Claim, console: Console | None = None, *, width: int | None = None,
         color: bool | None = None) -> None:  # fmt: skip
    """Print the steps; the other arguments are those of ``show.terminal.render``."""
    write(lines(trace, story, claim), console, width=width, color=color)


def lines(trace: Trace, story: Story, claim: Claim) -> Iterator[Line]:
    """The view, paragraph by paragraph."""
    texts = Texts(trace)
    yield from claim_lines(claim, story, texts)
    yield Line(f"confidence {wording.confidence(claim.confidence)}", 7)
    yield BLANK
    yield Line("Where each mention's chain ends", style="bold cyan")
    for article in claim.articles[:_ARTICLES]:
        yield from _article(article, story, claim, texts)
    if claim.articles[_ARTICLES:]:
        yield Line(f"and {len(claim.articles) - _ARTICLES} more articles (see: firsthand claims --csv)", 2, style="dim")
    yield from _list("What was taken as one, and why", [_with_words(r, texts) for r in _joins(claim)])
    yield from _list("What would change the count", [one_line(r.text, 400) for r in _doubts(claim)])
    yield BLANK
    yield Line("A count is of what the texts show. It proves no independence: two origins may share a root that nobody "
               "names.", style="dim")  # fmt: skip


def _list(title: str, told: list[str]) -> Iterator[Line]:
    if told:
        yield BLANK
        yield Line(title, style="bold cyan")
    for text in told:
        yield Line(text, 2, "- ")


def _article(article: str, story: Story, claim: Claim, texts: Texts) -> Iterator[Line]:
    yield Line(texts.full(article), 2, style="bold")
    for m in (m for m in claim.mentions if m.span.article == article):
        marks = [STANCE[m.stance], NEARNESS[m.nearness]]
        yield Line(f"{wording.quoted(one_line(texts.words(m.span), _WORDS))} ({', '.join(x for x in marks if x)})", 4)
        for step in _chain(m, story):
            yield Line(_told(step, texts), 6, "< ")
        origin = next((o for o in claim.origins if o.id == m.origin), None)
        yield Line(wording.origin(origin, story.lineage) if origin else
                   "a denial is no origin" if m.stance == "denied" else "no origin shown", 6, "= ")  # fmt: skip
    for reason in claim.reasons:
        if _is_step(reason, article):
            yield Line(one_line(reason.text.removeprefix(article).strip(), 400), 4, "because it ")


def _chain(mention: Mention, story: Story) -> list[Attribution]:
    """The attributions that hold a mention, innermost first."""
    known = {a.id: a for a in story.statements.attributions}
    out: list[Attribution] = []
    at = mention.attribution
    while at in known and known[at] not in out:
        out.append(known[at])
        at = known[at].parent
    return out


def _told(said: Attribution, texts: Texts) -> str:
    """ "three officials", "told", to "Norwire"."""
    parts = [wording.quoted(one_line(texts.words(s), 100)) for s in (said.source, said.cue) if s is not None]
    out = " ".join(parts) or "somebody not named here"
    if said.addressee is not None:
        out += f", to {wording.quoted(one_line(texts.words(said.addressee), 60))}"
    behind = [one_line(c, 60) for c in said.chain[1:]]
    return out + (f"; carried by {wording.joined(behind, 4)}" if behind else "")


def _is_step(reason: Reason, article: str) -> bool:
    """Whether a reason follows the mentions of this article: it begins with its id and points into it."""
    return reason.text.startswith(f"{article} ") and any(s.article == article for s in reason.spans)


def _joins(claim: Claim) -> list[Reason]:
    left = [r for r in claim.reasons if not r.text.startswith(_DOUBT)]
    return [r for r in left if not any(_is_step(r, a) for a in claim.articles)]


def _doubts(claim: Claim) -> list[Reason]:
    return [r for r in claim.reasons if r.text.startswith(_DOUBT)]


def _with_words(reason: Reason, texts: Texts) -> str:
    """A reason with the words it rests on, each once."""
    shown = dict.fromkeys(one_line(texts.words(s), 80) for s in reason.spans if len(s) <= 80)
    quoted = wording.joined([wording.quoted(w) for w in shown], 4)
    return one_line(reason.text, 400) + (f" ({quoted})" if quoted else "")
