"""Handing evidence in, and serving its files."""
