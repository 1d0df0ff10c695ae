"""Recognised communes and the rule of withdrawal."""
