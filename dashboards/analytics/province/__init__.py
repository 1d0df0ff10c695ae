"""Pages of the whole province: overview, public page, sheet for a meeting."""
