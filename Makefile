# Every target needs only python3 (3.11 or later, with venv) and make; the first one run makes .venv from the lock.
PYTHON ?= python3
BIN := .venv/bin
LOCK := .venv/lock/bin/uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-header --no-annotate
READY := .venv/ready

.PHONY: setup demo test check lint types house fix docs golden quality speed weights lock

setup: $(READY)
demo: $(READY) ; $(BIN)/communique demo
test: $(READY) ; $(BIN)/python -m pytest -n 2 --dist loadfile
check: lint types house docs test
lint: $(READY) ; $(BIN)/ruff check && $(BIN)/ruff format --check
types: $(READY) ; $(BIN)/mypy
house: $(READY) ; $(BIN)/lint-imports --no-logo && $(BIN)/python -m pytest tests/test_house.py
fix: $(READY) ; $(BIN)/ruff check --fix ; $(BIN)/ruff format
docs: $(READY) ; $(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html && echo "docs/_build/html/index.html"
golden: $(READY) ; $(BIN)/python tests/golden/renew.py
quality: $(READY) ; $(BIN)/python benchmarks/quality.py
speed: $(READY) ; $(BIN)/python benchmarks/speed.py && $(BIN)/python benchmarks/web_load.py

# Some hours on two old cores, half an hour on new ones; what is built is kept, and a run cut off goes on with the next step.
weights: ; $(PYTHON) -m venv .venv/training && .venv/training/bin/pip install -q -r training/requirements.txt && PYTHONPATH=src:. .venv/training/bin/python -m training.build --data ../shared/data --own training --kept out/training --weights src/communique/parsing/weights

# The lock holds for every Python and platform that we support; uv is only needed to renew it.
lock: ; $(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install -q uv && $(LOCK) --upgrade --group dev -o requirements/dev.txt pyproject.toml && $(LOCK) --group bench -c requirements/dev.txt -o requirements/bench.txt

$(READY): pyproject.toml requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Communique needs Python 3.11 or later: make PYTHON=python3.12 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q --require-hashes -r requirements/dev.txt && $(BIN)/pip install -q --no-deps --no-build-isolation -e . && touch $@
