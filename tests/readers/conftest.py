"""Piles written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def pile(tmp_path: Path) -> Write:
    """``pile({"a/one.txt": "text", "b.bin": b"bytes"})`` writes the files and gives their folder."""

    def write(files: dict[str, str | bytes], name: str = "pile") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return folder

    return write
