"""Imports of appendices: upload, preview, questions, history, undo."""
