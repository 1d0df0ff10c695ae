"""The four sample workbooks read to the figures beside them."""

import json
from typing import Any

import pytest

from ntm_portal.lib.periods import Quarter
from reports.choices import ResultState
from reports.importing.marks import decide_blanks, read_mark, read_plan, settle_row
from reports.importing.tables.matrix import Matrix
from reports.importing.tables.totals import TotalChecks, check_totals
from tests.reports.importing.places import (
    CRITERIA,
    FIXTURES,
    commune_code,
    matrix_of,
    sample,
)

RESULTS = ["ket-qua-2017Q4-tcvn3", "ket-qua-2019Q3-plain"]


def expected(name: str) -> Any:
    return json.loads((FIXTURES / "appendix" / f"{name}.json").read_text())


def code(row: Any) -> str | None:
    return commune_code(row.name, row.district_cell.shown)


def met(matrix: Matrix) -> dict[int, dict[int, bool | None]]:
    readings = {
        row.row_number: {n: read_mark(cell) for n, cell in row.marks.items()}
        for row in matrix.communes
    }
    blanks = decide_blanks(x for row in readings.values() for x in row.values())
    return {
        row.row_number: {
            number: state is ResultState.MET
            for number, state in settle_row(
                readings[row.row_number], row.total, blanks
            ).states.items()
        }
        for row in matrix.communes
    }


@pytest.mark.parametrize("name", RESULTS)
def test_a_results_sample_reads_to_its_figures(name: str) -> None:
    sheet, encoding = sample(f"{name}.xlsx")
    figures = expected(name)
    matrix = matrix_of(sheet)
    results = met(matrix)
    read = {
        code(row): [n for n, is_met in results[row.row_number].items() if is_met]
        for row in matrix.communes
    }
    assert read == figures["met"]
    assert encoding == ("tcvn3" if "tcvn3" in name else "unicode")
    assert matrix.title_quarters == (Quarter.parse(figures["period"]),)
    assert matrix.problems == matrix.warnings == ()
    assert check_totals(matrix, results) == TotalChecks((), ())


def test_the_first_appendix_reads_to_its_plan() -> None:
    matrix = matrix_of(sample("phu-luc-01-mau.xlsx")[0])
    plans = {
        row.row_number: {n: read_plan(cell) for n, cell in row.marks.items()}
        for row in matrix.communes
    }
    read = {
        code(row): {
            str(n): "x" if plan.is_met else plan.year
            for n, plan in plans[row.row_number].items()
        }
        for row in matrix.communes
    }
    counts: dict[int, dict[int, bool | None]] = {
        row: {n: plan.counts for n, plan in cells.items()}
        for row, cells in plans.items()
    }
    assert read == expected("phu-luc-01-mau")
    assert matrix.title_quarters == ()
    assert matrix.problems == matrix.warnings == ()
    assert check_totals(matrix, counts) == TotalChecks((), ())


@pytest.mark.parametrize("name", [*RESULTS, "phu-luc-01-mau"])
def test_headers_of_a_sample_are_paths_of_group_and_criterion(name: str) -> None:
    matrix = matrix_of(sample(f"{name}.xlsx")[0])
    paths = {number: column.header_path for number, column in matrix.columns.items()}
    assert paths[5] == "Hạ tầng kinh tế - xã hội › 5. Trường học"
    assert paths[18] == f"Hệ thống chính trị › 18. {CRITERIA[18]}"
    assert list(paths) == list(CRITERIA)


def test_the_second_appendix_is_no_table_of_communes() -> None:
    (problem,) = matrix_of(sample("phu-luc-02-mau.xlsx")[0]).problems
    assert "Không tìm thấy bảng" in problem.message
