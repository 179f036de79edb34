"""Each stream of chance has one number and one meaning."""

from __future__ import annotations

import ast

from sincerity.chance.streams import FIRST_USER_STREAM, Stream
from tests.structure.source import dotted, modules

REFERENCE = "reference/"


def used_streams(inside: str = "", outside: tuple[str, ...] = ()) -> set[str]:
    """Return the names of streams that sources mention, the list itself aside."""
    names = set()
    for module, tree in modules().items():
        if module == "chance/streams.py" or not module.startswith(inside):
            continue
        if module.startswith(outside):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and dotted(node.value).endswith("Stream"):
                names.add(node.attr)
    return names


def test_that_no_two_streams_share_a_number() -> None:
    numbers = [stream.value for stream in Stream.__members__.values()]
    assert sorted(set(numbers)) == sorted(numbers)


def test_that_the_package_keeps_to_its_own_numbers() -> None:
    outside = [s.name for s in Stream.__members__.values() if not 0 < s < FIRST_USER_STREAM]
    assert [] == outside


def test_that_a_stream_number_fits_its_field_of_the_address() -> None:
    assert max(Stream) < 2**16


def test_that_every_stream_is_used() -> None:
    assert set() == set(Stream.__members__) - used_streams()


def test_that_no_stream_is_written_as_a_bare_number() -> None:
    draws = {"words", "dense_word", "bounded", "sparse_words", "fill_dense"}
    bare = [
        f"{module}:{node.lineno}"
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and dotted(node.func).split(".")[-1] in draws
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    ]
    assert [] == bare
