"""Bytes to text: nothing is changed on the way, and a guess is on record."""

from __future__ import annotations

import hashlib
import json

import pytest

from firsthand.readers import article_from_record, read
from firsthand.readers.decoding import Decoded, decode

TEXT = "Café Å on the quay – “closed”, says Zoë.\r\nNobody\rknows\nwhy.\r\n"


def only(folder):
    return read([folder]).articles[0]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (TEXT.encode(), TEXT, None),
        (b"\xef\xbb\xbf" + TEXT.encode(), TEXT, None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT, None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, None),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), TEXT, None),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), TEXT, None),
        (TEXT.encode("cp1252", "ignore"), TEXT, "cp1252 (guessed)"),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le (guessed)"),
        (("é" * 20 + " quay").encode() + b"\xff", "é" * 20 + " quay\ufffd", "utf-8 (1 broken place replaced)"),
        ("Cafe\u0301 \u212b \ufb01".encode(), "Cafe\u0301 \u212b \ufb01", None),  # decomposed and ligatures stay
        ("zero\u200bwidth \u202eturned".encode(), "zero\u200bwidth \u202eturned", None),
    ],
)
def test_text_is_decoded_and_otherwise_kept_as_it_is(pile, data, text, encoding):
    article = only(pile({"one.txt": data}))
    assert article.text == text
    assert dict(article.metadata).get("encoding") == encoding
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.source_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", b"12 345 ... ---", "no-words"),
        ("a.txt", b"text\0with NUL", "binary"),
        ("a.dat", bytes(range(1, 32)) * 40, "binary"),
        ("a.txt", b"Caf\xe9 \x81\x8d\x9d", "undecodable"),
        ("a.txt", b"\xff\xfe\x00\xd8a\x00", "undecodable"),
        ("a.txt", b"%PDF-1.7 words", "unreadable"),
        ("a.docx", b"PK\x03\x04", "unreadable"),
        ("a.zip", b"PK\x03\x04", "unsupported"),
        ("a.json", b'{"words": "words"}', "bad-record"),
        ("a.json", b"words", "bad-record"),
        ("a.csv", b"body,id\nwords,1", "bad-record"),
        ("a.xml", b"<?xml version='1.0'?><list><item>words</item></list>", "unsupported"),
        ("a.doc", b"\xd0\xcf\x11\xe0 words", "unsupported"),
        ("a.jpg", b"\xff\xd8\xff", "unsupported"),
        ("a.txt", b"word " * 400_001, "too-large"),
        ("a.txt", b"word " * 4_000_001, "too-large"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"not json", "bad-record"),
        ("a.html", b"<html><body></body></html>", "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_article_is_rejected_with_code_and_reason(pile, name, data, code):
    intake = read([pile({name: data, "fine.txt": "A fine article."})])
    assert [(r.path.partition(":")[0], r.code) for r in intake.rejected] == [(name, code)]
    assert intake.rejected[0].reason and "\n" not in intake.rejected[0].reason


@pytest.mark.parametrize("encoding", ["cp1250", "gbk", "koi8-r", "shift_jis", "mac-roman"])
def test_other_encodings_are_a_recorded_guess_or_undecodable(pile, encoding):
    text = {
        "cp1250": "Přístav zůstane zavřený",
        "gbk": "码头关闭",
        "koi8-r": "Причал закрыт",
        "shift_jis": "埠頭は閉鎖",
    }
    data = text.get(encoding, "Café fermé").encode(encoding)
    intake = read([pile({"a.txt": data, "fine.txt": "A fine article."})])
    found = [a for a in intake.articles if a.id == "a"]
    assert [r.code for r in intake.rejected] == ["undecodable"] or "guessed" in dict(found[0].metadata)["encoding"]


def test_lone_surrogates_become_replacement_characters_at_the_same_offsets(pile):
    line = '{"id": "a", "text": "Quay \\ud800 closed \\udfff.", "title": "T \\ud83d", "\\ud800": "x"}'
    article = only(pile({"a.jsonl": line}))
    assert article.text == "Quay \ufffd closed \ufffd."
    assert article.title == "T \ufffd"
    assert dict(article.metadata)["replaced"] == "2 lone surrogates by U+FFFD"
    json.dumps([article.title, article.metadata], ensure_ascii=False).encode()  # all of it can be written
    assert article_from_record({"text": "x \ud800"}).text == "x \ufffd"


def test_names_of_codecs_that_are_no_text_encodings_are_not_run():
    assert decode(b"caf\xe9", "rot13") == Decoded("café", "cp1252 (guessed)")
    assert decode(b"caf\xe9", "no-such") == Decoded("café", "cp1252 (guessed)")
    assert decode("кафе".encode("cp1251"), "windows-1251") == Decoded("кафе", "cp1251 (declared)")
