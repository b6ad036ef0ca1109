"""Hidden characters made visible: a hostile text may neither steer a terminal nor turn a line of a report around."""

from __future__ import annotations

import re
from typing import Final

# Controls (C0 but tab and line feed, DEL, C1), bidi embeddings, overrides and isolates, invisible operators, zero-width
# space and no-break space, interlinear anchors, noncharacters, lone surrogates, tag characters. Left-to-right and
# right-to-left marks stay: Arabic and Hebrew texts hold them honestly, and they override nothing.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e00ff]"
)
_JOINERS: Final = re.compile("(?<![\u0300-\U0010ffff])[\u200c\u200d]")  # honest only after a non-Latin letter
_MARKS: Final = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]{8})([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+)"
)  # eight on one letter is more than any script stacks; beyond, they only smear over neighbouring lines
_BREAKS: Final = re.compile(r"\r\n?")
_SPACES: Final = re.compile(r"\s+")
_PLAIN: Final = str.maketrans({
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "·": "-", "×": "x",
    "→": "->",
})  # fmt: skip


def _symbol(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def visible(text: str) -> str:
    """The text with every hidden character as a symbol ("␛", "[U+202E]"); line breaks become line feeds."""
    text = _HIDDEN.sub(_symbol, _BREAKS.sub("\n", text))
    text = _JOINERS.sub(_symbol, text)
    return _MARKS.sub(lambda m: f"{m.group(1)}[+{len(m.group(2))} marks]", text)


def one_line(text: str, limit: int = 0) -> str:
    """:func:`visible` on one line, white space made single; cut at a word past ``limit`` characters (0: never)."""
    if limit and len(text) > 4 * limit + 100:  # no need to read a whole book for one line of it
        text = text[: 4 * limit + 100]
    line = _SPACES.sub(" ", visible(text)).strip()
    if not limit or len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:") + "…"


def encodable(text: str, encoding: str) -> str:
    """The text in characters that ``encoding`` can show; others as their plain form or as ``\\u2011``."""
    try:
        text.encode(encoding)
        return text
    except (UnicodeEncodeError, LookupError):
        pass
    try:
        return text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    except LookupError:
        return text.translate(_PLAIN).encode("ascii", "backslashreplace").decode("ascii")
