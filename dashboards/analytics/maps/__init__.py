"""Maps of communes: tiles, boundaries, colours."""
