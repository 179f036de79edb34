"""All compiler policy in one place: how kernels are compiled and where the result is kept.

Numba's cache is keyed by the source of the one function it compiles, not of the functions inlined
into it, so an edited helper would leave stale machine code behind. The cache folder is therefore
named by a hash of every source file of the packages that kernels are made of (`KERNEL_PACKAGES`,
held to the truth by a test), the versions of Python, Numba and NumPy, and the flags. The folder is
private (mode 0700): a compiler cache is code.
"""

import hashlib
import os
import platform
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numba
import numpy as np
from numba.core import config as _numba_config

Function = Callable[..., Any]
# The compiler's number types, callable in kernels as conversions; its stubs describe them only as
# the types of signatures.
int16: Any = numba.int16
int32: Any = numba.int32
int64: Any = numba.int64
uint8: Any = numba.uint8
uint16: Any = numba.uint16
uint32: Any = numba.uint32
uint64: Any = numba.uint64

config: Any = _numba_config
_njit: Any = numba.njit
_type_of: Any = numba.typeof

BOUNDS_CHECKED = os.environ.get("SINCERITY_BOUNDSCHECK", "") == "1"
"""Set SINCERITY_BOUNDSCHECK=1 to compile kernels that refuse reads outside their arrays."""


KERNEL_PACKAGES = ("chance", "columns", "phases", "society", "world")
"""Subpackages with kernels, or with constants that kernels freeze."""


def kernel_sources() -> list[Path]:
    """Return the source files whose change makes compiled kernels stale."""
    package = Path(__file__).resolve().parents[1]
    return sorted(path for name in KERNEL_PACKAGES for path in (package / name).rglob("*.py"))


@lru_cache(maxsize=1)
def cache_folder() -> Path:
    """Return the private folder that holds compiled kernels of exactly these sources."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for source in kernel_sources():
        digest.update(str(source.relative_to(package)).encode())
        digest.update(source.read_bytes())
    flags = (platform.python_version(), numba.__version__, np.__version__, str(BOUNDS_CHECKED))
    digest.update("|".join(flags).encode())
    base = os.environ.get("SINCERITY_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base else Path.home() / ".cache"
    return root / "sincerity" / f"kernels-{digest.hexdigest()[:16]}"


def _prepare_cache() -> bool:
    """Create the cache folder for this user alone; say whether it can be used."""
    folder = cache_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


_USE_CACHE = _prepare_cache()
if _USE_CACHE:
    config.CACHE_DIR = str(cache_folder())


# Kernels never create arrays, so Numba's reference counting is off: counting the many arrays of a
# bundle of tables cost more than the work itself, and made threads fight over the counters.
_POLICY: dict[str, Any] = {
    "nogil": True,
    "error_model": "numpy",
    "boundscheck": BOUNDS_CHECKED,
    "_nrt": False,
}


def kernel(function: Function) -> Function:
    """Compile a function on first call: no interpreter lock held, exact integers, cached."""
    return cast(Function, _njit(function, cache=_USE_CACHE, **_POLICY))


def helper(function: Function) -> Function:
    """Compile a function that only kernels call."""
    return cast(Function, _njit(function, **_POLICY))


class Calls:
    """Calls kernels whose arguments are of the same types each time, as within one world.

    The compiler looks at every array of every bundle to find the code for a call; for bundles of
    dozens of tables that takes ten times as long as handing them over. Here the first call of a
    kernel is an ordinary one, with its checks, and the code found then is called from then on. It
    checks no more than that an array has items of the right size: before calls of other types,
    `forget`. Compiled to refuse reads outside their arrays, kernels are always called in full.
    """

    def __init__(self) -> None:
        self._code: dict[Function, Function] = {}

    def forget(self) -> None:
        """Look everything up again: from now on arguments may be of other types than so far."""
        self._code.clear()

    def __call__(self, function: Function, *arguments: Any) -> Any:
        """Call a kernel, or any other function, and return what it returns."""
        code = self._code.get(function)
        if code is not None:
            return code(*arguments)
        result = function(*arguments)
        if not BOUNDS_CHECKED:
            self._code[function] = _code_for(function, arguments)
        return result


def _code_for(function: Function, arguments: tuple[Any, ...]) -> Function:
    """Return the machine code of a kernel for arguments like these; other functions as they are."""
    overloads = getattr(function, "overloads", {})
    types = tuple(_type_of(argument) for argument in arguments) if overloads else ()
    return overloads[types].entry_point if types in overloads else function


def call_in_full(function: Function, *arguments: Any) -> Any:
    """Call a function as it is, with all the compiler's checks of its arguments."""
    return function(*arguments)


def inlined(function: Function) -> Function:
    """Compile a helper that is copied into its callers before optimisation.

    Needed where a caller's loop must be vectorised across the helper, or where a helper takes a
    bundle of tables; costs compile time at every call site, so everything else uses `helper`.
    """
    return cast(Function, _njit(function, inline="always", **_POLICY))
