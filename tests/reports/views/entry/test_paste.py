"""The preview of a pasted block: it counts, and it writes nothing."""

import pytest
from django.http import HttpResponse
from django.test import Client

from reports.models import Report
from tests.reports.returned_world import given_back
from tests.reports.review_world import FIRST, MET, SECOND, drafted, submitted
from tests.reports.views.entry.addresses import JSON, PASTE


def paste(
    client: Client, block: str, *, commune: str = FIRST, number: object = 1, **more: str
) -> HttpResponse:
    fields = {"block": block, "commune": commune, "number": number, **more}
    return client.post(PASTE, fields, headers=JSON)


def html(answer: HttpResponse) -> str:
    return " ".join(answer.json()["html"].split())


def test_a_block_is_counted_and_nothing_is_written(district: Client) -> None:
    answer = paste(district, "\tx\nx\t\n")
    assert answer.json()["cells"] == [
        [f"{FIRST}-1", "unmet"],
        [f"{FIRST}-2", "met"],
        [f"{SECOND}-1", "met"],
        [f"{SECOND}-2", "unmet"],
    ]
    assert "<b>2</b> ô thành chưa đạt, trong đó 2 ô để trống" in html(answer)
    assert "1 ô đang đạt sẽ mất dấu đạt vì để trống:</b> Ia Đal 1." in html(answer)
    assert not Report.objects.exists()


def test_cells_of_the_draft_are_what_blanks_would_erase(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    answer = paste(district, "x\t\n")
    assert "1 ô đang đạt sẽ mất dấu đạt vì để trống:</b> Ia Đal 2." in html(answer)


def test_another_meaning_of_blanks_is_counted_anew(district: Client) -> None:
    answer = paste(district, "\tx\n", blanks="keep")
    assert answer.json()["cells"] == [[f"{FIRST}-2", "met"]]
    assert 'value="keep" checked' in html(answer)


def test_marks_that_cannot_be_read_are_named_and_nothing_is_offered(
    district: Client,
) -> None:
    answer = paste(district, "x\t<b>?\n")
    assert answer.json()["cells"] == []
    assert "Chưa dán ô nào: 1 ô không đọc được." in html(answer)
    assert "hàng 1, cột 2" in html(answer)
    assert "“&lt;b&gt;?”" in html(answer)


def test_each_reason_of_a_refused_block_is_a_sentence_of_its_own(
    district: Client,
) -> None:
    said = paste(district, "Xã\t1\nXã A\tx\nXã B\tx\nIa Dom\tx\nIa Tơi\tx\n").json()
    assert said["message"] == "Chưa dán ô nào."
    assert [reason[:14] for reason in said["reasons"]] == [
        "Hàng 2, “Xã A”",
        "Hàng 3, “Xã B”",
    ]


def test_a_single_mark_needs_no_question(district: Client) -> None:
    assert paste(district, "x").json()["is_plain"]
    assert not paste(district, "x\tx").json()["is_plain"]
    assert not paste(district, "y").json()["is_plain"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"block": "x\n" * 4}, "Khối dán có 4 hàng"),
        ({"block": "x", "number": 20}, "Hãy chọn một ô của lưới"),
        ({"block": "x", "commune": "23344"}, "Hãy chọn một ô của lưới"),
        ({"block": ""}, "Không có gì để dán."),
        ({"block": "x" * 200_001}, "Khối dán quá lớn"),
        ({"block": "x\x00"}, "Không đọc được khối dán."),
        ({"block": "x", "blanks": "erase"}, "Trang này đã cũ"),
        ({"block": "x", "number": "một"}, "Hãy chọn một ô của lưới"),
    ],
)
def test_a_block_that_does_not_fit_is_refused_with_a_reason(
    district: Client, fields: dict[str, object], words: str
) -> None:
    answer = paste(district, **fields)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert words in answer.json()["message"]


def test_a_locked_report_takes_no_block(district: Client) -> None:
    submitted({(FIRST, 2): MET})
    answer = paste(district, "x")
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("Khóa vì đã gửi")


def test_cells_that_are_closed_are_named_and_left_out(district: Client) -> None:
    given_back((FIRST, 1))
    answer = paste(district, "x\tx\n0\t0\n")
    assert answer.json()["cells"] == [[f"{FIRST}-1", "met"]]
    assert "1 ô đã duyệt, không sửa được nên sẽ bỏ qua:</b> Ia Đal 2." in html(answer)


def test_a_single_mark_on_a_closed_cell_says_why_nothing_happens(
    district: Client,
) -> None:
    given_back((FIRST, 1))
    answer = paste(district, "x", number=2)
    assert answer.json()["cells"] == []
    assert not answer.json()["is_plain"]
