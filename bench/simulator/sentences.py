"""One sentence in the making: what it says, who says it, in which words, and what copying did to it.

A sentence is kept as its parts and put into words only at the end, so that the place of its content is exact whatever
was done to it. ``root`` names the sentence of the origin that it goes back to; ``marks`` what was done since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from simulator.bank import fill

OWN = "own"  # the reporter's own voice
UNNAMED = "official"  # the role whose holder is never named


@dataclass(frozen=True, slots=True)
class Speaker:
    """A role in one world: its holder's name ("" for unnamed people), title and institution ("" for none)."""

    role: str
    name: str
    title: str
    institution: str


@dataclass(frozen=True, slots=True)
class Sentence:
    root: str  # REPORT/N
    fact: str  # id of the fact, or quote-N
    speaker: str  # role, or OWN
    clause: str  # options chosen, slots still open; the words of a quotation
    values: tuple[tuple[str, str], ...]  # of its slots
    quoted: bool = False
    form: str = "after"  # of the attribution: after, that, according, told
    verb: str = "said"
    teller: str = ""  # to whom it was told, in the form "told"
    as_institution: bool = False
    dropped: bool = False  # the attribution was taken away
    curly: bool = False
    swaps: tuple[tuple[str, str], ...] = ()  # words put in the place of others
    marks: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """What the sentence says of its fact: its numbers, as one string."""
        return ",".join(f"{k}={v}" for k, v in self.values if re.fullmatch(r"[\d,]+", v) and f"<{k}>" in self.clause)

    def marked(self, mark: str, **changes: object) -> Sentence:
        return replace(self, marks=(*self.marks, mark), **changes)  # type: ignore[arg-type]


def said(text: Sentence, people: dict[str, Speaker], met: set[str]) -> tuple[str, int, int]:
    """The sentence in words, and where its content stands in them.

    ``met`` holds the roles already introduced in this article, and is added to.
    """
    clause = fill(text.clause, dict(text.values))
    for old, new in text.swaps:
        clause = re.sub(rf"\b{re.escape(old)}\b", new, clause, count=1)
    if text.speaker == OWN or text.dropped:
        sentence = _capital(clause) + "."
        return sentence, 0, len(sentence) - 1
    who = named(text, people[text.speaker], met)
    met.add(text.speaker)
    open_, close = ("“", "”") if text.curly else ('"', '"')
    if text.quoted:
        content = f"{open_}{_capital(clause)},{close}"
        return f"{content} {who} {text.verb}.", 0, len(content)
    front = {"that": f"{who} {text.verb} that ", "according": f"according to {who.rstrip(',')}, ",
             "told": f"{who} told {text.teller} that ", "after": ""}[text.form]  # fmt: skip
    if front:
        front = _capital(front)
        return f"{front}{clause}.", len(front), len(front) + len(clause)
    content = _capital(clause)
    return f"{content}, {who} {text.verb}.", 0, len(content)


def named(text: Sentence, speaker: Speaker, met: set[str]) -> str:
    """How the speaker is called here: in full first, then by last name."""
    if not speaker.name:
        return f"{speaker.title} who asked not to be named" if speaker.role not in met else "the official"
    if text.as_institution and speaker.institution:
        return speaker.institution
    if speaker.role in met:
        return speaker.name.split()[-1]
    return f"{speaker.name}, {speaker.title},"




def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
