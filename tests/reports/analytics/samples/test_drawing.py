"""The draw: repeatable everywhere, and weights matter."""

import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from reports.analytics.samples.drawing import (
    Claim,
    TooFewClaims,
    claims_hash,
    draw,
    weigh,
)

SEED = "KT-2020Q4-20210115"


def claim(
    commune: str, number: int, *, weight: int = 1, district: str = "608"
) -> Claim:
    return Claim(district, commune, number, number, weight)


# The example of docs/so-lieu.md.
EXAMPLE = (
    claim("23326", 5),
    claim("23326", 17, weight=6),
    claim("23535", 2, weight=3, district="618"),
)
POOL = tuple(
    claim(str(23300 + commune), number, district=str(608 + commune % 4))
    for commune in range(20)
    for number in range(1, 11)
)


def places(drawn: tuple[Claim, ...]) -> list[tuple[str, int]]:
    return [each.place for each in drawn]


def test_the_example_of_the_document_is_drawn() -> None:
    assert places(draw(EXAMPLE, size=3, seed=SEED)) == [
        ("23326", 17),
        ("23326", 5),
        ("23535", 2),
    ]
    # Two claims are enough for both districts to have one.
    assert places(draw(EXAMPLE, size=2, seed=SEED)) == [("23326", 17), ("23535", 2)]
    assert places(draw(EXAMPLE, size=1, seed=SEED)) == [("23326", 17)]
    assert claims_hash(EXAMPLE).startswith("034d1058")


def test_the_smallest_ticket_of_a_claim_counts() -> None:
    def ticket(each: Claim, number: int) -> str:
        text = f"{SEED}|{each.commune_code}|{each.criterion_number}|{number}"
        return hashlib.sha256(text.encode()).hexdigest()

    best = {
        each.place: min(ticket(each, number + 1) for number in range(each.weight))
        for each in EXAMPLE
    }
    assert places(draw(EXAMPLE, size=3, seed=SEED)) == sorted(
        best, key=best.__getitem__
    )


def test_the_order_of_the_pool_changes_nothing() -> None:
    mixed = POOL[::-1]
    assert draw(mixed, size=30, seed=SEED) == draw(POOL, size=30, seed=SEED)
    assert claims_hash(mixed) == claims_hash(POOL)


def test_another_seed_draws_another_sample() -> None:
    other = draw(POOL, size=30, seed=f"{SEED}-2")
    assert set(other) != set(draw(POOL, size=30, seed=SEED))


def test_no_claim_is_drawn_twice() -> None:
    assert sorted(places(draw(POOL, size=len(POOL), seed=SEED))) == sorted(
        each.place for each in POOL
    )


def test_a_larger_sample_only_adds_to_a_smaller_one() -> None:
    small, large = (draw(POOL, size=size, seed=SEED) for size in (40, 41))
    assert set(small) < set(large)


def test_a_changed_weight_changes_the_hash() -> None:
    heavier = (replace(POOL[0], weight=2), *POOL[1:])
    assert claims_hash(heavier) != claims_hash(POOL)


def test_words_do_not_change_the_hash() -> None:
    worded = (replace(POOL[0], why="mới đạt quý này"), *POOL[1:])
    assert claims_hash(worded) == claims_hash(POOL)


def test_a_district_with_one_claim_is_always_in_a_sample_that_is_large_enough() -> None:
    lonely = claim("29999", 1, district="999")
    for number in range(40):
        drawn = draw((*POOL, lonely), size=5, seed=f"{SEED}-{number}")
        assert {each.district_code for each in drawn} == {
            "608",
            "609",
            "610",
            "611",
            "999",
        }


def test_fewer_than_the_districts_are_drawn_without_regard_to_them() -> None:
    drawn = draw(POOL, size=3, seed=SEED)
    assert drawn == draw(POOL, size=len(POOL), seed=SEED)[:3]


def test_more_than_there_is_cannot_be_drawn() -> None:
    with pytest.raises(TooFewClaims, match="chỉ có 200 ô đạt để rút, ít hơn 201 ô"):
        draw(POOL, size=201, seed=SEED)


def test_a_claim_is_drawn_first_as_often_as_its_weight_says() -> None:
    pool = [claim("23300", number, weight=number) for number in (1, 2, 3, 6)]
    draws = 2000
    first = Counter(
        draw(pool, size=1, seed=str(seed))[0].weight for seed in range(draws)
    )
    # Four standard deviations of a share of a half are 4.5 percent of 2,000 draws.
    for weight in (1, 2, 3, 6):
        assert first[weight] / draws == pytest.approx(weight / 12, abs=0.045)


def test_weights_lean_a_whole_sample_to_the_heavy_claims() -> None:
    heavy = [replace(each, weight=6) for each in POOL if each.criterion_number == 1]
    pool = [*heavy, *(each for each in POOL if each.criterion_number != 1)]
    found = Counter(
        each.weight
        for seed in range(60)
        for each in draw(pool, size=20, seed=str(seed))
    )
    # Without weights a tenth would be heavy, 120 of 1,200. With them 430 (x = 0.074
    # solves 20 (1 - e^-6x) + 180 (1 - e^-x) = 20); four standard deviations are 56.
    assert 374 < found[6] < 486


def test_an_ordinary_claim_weighs_one_and_says_nothing() -> None:
    assert weigh(newly_met_with=None, many=5, near=[]) == (1, "")


def test_a_jump_weighs_more_and_one_among_many_more_still() -> None:
    assert weigh(newly_met_with=4, many=5, near=[]) == (3, "mới đạt quý này")
    assert weigh(newly_met_with=5, many=5, near=[]) == (
        5,
        "mới đạt quý này; xã có 5 tiêu chí cùng mới đạt",
    )


def test_a_value_near_its_threshold_weighs_more_once() -> None:
    near = ["chỉ tiêu 17.1 sát ngưỡng: 95,5 % / 95 %", "chỉ tiêu 17.6 sát ngưỡng"]
    assert weigh(newly_met_with=None, many=5, near=near) == (
        4,
        "chỉ tiêu 17.1 sát ngưỡng: 95,5 % / 95 % và 1 chỉ tiêu khác",
    )


def test_every_reason_adds_up() -> None:
    weight, why = weigh(newly_met_with=6, many=5, near=["chỉ tiêu 12 sát ngưỡng"])
    assert weight == 8
    assert why.split("; ") == [
        "mới đạt quý này",
        "xã có 6 tiêu chí cùng mới đạt",
        "chỉ tiêu 12 sát ngưỡng",
    ]
