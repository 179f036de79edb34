"""Tallies with made-up but consistent counts, for tests that need no world."""

from __future__ import annotations

import numpy as np

from sincerity.world.tallies import CENSUS_ATTRIBUTES, CENSUS_CATEGORIES, Labels, Tallies


def fake_tallies(
    *,
    months: int = 14,
    kinds: tuple[str, ...] = ("red_light", "worship", "good_deed"),
    rules: tuple[str, ...] = ("red_light", "worship", "good_deed"),
    signs: tuple[int, ...] = (-1, -1, 1),
    grades: tuple[str, ...] = ("A", "B", "C", "D"),
    lists: tuple[str, ...] = ("first_publication",),
    doors: tuple[str, ...] = ("no_licence", "school_place"),
    people_per_class: int = 70,
    seed: int = 5,
) -> Tallies:
    """Return tallies whose tables agree with each other: people, scores, grades and census."""
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
    records = np.stack([done // 4, done // 40, done // 80], axis=2)
    charges = draw.integers(20, 400, size=(months, len(rules), 3)) // np.array([1, 12, 40])
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
    entries = draw.integers(0, 900, size=(months, len(lists), 2)) // np.array([1, 20])
    return Tallies(
        labels=Labels(kinds=kinds, rules=rules, grades=grades, lists=lists, doors=doors),
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
        charged_people=draw.integers(0, 6, size=(months, 144)),
        list_members=draw.integers(0, 3, size=(months, len(lists), 144)),
        list_entries=entries,
        door_months=draw.integers(0, 5, size=(months, len(doors), 144)),
        awareness=awareness,
        certainty_sum=residents.sum(axis=1) * 60,
        fear_sum=residents.sum(axis=1) * 25,
        cannot_pay_acts=done // 9,
        census=census,
        census_score_sum=census[..., :-1].sum(axis=3) * 940,
    )
