"""Pages of criteria and of the agencies that answer for them."""
