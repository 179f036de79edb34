"""Random legal schemes as plain values, for Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sincerity.scheme.quantities import DOMAINS

KINDS = ("red_light", "bribe_paying", "bravery", "volunteering", "deemed_cult")
EXEMPT = ("minors", "students", "representatives")
INTEGRATIONS = ("office", "islands", "vertical", "joint", "one_store")
MEANS = ("secure", "strained", "insolvent")
REMEDIES = ("available", "none", "unknown")
MARKS = ("V", "V*", "M+", "M", "M-", "D")

_names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
_terms = st.one_of(
    st.integers(1, 240).map(lambda n: f"{n} months"), st.integers(1, 20).map(lambda n: f"{n} years")
)


def _quantity(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a value, written plainly or with a source and a mark."""
    full = st.fixed_dictionaries(
        {"value": value, "source": st.just("other")},
        optional={"mark": st.sampled_from(MARKS), "note": _names},
    )
    return st.one_of(value, full)


@st.composite
def _rule(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Return one rule on the kind of its number."""
    points = st.integers(-1000, 1000).filter(bool)
    rule: dict[str, Any] = {
        "id": f"rule_{number}",
        "label": draw(_names),
        "on": {"kind": KINDS[number]},
        "source": "text",
    }
    if draw(st.booleans()):
        low = draw(st.integers(-1000, 999))
        rule["discretion"] = {"low": low, "high": draw(st.integers(low + 1, 1000))}
    else:
        rule["points"] = draw(_quantity(points))
    rule["recovery"] = draw(_quantity(st.one_of(_terms, st.just("none"))))
    if draw(st.booleans()):
        rule["cap"] = draw(
            st.sampled_from([{"times": 1}, {"times": 3}, {"points": 1000}, {"points": 40}])
        )
    if draw(st.booleans()):
        rule["collective"] = draw(st.booleans())
    return rule


@st.composite
def schemes(draw: st.DrawFn) -> dict[str, Any]:
    """Return a legal scheme as plain values in the short forms that a person would write."""
    floor = draw(st.one_of(st.just("none"), st.integers(-500, 900)))
    cap = draw(st.one_of(st.just("none"), st.integers(1000, 3000)))
    count = draw(st.integers(0, len(KINDS)))
    scheme: dict[str, Any] = {
        "schema": "scheme/v1",
        "id": draw(st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)),
        "title": draw(_names),
        "summary": draw(_names),
        "status": {"kind": draw(st.sampled_from(["enacted", "feared", "fictional"]))},
        "sources": {
            "text": {"title": draw(_names), "mark": draw(st.sampled_from(MARKS))},
            "other": {"title": "Another", "mark": "M"},
        },
        "coverage": {"who": "residents", "min_age": draw(st.integers(0, 30)), "source": "text"},
        "score": {
            "base": draw(_quantity(st.integers(900, 1000))),
            "floor": draw(_quantity(st.just(floor))),
            "cap": draw(_quantity(st.just(cap))),
            "bounds": draw(st.sampled_from(["absorbing", "ledger"])),
            "source": "text",
        },
        "rules": [draw(_rule(number)) for number in range(count)],
        "ladder": draw(st.sampled_from(["each", "highest"])),
    }
    starts: list[int] = draw(st.lists(st.integers(0, 2000), unique=True, max_size=4))
    has_grades = draw(st.booleans())
    if starts or has_grades:
        bands: list[dict[str, Any]] = [
            {"id": f"G{n}", "label": "band", "from": start}
            for n, start in enumerate(sorted(starts, reverse=True))
        ]
        bands.append({"id": "last", "label": "last"})
        scheme["grades"] = {"regrade": draw(_terms), "bands": bands, "source": "text"}
        if draw(st.booleans()):
            domain = draw(st.sampled_from(DOMAINS))
            door = {"id": "door", "label": "Door", "grades": ["last"], "domain": domain}
            scheme["sanctions"] = [{**door, "severity": 3, "source": "text"}]
    else:
        scheme["grades"] = "none"
    if draw(st.booleans()):
        scheme |= draw(_listing(has_grades="sanctions" in scheme))
    if draw(st.booleans()):
        scheme["firms"] = draw(_firms("lists" in scheme))
    if draw(st.booleans()):
        stage = draw(st.sampled_from(INTEGRATIONS))
        scheme |= {"operator": "court", "integration": stage}
    return scheme


@st.composite
def _listing(draw: st.DrawFn, has_grades: bool) -> dict[str, Any]:
    """Return one or two lists, with what follows from them."""
    after = draw(st.integers(0, 11))
    entry: dict[str, Any] = {"kinds": [{"kind": "loan_breach"}, {"kind": "bravery"}]}
    way: dict[str, Any] = {"performance": draw(_quantity(st.sampled_from(REMEDIES)))}
    if has_grades:
        entry["grades"], way["grade"] = ["last"], draw(st.booleans())
    way["repair"] = draw(
        st.one_of(
            st.just("none"),
            st.fixed_dictionaries(
                {"after": _quantity(st.just(f"{after} months"))},
                optional={"open_to": st.sets(st.sampled_from(MEANS), min_size=1).map(sorted)},
            ),
        )
    )
    first: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"entry": st.just(entry), "term": st.sampled_from(["12 months", "permanent"])},
            optional={
                "grace": _quantity(st.integers(0, 11).map(lambda n: f"{n} months")),
                "notice": _quantity(st.sampled_from(["none", "before", "after", "unknown"])),
                "exempt": st.sets(st.sampled_from(EXEMPT)).map(sorted),
                "exit": st.just(way),
                "public": st.booleans(),
            },
        )
    )
    lists = [{"id": "first", "label": draw(_names), "colour": "black", **first, "source": "text"}]
    if draw(st.booleans()):
        second = {"id": "second", "label": "S", "colour": "mixed", "entry": {"lists": ["first"]}}
        lists.append({**second, "term": "1 month", "source": "text"})
    door = {"id": "shut", "label": "Shut", "lists": ["first"], "domain": "movement", "severity": 1}
    extra = draw(st.sampled_from([{}, {"door": "flight"}, {"reach": ["household"]}]))
    watched = {"factor": draw(_quantity(st.integers(1, 100))), "lists": ["first"], "source": "text"}
    return {
        "lists": lists,
        "perks": [{**door, **extra, "source": "text"}],
        "supervision": watched,
    }


@st.composite
def _firms(draw: st.DrawFn, has_lists: bool) -> dict[str, Any]:
    """Return the firms' part of a scheme."""
    rule = {"id": "unsafe", "label": draw(_names), "on": {"kind": "safety_breach"}}
    low = {"id": "D", "label": "low"}
    shut = {"id": "shut", "label": "S", "domain": "commerce", "severity": 2, "listed": True}
    closure = draw(_quantity(st.decimals(0, 1, places=3).map(float)))
    bands = [{"id": "A", "label": "good", "from": 60}, low]
    firms: dict[str, Any] = {
        "base": draw(_quantity(st.integers(0, 100))),
        "cap": 100,
        "rules": [{**rule, "points": draw(_quantity(st.integers(-50, -1)))}],
        "grades": draw(st.sampled_from(["none", {"regrade": "1 year", "bands": bands}])),
        "source": "text",
    }
    if draw(st.booleans()):
        entry = {"kinds": ["fraud"]}
        listing = {"id": "bad", "label": "Bad", "colour": "black", "entry": entry}
        firms["list"] = {**listing, "term": draw(_terms)}
        firms["sanctions"] = [{**shut, "closure": closure}]
        if has_lists:
            firms["representative"] = "first"
    return firms
