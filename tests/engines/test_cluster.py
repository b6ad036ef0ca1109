"""One plan, three ways to run it: DuckDB, Spark in one process, a Spark cluster of two workers (make test-cluster)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, environment

from firsthand.reuse.scanning import Engine, Scan, scan

pytestmark = pytest.mark.skipif("FIRSTHAND_CLUSTER" not in os.environ, reason="minutes of Java: make test-cluster")
ARTICLES = 800
HANDED = ("pairs", "passages", "groups", "piles")
PATIENCE = 120  # seconds for a cluster to come up
MEMORY = 1_200_000_000

sys.path.insert(0, str(ROOT / "bench"))


@pytest.fixture(scope="module", autouse=True)
def hasty_java() -> Iterator[None]:
    """Java's first compiler only: jobs so short end before the second one has paid, which took half of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import reuse_corpus

    folder = tmp_path_factory.mktemp("corpus")
    reuse_corpus.write(ARTICLES, folder)
    return folder / "articles.parquet"


@pytest.fixture(scope="module")
def embedded(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scan, dict[str, list[Any]]]:
    from firsthand.reuse.embedded import Embedded

    folder = tmp_path_factory.mktemp("embedded")
    return _run(Embedded(folder, MEMORY), corpus), _handed(folder)


def test_spark_in_one_process_finds_what_duckdb_finds(
    corpus: Path, embedded: tuple[Scan, dict[str, list[Any]]], tmp_path: Path
) -> None:
    from firsthand.engines import Distributed

    assert _run(Distributed(tmp_path, "local[2]", MEMORY), corpus) == embedded[0]
    assert _handed(tmp_path) == embedded[1]


def test_a_cluster_finds_the_same_and_a_killed_worker_costs_only_time(
    corpus: Path, embedded: tuple[Scan, dict[str, list[Any]]], tmp_path: Path, cluster: tuple[str, list[Any]]
) -> None:
    from firsthand.engines import Distributed

    master, workers = cluster

    def kill(stage: str) -> None:
        if stage == "aligned":
            os.killpg(workers[0].pid, signal.SIGKILL)

    assert _run(Distributed(tmp_path, master, MEMORY), corpus, kill) == embedded[0]
    assert workers[0].wait(10) and workers[1].poll() is None
    assert _handed(tmp_path) == embedded[1]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[Any]]]:
    """A master and two workers on this machine's loopback, each with one core."""
    import pyspark

    home = Path(pyspark.__file__).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment(SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(tmp_path / "local"),
                      SPARK_WORKER_DIR=str(tmp_path / "workers"), PYSPARK_PYTHON=sys.executable)  # fmt: skip
    master = f"spark://127.0.0.1:{port}"
    log = (tmp_path / "cluster.log").open("wb")
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> None:
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1",
                   "--webui-port", "0", *arguments]  # fmt: skip
        started.append(subprocess.Popen(command, stdout=log, stderr=log, env=env, start_new_session=True))

    start("master.Master", "--port", str(port))
    _until(lambda: "started at" in _read(log.name) or "New state: ALIVE" in _read(log.name))
    for _ in range(2):
        start("worker.Worker", "--cores", "1", "--memory", "1g", master)
    _until(lambda: _read(log.name).count("Successfully registered with master") == 2)
    yield master, started[1:]
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    log.close()
    shutil.rmtree(tmp_path / "local", ignore_errors=True)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "the cluster did not come up"
        time.sleep(0.2)


def _read(file: str) -> str:
    return Path(file).read_text(encoding="utf-8", errors="replace")


def _run(engine: Engine, corpus: Path, say: Callable[[str], None] | None = None) -> Scan:
    try:
        engine.read([], [corpus])
        return scan(engine, say)
    finally:
        engine.close()


def _handed(folder: Path) -> dict[str, list[Any]]:
    import pyarrow.parquet as pq

    found = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in HANDED}
    assert all(len(rows) > 100 for rows in found.values())
    return found
