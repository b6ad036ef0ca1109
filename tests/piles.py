# ruff: noqa: E501  (articles are prose)
"""Piles of invented news for the tests of the whole: file name -> text, with what a --meta file says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

Meta = Mapping[str, Mapping[str, str]]

FERRY = {
    "lantern.txt": """Ferry to Ostby runs aground, nine hurt

OSTBY, May 3 (Tarnwire) - A passenger ferry with 140 people on board ran aground off the island of Ostby on Tuesday night and nine passengers were hurt, the coast guard said.

"The pilot light at the harbour mouth was dark," said Inger Dahlin, a spokeswoman for the coast guard, who told Tarnwire that divers would inspect the hull on Thursday.

The ferry company denied that the light had been reported broken. "Nobody told us about any light," its director, Per Ostrand, said.

Two officials with knowledge of the inquiry said the captain had asked for a second engineer in April.
""",
    "courier.txt": """Nine hurt as Ostby ferry strikes rocks

OSTBY, May 3 (Tarnwire) - A passenger ferry with 140 people on board ran aground off the island of Ostby on Tuesday night and nine passengers were hurt, the coast guard said.

"The pilot light at the harbour mouth was dark," said Inger Dahlin, a spokeswoman for the coast guard, who told Tarnwire that divers would inspect the hull on Thursday.
""",
    "plain.txt": """Ferry light had been broken for weeks

Eleven people were injured when the Ostby ferry struck rocks on Tuesday. The pilot light at the harbour had not worked for three weeks, a fisherman, Olle Brandt, told the Plain on the quay on Wednesday.

"I called the company twice," he said. The company did not answer questions from this newspaper.
""",
    "echo.txt": """Ostby ferry: captain wanted more crew

The captain of the ferry that ran aground off Ostby had asked for a second engineer in April, Tarnwire reported on Wednesday, citing two officials with knowledge of the inquiry. Nine passengers were hurt.
""",
}  # fmt: skip
FERRY_META: Meta = {
    "lantern": {"outlet": "Ostby Lantern", "published": "2031-05-04"},
    "courier": {"outlet": "Strait Courier", "published": "2031-05-04"},
    "plain": {"outlet": "The Plain", "published": "2031-05-05"},
    "echo": {"outlet": "Evening Echo", "published": "2031-05-05"},
}

ORCHARD = {
    "orchard.txt": """Growers win water case in Velm

VELM - The district court in Velm ruled on Friday that apple growers may draw water from the old canal until the autumn, judge Marta Quist said. The growers' union had asked for two more years.

"It is enough for one harvest," said the union's lawyer, Anders Holt.
""",
}  # fmt: skip

MIXED = {
    "de.txt": "Das Boot lief am Dienstag vor der Insel auf Grund, sagte die Küstenwache. Neun Menschen wurden verletzt, und die Fähre blieb auf den Felsen liegen. „Das Licht war aus“, sagte eine Sprecherin der Behörde am Mittwoch.\n",
    "ar.txt": "جنحت العبارة مساء الثلاثاء قبالة الجزيرة، وقالت خفر السواحل إن تسعة ركاب أصيبوا. وقال المدير: «لم يخبرنا أحد».\n",
    "zh.txt": "渡轮星期二晚上在岛外搁浅,海岸警卫队说,九名乘客受伤。“灯是黑的。”发言人说。\n",
    "crlf.txt": "FERRY AGROUND\r\n\r\nTHE FERRY RAN AGROUND ON TUESDAY, THE COAST GUARD SAID. NINE WERE HURT.\r\n",
    "odd.txt": "Cafe\u0301 owner\u200b said \u202egnorw\u202c: the \ufeffferry, he said, \"ran aground and nobody\n\nThe rest is \u00abopen\n",
    "word.txt": "Ferry",
    "headline.txt": "Ferry runs aground off Ostby, nine hurt\n",
    "page.html": "<!doctype html><html lang=en><head><title>Ferry aground - The Gull</title></head><body><article><h1>Ferry aground</h1><p>The ferry to Ostby ran aground on Tuesday night, the harbour master, Rolf Enge, told the Gull. He said nine people were hurt and that the light was dark.</p><p>The inquiry begins on Monday.</p></article></body></html>",
    "rows.jsonl": json.dumps({"id": "row", "outlet": "Gazette", "published": "2031-05-04", "url": "https://gazette.example/1", "text": "The ferry ran aground, the minister, Lena Foss, said on Wednesday. She denied that the light had been dark."}) + "\n{bad\n" + json.dumps({"id": 7, "text": "1 2 3"}) + "\n",
    "empty.txt": "",
    "figures.txt": "1 2 3 4",
    "table.csv": "a,b\n1,2\n",
}  # fmt: skip

PILES: dict[str, tuple[Mapping[str, str], Meta]] = {
    "ferry": (FERRY, FERRY_META),
    "ferry and orchard": ({**FERRY, **ORCHARD}, FERRY_META),
    "no metadata": (FERRY, {}),
    "mixed": (MIXED, {}),
    "everything": ({**FERRY, **ORCHARD, **MIXED}, FERRY_META),
}


def lay_out(folder: Path, files: Mapping[str, str | bytes], meta: Meta | None = None) -> list[str]:
    """Write a pile under a folder; gives the arguments of ``firsthand trace`` that read it."""
    pile = folder / "pile"
    for name, text in files.items():
        file = pile / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    if not meta:
        return [str(pile)]
    about = folder / "meta.jsonl"
    about.write_text("".join(json.dumps({"id": id, **row}) + "\n" for id, row in meta.items()), encoding="utf-8")
    return [str(pile), "--meta", str(about)]
