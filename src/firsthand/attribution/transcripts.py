"""Transcripts: paragraphs that begin with who speaks, “PELL: The wall is sound.”, in quotation marks or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribution.drafts import Draft, Range
from firsthand.attribution.tokens import Line, chars

# "PELL:", "JO QUINT, HOST OF RIVER NIGHT:", "Ann Pell (Water):", behind a mark or not; words follow, no figures.
_LABEL = re.compile(
    r"[\"“‘„«]?[ \u00a0]?([A-Z][\w.’'-]{0,30}(?:,? [A-Z][\w.’'-]{0,30}){0,6}(?: \([^()\n]{1,30}\))?)"
    r":[ \u00a0]+(?=[^\W\d_]|[\"“‘'\[(…])"
)
_FEWEST = 2  # speakers: one label alone is a heading ("WATCH: ...")


@dataclass(frozen=True, slots=True)
class _Label:
    name: Range
    said: int  # where what is said begins
    shouted: bool  # in capitals throughout
    quoted: bool  # behind an opening quotation mark: only a transcript's label stands there

    def speaker(self, text: str) -> str:
        """The surname: who is “ANN PELL” at first is “PELL” then."""
        return re.split(r" \(|,", text[slice(*self.name)])[0].split()[-1].lower()


def transcript(lines: Sequence[Line], drafts: list[Draft], text: str) -> None:
    """Append what is said after each label of an article that holds the labels of at least two speakers.

    Labels that are not in capitals must come back: somebody answers. What goes on in the label's paragraph is said by
    the same speaker. Drafts inside stay, to be nested.
    """
    labels = [_label(line, before, text) for before, line in zip((None, *lines), lines, strict=False)]
    _keep(labels, text)
    said: Draft | None = None
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            source, cue = label.name, (label.name[1], label.name[1] + 1)
            content = [(label.said, line.tokens[-1].end)]
            drafts[:] = [d for d in drafts if d.rule != "headline" or d.source != source]
            said = Draft("transcript", "direct", source, cue, content, line.paragraph)
            drafts.append(said)
        elif said is not None and line.paragraph == said.paragraph:
            said.content.append(chars(line.tokens, (0, len(line.tokens))))
        else:
            said = None


def _keep(labels: list[_Label | None], text: str) -> None:
    """Clear the labels of what is no transcript."""
    found = [x for x in labels if x is not None]
    for shouted in (True, False):
        heard = [x for x in found if x.shouted or not shouted]
        spoken = Counter(x.speaker(text) for x in heard)
        again = shouted or max(spoken.values(), default=0) > 1
        if len(spoken) >= _FEWEST and again and (len(heard) > _FEWEST or any(x.quoted for x in heard)):
            if shouted:
                labels[:] = [x if x is not None and x.shouted else None for x in labels]
            return
    labels[:] = [None] * len(labels)


def _label(line: Line, before: Line | None, text: str) -> _Label | None:
    """The label a paragraph begins with; None where it begins with none."""
    if before is not None and before.paragraph == line.paragraph:
        return None
    m = _LABEL.match(text, line.tokens[0].start, line.tokens[-1].end)
    if m is None:
        return None
    return _Label(m.span(1), m.end(), m.group(1).partition(" (")[0].isupper(), not m.group()[0].isalpha())
