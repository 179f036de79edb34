"""Run every benchmark and print a table; ``--json FILE`` keeps the figures."""

import argparse
import json
import os
import platform
from pathlib import Path
from typing import Any

import numba
import numpy as np

from benchmarks import small_model as small
from benchmarks.timing import median_ratio, rates, seconds_of
from benchmarks.worlds import (
    loop,
    make_world,
    pair,
    peak_rss_bytes,
    phase_costs,
    society,
    state_bytes,
)

SMALL_PEOPLE, SMALL_MONTHS = 10_000_000, 24
COUNTY, HUNDRED = "suining-county", "hundred-counties"


def _plan() -> float:
    model = small.plan_model(SMALL_PEOPLE, THREADS)
    return seconds_of(lambda: model.run(SMALL_MONTHS))


def _fused(kernel: Any) -> float:
    score = np.full(SMALL_PEOPLE, small.START, dtype=np.int16)
    left = np.full(SMALL_PEOPLE, 0, dtype=np.uint8)
    return seconds_of(lambda: kernel(score, left, np.uint64(1), SMALL_MONTHS, small.BLOCK))


def _numpy() -> float:
    people = SMALL_PEOPLE // 10
    return 10 * seconds_of(lambda: small.numpy_model(people, SMALL_MONTHS, 1))


def _warm() -> None:
    few = small.BLOCK * THREADS
    small.plan_model(few, THREADS).run(1)
    for kernel in (small.fused_philox, small.fused_hash):
        score = np.full(few, small.START, dtype=np.int16)
        kernel(score, np.full(few, 0, dtype=np.uint8), np.uint64(1), 1, small.BLOCK)
    loop(COUNTY, 13, THREADS)()


def small_model(runs: int) -> dict[str, Any]:
    """Speed of the small common model against two hand-written kernels and chunked NumPy."""
    works = {
        "plan API": _plan,
        "fused, same draws": lambda: _fused(small.fused_philox),
        "fused, cheapest hash": lambda: _fused(small.fused_hash),
        "chunked NumPy, 1 thread": _numpy,
    }
    found = rates(works, dict.fromkeys(works, SMALL_PEOPLE * SMALL_MONTHS), runs)
    print(
        f"\nSmall common model, {SMALL_PEOPLE:,} people, {SMALL_MONTHS} months, {THREADS} threads"
    )
    for name, rate in found.items():
        print(f"  {name:26} {rate.millions():>22} million person-months/s")
    result: dict[str, Any] = {name: vars(rate) for name, rate in found.items()}
    for name in ("fused, same draws", "fused, cheapest hash", "chunked NumPy, 1 thread"):
        ratio, low, high = median_ratio(_plan, works[name], runs)
        result[f"plan API / {name}"] = {"median": ratio, "lowest": low, "highest": high}
        print(f"  plan API / {name:26} {ratio:6.2f} ({low:.2f}-{high:.2f})")
    return result


def grade_shares() -> dict[str, float]:
    """Share below 850 after 24 and 120 months, per million, at ten million people."""
    model = small.plan_model(SMALL_PEOPLE, THREADS)
    shares = {}
    for months in (24, 120):
        model.run(months - model.month)
        shares[str(months)] = float((model.columns["score"] < small.LIMIT).mean() * 1e6)
    print("\nBelow 850 per million people (elsewhere: 1,233 at 24 months, about 160,200 at 120)")
    for months, share in shares.items():
        print(f"  after {months:>3} months {share:12,.1f}")
    return shares


def county(runs: int) -> dict[str, Any]:
    """Speed of the whole model on the county, its scaling over threads, and cost by phase."""
    months = 36
    works = {f"{n} threads": loop(COUNTY, months, n) for n in range(1, THREADS + 1)}
    works["blocks of 2^17"] = loop(COUNTY, months, THREADS, block_size=2**17)
    person_months = society(COUNTY).n_residents * months
    found = rates(works, dict.fromkeys(works, person_months), runs)
    print(f"\nSuining 2010, {society(COUNTY).n_residents:,} people, {months} months, all phases")
    for name, rate in found.items():
        print(f"  {name:26} {rate.millions():>22} million person-months/s")
    costs = phase_costs(COUNTY, months)
    print("  processor ns a slot-month: " + ", ".join(f"{k} {v:.2f}" for k, v in costs.items()))
    print(f"  in all {sum(costs.values()):.2f}")
    return {name: vars(rate) for name, rate in found.items()} | {"phase_ns": costs}


