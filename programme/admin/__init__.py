"""Back office of the programme: dated rules are kept here."""

from programme.admin import capital, exit_rules, recognitions

__all__ = ["capital", "exit_rules", "recognitions"]
