"""Two people on one cell: what the script and the plain page are told."""

import pytest
from django.test import Client

from reports.models import ResultChange
from reports.services.saving import Change, save_changes
from tests.reports.returned_world import given_back
from tests.reports.review_world import (
    AT,
    FIRST,
    MET,
    QUARTER,
    SMALL,
    UNKNOWN,
    UNMET,
    drafted,
    officer,
    reviewer,
)
from tests.reports.views.entry.addresses import CELLS, JSON, said, stored, text
from tests.reports.views.entry.test_saving import plain_form
from tests.world import approve


def send(client: Client, *lines: str, **fields: str) -> dict[str, object]:
    """Send lines as the page's script does, and return what it is told."""
    answer = client.post(CELLS, {"lines": "\n".join(lines), **fields}, headers=JSON)
    assert answer.status_code == 200, text(answer)
    told: dict[str, object] = answer.json()
    return told


def others_change() -> int:
    """Let the office change the first cell; return its version."""
    saved = save_changes(
        district_code=SMALL,
        quarter_code=QUARTER,
        changes=[Change((FIRST, 1), UNKNOWN, 0, MET)],
        by=reviewer(),
        at=AT,
    )
    return saved.versions[FIRST, 1]


def test_lines_are_stored_in_order_with_their_door(district: Client) -> None:
    told = send(district, f"{FIRST}-2:d:0:c", f"{FIRST}-1:c:0:d:paste")
    assert told["conflicts"] == []
    rows = ResultChange.objects.order_by("pk")
    assert [(row.criterion.number, row.after, row.door) for row in rows] == [
        (2, "met", "page"),
        (1, "unmet", "paste"),
    ]
    assert told["versions"] == f"0:{rows[1].pk} 1:{rows[0].pk}"


def test_no_line_asks_for_the_cells_as_they_are(district: Client) -> None:
    drafted({(FIRST, 2): MET})
    assert str(send(district)["states"]).startswith("ddc")


def test_the_answer_says_which_returned_cells_still_wait(district: Client) -> None:
    returned = given_back((FIRST, 1))
    assert send(district)["returned"] == [f"{FIRST}-1"]
    returned.answer, returned.answered_at = "Đã bổ sung", AT
    returned.save()
    assert send(district)["returned"] == []


def test_a_conflict_tells_both_values_and_who_wrote_the_other(
    district: Client,
) -> None:
    version = others_change()
    told = send(district, f"{FIRST}-1:c:0:d", f"{FIRST}-2:d:0:c")
    assert told["conflicts"] == [
        {
            "key": f"{FIRST}-1",
            "mine": "c",
            "theirs": "k",
            "version": version,
            "by": "vpdp",
            "at": "16:40 ngày 20/03/2021",
            "door": "gõ trên lưới",
        }
    ]
    assert stored() == {(FIRST, 1, "unknown"), (FIRST, 2, "met")}


def test_a_conflict_with_a_moved_base_tells_where_it_moved(district: Client) -> None:
    approve(SMALL, "2020Q4", unknown={FIRST: [1]}, by=reviewer())
    (conflict,) = send(district, f"{FIRST}-1:c:0:d")["conflicts"]  # type: ignore[misc]
    assert (conflict["by"], conflict["door"]) == ("vpdp", "duyệt số liệu gốc")


def test_a_base_without_a_person_is_the_offices(district: Client) -> None:
    approve(SMALL, "2020Q4", unknown={FIRST: [1]})
    (conflict,) = send(district, f"{FIRST}-1:c:0:d")["conflicts"]  # type: ignore[misc]
    assert conflict["by"] == "Văn phòng Điều phối"


def test_a_line_that_comes_again_is_known_by_its_token(district: Client) -> None:
    line = f"{FIRST}-1:c:0:d@m3k9x1-ab12cd"
    send(district, line)
    told = send(district, line, f"{FIRST}-1:k:0:c@m3k9x1-ef34gh")
    assert told["conflicts"] == []
    rows = ResultChange.objects.order_by("pk").values_list("after", "token")
    assert list(rows) == [("unmet", "m3k9x1-ab12cd"), ("unknown", "m3k9x1-ef34gh")]


def test_a_line_of_another_window_on_an_older_value_is_a_conflict(
    district: Client,
) -> None:
    send(district, f"{FIRST}-1:c:0:d:paste@m3k9x1-ab12cd")
    send(district, f"{FIRST}-1:k:{ResultChange.objects.get().pk}:c@m3k9x1-ef34gh")
    (conflict,) = send(district, f"{FIRST}-1:c:0:d@m3k9zz-ab12cd")["conflicts"]  # type: ignore[misc]
    assert (conflict["mine"], conflict["theirs"]) == ("c", "k")
    assert conflict["by"] == "chính anh/chị ở cửa sổ khác"


def test_a_conflict_with_oneself_says_so(district: Client) -> None:
    drafted({(FIRST, 1): UNKNOWN})
    (conflict,) = send(district, f"{FIRST}-1:c:0:d")["conflicts"]  # type: ignore[misc]
    assert conflict["by"] == "chính anh/chị ở cửa sổ khác"


def test_a_plain_page_says_what_it_did_not_save(district: Client) -> None:
    fields = plain_form(district, **{f"c-{FIRST}-1": "unmet", f"c-{FIRST}-2": "met"})
    others_change()
    answer = district.post(CELLS, fields, follow=True)
    assert said(answer) == [
        "Đã lưu 1 ô.",
        "Chưa lưu Ia Đal, 1. Quy hoạch: anh/chị chọn “chưa đạt”, nhưng vpdp vừa ghi "
        "“chưa đánh giá” lúc 16:40 ngày 20/03/2021 (gõ trên lưới). Hãy chọn lại nếu "
        "vẫn muốn đổi.",
    ]
    assert stored() == {(FIRST, 1, "unknown"), (FIRST, 2, "met")}


def test_a_plain_page_drawn_on_typed_cells_saves_on_them(district: Client) -> None:
    drafted({(FIRST, 1): UNMET})
    fields = plain_form(district, **{f"c-{FIRST}-1": "unknown"})
    assert said(district.post(CELLS, fields, follow=True)) == ["Đã lưu 1 ô."]
    assert stored() == {(FIRST, 1, "unknown")}


@pytest.mark.parametrize(
    "line",
    [
        "x",
        f"{FIRST}-1:q:0:d",
        f"{FIRST}-1:d:-1:c",
        f"{FIRST}-1:d:0:c:admin",
        f"{FIRST}-1:d:0:c@",
        f"{FIRST}-1:d:0:c@đạt",
        f"{FIRST}-1:d:0:c@{'x' * 41}",
    ],
)
def test_a_line_that_nobody_wrote_is_refused(district: Client, line: str) -> None:
    answer = district.post(CELLS, {"lines": line}, headers=JSON)
    assert answer.status_code == 400
    assert "Trang này đã cũ" in answer.json()["message"]
    assert stored() == set()


def test_thousands_of_changes_at_once_are_refused_whole(district: Client) -> None:
    lines = "\n".join([f"{FIRST}-1:c:0:d"] * 20_000)
    answer = district.post(CELLS, {"lines": lines}, headers=JSON)
    assert answer.status_code == 400
    assert "Quá nhiều thay đổi" in answer.json()["message"]


def test_lines_of_another_person_are_not_saved_as_mine(district: Client) -> None:
    fields = {"lines": f"{FIRST}-2:d:0:c", "person": str(officer().pk)}
    district.force_login(reviewer())
    answer = district.post(CELLS, fields, headers=JSON)
    assert answer.status_code == 409
    assert stored() == set()
