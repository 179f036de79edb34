"""Names and paths of shipped data."""

import pytest

from sincerity import library
from sincerity.errors import UsageError


def test_that_the_schemes_of_the_county_the_nation_and_elsewhere_ship() -> None:
    county = {"none", "rongcheng", "suining-2010", "suining-revised", "village-points"}
    courts = {"court-list-2013", "court-list-2017", "court-list-2025"}
    nation = {"joint-punishment-2016", "limits-2020", "one-score", "tax-rating"}
    elsewhere = {"credit-file", "midas", "robodebt", "childcare-benefits"}
    assert county | courts | nation | elsewhere <= set(library.scheme_names())


def test_that_each_scheme_with_institutions_of_its_own_finds_them_and_their_conduct() -> None:
    from sincerity import load_scheme
    from sincerity.institutions import load_institutions

    assert {"base", "midas", "robodebt", "childcare"} <= set(library.institutions_names())
    named = {load_scheme(name).institutions for name in library.scheme_names()}
    assert set(library.institutions_names()) == named
    conduct = {load_institutions(name).conduct for name in named}
    assert set() == conduct - set(library.conduct_names())


def test_that_every_shipped_file_of_cases_names_a_shipped_scheme() -> None:
    for name in library.case_names():
        text = library.cases_path(name).read_text(encoding="utf-8")
        scheme = next(row for row in text.splitlines() if row.startswith("scheme: "))
        assert scheme.removeprefix("scheme: ") in library.scheme_names()


def test_that_every_scheme_has_cases() -> None:
    assert set(library.scheme_names()) <= set(library.case_names())


def test_that_an_unknown_name_is_answered_with_the_closest_one() -> None:
    with pytest.raises(UsageError, match="did you mean 'suining-2010'"):
        library.scheme_path("suining-201")


@pytest.mark.parametrize("name", ["../conduct/base", "/etc/passwd", "", "base.conduct.yaml"])
def test_that_a_name_cannot_lead_out_of_its_folder(name: str) -> None:
    with pytest.raises(UsageError):
        library.conduct_path(name)


def test_that_file_names_and_ids_agree() -> None:
    for names, path in (
        (library.scheme_names(), library.scheme_path),
        (library.conduct_names(), library.conduct_path),
        (library.institutions_names(), library.institutions_path),
        (library.parameters_names(), library.parameters_path),
        (library.society_names(), library.society_path),
    ):
        for name in names:
            assert f"\nid: {name}\n" in path(name).read_text(encoding="utf-8")
