"""Tallies with made-up but consistent counts, for tests that need no world."""

from __future__ import annotations

from typing import Any

import numpy as np

from sincerity.phases.rows import CAUSES, ENTRY_CAUSES, EXIT_REASONS, TAINTS
from sincerity.phases.tally_arrays import ATTEMPT_ENDS, FIRM_FATES, FIRM_TIPS
from sincerity.world.tallies import CENSUS_ATTRIBUTES, CENSUS_CATEGORIES, Labels, Tallies

Array = np.ndarray[Any, np.dtype[np.int64]]


def fake_tallies(
    *,
    months: int = 14,
    kinds: tuple[str, ...] = ("red_light", "worship", "good_deed"),
    rules: tuple[str, ...] = ("red_light", "worship", "good_deed"),
    signs: tuple[int, ...] = (-1, -1, 1),
    grades: tuple[str, ...] = ("A", "B", "C", "D"),
    lists: tuple[str, ...] = ("first_publication",),
    doors: tuple[str, ...] = ("no_licence", "school_place"),
    sanctions: int = 1,
    agencies: tuple[str, ...] = (),
    firm_kinds: tuple[str, ...] = (),
    firm_grades: tuple[str, ...] = (),
    people_per_class: int = 70,
    seed: int = 5,
) -> Tallies:
    """
    Return tallies whose tables agree with each other: people, scores, grades, lists and doors.

    Without agencies they are those of a single office; without kinds of firms there are no firms.
    """
    draw = np.random.default_rng(seed)
    bins = 64
    edges = tuple(range(480, 480 + 10 * (bins + 1), 10))
    n_grades = max(len(grades), 1)
    residents = np.full((months, 144), people_per_class, dtype=np.int64)
    outside = residents // 7
    covered = residents - outside
    class_score = np.zeros((months, 144, bins), dtype=np.int64)
    for month in range(months):
        spread = np.abs(draw.normal(0, 1.5 + month, size=(144, people_per_class)))
        place = np.clip(52 - spread.astype(np.int64), 0, bins - 1)
        for c in range(144):
            class_score[month, c] = np.bincount(place[c, : covered[month, c]], minlength=bins)
    middles = np.array(edges[:-1]) + 5
    lowest = np.array(edges[:-1])
    class_grade = np.zeros((months, 144, n_grades + 1), dtype=np.int64)
    cuts = ((970, 10**6), (850, 970), (600, 850), (-(10**6), 600))
    for g in range(n_grades):
        low, high = cuts[g] if len(grades) == 4 else ((-(10**6), 10**6) if g == 0 else (0, 0))
        class_grade[:, :, g] = class_score[:, :, (lowest >= low) & (lowest < high)].sum(axis=2)
    class_grade[:, :, -1] = outside
    acts = draw.integers(0, 40, size=(months, len(kinds), 144))
    done = acts.sum(axis=2)
    told = 1 if agencies else 0
    parts = [done // 4, done // 40, done // 80, told * done // 60, told * done // 90]
    records = np.stack(parts, axis=2)
    charges = draw.integers(20, 400, size=(months, len(rules), 5))
    charges = charges // np.array([1, 12, 40, 60, 90]) * np.array([1, 1, 1, told, told])
    sign = np.array(signs, dtype=np.int64)[None, :, None]
    points = 10 * sign * draw.integers(0, 30, size=(months, len(rules), 144))
    census_months = tuple(m for m in range(months) if m % 12 == 11 or m == months - 1)
    whole = class_grade.sum(axis=1)[list(census_months)]
    census = np.zeros(
        (len(census_months), len(CENSUS_ATTRIBUTES), CENSUS_CATEGORIES, n_grades + 1), np.int64
    )
    for a, values in enumerate(CENSUS_ATTRIBUTES.values()):
        part = whole // len(values)
        census[:, a, : len(values)] = part[:, None]
        census[:, a, 0] += whole - part * len(values)
    aware = np.linspace(0.05, 0.8, months)
    rungs = np.stack([1 - aware, aware * 0.5, aware * 0.3, aware * 0.2], axis=1)
    awareness = (rungs[:, :, None] * residents[:, None, :]).astype(np.int64)
    return Tallies(
        labels=Labels(
            kinds=kinds,
            rules=rules,
            grades=grades,
            lists=lists,
            doors=doors,
            sanctions=sanctions,
            agencies=agencies,
            firm_kinds=firm_kinds,
            firm_grades=firm_grades,
        ),
        score_bin_edges=np.array(edges, dtype=np.int64),
        census_months=np.array(census_months, dtype=np.int64),
        class_grade=class_grade,
        class_score=class_score,
        score_sum=(class_score * middles).sum(axis=2),
        acts=acts,
        undisturbed=done + done // 7,
        candidates=2 * done,
        records=records,
        unmatched=draw.integers(0, 9, size=months),
        unscored=draw.integers(0, 90, size=months),
        rule_charges=charges,
        rule_points=points,
        returned_points=draw.integers(0, 900, size=months),
        clamped_points=draw.integers(0, 90, size=months),
        charged_people=min(len(rules), 1) * draw.integers(0, 6, size=(months, 144)),
        awareness=awareness,
        certainty_sum=residents.sum(axis=1) * 60,
        fear_sum=residents.sum(axis=1) * 25,
        cannot_pay_acts=done // 9,
        census=census,
        census_score_sum=census[..., :-1].sum(axis=3) * 940,
        problems=np.array([40, 30, 20, 24]) * draw.integers(1, 4, size=(months, 1)),
        **_lists(draw, months, len(lists), len(agencies)),
        **_doors(draw, months, len(doors), sanctions),
        **_ways_back(draw, months, told),
        **_agencies(draw, months, len(agencies), done.sum(axis=1)),
        **_firms(draw, months, len(firm_kinds), len(firm_grades)),
        **_voices(draw, months),
    )


def _lists(draw: np.random.Generator, months: int, lists: int, agencies: int) -> dict[str, Array]:
    """Return entries by cause and taint, ends of entries that stand, and who comes to know."""
    by_cause = [1, 20, 30, 40, 50, 3, 9, 12] if agencies else [1, 20, 30, 1000, 1000, 3, 1000, 1000]
    entries = draw.integers(0, 900, size=(months, lists, len(ENTRY_CAUSES))) // np.array(by_cause)
    entered = entries.sum(axis=2)
    exits = np.zeros((months, lists, len(EXIT_REASONS)), dtype=np.int64)
    standing = np.zeros(lists, dtype=np.int64)
    for month in range(1, months):
        standing += entered[month - 1]
        exits[month] = standing[:, None] // np.array([9, 20, 30, 40, 50])
        standing -= exits[month].sum(axis=1)
    by_record = entries[:, :, : len(CAUSES)].sum(axis=2)
    reach = np.zeros((months, lists, 3), dtype=np.int64)
    if agencies:
        for place in np.ndindex(months, lists):
            know = draw.integers(1, agencies + 1, size=by_record[place])
            reach[place] = len(know), know.sum(), (know**2).sum()
    return {
        "list_members": draw.integers(0, 3, size=(months, lists, 144)),
        "list_entries": entries,
        "list_entry_taint": entered[:, :, None] // np.array([20, 5, 9, 4, 12])[: len(TAINTS)],
        "list_exits": exits,
        "list_exit_months": exits * np.array([6, 2, 3, 4, 5]),
        "list_reentries": entered // 50,
        "reach": reach,
    }


def _doors(draw: np.random.Generator, months: int, doors: int, sanctions: int) -> dict[str, Array]:
    """Return person-months before doors, the wrongful parts of them, and attempts."""
    own = draw.integers(0, 9, size=(months, doors, 144))
    closes = (np.arange(doors) < sanctions).astype(np.int64)
    closed = own * closes[:, None]
    spill, stale = closed // 4, closed // 6
    parts = [closed // 5 + stale, closed // 3, closed // 4, closed // 7, closed // 8 + spill]
    burden = np.stack(parts, axis=2)  # month, door, column, class
    total = (closed + spill + stale).sum(axis=(1, 2))
    tried = closed.sum(axis=2)[:, :, None] // np.array([9, 20, 40])
    wronged = burden[:, :, 0].sum(axis=(1, 2)) // 2
    ended = np.concatenate([[0], np.minimum(wronged[:-1] // 4, wronged[1:])]).astype(np.int64)
    started = wronged - np.concatenate([[0], wronged[:-1]]).astype(np.int64) + ended
    more = np.maximum(-started, 0)
    return {
        "door_months": own,
        "burden": burden.sum(axis=1),
        "burden_doors": burden.sum(axis=3),
        "burden_people": burden.sum(axis=(1, 3)) // 2,
        "spill_months": spill.sum(axis=2),
        "spill_minor_months": spill.sum(axis=2) // 4,
        "stale_months": stale.sum(axis=2),
        "door_attempts": tried[:, :, : len(ATTEMPT_ENDS)],
        "blocked_wrong": tried[:, :, 0] // 6,
        "falls_caused": tried.sum(axis=(1, 2)) // 8,
        "falls_applied": tried.sum(axis=(1, 2)) // 9,
        "idle_people": tried.sum(axis=(1, 2)) // 5,
        "wronged_started": started + more,
        "wronged_ended": ended + more,
        "wronged_months": wronged,
        "wronged_again": (started + more) // 10,
        "sanctioned_months": np.maximum(total * 2 // 3, burden.sum(axis=(1, 3)).max(axis=1) // 2),
    }


def _ways_back(draw: np.random.Generator, months: int, told: int) -> dict[str, Array]:
    """Return objections with a queue that grows, and ends of entries by means."""
    filed = draw.integers(20, 60, size=(months, 2))
    decided = np.concatenate([np.zeros((1, 2), dtype=np.int64), filed[:-1] * 2 // 3])
    upheld = decided * np.array([1, 7]) // 10
    standing = draw.integers(300, 900, size=(months, 3)) * told
    return {
        "objections": np.stack([filed, upheld, decided - upheld], axis=2),
        "objection_delay": decided.sum(axis=1) * 3,
        "performed": standing // np.array([30, 90, 900]),
        "repaired": standing // np.array([20, 50, 200]),
        "listed_by_means": standing,
    }


def _agencies(
    draw: np.random.Generator, months: int, agencies: int, acts: Array
) -> dict[str, Array]:
    """Return records by agency and cause, and acts seen of the watched and of others."""
    made = draw.integers(0, 400, size=(months, agencies, len(CAUSES)))
    watched = acts // 20 if agencies else 0 * acts
    others = acts - watched
    return {
        "agency_records": made // np.array([1, 20, 40, 60, 90]),
        "acts_watched": np.stack(
            [np.stack([others, others // 4], axis=1), np.stack([watched, watched // 2], axis=1)],
            axis=1,
        ),
    }


def _firms(draw: np.random.Generator, months: int, kinds: int, grades: int) -> dict[str, Array]:
    """Return what firms did and what became of them; nothing without kinds of firms."""
    here = 1 if kinds else 0
    wanted = draw.integers(10, 60, size=(months, kinds))
    done = wanted * 4 // 5
    found = done // 3
    tips = np.stack([done.sum(axis=1) // 6, done.sum(axis=1) // 40, done.sum(axis=1) // 4], axis=1)
    open_firms = np.full(months, 200 * here, dtype=np.int64)
    by_grade = open_firms[:, None] // (grades + 1) + np.zeros((1, grades + 1), dtype=np.int64)
    by_grade[:, -1] += open_firms - by_grade.sum(axis=1)
    return {
        "firm_acts": done,
        "firm_undisturbed": wanted,
        "firm_victims": 5 * done,
        "firm_prevented": 5 * (wanted - done),
        "firm_found": found,
        "firm_missed": done - found,
        "firm_tips": tips[:, : len(FIRM_TIPS)],
        "firm_fate": here * draw.integers(0, 9, size=(months, len(FIRM_FATES))),
        "firm_grades": by_grade,
        "workers_laid_off": here * draw.integers(0, 90, size=months),
        "firm_listed": open_firms // 20,
        "firm_listed_entries": open_firms // 50,
        "firms_open": open_firms,
    }


def _voices(draw: np.random.Generator, months: int) -> dict[str, Array]:
    """Return what a survey hears, and who speaks up, in a society of one county."""
    answers = draw.integers(0, 9, size=(months, 144, 6)) * np.array([0, 1, 2, 6, 3, 1])
    asked = answers.sum(axis=2, keepdims=True)
    levels = asked * np.array([150, 165, 170])
    survey = np.concatenate([answers, levels], axis=2)
    whole = survey.sum(axis=1)
    aware = np.stack([whole // 2, whole // 4, whole // 8, whole - whole // 2 - whole // 4], axis=1)
    aware[:, 3] -= whole // 8
    halves = np.stack([whole - whole // 3, whole // 3], axis=1)
    aggrieved = draw.integers(0, 5, size=(months, 144))
    parts = np.array([1, 90, 0, 0, 0, 0]) * aggrieved[:, :, None]
    parts[:, :, 2:] = aggrieved[:, :, None] // np.array([3, 2, 2, 4])
    heard = parts.sum(axis=1)
    withdrawn = np.arange(months) > months // 2
    noticed = np.arange(months) == months // 2
    county = np.stack([heard[:, 2], heard[:, 4], noticed, withdrawn], axis=1).astype(np.int64)
    return {
        "survey": survey,
        "survey_aware": aware,
        "survey_groups": np.stack([halves] * 3, axis=1),
        "survey_counties": whole[:, None],
        "voices": parts,
        "county_voices": county[:, None],
    }
