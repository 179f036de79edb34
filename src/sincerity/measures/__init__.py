"""What is counted and how: integer tallies into tidy metrics, with a dictionary beside them."""
