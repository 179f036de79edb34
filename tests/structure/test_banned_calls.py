"""What the sources must not do: run data as code, draw unaddressed chance, reach outside."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.structure.source import dotted, imported_names, model_modules, modules

CODE_FROM_DATA = {"eval", "exec", "compile", "__import__"}
CODE_FROM_DATA_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
UNSAFE_METHODS = {"extractall", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load"}
UNSAFE_KEYWORDS = {"allow_pickle", "shell"}

OUTSIDE_WORLD = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "telnetlib",
    "webbrowser",
    "xmlrpc",
    "sqlite3",
}
"""No phone home, no connector: the program reads the files it is given and writes files."""

UNADDRESSED_CHANCE = {"random", "secrets", "uuid", "numpy.random", "scipy.stats"}
CLOCKS = {"time", "datetime"}
CLOCK_ALLOWED = {"engine/simulation.py"}  # times the phases; no number depends on it
ENVIRONMENT_ALLOWED = {"chance/_compile.py"}  # where kernels are kept, how they are checked


def faults(
    trees: dict[str, ast.Module], find: Callable[[ast.Module], Iterator[tuple[int, str]]]
) -> list[str]:
    """Return ``module:line: what`` for everything a rule finds."""
    return [f"{name}:{line}: {what}" for name, tree in trees.items() for line, what in find(tree)]


def runs_data_as_code(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find calls and imports that could run what a file says."""
    for line, name in imported_names(tree):
        if name.split(".")[0] in CODE_FROM_DATA_MODULES:
            yield line, f"import {name}"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        if name in CODE_FROM_DATA:
            yield node.lineno, name
        if name in UNSAFE_METHODS or name.endswith(".extractall"):
            yield node.lineno, name
        for keyword in node.keywords:
            off = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            if keyword.arg in UNSAFE_KEYWORDS and not off:
                yield node.lineno, f"{keyword.arg}="


def reaches_outside(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find imports that could send or fetch something; asking for one's own name does neither."""
    used = {dotted(n) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    asks_own_name = {n for n in used if n.startswith("socket.")} == {"socket.gethostname"}
    for line, name in imported_names(tree):
        if name == "socket" and asks_own_name:
            continue
        if name.split(".")[0] in OUTSIDE_WORLD:
            yield line, f"import {name}"


def draws_unaddressed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find randomness that has no address, in whatever way it is written."""
    for line, name in imported_names(tree):
        if name in UNADDRESSED_CHANCE or name.split(".")[0] in {"random", "secrets", "uuid"}:
            yield line, f"import {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node) in {"np.random", "numpy.random"}:
            yield node.lineno, dotted(node)


def reads_a_clock(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find imports of clocks."""
    for line, name in imported_names(tree):
        if name in CLOCKS or name.startswith(("time.", "datetime.")):
            if name in {"datetime.date"}:  # a date in a file is data, not the time of day
                continue
            yield line, f"import {name}"


def reads_the_environment(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find reads of environment variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}:
            yield node.lineno, dotted(node)
    for line, name in imported_names(tree):
        if name in {"os.environ", "os.getenv"}:
            yield line, f"import {name}"


def iterates_over_a_set(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find loops over a set written in place: their order is no one's decision."""
    for node in ast.walk(tree):
        loops = [node.iter] if isinstance(node, ast.For | ast.comprehension) else []
        for looped in loops:
            if isinstance(looped, ast.Set | ast.SetComp) or (
                isinstance(looped, ast.Call) and dotted(looped.func) in {"set", "frozenset"}
            ):
                yield looped.lineno, "loop over a set"


def test_that_no_module_runs_data_as_code() -> None:
    assert [] == faults(modules(), runs_data_as_code)


def test_that_no_module_reaches_a_network_or_a_database() -> None:
    assert [] == faults(modules(), reaches_outside)


def test_that_model_packages_draw_only_addressed_chance() -> None:
    assert [] == faults(model_modules(), draws_unaddressed)


def test_that_model_packages_read_no_clock() -> None:
    trees = {name: tree for name, tree in model_modules().items() if name not in CLOCK_ALLOWED}
    assert [] == faults(trees, reads_a_clock)


def test_that_model_packages_read_no_environment() -> None:
    trees = {
        name: tree for name, tree in model_modules().items() if name not in ENVIRONMENT_ALLOWED
    }
    assert [] == faults(trees, reads_the_environment)


def test_that_model_packages_do_not_loop_over_sets() -> None:
    assert [] == faults(model_modules(), iterates_over_a_set)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (runs_data_as_code, "eval('1')"),
        (runs_data_as_code, "import pickle"),
        (runs_data_as_code, "np.load(f, allow_pickle=True)"),
        (runs_data_as_code, "archive.extractall(place)"),
        (runs_data_as_code, "subprocess.run('ls', shell=flag)"),
        (reaches_outside, "from urllib.request import urlopen"),
        (reaches_outside, "import socket\nsocket.create_connection(a)"),
        (reaches_outside, "import socket\nsocket.gethostname()\nsocket.socket()"),
        (draws_unaddressed, "import random"),
        (draws_unaddressed, "x = np.random.default_rng(1)"),
        (draws_unaddressed, "from numpy.random import default_rng"),
        (reads_a_clock, "from time import perf_counter"),
        (reads_a_clock, "import datetime"),
        (reads_the_environment, "import os\nx = os.environ['A']"),
        (iterates_over_a_set, "for x in {1, 2}: pass"),
        (iterates_over_a_set, "[x for x in set(y)]"),
    ],
)
def test_that_each_rule_finds_what_it_forbids(
    rule: Callable[[ast.Module], Iterator[tuple[int, str]]], source: str
) -> None:
    assert 1 <= len(list(rule(ast.parse(source))))
