"""Which language a text is in, by its commonest words. Small on purpose: it only decides which folder to open."""

from __future__ import annotations

from functools import cache

from firsthand.languages.words import words

_SAMPLE = 4000  # characters looked at from the start; enough for a stable share of function words
_MIN_WORDS = 5  # fewer words cannot be told
_MIN_SHARE = 0.12  # of words that are function words; running prose in the right language has .25 to .5
_SCRIPTS = (("ru", 0x0400, 0x04FF), ("el", 0x0370, 0x03FF), ("he", 0x0590, 0x05FF), ("ar", 0x0600, 0x06FF),
            ("hi", 0x0900, 0x097F), ("ja", 0x3040, 0x30FF), ("ko", 0xAC00, 0xD7AF), ("zh", 0x4E00, 0x9FFF),
            ("th", 0x0E00, 0x0E7F), ("ka", 0x10A0, 0x10FF), ("hy", 0x0530, 0x058F), ("bn", 0x0980, 0x09FF))  # fmt: skip
_FIRST = min(first for _, first, _ in _SCRIPTS)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    from firsthand.languages import table

    return {code: frozenset(line.split()) for code, line in table("world", "function_words").items()}


def detect(text: str) -> str:
    """The BCP 47 primary subtag of a text's language, "und" where it cannot be told."""
    sample = text[:_SAMPLE]
    letters = [ord(c) for c in sample if c.isalpha()]
    beyond = [c for c in letters if c >= _FIRST]
    scripts = _SCRIPTS if len(beyond) > 0.1 * len(letters) else ()  # in fewer, no share below is reached
    for code, first, last in scripts:  # kana before Han: Japanese uses both
        if sum(first <= c <= last for c in beyond) > (0.1 if code == "ja" else 0.4) * len(letters):
            return code
    forms = [w.form for w in words(sample)]
    if len(forms) < _MIN_WORDS:
        return "und"
    scores = {code: sum(f in known for f in forms) / len(forms) for code, known in _function_words().items()}
    best = max(sorted(scores), key=lambda code: scores[code])
    return best if scores[best] >= _MIN_SHARE else "und"
