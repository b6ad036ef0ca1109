"""Every limit, by name. Documented in docs/limits.md (a test compares the two)."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 20_000_000  # one file; as trafilatura's MAX_FILE_SIZE. A .jsonl file is held per line instead
MAX_ARTICLE_CHARS: Final = 2_000_000  # one article; longer texts are books or dumps, not articles
MIN_ARTICLE_WORDS: Final = 1  # fewer: rejected as "no-words"
MIN_STORY_WORDS: Final = 12  # fewer: kept, but too little text to join a story by its words
