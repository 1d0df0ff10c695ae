"""A name that begins like a formula stays a name in every file."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from communes.models import CommunePeriod
from dashboards.exporting.csv_files import csv_archive
from dashboards.exporting.workbook import workbook
from tests.dashboards.output_world import given_out, read
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL = "23535"
FORMULA = "=HYPERLINK(A1)"


@pytest.fixture
def report():
    CommunePeriod.objects.filter(commune=DAL).update(name=FORMULA)
    approve("618", "2019Q4", {DAL: [1]})
    return read(given_out())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_puts_a_sign_before_it(report, sign):
    facts, content = report
    commune = next(each for each in content["communes"] if each["code"] == DAL)
    commune["name"] = f"{sign}1+1"
    archive = zipfile.ZipFile(io.BytesIO(csv_archive(facts, content)))
    text = archive.read("ket-qua-2019Q4.csv").decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(text, newline=""))
    assert {each["xa"] for each in lines if each["ma_xa"] == DAL} == {f"'{sign}1+1"}


def test_csv_leaves_other_names_as_they_are_and_explains_the_sign(report):
    archive = zipfile.ZipFile(io.BytesIO(csv_archive(*report)))
    text = archive.read("ket-qua-2019Q4.csv").decode()
    assert "Huyện Ia H'Drai,23535,'=HYPERLINK(A1)" in text
    assert ",Quy hoạch," in text
    assert "có thêm dấu ' ở trước" in archive.read("tu-dien-du-lieu.csv").decode()


def test_excel_writes_it_as_text_and_has_no_formula_at_all(report):
    book = load_workbook(io.BytesIO(workbook(*report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    hostile = [cell for cell in cells if cell.value == FORMULA]
    assert hostile
    assert {cell.data_type for cell in hostile} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f"]
