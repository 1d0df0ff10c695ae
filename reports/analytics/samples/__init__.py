"""Claims checked in the field: which may be drawn, the draw, and what was found."""
