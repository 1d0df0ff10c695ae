"""Readers and writers of every format of workbook; ``spreadsheets`` is the way in."""
