"""RTF as its paragraphs: one pass over the control words, nothing executed, nothing unpacked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from firsthand.nouns import Rejection
from firsthand.readers.bounds import MAX_NESTED_GROUPS
from firsthand.readers.decoding import without_surrogates
from firsthand.readers.paths import Place

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|(\\)", re.DOTALL
)
_PARAGRAPH = frozenset({"par", "sect", "page", "cell", "nestcell", "row", "column"})
_CHARACTERS = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_SKIPPED = frozenset({
    "author", "buptim", "colortbl", "comment", "creatim", "doccomm", "fonttbl", "footer", "footerf", "footerl",
    "footerr", "footnote", "ftncn", "ftnsep", "ftnsepc", "header", "headerf", "headerl", "headerr", "info", "keywords",
    "listoverridetable", "listtable", "object", "operator", "pict", "printim", "private", "revtbl", "rxe",
    "stylesheet", "subject", "tc", "themedata", "title", "txe", "xe",
})  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group inherits and gives back when it ends."""

    skipped: bool = False
    hidden: bool = False
    unicode_skip: int = 1  # characters that stand behind \\uN for old readers


@dataclass(slots=True)
class _Reader:
    codec: str = "cp1252"
    stack: list[_State] = field(default_factory=lambda: [_State()])
    paragraphs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)  # bytes waiting to be decoded together: some code pages need two
    to_skip: int = 0

    def settle(self) -> None:
        if self.raw:
            self.parts.append(bytes(self.raw).decode(self.codec, "replace"))
            self.raw.clear()

    def say(self, text: str) -> None:
        if self.to_skip:
            cut = min(self.to_skip, len(text))
            self.to_skip -= cut
            text = text[cut:]
        if text and not self.stack[-1].skipped and not self.stack[-1].hidden:
            self.settle()
            self.parts.append(text)

    def byte(self, value: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif not self.stack[-1].skipped and not self.stack[-1].hidden:
            self.raw.append(value)

    def paragraph(self) -> None:
        if not self.stack[-1].skipped:
            self.settle()
            self.paragraphs.append("".join(self.parts).strip())
            self.parts = []


def rtf_paragraphs(place: Place, data: bytes) -> list[str] | Rejection:
    """The paragraphs of a document, empty ones left out; cells of a table are a paragraph each."""
    text = data.decode("latin-1")
    reader = _Reader()
    starts = False  # whether the group has just begun, where "\\*" and destinations stand
    at = 0
    while m := _TOKEN.match(text, at):
        at = m.end()
        word, number, byte, symbol, brace, words, _ = m.groups()
        if brace == "{":
            if len(reader.stack) > MAX_NESTED_GROUPS:
                return Rejection(place.path, "unsafe", f"more than {MAX_NESTED_GROUPS:,} groups inside one another")
            above = reader.stack[-1]
            reader.stack.append(_State(above.skipped, above.hidden, above.unicode_skip))
            starts, reader.to_skip = True, 0
            continue
        if brace == "}":
            reader.settle()
            if len(reader.stack) > 1:
                reader.stack.pop()
            reader.to_skip = 0
        elif word == "bin":
            at += max(0, int(number or 0))
        elif word:
            _control(reader, word, number, starts)
        elif byte:
            reader.byte(int(byte, 16))
        elif symbol == "*":
            reader.stack[-1].skipped = True
        elif symbol:
            reader.paragraph() if symbol in "\r\n" else reader.say(_SYMBOLS.get(symbol, ""))
        elif words:
            _plain(reader, words)
        starts = starts and symbol is not None and symbol == "*"
    reader.settle()
    reader.stack[-1].skipped = False
    reader.paragraph()
    # A character beyond the first plane is written as two halves; joined, they are one.
    joined = ("\n".join(reader.paragraphs)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [p for p in (x.strip() for x in without_surrogates(joined)[0].split("\n")) if p]


def _control(reader: _Reader, word: str, number: str | None, starts: bool) -> None:
    state = reader.stack[-1]
    if word in _SKIPPED and starts:
        state.skipped = True
    elif word in _PARAGRAPH:
        reader.paragraph()
    elif word in _CHARACTERS:
        reader.say(_CHARACTERS[word])
    elif word == "u" and number:
        reader.to_skip = 0
        value = int(number) % 65_536  # negative above 32,767
        reader.say(chr(value) if value else "")
        reader.to_skip = state.unicode_skip
    elif word == "uc" and number:
        state.unicode_skip = min(max(int(number), 0), 8)
    elif word == "v":
        state.hidden = number != "0"
    elif word == "ansicpg" and number:
        try:
            name = codecs.lookup(f"cp{int(number)}").name
            reader.codec = name if codecs.lookup(name)._is_text_encoding else reader.codec
        except LookupError:
            pass
    elif word == "mac":
        reader.codec = "mac_roman"


def _plain(reader: _Reader, words: str) -> None:
    """Text as it stands: in the document's code page, of which all but ASCII is written as escapes by most."""
    if words.isascii():
        reader.say(words)
    else:
        for value in words.encode("latin-1"):
            reader.byte(value)
