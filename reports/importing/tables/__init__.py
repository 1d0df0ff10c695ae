"""A table found in a sheet: its headers, columns, rows, and what they sum up to."""
