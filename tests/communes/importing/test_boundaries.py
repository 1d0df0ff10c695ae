"""Boundaries from GeoJSON: read whole with their codes, or refused with the reason."""

import json
import re

import pytest

from communes.importing.boundaries import (
    MOST_POINTS,
    MOST_TEXT,
    BadBoundaries,
    read_boundaries,
)

CODES = ["23344", "23345"]
SQUARE = [[[107, 14], [108, 14], [108, 15], [107, 15], [107, 14]]]
BESIDE = [[[108, 14], [109, 14], [109, 15], [108, 15], [108, 14]]]


def feature(code, rings=SQUARE, *, kind="Polygon", key="ma_xa", **properties):
    return {
        "type": "Feature",
        "properties": {key: code, **properties},
        "geometry": {"type": kind, "coordinates": rings},
    }


def file(*features, **top):
    data = {"type": "FeatureCollection", "features": list(features), **top}
    return json.dumps(data).encode()


def corners(path):
    """Return the corners of a path of one ring as places of the drawing."""
    start, steps = re.fullmatch(r"M(\d+ \d+)l([-\d ]+)z", path).groups()
    numbers = [int(each) for each in steps.split()]
    x, y = map(int, start.split())
    found = {(x, y)}
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        found.add((x, y))
    return found


def read(*features):
    return read_boundaries(file(*features), CODES)


@pytest.mark.parametrize("code", ["23344", 23344, 23344.0, " 23344 ", "023344"])
def test_a_code_is_found_however_it_is_written(code):
    assert set(read(feature(code)).paths) == {"23344"}


@pytest.mark.parametrize("key", ["ma_xa", "MA", "code", "gso"])
def test_the_property_with_the_codes_may_have_any_name(key):
    assert set(read(feature("23344", key=key, ten="Xã")).paths) == {"23344"}


def test_the_code_may_be_the_id_of_the_unit():
    unit = feature(None) | {"id": "23344"}
    assert set(read(unit).paths) == {"23344"}


def test_a_unit_without_a_known_code_is_listed_and_not_drawn():
    found = read(feature("23344"), feature("99999", BESIDE, ten="Xã lạ"))
    assert found.unmatched == ("đơn vị thứ 2, mã 99999 (Xã lạ)",)
    assert set(found.paths) == {"23344"}


def test_a_commune_that_the_file_lacks_is_listed():
    assert read(feature("23344")).missing == ("23345",)


def test_a_unit_too_small_to_be_drawn_is_listed_as_missing():
    speck = [[[108, 14], [108.00001, 14], [108, 14.00001], [108, 14]]]
    found = read(feature("23344"), feature("23345", speck))
    assert set(found.paths) == {"23344"}
    assert found.missing == ("23345",)


def test_parts_of_one_commune_are_drawn_as_one():
    found = read(feature("23344"), feature("23344", BESIDE))
    assert found.paths["23344"].count("M") == 1


def test_a_hole_is_kept():
    hole = [[107.4, 14.4], [107.4, 14.6], [107.6, 14.6], [107.6, 14.4], [107.4, 14.4]]
    assert read(feature("23344", [*SQUARE, hole])).paths["23344"].count("M") == 2


def test_degrees_of_longitude_are_narrower():
    found = read(feature("23344"), feature("23345", BESIDE))
    assert (found.width, found.height) == (1000, 517)


def test_north_is_up_and_east_is_right():
    north_east = [[[108, 15], [109, 15], [109, 16], [108, 16], [108, 15]]]
    found = read(feature("23344"), feature("23345", north_east))
    south_west, other = (corners(found.paths[code]) for code in CODES)
    assert min(y for _x, y in south_west) >= max(y for _x, y in other)
    assert max(x for x, _y in south_west) <= min(x for x, _y in other)


def test_metres_are_drawn_as_they_are():
    metres = [[[x * 1e5, y * 1e5] for x, y in ring] for ring in SQUARE]
    found = read(feature("23344", metres))
    assert (found.width, found.height) == (1000, 1000)


