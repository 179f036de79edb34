"""The parts of the report, one module each: facts in, sections out."""
