"""The workbook opens, prints and charts; every number in it is a number."""

import dataclasses
import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook

from communes.models import District
from criteria.models import CommunePlan, CommuneTarget, CriteriaSet, Criterion
from dashboards.exporting.workbook import SHEETS, workbook
from tests.dashboards.output_world import given_out, read
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL, DOM = "23535", "23537"


@pytest.fixture
def data():
    plan = CommunePlan.objects.create(
        criteria_set=CriteriaSet.objects.get(subject="commune"),
        number=1,
        document="Phụ lục 01 (thử)",
        effective_from=dt.date(2019, 11, 25),
        recorded_at=dt.datetime(2019, 11, 25, tzinfo=dt.UTC),
    )
    for commune, value, year in ((DAL, "met", None), (DOM, "planned", 2020)):
        CommuneTarget.objects.create(
            plan=plan,
            commune_id=commune,
            criterion=Criterion.objects.get(number=5),
            value=value,
            year=year,
        )
    approve("618", "2019Q3", {DAL: [1, 9]})
    approve("618", "2019Q4", {DAL: [1, 18, 19]}, unknown={DOM: [3]}, is_demo=True)
    return workbook(*read(given_out(today=dt.date(2020, 2, 1))))


@pytest.fixture
def book(data):
    return load_workbook(io.BytesIO(data))


def rows(sheet):
    return [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5)]


def test_the_sheets_come_in_their_order(book):
    assert book.sheetnames == list(SHEETS)


def test_no_number_is_text(book):
    for sheet in book:
        for line in sheet.iter_rows(min_row=6):
            for cell in line:
                if isinstance(cell.value, str):
                    # Codes of communes are names.
                    is_code = sheet.title == "Xã × tiêu chí" and cell.column == 2
                    assert is_code or not cell.value.replace(",", "").isdecimal()


def test_every_sheet_prints_with_its_headings(book):
    for sheet in book:
        assert sheet.print_area
        assert sheet.print_title_rows == "$5:$5"
        assert sheet.freeze_panes
        assert "bản xuất" in sheet.oddFooter.left.text
        assert "SỐ LIỆU MINH HỌA" in sheet["A3"].value


def test_three_sheets_have_charts_of_excel_s_own(data):
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) == 3


def test_a_result_is_one_letter_and_no_data_is_blank(book):
    lines = {line[1]: line for line in rows(book["Xã × tiêu chí"])}
    assert lines[DAL][3:8] == [3, "Đ", "C", "C", "C"]
    assert lines[DOM][4:7] == ["C", "C", "?"]
    silent = next(line for line in lines.values() if line[0] == "Huyện Đắk Glei")
    assert silent[3:23] == [None] * 20


def test_a_district_without_data_has_no_counts(book):
    lines = {line[0]: line[1:] for line in rows(book["Huyện"])}
    assert lines["Huyện Đắk Glei"][2:] == [None] * (len(lines["Toàn tỉnh"]) - 2)
    assert lines["Toàn tỉnh"][2] == 3


def test_the_workbook_is_of_the_day_it_was_read_on_here():
    approve("618", "2019Q4", {})
    facts, content = read(given_out())
    night = dt.datetime(2021, 3, 19, 20, tzinfo=dt.UTC)
    made = workbook(dataclasses.replace(facts, read_at=night), content)
    created = load_workbook(io.BytesIO(made)).properties.created
    assert created.date() == dt.date(2021, 3, 20)


def test_what_rose_and_fell_is_listed_commune_by_commune(book):
    found = [tuple(line[1:4]) for line in rows(book["Tăng giảm"])[1:]]
    assert found == [
        ("Ia Đal", "giảm", 9),
        ("Ia Đal", "tăng", 18),
        ("Ia Đal", "tăng", 19),
    ]


def test_the_plan_has_years_as_numbers(book):
    lines = {line[1]: line for line in rows(book["Phụ lục 01"])}
    assert (lines["Ia Đal"][6], lines["Ia Dom"][6]) == ("x", 2020)


def test_the_source_names_the_revision_and_its_day(book):
    [line] = [line for line in rows(book["Nguồn"]) if line[0] == "Huyện Ia H'Drai"]
    on = dt.datetime(2020, 1, 10)  # noqa: DTZ001 - a day, as the reader has it
    assert line[1:4] == ["Quý IV/2019", 1, on]


def test_a_share_and_an_average_have_their_formats(book):
    sheet = book["Mục tiêu"]
    assert sheet["D6"].number_format == "0.0%"
    assert sheet["D6"].value == pytest.approx(1 / 85)
    assert book["Huyện"]["F6"].number_format == "#,##0.00"


def test_without_a_plan_or_a_quarter_before_the_workbook_opens():
    approve(District.objects.first().code, "2019Q4", {})
    book = load_workbook(io.BytesIO(workbook(*read(given_out()))))
    assert book["Phụ lục 01"]["A1"].value == "CHƯA CÓ PHỤ LỤC 01 NÀO ĐƯỢC NHẬP"
