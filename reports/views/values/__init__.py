"""Values of indicators: the table, and forms of one cell."""
