"""The plan on Apache Spark: the same SQL, translated, around the same kernels.

The folder must be one that the driver and all workers see under the same name. Workers need numpy and pyarrow; this
package is sent to them.
"""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

from firsthand.nouns import StorageError, UsageError
from firsthand.reuse import kernels
from firsthand.reuse.held import What
from firsthand.reuse.scan_input import FIELDS

ROWS_AT_ONCE = 512  # texts handed to a kernel in one call: arrays long enough to be fast, short enough for any worker
NUMBERS_IN_PART = 500_000  # handed to a function in one call: some 50 MB with what it makes of them
_DONE = "_SUCCESS"  # Spark's mark that a folder of files is whole


class Distributed:
    """Spark over a folder: a folder of Parquet files per kept step.

    A Spark session that is active already, as in a notebook, is used and left open.

    Args:
        folder: where kept steps and what is handed over stand; made if it is not there.
        master: URL of the cluster, or local[n].
        memory: bytes that the driver may take; executors have their own setting (spark.executor.memory).
        begin: called before anything is written to the folder.

    Raises:
        UsageError: Spark or Java is not installed, or the cluster cannot be reached.
    """

    def __init__(self, folder: Path, master: str, memory: int, begin: Callable[[], object] | None = None) -> None:
        try:
            import pyarrow  # noqa: F401  (the kernels')
            import pyspark  # noqa: F401
            import sqlglot  # noqa: F401
        except ImportError as error:
            raise UsageError(f"Spark needs {error.name}; install it: pip install 'firsthand[spark]'") from None
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise UsageError("Spark needs Java 17 or later; install it (Debian, Ubuntu: openjdk-17-jre-headless)")
        if begin is not None:
            begin()
        self._folder = folder.resolve()
        self._work = self._folder / "work"
        self._work.mkdir(parents=True, exist_ok=True)
        self._master = master
        self._memory = memory
        self._owned = True
        self.articles = 0

    @cached_property
    def session(self) -> Any:
        """The session, with the kernels in its SQL."""
        from pyspark.sql import SparkSession
        from pyspark.sql.pandas.functions import ArrowUDFType, arrow_udf

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings = {
            "spark.driver.memory": f"{self._memory // 2**20}m",
            "spark.sql.session.timeZone": "UTC",
            "spark.ui.showConsoleProgress": "false",
            "spark.ui.enabled": "false",
            "spark.log.level": "ERROR",
        }
        if self._master.startswith("local") or "127.0.0.1" in self._master:
            settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        active = SparkSession.getActiveSession()
        builder = SparkSession.builder.appName("firsthand").master(self._master)
        for key, value in settings.items():
            builder = builder.config(key, value)
        try:
            session = active or builder.getOrCreate()
        except Exception as error:
            line = str(error).strip().partition("\n")[0]
            raise UsageError(f"no Spark session at {self._master}: {line[:300]}") from error
        self._owned = active is None
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS_AT_ONCE)
        session.conf.set("spark.sql.shuffle.partitions", max(2, 3 * session.sparkContext.defaultParallelism))
        session.sparkContext.addPyFile(str(self._package()))
        for name, gives in (
            ("fingerprint", kernels.FINGERPRINT), ("align", kernels.ALIGN), ("locate_tokens", kernels.LOCATE),
        ):  # fmt: skip
            session.udf.register(name, arrow_udf(getattr(kernels, name), _type(gives), ArrowUDFType.SCALAR))
        return session

    def close(self) -> None:
        """Let go of the cluster, unless the session was there before; what is kept stays."""
        if "session" in vars(self):
            if self._owned:
                self.session.stop()
            del self.session

    def progress(self) -> float:
        """How much of what runs now is done: tasks of the stages under way."""
        if "session" not in vars(self):
            return -1.0
        tracker = self.session.sparkContext.statusTracker()
        found = [tracker.getStageInfo(n) for n in tracker.getActiveStageIds()]
        tasks = sum(s.numTasks for s in found if s)
        return sum(s.numCompletedTasks for s in found if s) / tasks if tasks else -1.0

    def read(self, jsonl: Sequence[Path], parquet: Sequence[Path]) -> None:
        """Make ``records`` of files of records. Fields that are missing are null, others left out."""
        from pyspark.sql import functions as f

        if not self.has("records"):
            parts = []
            if jsonl:
                schema = ", ".join(f"{field} string" for field in FIELDS)
                parts.append(self.session.read.schema(schema).json([str(p.resolve()) for p in jsonl]))
            for file in parquet:
                rows = self.session.read.parquet(str(file.resolve()))
                there = set(rows.columns)
                parts.append(rows.select(*((f.col(x) if x in there else f.lit(None)).cast("string").alias(x)
                                           for x in FIELDS)))  # fmt: skip
            rows = parts[0]
            for part in parts[1:]:
                rows = rows.unionByName(part)
            wide = rows.repartition(3 * self.session.sparkContext.defaultParallelism)
            self._save(self._work / "records.parquet", wide.withColumn("row", f.monotonically_increasing_id()))
        self._show("records")
        self.articles = self.fetch("SELECT COUNT(*) AS count FROM records")["count"][0].as_py()

    def has(self, name: str) -> bool:
        return (self._work / f"{name}.parquet" / _DONE).is_file()

    def keep(self, name: str, query: str) -> None:
        if not self.has(name):
            self._save(self._work / f"{name}.parquet", self._rows(query))
        self._show(name)

    def keep_parted(self, name: str, query: str, held: str, sizes: str, lists: str, bits: int,
                    function: Callable[[Any], Any], gives: str,
                    keyed: Callable[..., Any] | None = None) -> None:  # fmt: skip
        if not self.has(name):
            from pyspark.sql import functions as f

            rows = self._rows(query)
            numbers = self._rows(sizes).first()[1]
            parts = max(3 * self.session.sparkContext.defaultParallelism, numbers // NUMBERS_IN_PART)
            rows = rows.withColumn(lists, f.explode(lists)).withColumn("part", f.col(lists) % parts)
            self._save(self._work / f"{name}.parquet", self._by(rows, "part", function, gives))
        self._show(name)

    def hold(self) -> bool:
        return False  # a cluster's pile is larger than its driver

    holds = hold

    def let_go(self, what: What = "all") -> None:
        pass

    def drop(self, name: str) -> None:
        shutil.rmtree(self._work / f"{name}.parquet", ignore_errors=True)

    def view(self, name: str, query: str) -> None:
        self._rows(query).createOrReplaceTempView(name)

    def fetch(self, query: str) -> Any:
        return self._rows(query).toArrow()

    def put(self, name: str, table: Any) -> None:
        import pyarrow.parquet as pq

        folder = self._work / f"{name}.parquet"
        if not self.has(name):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            pq.write_table(table, folder / "part-00000.parquet")
            (folder / _DONE).touch()
        self._show(name)

    def write(self, name: str, query: str) -> None:
        folder = self._folder / f"{name}.parquet"
        if not (folder / _DONE).is_file():
            self._save(folder, self._rows(query))

    def gather(self, name: str, wanted: str, query: str) -> None:
        pass  # texts stay with the workers

    def write_listed(self, name: str, listed: str, listing: str, query: str) -> None:
        self.view("listed", listed)
        self.write(name, query)

    def beside(self) -> Distributed:
        other = copy(self)
        other._owned = False  # the session is this one's, and closed with it
        return other

    def stop(self) -> None:
        self.session.sparkContext.cancelAllJobs()

    def each(self, name: str, key: str, function: Callable[[Any], Any], gives: str) -> list[dict[str, Any]]:
        """Call a function, on the workers, with an Arrow table of all rows that share a key.

        Args:
            name: of what was handed over.
            key: a column of it.
            function: gets a table, gives one.
            gives: the columns of what it gives, in the words of Spark's SQL.

        Returns:
            All rows that it gave.
        """
        rows = self.session.read.parquet(str(self._folder / f"{name}.parquet"))
        found: list[dict[str, Any]] = self._by(rows, key, function, gives).toArrow().to_pylist()
        return found

    @staticmethod
    def _by(rows: Any, key: str, function: Callable[[Any], Any], gives: str) -> Any:
        def run(table):  # type: ignore[no-untyped-def]  # Spark takes plain functions, and their hints for its own
            return function(table)

        return rows.groupBy(key).applyInArrow(run, gives)

    def _rows(self, query: str) -> Any:
        return self.session.sql(translated(query))

    def _show(self, name: str) -> None:
        self.session.read.parquet(str(self._work / f"{name}.parquet")).createOrReplaceTempView(name)

    def _save(self, folder: Path, rows: Any) -> None:
        from pyspark.errors import PySparkException

        try:
            rows.write.mode("overwrite").parquet(str(folder))
        except PySparkException as error:
            told = f"the scan stopped at {folder.stem}: {' '.join(str(error).split())[:300]}"
            raise StorageError(f"{told}; it goes on from there when run again") from error

    def _package(self) -> Path:
        """This package as a file that workers can be sent."""
        import firsthand

        root = Path(firsthand.__file__).parent
        file = self._work / "firsthand.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(root.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    packed.write(path, f"firsthand/{path.relative_to(root).as_posix()}")
        return file


def translated(query: str) -> str:
    """A query of the plan in Spark's SQL."""
    import sqlglot

    return sqlglot.transpile(query, read="duckdb", write="spark")[0]


def _type(type: str) -> str:
    """A type of the kernels in Spark's SQL."""
    from sqlglot import exp

    return exp.DataType.build(type, dialect="duckdb").sql("spark")
