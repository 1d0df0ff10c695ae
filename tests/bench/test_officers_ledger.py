"""The comparer of the load test sees whatever the log has lost, added or moved."""

from dataclasses import replace

from bench.officers_ledger import Answer, Audit, Row, compare

START = {"A-1": "d", "A-2": "k"}
MINE = Row(key=1, officer="an", cell="A-1", before="d", after="c", door="page")
NEXT = Row(key=2, officer="an", cell="A-2", before="k", after="d", door="paste")
THEIRS = Row(key=3, officer="ba", cell="A-1", before="c", after="k", door="page")
ROWS = (MINE, NEXT, THEIRS)
TOLD = (
    Answer("an", "A-1", "d", (("c", "page"),), version=1),
    Answer("an", "A-2", "k", (("d", "paste"),), version=2),
    Answer("ba", "A-1", "c", (("k", "page"),), version=3),
)
MET = Answer("an", "A-1", "c", (("d", "page"),), version=3, is_conflict=True)
FINAL = {"A-1": "k", "A-2": "d"}
KEPT = Audit(rows=ROWS, start=START, final=FINAL)


def differences(*told: Answer, audit: Audit = KEPT) -> list[str]:
    return list(compare(told, audit).differences)


def test_log_that_keeps_what_was_acknowledged_has_no_difference() -> None:
    compared = compare(TOLD, KEPT)
    assert (compared.stored, compared.differences) == (3, ())


def test_change_that_met_a_conflict_is_not_awaited_in_the_log() -> None:
    assert differences(*TOLD, MET) == []


def test_acknowledged_change_without_a_row_is_lost() -> None:
    audit = Audit(rows=(MINE, THEIRS), start=START, final={**FINAL, "A-2": "k"})
    assert "an: mất 1 thay đổi đã nhận: A-2 k→d (paste)" in differences(
        *TOLD, audit=audit
    )


def test_row_that_nobody_was_told_of_is_one_too_many() -> None:
    assert "an: thừa 1 dòng nhật ký: A-1 d→c (page)" in differences(*TOLD[1:])


def test_conflict_that_was_stored_all_the_same_is_one_row_too_many() -> None:
    told = (replace(TOLD[0], version=0, is_conflict=True), *TOLD[1:])
    assert differences(*told) == ["an: thừa 1 dòng nhật ký: A-1 d→c (page)"]


def test_row_by_another_door_is_both_lost_and_one_too_many() -> None:
    rows = (replace(MINE, door="paste"), NEXT, THEIRS)
    assert differences(*TOLD, audit=replace(KEPT, rows=rows)) == [
        "an: mất 1 thay đổi đã nhận: A-1 d→c (page)",
        "an: thừa 1 dòng nhật ký: A-1 d→c (paste)",
    ]


def test_row_under_another_name_is_seen() -> None:
    rows = (MINE, replace(NEXT, officer="ba"), THEIRS)
    said = differences(*TOLD, audit=replace(KEPT, rows=rows))
    assert "ba: thừa 1 dòng nhật ký: A-2 k→d (paste)" in said


def test_rows_in_another_order_than_sent_are_seen() -> None:
    [said] = differences(TOLD[1], TOLD[0], TOLD[2])
    assert said.startswith("an: sai thứ tự từ thay đổi thứ 1")


def test_row_that_does_not_stand_on_the_one_before_is_seen() -> None:
    rows = (MINE, NEXT, replace(THEIRS, before="d"))
    told = (*TOLD[:2], replace(TOLD[2], seen="d"))
    assert differences(*told, audit=replace(KEPT, rows=rows)) == [
        "ô A-1, dòng 3 của ba: trước đó là “c”, nhật ký ghi “d”"
    ]


def test_value_written_over_another_that_was_not_seen_is_seen() -> None:
    assert differences(*TOLD[:2], replace(TOLD[2], seen="d")) == [
        "ba: mất 1 thay đổi đã nhận: A-1 d→k (page)",
        "ba: thừa 1 dòng nhật ký: A-1 c→k (page)",
    ]


def test_conflict_with_oneself_is_seen() -> None:
    assert differences(*TOLD, replace(MET, officer="ba")) == [
        "ba, ô A-1: tranh với chính mình"
    ]


def test_cell_that_differs_from_its_last_change_is_seen() -> None:
    audit = replace(KEPT, final={**FINAL, "A-1": "c"})
    assert differences(*TOLD, audit=audit) == [
        "ô A-1: thay đổi cuối được nhận là “k”, báo cáo có “c”"
    ]


def test_untouched_cell_that_changed_is_seen() -> None:
    audit = replace(KEPT, start={**START, "B-1": "d"}, final={**FINAL, "B-1": "c"})
    assert differences(*TOLD, audit=audit) == [
        "ô B-1: thay đổi cuối được nhận là “d”, báo cáo có “c”"
    ]


def test_answer_that_names_a_row_of_another_value_is_seen() -> None:
    told = (replace(TOLD[0], version=3), *TOLD[1:])
    assert any("nhật ký không có như thế" in each for each in differences(*told))


def test_value_that_the_other_had_just_written_needs_no_row_of_its_own() -> None:
    same = Answer("an", "A-1", "c", (("k", "page"),), version=3)
    compared = compare((*TOLD, same), KEPT)
    assert (compared.stored, compared.already_so, compared.differences) == (3, 1, ())


def test_batch_that_went_out_twice_is_awaited_once() -> None:
    again = replace(TOLD[0], is_again=True)
    assert differences(TOLD[0], again, *TOLD[1:]) == []


def test_what_was_typed_on_top_of_a_lost_answer_is_awaited_too() -> None:
    again = replace(TOLD[0], steps=(("c", "page"), ("d", "page")), is_again=True)
    assert "an: mất 1 thay đổi đã nhận: A-1 c→d (page)" in differences(
        TOLD[0], again, *TOLD[1:]
    )


def test_conflict_of_what_went_out_twice_leaves_the_first_awaited() -> None:
    again = replace(MET, steps=(("c", "page"), ("d", "page")), is_again=True)
    assert differences(TOLD[0], again, *TOLD[1:]) == []


def test_batch_whose_first_sending_met_a_conflict_is_awaited_from_its_second() -> None:
    first = replace(TOLD[0], version=0, is_conflict=True)
    assert differences(first, replace(TOLD[0], is_again=True), *TOLD[1:]) == []
