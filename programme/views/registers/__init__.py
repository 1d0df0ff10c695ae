"""Registers, cooperatives and villages: lists, rows, files in and out."""
