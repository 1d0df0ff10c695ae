"""Boundaries of communes from a GeoJSON file, as light paths of one drawing.

Shared borders are simplified together (shapely's coverages), so that neighbours
neither part nor overlap.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

# Characters of all paths together: the page stays light (DESIGN 5).
MOST_TEXT = 100_000
MOST_UNITS = 2_000
# What is read and simplified within seconds; a boundary needs far fewer.
MOST_POINTS = 300_000
WIDTH = 1_000
MOST_HEIGHT = 20 * WIDTH
# No map's coordinates in metres reach it.
FARTHEST = 1e8
# The first simplification, as a share of the drawing's width; it doubles until light.
FINEST = 0.0005
DOUBLINGS = 8
POLYGONS = ("Polygon", "MultiPolygon")
# What coordinates of any other shape than a list of rings may lead to.
UNREADABLE = (
    ShapelyError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


class BadBoundaries(ValueError):
    """The file cannot be taken; the message says why, and where."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Paths by commune code, within a drawing of that width and height.

    ``unmatched`` names the units of the file that no commune has, ``missing`` the
    codes of communes that the file lacks.
    """

    paths: Mapping[str, str]
    unmatched: tuple[str, ...]
    missing: tuple[str, ...]
    width: int
    height: int


def read_boundaries(content: bytes, codes: Sequence[str]) -> Boundaries:
    """Read a GeoJSON file keyed by commune code, in degrees or in metres.

    The code is taken from the property (or ``id``) that names most communes.
    Raises BadBoundaries; nothing is guessed about a unit without a known code.
    """
    features = _features(content)
    known = set(codes)
    key = _key(features, known)
    found: dict[str, list[BaseGeometry]] = {}
    unmatched: list[str] = []
    for place, feature in enumerate(features, 1):
        code = _text(_values(feature).get(key))
        if code in known:
            found.setdefault(code, []).append(_shape(feature, place))
        else:
            unmatched.append(_label(feature, code, place))
    shapes = {code: _joined(code, parts) for code, parts in found.items()}
    drawn, height = _drawn(shapes)
    # A unit too small to be drawn is missing from the map, and is said to be.
    paths = {code: path for code, path in drawn.items() if path}
    return Boundaries(
        paths=paths,
        unmatched=tuple(unmatched),
        missing=tuple(code for code in codes if code not in paths),
        width=WIDTH,
        height=height,
    )


def _features(content: bytes) -> list[dict[str, Any]]:
    # Every point is a list of its own.
    _check_points(content.count(b"["))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadBoundaries(
            "Tệp không phải GeoJSON: không đọc được như văn bản JSON (UTF-8)."
        ) from error
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise BadBoundaries("Tệp JSON này không phải GeoJSON kiểu FeatureCollection.")
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise BadBoundaries("Tệp GeoJSON không có đơn vị nào (features trống).")
    if len(features) > MOST_UNITS:
        raise BadBoundaries(
            f"Tệp có {len(features)} đơn vị, nhiều hơn {MOST_UNITS} đơn vị cho phép."
        )
    for place, feature in enumerate(features, 1):
        if not isinstance(feature, dict):
            raise BadBoundaries(f"Đơn vị thứ {place} của tệp không phải Feature.")
    return features


def _check_points(count: int) -> None:
    if count > MOST_POINTS:
        raise BadBoundaries(
            f"Tệp có khoảng {count} điểm, nhiều hơn {MOST_POINTS} điểm cho phép; hãy "
            "đơn giản hóa ranh giới (simplify) trong phần mềm bản đồ, hoặc bỏ bớt "
            "đơn vị ngoài tỉnh."
        )


def _values(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    values = properties if isinstance(properties, dict) else {}
    return {"id": feature.get("id"), **values}


def _key(features: Sequence[Mapping[str, Any]], known: set[str]) -> str:
    """Return the property whose values are codes of the most communes."""
    hits = Counter(
        name
        for feature in features
        for name, value in _values(feature).items()
        if _text(value) in known
    )
    if not hits:
        names = sorted({name for feature in features for name in _values(feature)})
        raise BadBoundaries(
            "Không thuộc tính nào của tệp mang mã xã của cổng (ví dụ 23344). "
            f"Các thuộc tính có trong tệp: {', '.join(names[:12])}."
        )
    return hits.most_common(1)[0][0]


def _text(value: object) -> str:
    """Write a code as the portal does: numbers without decimals, no leading zeros."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().lstrip("0") if value is not None else ""


