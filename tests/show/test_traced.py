"""Both views over a trace that the pipeline made, not a hand."""

from __future__ import annotations

import io
from pathlib import Path

import lxml.html
import orrin
import pytest
from rich.cells import cell_len
from rich.console import Console
from test_report_safety import faults

from firsthand.nouns import Trace
from firsthand.show.report import report
from firsthand.show.terminal import render
from firsthand.trace import trace


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Trace:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in orrin.TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "<img src=x onerror=alert(1)>.txt").write_text(
        "\u202e<script>alert(1)</script> said\x1b[31m Ardline.\n" * 3
    )
    (folder / "empty.txt").write_text("")
    return trace([folder])


def test_terminal(traced: Trace) -> None:
    out = io.StringIO()
    render(traced, Console(file=out, width=80))
    assert out.getvalue().startswith("9 articles, ")
    assert "Read 10 = 9 kept + 0 duplicates + 1 rejected." in out.getvalue()
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= 80
    assert "\x1b" not in out.getvalue() and "\u202e" not in out.getvalue()


def test_report(traced: Trace) -> None:
    html = report(traced)
    page = lxml.html.document_fromstring(html)
    ids = [e.get("id") for e in page.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids)) and not list(faults(html))
    assert not {a.get("href")[1:] for a in page.iter("a") if a.get("href").startswith("#")} - set(ids)
    assert report(traced) == html


def test_folders_elsewhere_leave_no_trace(traced: Trace, tmp_path: Path) -> None:
    for name, text in orrin.TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert str(tmp_path) not in report(trace([tmp_path]))