def test_neighbours_keep_their_shared_border_when_it_is_simplified():
    wave = [
        [108 + step % 50 / 500 + step % 2 / 5000, 14 + step / 500]
        for step in range(501)
    ]
    left = [[[107, 14], *wave, [107, 15], [107, 14]]]
    right = [[*wave, [109, 15], [109, 14], wave[0]]]
    found = read(feature("23344", left), feature("23345", right))
    first, second = (corners(path) for path in found.paths.values())
    assert len(first) < 200
    assert len(first & second) > 10
    assert first - second <= {(0, 0), (0, 516), (0, 517)}


@pytest.mark.parametrize(
    "other", [SQUARE, [[[107.5, 14], [109, 14], [109, 15], [107.5, 15], [107.5, 14]]]]
)
def test_parts_that_lie_over_each_other_are_refused(other):
    with pytest.raises(BadBoundaries, match="phần của xã 23344 chồng lên nhau"):
        read(feature("23344"), feature("23344", other))


def test_what_cannot_be_shown_of_an_unknown_unit_is_left_out():
    unit = feature("\ud8009\x00" + "9" * 100, BESIDE)
    label = read(feature("23344"), unit).unmatched[0]
    assert label.isprintable()
    assert len(label) < 100


def test_however_fine_the_file_the_drawing_is_light():
    units = []
    for index in range(40):
        base = 107 + index / 40
        wave = [
            [base + (0.004 if step % 2 else 0), 14 + step / 2000]
            for step in range(2001)
        ]
        ring = [*wave, [base + 0.02, 15], [base + 0.02, 14], wave[0]]
        units.append(feature(str(10_000 + index), [ring]))
    codes = [str(10_000 + index) for index in range(40)]
    found = read_boundaries(file(*units), codes)
    assert sum(map(len, found.paths.values())) <= MOST_TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "không đọc được như văn bản JSON"),
        (b"{", "không đọc được như văn bản JSON"),
        (b"[" * 100_000, "không đọc được như văn bản JSON"),
        (b"[]", "không phải GeoJSON"),
        (b'{"type": "Feature"}', "không phải GeoJSON"),
        (file(), "không có đơn vị nào"),
        (file(1), "Đơn vị thứ 1 của tệp không phải Feature"),
        (file(*[feature("23344")] * 2001), "2001 đơn vị, nhiều hơn 2000"),
        (file(feature("9", ten="A")), "Các thuộc tính có trong tệp: id, ma_xa, ten"),
        (file(feature("23344", kind="Point")), "mà là Point"),
        (file(feature("23344") | {"geometry": None}), "mà là trống"),
        (file(feature("23344", [])), "không có tọa độ"),
        (file(feature("23344", "x")), "Không đọc được tọa độ của đơn vị thứ 1"),
        (file(feature("23344", [[[1, 2]]])), "Không đọc được tọa độ"),
        (file(feature("23344", [[["a", 2], [1, 2], [2, 3], ["a", 2]]])), "tọa độ"),
        (
            file(feature("23344", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]])),
            "Ranh giới của đơn vị thứ 1 tự cắt",
        ),
        (file(feature("23344", [[[10**400, 1], [1, 2], [2, 3], [1, 1]]])), "tọa độ"),
        (file(feature("23344", {"a": 1})), "Không đọc được tọa độ"),
        (
            file(feature("23344") | {"geometry": {"type": "Polygon"}}),
            "Không đọc được tọa độ",
        ),
        (
            file(
                feature("23344", [[[-1e308, 0], [1e308, 0], [1, 1e308], [-1e308, 0]]])
            ),
            "không có tọa độ",
        ),
        (
            file(feature("23344", [[[1, -80], [1 + 1e-9, -80], [1, 80], [1, -80]]])),
            "quá hẹp so với chiều cao",
        ),
        (b"[1,1]," * (MOST_POINTS + 1), f"nhiều hơn {MOST_POINTS} điểm"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_the_reason(content, reason):
    with pytest.raises(BadBoundaries, match=re.escape(reason)):
        read_boundaries(content, CODES)
