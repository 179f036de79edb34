"""Names of what is counted of two worlds person by person: the rows of `JointCounts`."""

CELLS = ("base_only", "reform_only", "both")
"""In which of the two worlds something is so; the rest of the people are so in neither."""
STATES = ("listed", "closed", "wronged")
"""On a list in effect; before a closed door; before one for something not done."""
RANKS = ("grade_above", "grade_below", "means_above", "means_below")
"""Who has a higher grade, a lower one, more secure means, less secure ones under the reform."""
MONTH_ROWS = (*(f"{state}_{cell}" for state in STATES for cell in CELLS), *RANKS)
"""What is counted of every month, in people."""
END_ROWS = (
    *(f"ever_{state}_{cell}" for state in STATES for cell in CELLS),
    "people_fewer",
    "people_more",
    "months_fewer",
    "months_more",
)
"""What is counted when the run is over: people in a state in any month; people with fewer and with
more sanction-months under the reform; and how many fewer or more, in sanction-months."""
