"""Entering a district's quarter: worklist, grid, paste, files, sending."""
