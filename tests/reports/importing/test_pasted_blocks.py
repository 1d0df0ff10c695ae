"""A pasted block finds its place: by the selected cell, by names, by headers."""

import pytest

from communes.analytics.matching import UnitMatcher
from criteria.analytics.law import law_on
from ntm_portal.lib.periods import Quarter
from reports.importing.paste_targets import Target
from reports.importing.pasted_blocks import BlockRefused, Placed, place_block

# The communes of Đắk Glei in the order of their codes begin with these.
FIRST, SECOND, THIRD, LAST = "Đắk Blô", "Đắk Man", "Đắk Nhoong", "Đắk Môn"

pytestmark = pytest.mark.django_db


def place(text: str, *, row: int = 0, column: int = 0) -> Placed:
    day = Quarter(2021, 1).last_day
    law = law_on(day)
    assert law
    target = Target("610", UnitMatcher(day), law.criteria, row, column)
    return place_block(text, target)


def marks(placed: Placed) -> list[tuple[str, dict[int, str]]]:
    return [
        (line.place.name, {number: cell.shown for number, cell in line.marks.items()})
        for line in placed.lines
    ]


def refusal(text: str, *, row: int = 0, column: int = 0) -> str:
    with pytest.raises(BlockRefused) as refused:
        place(text, row=row, column=column)
    return str(refused.value)


def test_a_block_lands_at_the_selected_cell() -> None:
    assert marks(place("x\t0\r\n\tx\r\n", row=1, column=4)) == [
        (SECOND, {5: "x", 6: "0"}),
        (THIRD, {5: "", 6: "x"}),
    ]


def test_blank_rows_at_the_end_belong_to_the_block() -> None:
    assert len(place("x\r\n\r\n\r\n").lines) == 3


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    assert marks(place('"x\r\n"\tx')) == [(FIRST, {1: "x", 2: "x"})]


def test_a_block_with_too_many_rows_is_refused() -> None:
    said = refusal("x\nx\n", row=10)
    assert said.startswith("Khối dán có 2 hàng, nhưng từ xã Đắk Môn trở xuống lưới chỉ")


def test_a_block_with_too_many_columns_is_refused() -> None:
    said = refusal("x\tx\tx", column=17)
    assert said.startswith("Khối dán rộng 3 cột, nhưng từ tiêu chí 18 lưới chỉ có 2")


def test_a_total_after_the_last_criterion_is_not_pasted() -> None:
    placed = place("x\tx\t12\nx\t\t7", column=17)
    assert marks(placed)[0] == (FIRST, {18: "x", 19: "x"})
    assert [line.total.shown for line in placed.lines if line.total] == ["12", "7"]
    assert placed.notes == ("Cột tổng chỉ dùng để đối chiếu, không dán.",)


def test_a_last_column_of_marks_is_no_total() -> None:
    assert "rộng 3 cột" in refusal("x\tx\t1\n1\t\t1", column=17)


def test_names_decide_the_rows_whatever_their_order_and_spelling() -> None:
    block = "Đăk Môn\tx\nXã Dak Man\t0\n"
    assert marks(place(block, column=4)) == [(LAST, {5: "x"}), (SECOND, {5: "0"})]


def test_running_numbers_before_the_names_are_left_out() -> None:
    assert marks(place("1\tĐắk Man\tx\n2\tĐắk Blô\t0")) == [
        (SECOND, {1: "x"}),
        (FIRST, {1: "0"}),
    ]


def test_a_whole_row_with_its_name_begins_at_the_first_criterion() -> None:
    block = "Đắk Man\t" + "\t".join("x" * 19)
    assert list(marks(place(block, column=7))[0][1]) == list(range(1, 20))


def test_headers_decide_the_columns() -> None:
    block = "TT\tXã\tTC 18\tTC 5\n1\tĐắk Man\tx\t0\n"
    assert marks(place(block)) == [(SECOND, {18: "x", 5: "0"})]


def test_headers_above_marks_alone_decide_the_columns() -> None:
    assert marks(place("7\t8\nx\t0", row=1)) == [(SECOND, {7: "x", 8: "0"})]