ALL_PHASES = {
    "court-list-2017, joint": {"scheme": "court-list-2017", "integration": "joint"},
    "one-score, one store": {"scheme": "one-score", "integration": "one_store"},
}
"""Worlds with every phase: agencies, lists with exits, doors of life, objections, firms."""


def all_phases(runs: int) -> dict[str, Any]:
    """Speed, cost by phase and state of the county in worlds where every phase is on."""
    months = 36
    works = {name: loop(COUNTY, months, THREADS, **world) for name, world in ALL_PHASES.items()}
    person_months = society(COUNTY).n_residents * months
    found = rates(works, dict.fromkeys(works, person_months), runs)
    print(f"\nEvery phase on, {society(COUNTY).n_residents:,} people, {months} months")
    result: dict[str, Any] = {}
    for name, world in ALL_PHASES.items():
        costs = phase_costs(COUNTY, months, **world)
        size = state_bytes(COUNTY, months, **world)
        print(f"  {name:26} {found[name].millions():>22} million person-months/s")
        print(f"    state at month {months}: {size:.2f} B a person")
        print(
            "    processor ns a slot-month: " + ", ".join(f"{k} {v:.2f}" for k, v in costs.items())
        )
        print(f"    in all {sum(costs.values()):.2f}")
        result[name] = vars(found[name]) | {"phase_ns": costs, "state_bytes_per_person": size}
    return result


def pairs(runs: int) -> dict[str, Any]:
    """Time of two worlds in step, counted person by person, over that of one."""
    months = 36
    print(f"\nTwo worlds in step over one, county, {months} months, {THREADS} threads")
    result: dict[str, Any] = {}
    for name, world in {"suining-2010": {}, **ALL_PHASES}.items():
        single, both = (
            loop(COUNTY, months, THREADS, **world),
            pair(COUNTY, months, THREADS, **world),
        )
        ratio, low, high = median_ratio(single, both, runs)
        print(f"  {name:26} {ratio:6.2f} ({low:.2f}-{high:.2f})")
        result[name] = {"median": ratio, "lowest": low, "highest": high}
    return result


def scale(runs: int) -> dict[str, Any]:
    """Time a person-month and memory a person of a hundred counties beside the one."""
    months = 12
    people = society(HUNDRED).n_residents
    before = peak_rss_bytes()
    big = make_world(HUNDRED, threads=THREADS)
    one = loop(COUNTY, months, THREADS)
    big_seconds, small_seconds = [], []
    for month in range(months):
        started = big.timing.loop_seconds
        big.step()
        big_seconds.append(big.timing.loop_seconds - started)
        if month % 4 == 0:
            small_seconds += [one() for _ in range(runs)]
    slope = (peak_rss_bytes() - before) / people
    per_month = {
        HUNDRED: sum(big_seconds) / months / people,
        COUNTY: float(np.median(small_seconds)) / months / society(COUNTY).n_residents,
    }
    tables = big.bulletins.nbytes
    print(f"\n{people:,} people, {months} months")
    for name, value in per_month.items():
        print(f"  {name:18} {value * 1e9:6.2f} ns a person-month")
    print(f"  ratio {per_month[HUNDRED] / per_month[COUNTY]:.2f}")
    print(
        f"  state {big.state_bytes_per_person():.2f} B a person, all memory {slope:.2f} B a person"
    )
    print(
        f"  bulletins of {months} months {tables / 1e6:.1f} MB,"
        f" state {big.state_bytes() / 1e6:.0f} MB"
    )
    return {
        "ns_per_person_month": {name: value * 1e9 for name, value in per_month.items()},
        "state_bytes_per_person": big.state_bytes_per_person(),
        "rss_bytes_per_person": slope,
        "bulletin_bytes": tables,
        "state_bytes": big.state_bytes(),
    }


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--no-scale", action="store_true", help="leave out the 100 million people")
    options = parser.parse_args()
    numba.set_num_threads(THREADS)
    _warm()
    report: dict[str, Any] = {
        "machine": {
            "processors": os.cpu_count(),
            "machine": platform.machine(),
            "python": platform.python_version(),
            "numba": numba.__version__,
            "numpy": np.__version__,
        },
        "small_model": small_model(options.runs),
        "grade_d_per_million": grade_shares(),
        "county": county(options.runs),
        "all_phases": all_phases(options.runs),
        "pairs": pairs(options.runs),
    }
    if not options.no_scale:
        report["scale"] = scale(options.runs)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        print(f"\nfigures: {options.json}")


THREADS = min(2, os.cpu_count() or 1)

if __name__ == "__main__":
    main()
