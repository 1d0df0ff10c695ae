"""Targets and plans: what is attained, what is missing, what would tip them."""
