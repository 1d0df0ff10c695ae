"""Names of places and criteria for tests, straight from the catalogues."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ntm_portal.lib.spreadsheets import Sheet, read_workbook
from ntm_portal.lib.text import fold
from reports.importing.tables.matrix import Matrix
from reports.importing.tables.reading import decode_sheet, read_matrix
from reports.importing.tables.row_words import district_key

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def _rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / "reference" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


CRITERIA = {
    int(row["criterion_no"]): row["criterion_name"] for row in _rows("criteria.csv")
}
GROUPS = {row["group_code"]: row["group_name"] for row in _rows("criteria.csv")}
DISTRICTS = {
    district_key(name): row["district_code"]
    for row in _rows("districts.csv")
    for name in [row["district_name"], *row["name_variants"].split("|")]
    if name
}
COMMUNES = {
    (row["district_code"], fold(name)): row["commune_code"]
    for row in _rows("communes.csv")
    if row["in_ntm_2019"] == "1" or row["commune_code"] == "23473"
    for name in [row["commune_name"], *row["name_variants"].split("|")]
    if name
} | {("613", "daklong"): "23473"}


def is_district(text: str) -> bool:
    return district_key(text) in DISTRICTS


def is_commune(name: str, heading: str | None) -> bool:
    return commune_code(name, heading) is not None


def commune_code(name: str, heading: str | None) -> str | None:
    """Return a commune's code; without a heading the first of that name."""
    key = fold(name.removeprefix("Xã "))
    district = None if heading is None else DISTRICTS.get(district_key(heading))
    return next(
        (
            code
            for (of, folded), code in COMMUNES.items()
            if folded == key and district in (None, of)
        ),
        None,
    )


def matrix_of(sheet: Sheet, columns: Mapping[int, str] | None = None) -> Matrix:
    """Read a sheet that is Unicode already, with what a person said of columns."""
    return read_matrix(
        sheet,
        criteria=CRITERIA,
        is_district=is_district,
        is_commune=is_commune,
        columns=columns,
    )


@cache
def raw_sample(name: str) -> Sheet:
    """Return the first sheet of a sample workbook as it is stored."""
    data = (FIXTURES / "appendix" / name).read_bytes()
    return read_workbook(data, name=name)[0]


@cache
def sample(name: str) -> tuple[Sheet, str]:
    """Return the decoded first sheet of a sample workbook, and its encoding."""
    return decode_sheet(raw_sample(name))
