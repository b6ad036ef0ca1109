# ruff: noqa: E501  (tables of cases)
"""Fetching: only public addresses, politely, within limits. The one server asked is on this machine, by a switch for tests."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import exports as made
import pytest
from command import complaint, firsthand

from firsthand.readers import read
from firsthand.readers.fetching import addresses, connections, gather
from firsthand.readers.fetching.addresses import Refusal, public, target, tidy
from firsthand.readers.fetching.robots import fits, parse_robots


class Site(BaseHTTPRequestHandler):
    """A small newspaper with everything that can go wrong."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, dict[str, str]]]
    robots: tuple[int, bytes] = (404, b"")

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        page = self.path.partition("?")[0].strip("/").replace("-", "_") or "front"
        getattr(self, f"page_{page}", self.missing)()

    def answer(self, body, kind="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *rest):
        pass

    def missing(self):
        if self.path == "/robots.txt":
            return self.answer(self.robots[1], "text/plain", self.robots[0])
        return self.answer(b"nothing here", status=404)

    def page_lock_gate(self):
        self.answer(made.page().encode(), ETag='"v1"', Last_Modified="Tue, 06 May 2031 20:00:00 GMT") if self.headers.get(
            "If-None-Match") != '"v1"' else self.answer(b"", status=304)  # fmt: skip

    def page_feed(self):
        host = self.headers["Host"]
        self.answer(made.RSS.replace("https://courier.example", f"http://{host}").replace("https://valley.example", f"http://{host}").encode(), "application/rss+xml")

    def page_board(self):
        self.answer(gzip.compress(made.page([made.P3], "Board meets").encode()), Content_Encoding="gzip")

    def page_cyrillic(self):
        self.answer("<html><body><p>Ворота шлюза рухнули во вторник ночью.</p></body></html>".encode("koi8-r"), "text/html; charset=koi8-r")

    def page_picture(self):
        self.answer(b"\x89PNG\r\n", "image/png")

    def page_private(self):
        self.answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def page_file(self):
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def page_round(self):
        self.answer(b"", status=302, Location="/round")

    def page_hop(self):
        self.answer(b"", status=301, Location="/lock-gate")

    def page_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>more and more</p>" * 5_000)
        except OSError:
            self.close_connection = True

    def page_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._drip(b"x" * 1000)

    def page_slow_head(self):
        self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" * 40)

    def _drip(self, data):
        try:
            for n in range(len(data)):
                self.wfile.write(data[n : n + 1])
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass
        self.close_connection = True

    def page_short(self):
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<html>only this")
        self.close_connection = True

    def page_bomb(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.answer(b"".join(packer.compress(b"a" * 1_000_000) for _ in range(50)) + packer.flush(), Content_Encoding="gzip")

    def page_nonsense(self):
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")
        self.close_connection = True


@pytest.fixture
def site():
    handler = type("This", (Site,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetched(urls, folder, **how):
    return list(gather(urls, folder, **{"loopback": True, "wait": lambda seconds: None, **how}))


def outcomes(urls, folder, **how):
    return [(f.outcome, f.detail) for f in fetched(urls, folder, **how)]


# ----- where a request may go

NOT_PUBLIC = [
    "http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/", "http://localhost/",
    "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://10.0.0.1/",
    "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/", "http://[fe80::1]/", "http://[fc00::1]/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://198.18.0.1/", "http://192.0.2.1/", "http://240.0.0.1/", "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/", "http://[::127.0.0.1]/", "http://[2001:db8::1]/", "http://[64:ff9b:1::1]/", "http://127.0.0.1.:80/",
]  # fmt: skip
NOT_WEB = [
    "file:///etc/passwd", "gopher://courier.example/", "ftp://courier.example/", "javascript:alert(1)", "data:text/html,x", "http://",
    "http://user:secret@courier.example/", "http://a b/", "http://courier.example/\r\nHost: x", "http://[", "http://courier.example:99999/",
    "https://" + "a" * 5_000, "", "unix:/run/x",
]  # fmt: skip


@pytest.fixture
def no_connections(monkeypatch):
    """Every connection fails the test."""

    def refuse(*rest):
        raise AssertionError(f"connected to {rest}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("url", NOT_PUBLIC + NOT_WEB)
def test_what_is_not_the_public_web_is_never_connected_to(url, no_connections, tmp_path):
    (found,) = list(gather([url], tmp_path, wait=lambda s: None))
    assert found.outcome == "refused", found


@pytest.mark.parametrize("url", NOT_PUBLIC)
def test_even_the_switch_for_tests_opens_this_machine_alone(url, monkeypatch):
    try:
        goal = target(tidy(url), loopback=True)
    except Refusal:
        return
    assert goal.address in ("127.0.0.1", "::1")


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2002:5db8:d822::1"])
def test_public_addresses_are_public(address):
    import ipaddress

    assert public(ipaddress.ip_address(address))


def _answers(monkeypatch, *rounds):
    """The resolver answers with these addresses, one list a call; what was asked for is counted."""
    calls = []

    def resolve(host, port, **rest):
        calls.append(host)
        found = rounds[min(len(calls), len(rounds)) - 1]
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    return calls


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch, no_connections, tmp_path):
    _answers(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    (found,) = list(gather(["http://news.example/"], tmp_path))
    assert (found.outcome, found.detail) == ("refused", "news.example is not on the public internet (10.0.0.7)")


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch, tmp_path):
    calls = _answers(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    reached = []

    def connect(self, place):
        reached.append(place)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Refusal):
        connections.ask("http://news.example/", "test")
    assert reached == [("93.184.216.34", 80)] and calls == ["news.example"]


@pytest.mark.parametrize("port", [22, 25, 6379, 9200])
def test_ports_that_are_none_of_the_webs_are_refused(monkeypatch, no_connections, port):
    _answers(monkeypatch, ["93.184.216.34"])
    with pytest.raises(Refusal, match="none of the web's"):
        target(tidy(f"http://news.example:{port}/"))


def test_without_the_switch_this_machine_is_not_asked(site, tmp_path):
    handler, base = site
    assert [f.outcome for f in gather([f"{base}/lock-gate"], tmp_path)] == ["refused"] and handler.asked == []


# ----- what comes back


def test_a_page_is_saved_with_its_address_and_can_be_traced(site, tmp_path):
    handler, base = site
    assert [f.outcome for f in fetched([f"{base}/lock-gate", f"{base}/board", f"{base}/hop"], tmp_path)] == ["saved"] * 3
    intake = read([tmp_path], tmp_path / "meta.jsonl")
    assert not intake.rejected and not [w for w in intake.warnings if "matches no" in w]
    assert {a.url for a in intake.articles} == {f"{base}/lock-gate", f"{base}/board"}  # the hop led to the first
    assert all("User-Agent" in head and head["User-Agent"].startswith("firsthand/") for _, head in handler.asked)
    assert not any("Cookie" in head or "Referer" in head for _, head in handler.asked)


def test_a_feed_gives_the_pages_it_lists(site, tmp_path):
    _, base = site
    found = fetched([f"{base}/feed"], tmp_path)
    assert [(f.outcome, f.url.removeprefix(base)) for f in found] == [
        ("feed", "/feed"), ("saved", "/lock-gate"), ("saved", "/board"), ("refused", "/empty")]  # fmt: skip
    rows = [json.loads(x) for x in (tmp_path / "meta.jsonl").read_text().splitlines()]
    assert {r.get("feed-source") for r in rows} == {"The Ostvik Courier", None}


def test_a_page_is_asked_for_again_only_if_it_changed(site, tmp_path):
    handler, base = site
    fetched([f"{base}/lock-gate"], tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert outcomes([f"{base}/lock-gate"], tmp_path)[0][0] == "unchanged"
    last = handler.asked[-1][1]
    assert last["If-None-Match"] == '"v1"' and last["If-Modified-Since"] == "Tue, 06 May 2031 20:00:00 GMT"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_an_encoding_that_only_the_server_names_is_not_lost(site, tmp_path):
    _, base = site
    fetched([f"{base}/cyrillic"], tmp_path)
    (article,) = read([tmp_path], tmp_path / "meta.jsonl").articles
    assert article.text == "Ворота шлюза рухнули во вторник ночью." and dict(article.metadata)["transcoded"] == "koi8-r"


REFUSED = {
    "private": "169.254.169.254", "file": "only http and https", "round": "more than 2 redirects", "endless": "more than 20,000,000 bytes",
    "short": "breaks off", "bomb": "unpacks to more than 20,000,000 bytes", "nonsense": "does not answer properly", "gone": "answers 404",
    "picture": "no page: image/png",
}  # fmt: skip


@pytest.mark.parametrize("page", REFUSED)
def test_an_answer_that_cannot_be_taken_is_refused_by_name_and_leaves_no_file(site, tmp_path, page):
    _, base = site
    ((outcome, detail),) = outcomes([f"{base}/{page}"], tmp_path)
    assert outcome == "refused" and REFUSED[page] in detail
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("page", ["slow", "slow-head"])
def test_a_server_that_drips_is_left_at_the_deadline(site, tmp_path, monkeypatch, page):
    assert connections.MAX_SECONDS == 30
    monkeypatch.setattr(connections, "MAX_SECONDS", 1)
    _, base = site
    started = time.monotonic()
    ((outcome, detail),) = outcomes([f"{base}/{page}"], tmp_path)
    assert (outcome, detail) == ("refused", "no whole answer within 1 seconds") and time.monotonic() - started < 4


def test_one_bad_page_stops_no_other_and_a_run_is_bounded(site, tmp_path):
    _, base = site
    urls = [f"{base}/gone", f"{base}/lock-gate", f"{base}/lock-gate#again", f"{base}/board", f"{base}/cyrillic"]
    found = outcomes(urls, tmp_path, most=2)
    assert [x for x, _ in found] == ["refused", "saved", "saved", "refused"] and "--most" in found[-1][1]


# ----- politeness


def test_robots_txt_is_kept_and_read_once(site, tmp_path):
    handler, base = site
    handler.robots = (200, b"User-agent: *\nDisallow: /board\n\nUser-agent: others\nDisallow: /\n")
    found = outcomes([f"{base}/lock-gate", f"{base}/board", f"{base}/cyrillic"], tmp_path)
    assert [x for x, _ in found] == ["saved", "refused", "saved"] and "robots.txt does not allow" in found[1][1]
    assert [p for p, _ in handler.asked].count("/robots.txt") == 1 and "/board" not in [p for p, _ in handler.asked]


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_that_cannot_say_what_it_allows_is_left_alone(site, tmp_path, status):
    handler, base = site
    handler.robots = (status, b"")
    ((outcome, detail),) = outcomes([f"{base}/lock-gate"], tmp_path)
    assert outcome == "refused" and "robots.txt cannot be read" in detail
    assert [p for p, _ in handler.asked] == ["/robots.txt"]


@pytest.mark.parametrize(("robots", "delay"), [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 7\n", 7.0), (b"User-agent: firsthand\nCrawl-delay: 900\n", 30.0)])
def test_a_site_is_asked_no_faster_than_it_wants(site, tmp_path, robots, delay):
    handler, base = site
    handler.robots = (200, robots)
    waited = []
    fetched([f"{base}/lock-gate", f"{base}/board"], tmp_path, wait=waited.append)
    assert len(waited) == 2 and all(delay - 1 < w <= delay for w in waited)  # before each page, behind robots.txt


@pytest.mark.parametrize(("pattern", "path", "fit"), [
    ("/", "/a", True), ("/a", "/a/b", True), ("/a$", "/a", True), ("/a$", "/ab", False), ("/*.pdf$", "/x/y.pdf", True), ("/*.pdf$", "/x.pdfx", False),
    ("/*a*b", "/xaxb", True), ("/*a*b", "/xbxa", False), ("*", "/x", True), ("/a*$", "/abc", True), ("/" + "*a" * 5_000, "/" + "a" * 4_999, False),
])  # fmt: skip
def test_patterns_of_robots_txt(pattern, path, fit):
    assert fits(pattern, path) is fit


@pytest.mark.parametrize(("text", "path", "allowed"), [
    (b"User-agent: *\nDisallow:\n", "/a", True), (b"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
    (b"User-agent: *\nDisallow: /\nUser-agent: firsthand\nDisallow: /x\n", "/a", True), (b"user-AGENT: FirstHand # us\nDISALLOW: /a", "/a", False),
    (b"User-agent: a\nUser-agent: firsthand\nDisallow: /\n", "/a", False), (b"Disallow: /\n", "/a", True), (b"\xff\xfe\0", "/a", True),
    (b"User-agent: *\nDisallow: /caf%C3%A9\n", "/caf%C3%A9/1", False), (b"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
])  # fmt: skip
def test_groups_and_rules_of_robots_txt(text, path, allowed):
    assert parse_robots(text, "firsthand").allow(path) is allowed


# ----- the command


def test_the_command_fetches_says_what_became_of_each_and_ends_with_a_code(site, tmp_path):
    _, base = site
    run = firsthand("fetch", f"{base}/lock-gate", f"{base}/gone", "--out", str(tmp_path / "x"), "--allow-loopback", "--delay", "0")
    assert run.returncode == 0, run.stderr
    assert [line.split()[0] for line in run.stdout.decode().splitlines()] == ["saved", "refused"]
    again = firsthand("fetch", f"{base}/gone", "--out", str(tmp_path / "y"), "--allow-loopback", "--delay", "0")
    assert again.returncode == 3 and "answers 404" in complaint(again)
    refused = firsthand("fetch", f"{base}/lock-gate", "--out", str(tmp_path / "y"))
    assert refused.returncode == 3 and "not on the public internet" in complaint(refused)


@pytest.mark.parametrize("arguments", [["x"], ["x", "--out", ""], ["x", "--out", "y", "--most", "0"], ["x", "--out", "y", "--delay", "-1"],
                                       ["x", "--out", "y", "--contact", "a\nb"]])  # fmt: skip
def test_a_wrong_call_is_code_two(arguments):
    run = firsthand("fetch", *arguments)
    assert run.returncode == 2 and complaint(run)


def test_a_folder_that_cannot_be_written_is_code_four(site, tmp_path):
    _, base = site
    (tmp_path / "file").write_text("in the way")
    run = firsthand("fetch", f"{base}/lock-gate", "--out", str(tmp_path / "file" / "x"), "--allow-loopback", "--delay", "0")
    assert run.returncode == 4 and "cannot write" in complaint(run)
