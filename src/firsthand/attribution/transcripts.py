"""Transcripts: lines that begin with who speaks, “PELL: The wall is sound.”"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.attribution.drafts import Draft
from firsthand.attribution.tokens import Line, chars

_LONGEST_LABEL = 5  # words: "DEPUTY MINISTER ANN R. PELL"
_FEWEST = 2  # speakers: one label alone is a heading ("WATCH: ...")


def transcript(lines: Sequence[Line], drafts: list[Draft]) -> None:
    """Append what is said after each label of an article that holds at least two speakers' labels in capitals.

    What goes on in the label's paragraph is said by the same speaker. Drafts inside stay, to be nested.
    """
    labels = [_label(line) for line in lines]
    spoken = Counter(" ".join(t.form for t in line.tokens[:n]) for line, n in zip(lines, labels, strict=True) if n)
    if len(spoken) < _FEWEST or sum(spoken.values()) < _FEWEST + 1:
        return
    said: Draft | None = None
    for line, n in zip(lines, labels, strict=True):
        if n:
            source, cue = chars(line.tokens, (0, n)), chars(line.tokens, (n, n + 1))
            content = [chars(line.tokens, (n + 1, len(line.tokens)))]
            drafts[:] = [d for d in drafts if d.rule != "headline" or d.source != source]
            said = Draft("transcript", "direct", source, cue, content, line.paragraph)
            drafts.append(said)
        elif said is not None and line.paragraph == said.paragraph:
            said.content.append((line.tokens[0].start, line.tokens[-1].end))
        else:
            said = None


def _label(line: Line) -> int:
    """Tokens of the label a line begins with; 0 where it begins with none."""
    for n, token in enumerate(line.tokens[: _LONGEST_LABEL + 1]):
        if token.text == ":":
            return n if n and n + 2 < len(line.tokens) else 0
        if not (token.text.isupper() and token.text.isalpha()) and token.text != ".":
            return 0
    return 0