@pytest.mark.parametrize("head", ["TC5", "TC 5", "tc 5", "Tiêu chí 5", "5. Trường học"])
def test_one_label_is_a_header_with_names_or_without(head: str) -> None:
    assert marks(place(f"{head}\nx\n0\n")) == [(FIRST, {5: "x"}), (SECOND, {5: "0"})]
    assert marks(place(f"Xã\t{head}\nĐắk Man\tx\n")) == [(SECOND, {5: "x"})]


@pytest.mark.parametrize("head", ["TC{}", "TC {}", "Tiêu chí {}", "{}"])
def test_a_whole_row_of_labels_is_a_header(head: str) -> None:
    heads = "\t".join(head.format(number) for number in range(1, 20))
    placed = place(f"{heads}\n" + "\t".join("x" * 19), row=1, column=7)
    assert marks(placed) == [(SECOND, dict.fromkeys(range(1, 20), "x"))]


def test_one_number_over_a_column_is_a_header_where_it_is_no_mark() -> None:
    assert marks(place("5\nx\n0")) == [(FIRST, {5: "x"}), (SECOND, {5: "0"})]
    assert marks(place("1\nx\n0", column=3)) == [
        (FIRST, {1: "x"}),
        (SECOND, {1: "0"}),
    ]
    assert marks(place("Xã\t1\nĐắk Man\t1\n", column=3)) == [(SECOND, {1: "1"})]


def test_the_header_of_a_single_column_is_told() -> None:
    told = "Hàng 1 là tiêu đề của tiêu chí 5, không dán."
    assert told in place("5\nx\n0").notes


def test_a_one_among_ones_is_a_mark() -> None:
    assert len(place("1\n0\n1").lines) == len(place("1\n0\n0").lines) == 3


def test_rows_above_the_header_are_left_out_unless_they_hold_marks() -> None:
    assert marks(place("I\tII. Hạ tầng\n1\t2\nx\t0")) == [(FIRST, {1: "x", 2: "0"})]
    assert len(place("x\tx\n1\t2\nx\t0").lines) == 3


def test_a_word_beside_a_mark_makes_no_header() -> None:
    assert marks(place("x\tTrường học\n")) == [(FIRST, {1: "x", 2: "Trường học"})]


def test_a_number_beside_an_unknown_name_is_no_header() -> None:
    assert refusal("Bờ Y\t5\nĐắk Man\tx\n").startswith(
        "Chưa dán ô nào. Hàng 1, “Bờ Y”: "
    )


def test_a_row_of_marks_is_not_taken_for_headers() -> None:
    assert marks(place("1\t1\n1\t0")) == [
        (FIRST, {1: "1", 2: "1"}),
        (SECOND, {1: "1", 2: "0"}),
    ]


def test_a_total_is_known_by_its_header() -> None:
    placed = place("Xã\tTC1\tTC2\tTổng số TC đạt\nĐắk Man\tx\tx\t14\n")
    assert marks(placed) == [(SECOND, {1: "x", 2: "x"})]
    assert placed.lines[0].total.shown == "14"


def test_a_column_that_is_no_criterion_is_left_out_and_named() -> None:
    placed = place("Xã\tTC1\tGhi chú\tTC2\nĐắk Man\tx\tđã kiểm tra\tx\n")
    assert marks(placed) == [(SECOND, {1: "x", 2: "x"})]
    assert "Bỏ qua cột không phải tiêu chí: cột 3." in placed.notes


def test_rows_of_sums_and_districts_are_left_out_and_named() -> None:
    placed = place("Huyện Đắk Glei\t\nĐắk Man\tx\nTổng cộng\t1\n")
    assert marks(placed) == [(SECOND, {1: "x"})]
    assert "Bỏ qua hàng không phải xã: Huyện Đắk Glei; Tổng cộng." in placed.notes


