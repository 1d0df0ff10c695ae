"""What is wrong in a file, named so that its author finds the cell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct or to know: where, under which header, what was read.

    ``cell`` is an address such as G49, empty when no single cell is meant;
    ``header`` is a path such as "Hạ tầng kinh tế - xã hội › 5. Trường học";
    ``value`` is what a reader of the sheet sees; ``message`` is for the user.
    """

    sheet: str
    cell: str
    header: str
    value: str
    message: str

    def as_json(self) -> dict[str, str]:
        """Return the object that the command line prints."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "header": self.header,
            "value": self.value,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must say before a file can be taken; never guessed.

    ``key`` names the answer ("unit:B12", "encoding"); ``cell`` is "" when the whole
    file is meant; ``choices`` are (value, label) and ``value`` is what was read.
    """

    key: str
    cell: str
    value: str
    message: str
    choices: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """Return the object that a preview keeps."""
        return {
            "key": self.key,
            "cell": self.cell,
            "value": self.value,
            "message": self.message,
            "choices": [list(choice) for choice in self.choices],
        }
