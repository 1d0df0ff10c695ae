"""The import of values of indicators: a commune a row, an indicator a column."""
