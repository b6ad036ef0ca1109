# Thin over scripts/setup.py, which works without make.
PYTHON ?= python3

.PHONY: demo test check

demo:  ## install and trace the example
	$(PYTHON) scripts/setup.py demo

test:  ## install with the test tools and run the tests
	$(PYTHON) scripts/setup.py test

check:  ## ruff and mypy
	$(PYTHON) scripts/setup.py check
