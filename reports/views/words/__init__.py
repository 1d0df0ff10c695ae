"""The texts of a report and its signed paper."""
