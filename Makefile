# Thin over scripts/setup.py, which works without make.
PYTHON ?= python3

.PHONY: demo test test-cluster check faults

demo:  ## install and trace the example
	$(PYTHON) scripts/setup.py demo

test:  ## install with the test tools and run the tests
	$(PYTHON) scripts/setup.py test

test-cluster:  ## the same scan on DuckDB, Spark and a Spark cluster of two workers; needs Java 17
	$(PYTHON) scripts/setup.py cluster

check:  ## ruff and mypy
	$(PYTHON) scripts/setup.py check

faults:  ## a thousand kills of firsthand add (some ten minutes); needs what `make test` installs
	PYTHONPATH=src:tests $(PYTHON) tests/case/storage_faults.py 1000
