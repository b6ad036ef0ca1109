#!/usr/bin/env python3
"""Take the README's pictures of the report again, from the example: docs/images/report.png and lineage.png.

usage: python scripts/picture.py      in an environment with the test tools (make test makes one) and chromium
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "reservoir"
PICTURES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1100, 930  # the headline and the main claim


def main() -> int:
    from playwright.sync_api import sync_playwright

    import firsthand

    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("picture: chromium is not installed; apt-get install chromium", file=sys.stderr)
        return 1
    found = firsthand.trace([EXAMPLE / "articles"], EXAMPLE / "meta.jsonl")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "report.html"
        page.write_text(firsthand.report(found), encoding="utf-8")
        window = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        view = window.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        view.goto(page.as_uri())
        PICTURES.mkdir(parents=True, exist_ok=True)
        view.screenshot(path=str(PICTURES / "report.png"))
        view.locator("#s1-lineage").screenshot(path=str(PICTURES / "lineage.png"))
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