def test_an_unknown_name_refuses_the_block_and_says_what_is_close() -> None:
    said = refusal("Đắk Blô\tx\nĐắk Mann\tx\n")
    assert said.startswith("Chưa dán ô nào. Hàng 2, “Đắk Mann”: ")
    assert "Đắk Man" in said


def test_a_commune_of_another_district_is_not_guessed() -> None:
    assert "Đăk Nên" in refusal("Đắk Blô\tx\nĐăk Nên\tx\n")


def test_each_unknown_name_is_told_in_a_sentence_of_its_own() -> None:
    names = ("Bờ Y", "Đăk Xú", "Sa Loong", "Xã A", "Xã B", "Xã C", "Xã D")
    with pytest.raises(BlockRefused) as refused:
        place("Xã\t1\t2\n" + "".join(f"{name}\tx\tx\n" for name in names))
    reasons = refused.value.reasons
    assert (refused.value.message, len(reasons)) == ("Chưa dán ô nào.", 6)
    assert reasons[-1] == "Còn 2 hàng khác cũng vậy."
    assert all(reason.endswith((".", "?")) for reason in reasons)
    assert ";" not in str(refused.value)


def test_rows_of_another_district_under_headers_are_refused() -> None:
    header = "\t".join(["TT", "Tên xã", *map(str, range(1, 20))])
    names = ("Bờ Y", "Đăk Xú", "Sa Loong")
    rows = [f"{n}\t{name}" + "\tx" * 19 for n, name in enumerate(names, 1)]
    said = refusal("\n".join([header, *rows]))
    assert said.startswith("Chưa dán ô nào. Hàng 2, “Bờ Y”: ")
    assert "Hàng 4, “Sa Loong”: " in said


def test_the_header_of_the_names_is_not_counted_among_them() -> None:
    said = refusal("Tên xã\t1\t2\nĐăk Man\tx\tx\nXã Lạ\tx\tx\n")
    assert said.startswith("Chưa dán ô nào. Hàng 3, “Xã Lạ”: ")


def test_two_rows_of_headers_are_not_counted_among_the_names() -> None:
    said = refusal("Xã\tTiêu chí\t\n\t1\t2\nĐăk Man\tx\tx\nXã Lạ\tx\tx\n")
    assert said.startswith("Chưa dán ô nào. Hàng 4, “Xã Lạ”: ")


def test_few_known_names_among_unknown_ones_are_refused_under_headers() -> None:
    said = refusal("Xã\t1\t2\nĐắk Man\tx\tx\nBờ Y\tx\tx\nĐăk Xú\tx\tx\n")
    assert said.startswith("Chưa dán ô nào. Hàng 3, “Bờ Y”: ")


def test_names_too_far_right_are_refused_under_headers() -> None:
    header = "TT\tMã\tNăm\tXã\t1\t2\t3\t4"
    said = refusal(f"{header}\n1\t7\t2021\tĐắk Man\tx\tx\tx\tx\n")
    assert "Hàng 2, “Đắk Man”: tên xã phải có ở mọi hàng, trong 3 cột đầu" in said


def test_running_numbers_alone_under_headers_are_left_out() -> None:
    assert marks(place("TT\t7\t8\n1.\tx\t0\n")) == [(FIRST, {7: "x", 8: "0"})]


def test_only_a_block_with_names_says_which_communes_it_names() -> None:
    named = place("Đăk Môn\tx\nXã Dak Man\t0\n").named
    assert [each.name for each in named] == [LAST, SECOND]
    assert place("x\n0\n").named == ()


def test_two_rows_of_one_commune_are_refused() -> None:
    assert "hai hàng cùng là xã Đắk Man" in refusal("Đắk Man\tx\nDak Man\t0\n")


def test_a_header_without_rows_is_refused() -> None:
    assert refusal("1\t2\t3") == "Khối dán không có hàng số liệu nào."


def test_old_encodings_are_read() -> None:
    assert marks(place("§¾k Man\tx\n")) == [(SECOND, {1: "x"})]


def test_text_that_no_spreadsheet_writes_is_refused() -> None:
    assert refusal("x" * 200_000) == "Không đọc được khối dán."
