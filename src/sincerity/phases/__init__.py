"""The phases of a month, one module each: what it does, its tables and its compiled kernel."""
