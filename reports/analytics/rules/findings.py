"""What a rule finds, how much it weighs, and where."""

from dataclasses import dataclass

from reports.choices import RuleLevel


@dataclass(frozen=True, slots=True)
class Where:
    """A cell, an indicator of it, a commune, or nothing: the report as a whole."""

    commune_code: str = ""
    criterion_number: int | None = None
    indicator_code: str = ""

    @property
    def cell_key(self) -> str:
        """The key of the cell on the grid, such as 23344-5; "" when it is none."""
        if self.criterion_number is None:
            return ""
        return f"{self.commune_code}-{self.criterion_number}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence in Vietnamese for the person who fills in the report.

    ``rule`` is the code of the rule. What blocks keeps the report from being sent;
    when it ``is_confirmable``, only until the person confirms that it is meant.
    """

    rule: str
    level: RuleLevel
    message: str
    place: Where
    is_confirmable: bool = False

    def blocks(self, *, is_confirmed: bool) -> bool:
        """Whether it keeps the report from being sent, after what was confirmed."""
        if self.level != RuleLevel.BLOCK:
            return False
        return not (self.is_confirmable and is_confirmed)
