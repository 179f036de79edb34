"""State as named, typed columns: declared once, owned by one phase each."""
