"""Pages of one cell of a report, and what people do there."""
