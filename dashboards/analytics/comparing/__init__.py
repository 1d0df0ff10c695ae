"""Moments and places held against each other."""
