from reports.management.demo.draws import draw


def test_a_draw_is_the_same_everywhere() -> None:
    assert [draw("luck", code, below=1000) for code in ("23311", "23314")] == [804, 140]


def test_another_key_draws_another_number() -> None:
    assert len({draw("luck", number, below=10**9) for number in range(100)}) == 100


def test_a_draw_stays_below_its_bound() -> None:
    assert {draw("coin", number, below=2) for number in range(50)} == {0, 1}
