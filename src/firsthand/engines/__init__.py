"""Room: engines. The plan of a scan, and the tracing of its piles, on a cluster (Apache Spark)."""

from firsthand.engines.spark import Distributed

__all__ = ["Distributed"]