def _label(feature: Mapping[str, Any], code: str, place: int) -> str:
    values = _values(feature)
    names = [
        value
        for name, value in values.items()
        if isinstance(value, str) and "t" in name.lower() and _text(value) != code
    ]
    name = f" ({_printable(names[0])})" if names else ""
    return f"đơn vị thứ {place}, mã {_printable(code) or 'trống'}{name}"


def _printable(text: str) -> str:
    """Return what can be stored and shown of a text of the file, 60 characters."""
    return "".join(char for char in text if char.isprintable())[:60]


def _shape(feature: Mapping[str, Any], place: int) -> BaseGeometry:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in POLYGONS:
        raise BadBoundaries(
            f"Đơn vị thứ {place} không phải vùng (Polygon, MultiPolygon) mà là "
            f"{kind or 'trống'}."
        )
    try:
        made = shapely.force_2d(shape(geometry))
    except UNREADABLE as error:
        raise BadBoundaries(f"Không đọc được tọa độ của đơn vị thứ {place}.") from error
    if made.is_empty or not all(abs(each) < FARTHEST for each in made.bounds):
        raise BadBoundaries(f"Đơn vị thứ {place} không có tọa độ.")
    if not made.is_valid:
        # Mending would guess where the border runs.
        raise BadBoundaries(
            f"Ranh giới của đơn vị thứ {place} tự cắt "
            f"({shapely.is_valid_reason(made)}); hãy sửa hình trong phần mềm bản đồ."
        )
    return made


def _joined(code: str, parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the units of one commune as one area.

    They may meet along whole borders. A union that allows more takes minutes for a
    small file whose units cross often.
    """
    if len(parts) == 1:
        return parts[0]
    try:
        made = shapely.coverage_union_all(parts)
    except ShapelyError:
        made = None
    if made is None or not made.is_valid:
        raise BadBoundaries(
            f"Các phần của xã {code} chồng lên nhau hoặc không khít; hãy gộp "
            "(dissolve) chúng trong phần mềm bản đồ."
        )
    return made


def _drawn(shapes: Mapping[str, BaseGeometry]) -> tuple[dict[str, str], int]:
    """Return the paths, as fine as their weight allows, and the drawing's height."""
    _check_points(int(shapely.get_num_coordinates(list(shapes.values())).sum()))
    left, bottom, right, top = shapely.total_bounds(list(shapes.values()))
    is_degrees = max(abs(left), abs(right)) <= 180 and max(abs(top), abs(bottom)) <= 90
    # A degree of longitude is shorter than one of latitude.
    narrow = math.cos(math.radians((top + bottom) / 2)) if is_degrees else 1.0
    scale = WIDTH / ((right - left) * narrow or 1.0)
    placed = [
        shapely.transform(
            each, lambda xy: (xy - (left, top)) * (scale * narrow, -scale)
        )
        for each in shapes.values()
    ]
    height = math.ceil((top - bottom) * scale)
    if height > MOST_HEIGHT:
        raise BadBoundaries("Ranh giới quá hẹp so với chiều cao, không vẽ được.")
    for doubling in range(DOUBLINGS):
        simple = shapely.coverage_simplify(placed, WIDTH * FINEST * 2**doubling)
        paths = dict(zip(shapes, map(_path, simple), strict=True))
        if sum(map(len, paths.values())) <= MOST_TEXT:
            return paths, height
    raise BadBoundaries("Ranh giới quá nhiều mảnh nhỏ, không vẽ gọn được.")


def _path(simple: BaseGeometry) -> str:
    return "".join(_ring(ring) for polygon in _polygons(simple) for ring in polygon)


def _polygons(simple: BaseGeometry) -> Iterator[list[list[tuple[int, int]]]]:
    for each in shapely.get_parts(simple):
        if isinstance(each, Polygon):
            rings = (each.exterior, *each.interiors)
            yield [[(round(x), round(y)) for x, y in ring.coords] for ring in rings]


def _ring(points: Sequence[tuple[int, int]]) -> str:
    """Write a ring with steps from point to point; none that does not move."""
    (x, y), steps = points[0], []
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return (
        f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""
    )
