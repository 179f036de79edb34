"""Schemes in prose: every doubtful number under its own mark, and text that stays text."""

from sincerity.conduct import load_conduct
from sincerity.scheme import check_scheme, load_scheme
from sincerity.scheme.prose import describe_scheme
from sincerity.scheme.prose.page import Page, Section, Table
from tests.scheme.texts import BASE, EVERY_KEY, changed


def suining() -> Page:
    """Return the page of the Suining scheme."""
    return describe_scheme(load_scheme("suining-2010"), load_conduct())


def test_that_the_page_says_status_unknowns_conflicts_and_sources() -> None:
    page = suining()
    headings = [section.heading for section in page.sections]
    assert page.lead[0].startswith("Status: Piloted in Suining County, Jiangsu, from January 2010")
    for heading in ("What is not known", "Where sources conflict", "Sources and marks"):
        assert heading in headings


def test_that_a_term_with_another_mark_than_its_rule_shows_it() -> None:
    row = next(r for r in rules(suining()).rows if r[0] == "Running a red light")
    assert "24 months (range 24 to 60 months) [M+]" in row
    assert "V" == row[-1]


def test_that_an_unknown_number_of_points_is_shown_as_unknown() -> None:
    row = next(r for r in rules(suining()).rows if r[0].startswith("Second child"))
    assert "unknown" == row[2]
    assert "" == row[3]


def test_that_every_row_of_every_table_has_a_cell_for_every_column() -> None:
    for section in suining().sections:
        for table in section.tables:
            assert all(len(row) == len(table.columns) for row in table.rows), table.title


def test_that_signs_in_a_scheme_do_not_become_markup() -> None:
    text = changed("title: A town", 'title: "<b>*A* | `town`</b>"')
    scheme = check_scheme(text).scheme
    assert scheme is not None
    markdown = describe_scheme(scheme).to_markdown()
    assert "<b>" not in markdown
    assert r"\<b\>\*A\* \| \`town\`\</b\>" in markdown


def test_that_plain_text_keeps_inside_its_width() -> None:
    lines = suining().to_text(width=80).split("\n")
    assert max(len(line) for line in lines) <= 80


def test_that_a_table_wraps_long_cells_below_each_other() -> None:
    table = Table("T", ("A", "B"), (("one two three four", "x"),))
    text = Page("P", (), (Section("S", (), (table,)),)).to_text(width=16)
    assert "one two three  x\nfour\n" in text


def test_that_a_scheme_without_grades_or_rules_says_so() -> None:
    scheme = check_scheme(BASE[: BASE.index("rules:")]).scheme
    assert scheme is not None
    text = describe_scheme(scheme).to_text()
    assert "No conduct is scored." in text
    assert "There are no grades." in text


def every_key(old: str = "", new: str = "") -> str:
    """Return the scheme of every key as text on one line, with one passage of it changed."""
    scheme = check_scheme(changed(old, new, EVERY_KEY), conduct=load_conduct()).scheme
    assert scheme is not None
    markdown = describe_scheme(scheme, load_conduct()).to_markdown()
    return " ".join(markdown.replace("\\", "").split())


def test_that_the_page_says_who_keeps_records_and_who_is_watched() -> None:
    text = every_key()
    assert "The agency 'court' charges and lists." in text
    assert "Agencies share up and down the levels and between sectors." in text
    assert "multiplied by 2.5 (range 1 to 4) for people of grade B or list severe." in text


def test_that_the_page_says_who_enters_a_list_and_how_one_comes_off() -> None:
    text = every_key()
    for passage in (
        "grade B or a record of 'Not repaying a loan as agreed' (stage: found)",
        "standing on the list 'Debtors' or being the representative of a listed firm",
        "1 month (range 0 to 3 months) on",
        "minors, students and representatives",
        "by doing what is owed; on application after 6 months, not for the insolvent; "
        "an entry by grade ends with the grade",
        "list debtors, and those who live with them | movement | flight",
    ):
        assert passage in text


def test_that_an_unknown_way_off_is_no_way_off() -> None:
    text = every_key("performance: available", "performance: unknown")
    assert "whether by doing what is owed is not known" in text
    assert "by doing what is owed;" not in text


def test_that_a_way_off_of_doubtful_origin_shows_its_mark() -> None:
    text = every_key("performance: available", "performance: {value: available, mark: M-}")
    assert "by doing what is owed [M-]" in text


def test_that_the_page_says_what_follows_for_firms_and_their_people() -> None:
    text = every_key()
    for passage in (
        "The representative of a listed firm is entered on the list 'severe'.",
        "A firm that closes leaves its workers without work.",
        "a record of 'Fraud on customers, lenders or the state' or grade D",
        "| Unsafe work | −20 | 12 months |",
        "| No tenders | grade D or on the list | commerce | 4 | 0.02 |",
        "| D | low | up to 59 |",
    ):
        assert passage in text
    assert "leaves its workers" not in every_key(", closure: 0.02", "")


def test_that_an_older_scheme_has_no_section_of_what_it_does_not_say() -> None:
    headings = {section.heading for section in suining().sections}
    assert not {"Who keeps the records", "Who is watched more closely"} & headings
    assert not any(heading.startswith("Firms") for heading in headings)


def rules(page: Page) -> Table:
    """Return the table of rules."""
    return next(t for s in page.sections for t in s.tables if t.title == "Rules")
