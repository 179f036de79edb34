"""`sincerity doctor`: what this machine offers the laboratory."""

from __future__ import annotations

import os
import platform
import stat
from pathlib import Path
from typing import Any

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.console import Console, pairs

PACKAGES = (
    "numpy",
    "numba",
    "llvmlite",
    "polars",
    "pyarrow",
    "pydantic",
    "ruamel.yaml",
    "typer",
    "rich",
    "jinja2",
    "altair",
    "vl-convert-python",
    "typst",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox")
ENOUGH_FREE_GB = 2.0


def execute(*, console: Console) -> int:
    """Check Python, processors, memory, the kernel cache and the versions of libraries."""
    found = examine()
    problems = find_problems(found)
    text = pairs({key: _shown(value) for key, value in found.items()})
    console.result(
        {**found, "problems": problems},
        text + "\n\n" + ("\n".join(f"problem: {p}" for p in problems) or "all is well"),
    )
    return PROBLEMS if problems else 0


def examine() -> dict[str, Any]:
    """Return what was found, plain values only."""
    from sincerity import __version__

    return {
        "sincerity": __version__,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cores": usable_cores(),
        "memory_gb": memory_gb(),
        "kernel_cache": kernel_cache(),
        "browser": browser(),
        "libraries": versions(),
    }


def find_problems(found: dict[str, Any]) -> list[str]:
    """Return a sentence for each finding that would spoil a run."""
    problems = []
    missing = [name for name, version in found["libraries"].items() if version is None]
    if missing:
        problems.append(f"not installed: {', '.join(missing)}; `make setup` installs them")
    free = found["memory_gb"]["free"]
    if free is not None and free < ENOUGH_FREE_GB:
        problems.append(f"{free} GB of memory are free; a county wants {ENOUGH_FREE_GB:g} GB")
    cache = found["kernel_cache"]
    if cache["mode"] is not None and cache["writable_by_others"]:
        problems.append(
            f"others may write to {cache['folder']}, which holds code that runs as you; "
            "make it private (mode 700)"
        )
    if cache["owner_is_you"] is False:
        problems.append(f"{cache['folder']} holds code that runs as you and is someone else's")
    return problems


def usable_cores() -> int:
    """Return the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_gb() -> dict[str, float | None]:
    """Return total and free memory, GB (10^9 bytes), as far as the system tells."""
    try:
        page = os.sysconf("SC_PAGE_SIZE")
        total = os.sysconf("SC_PHYS_PAGES") * page
        free = os.sysconf("SC_AVPHYS_PAGES") * page
    except (ValueError, OSError, AttributeError):
        return {"total": None, "free": None}
    available = _available_bytes() or free
    return {"total": round(total / 1e9, 1), "free": round(available / 1e9, 1)}


def kernel_cache() -> dict[str, Any]:
    """Return where compiled kernels are kept and who may write there."""
    from sincerity.chance._compile import cache_folder

    folder = Path(cache_folder())
    try:
        status = folder.stat()
    except OSError:
        return {
            "folder": str(folder),
            "mode": None,
            "owner_is_you": None,
            "writable_by_others": None,
        }
    return {
        "folder": str(folder),
        "mode": oct(stat.S_IMODE(status.st_mode)),
        "owner_is_you": status.st_uid == os.getuid() if hasattr(os, "getuid") else None,
        "writable_by_others": bool(status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)),
    }


def browser() -> str | None:
    """Return a browser found on the path; reports open in any, so none is needed."""
    import shutil

    return next((name for name in BROWSERS if shutil.which(name)), None)


def versions() -> dict[str, str | None]:
    """Return the installed version of each library, None where there is none."""
    from importlib import metadata

    found: dict[str, str | None] = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = None
    return found


def _available_bytes() -> int | None:
    """Return the memory that can be had without swapping, from Linux's own table."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _shown(value: Any) -> str:
    """Return a finding as one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {'none' if v is None else v}" for key, v in value.items())
    return "none" if value is None else str(value)
