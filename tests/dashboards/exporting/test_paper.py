"""What the report on paper says beside its tables, the same in Word and in print."""

import datetime as dt
import io

import docx
import pytest
from django.conf import settings

from criteria.models import Criterion
from dashboards.exporting.paper import paper_context
from dashboards.exporting.paper_rows import plan_rows
from dashboards.exporting.pdf import printed_page
from dashboards.exporting.word import BadTemplate, word_report
from reports.choices import ReportKind
from reports.models import RevisionRemark, RevisionWords
from tests.dashboards.output_world import given_out, read
from tests.world import approve

pytestmark = pytest.mark.usefixtures("reference")

DAL, DOM = "23535", "23537"
OWN = settings.PROVINCE_TEMPLATE.read_bytes()


def texts(snapshot) -> tuple[str, str]:
    """Return the text of the Word file, cells too, and of the page to print."""
    facts, content = read(snapshot)
    paper = docx.Document(io.BytesIO(word_report(facts, content, template=OWN)))
    cells = [c.text for t in paper.tables for r in t.rows for c in r.cells]
    word = "\n".join([*(each.text for each in paper.paragraphs), *cells])
    return word, printed_page(facts, content)


@pytest.mark.parametrize(
    ("period", "kind", "named"),
    [
        ("2020Q4", ReportKind.YEAR, "nông thôn mới năm 2020"),
        ("2020Q2", ReportKind.HALF, "nông thôn mới 6 tháng đầu năm 2020"),
        ("2020Q3", ReportKind.QUARTER, "nông thôn mới Quý III năm 2020"),
    ],
)
def test_the_title_names_the_time_of_the_report(period, kind, named):
    approve("618", period, {DAL: [1]})
    for text in texts(given_out(period, kind=kind)):
        assert named in text
        assert "Chưa có số liệu của kỳ trước để so sánh." in text


@pytest.mark.parametrize(
    ("kind", "before", "said"),
    [
        (
            ReportKind.YEAR,
            "2019Q4",
            "tăng 1 lượt so với cuối năm 2019 (1 lượt của 85 xã",
        ),
        (
            ReportKind.QUARTER,
            "2020Q3",
            "tăng 1 lượt so với Quý III/2020 (1 lượt của 85 xã",
        ),
    ],
)
def test_the_change_names_what_it_is_against(kind, before, said):
    approve("618", before, {DAL: [1]})
    approve("618", "2020Q4", {DAL: [1, 2]})
    for text in texts(given_out("2020Q4", kind=kind)):
        assert said in text
        assert "1 xã đạt thêm 1 lượt tiêu chí; 0 xã giảm 0 lượt tiêu chí." in text


def test_nothing_moved_is_said():
    approve("618", "2020Q3", {DAL: [1]})
    for text in texts(given_out("2020Q4")):
        assert "không đổi so với Quý III/2020" in text


def test_districts_carried_over_and_communes_without_data_are_said():
    approve("618", "2020Q3", {DAL: [1]})
    for text in texts(given_out("2020Q4")):
        assert "Dùng số của quý trước:" in text
        assert "Ia H" in text
        assert "(số Quý III/2020)" in text
        assert "Còn 82 xã chưa có số liệu đã duyệt" in text


def test_a_fall_has_the_cause_that_the_district_gave():
    approve("618", "2020Q3", {DAL: [5]})
    fell = approve("618", "2020Q4", {})
    RevisionRemark.objects.create(
        revision=fell,
        commune_id=DAL,
        criterion=Criterion.objects.get(number=5),
        fall_cause="real_drop",
        note="Mái dột <hết>.",
    )
    facts, content = read(given_out("2020Q4"))
    [row] = paper_context(facts, content)["lost"]
    assert row["cause"] == "thực sự giảm: Mái dột <hết>"
    word, page = texts(given_out("2020Q4"))
    assert "Mái dột <hết>" in word
    assert "Mái dột &lt;hết&gt;" in page


def test_what_is_unknown_now_is_said_where_it_fell():
    approve("618", "2020Q3", {DAL: [5]})
    approve("618", "2020Q4", {}, unknown={DAL: [5]})
    facts, content = read(given_out("2020Q4"))
    assert paper_context(facts, content)["lost"][0]["cause"] == "nay chưa đánh giá"


def test_the_words_of_a_district_come_line_by_line():
    told = approve("618", "2020Q4", {DAL: [1]})
    RevisionWords.objects.create(
        revision=told, difficulties="Đường lầy lội.\nThiếu nước {{ x }} & điện."
    )
    word, page = texts(given_out("2020Q4"))
    assert "Huyện Ia H'Drai: Đường lầy lội.\nThiếu nước {{ x }} & điện." in word
    assert "Thiếu nước {{ x }} &amp; điện." in page
    assert "1. Kết quả nổi bật" not in word


def test_the_nearest_communes_of_a_group_short_of_its_target_are_named():
    approve("618", "2020Q4", {DAL: [18], DOM: [18, 19]})
    for text in texts(given_out("2020Q4")):
        assert "1 xã chỉ thiếu một tiêu chí" in text
        assert "thiếu tiêu chí 19: Ia Đal." in text


def test_real_figures_are_not_called_an_illustration():
    approve("618", "2020Q4", {DAL: [1]})
    for text in texts(given_out("2020Q4")):
        assert "minh họa" not in text.lower()


def test_a_template_that_fails_is_told():
    approve("618", "2020Q4", {DAL: [1]})
    facts, content = read(given_out("2020Q4"))
    with pytest.raises(BadTemplate, match="Không điền được mẫu Word"):
        word_report(facts, content, template=b"hong")


def test_a_commune_that_left_the_programme_is_said_beside_the_change():
    approve("613", "2019Q2", {})
    approve("613", "2019Q3", {})
    for text in texts(given_out("2019Q3")):
        assert "(0 lượt của 86 xã" in text
        assert "chênh lệch gồm cả phần do xã ra hay vào Chương trình" in text


def test_the_same_communes_need_no_such_word():
    approve("613", "2019Q3", {})
    approve("613", "2019Q4", {})
    for text in texts(given_out("2019Q4")):
        assert "ra hay vào Chương trình" not in text


def test_where_no_recognition_is_known_none_is_claimed():
    approve("613", "2016Q4", {})
    for text in texts(given_out("2016Q4")):
        assert "được công nhận" not in text


def test_what_is_planned_where_there_is_no_data_is_planned_all_the_same():
    year = {"name": "Năm 2020", "reached": 1, "ahead": 0, "pending": 0, "behind": 2}
    [row] = plan_rows({"plan": {"years": [year | {"silent": 3}]}})
    assert (row["planned"], row["reached"], row["behind"]) == ("6", "1", "2")


def test_the_rest_of_the_programme_is_an_annex_of_both_papers():
    approve("618", "2020Q4")
    for text in texts(given_out("2020Q4", today=dt.date(2021, 3, 20))):
        assert "Nhiệm vụ theo mục II.2 và III" in text
        assert "chưa có số liệu" in text


def test_an_output_of_before_has_no_annex_of_the_programme():
    approve("618", "2020Q4")
    for text in texts(given_out("2020Q4")):
        assert "Nhiệm vụ theo mục II.2" not in text
