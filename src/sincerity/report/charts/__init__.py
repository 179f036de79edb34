"""The few forms of chart that the report uses, each for a wide and a narrow page."""
