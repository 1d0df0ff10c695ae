"""Reading of the catalogues in fixtures/: small CSV files in UTF-8."""

import csv
import unicodedata
from pathlib import Path


def read_catalogue(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with NFC text; absent cells are ''."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {
                name: unicodedata.normalize("NFC", value or "")
                for name, value in row.items()
            }
            for row in csv.DictReader(lines)
        ]
