"""Figures as they are given out: read once, the same in every file."""
