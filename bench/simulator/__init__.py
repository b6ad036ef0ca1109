"""Worlds of invented news with known truth: who wrote, who copied, what was changed, who knows.

bank.py      invented events, names and sentences, from a TOML file
sentences.py one sentence in the making: what it says, who says it, in which words, and what copying did to it
origins.py   the reports that are nobody's copy: agencies with their versions, a press release, reporters
copies.py    what outlets do to a report: cut, reorder, edit, translate, merge, credit, add
worlds.py    one seed, one world: the reports in the pile and those that are not
truth.py     the world written out: articles, and what is true about them, with exact offsets
"""
