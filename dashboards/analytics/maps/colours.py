"""What maps colour by: the met count, its change, one group, or one criterion."""

from collections.abc import Callable
from dataclasses import dataclass

from criteria.analytics.law import Law, LawCriterion, LawGroup
from dashboards.analytics.bands import FACES, band_of
from ntm_portal.lib.periods import Quarter
from reports.analytics.attainment import CommuneFigure, Figures

MET_COUNT, CHANGE = "", "thay-doi"
UNKNOWN_FILL = "url(#chua-biet)"
NEAR_FILL = "#fdf0d5"
UNMET_FILL = "#edf0ee"
LOSS_FILL = "#f4c9c4"
MUCH = 3


@dataclass(frozen=True, slots=True)
class Look:
    """How one tile shows its value: a class or a fill, a sign, and words."""

    css: str
    fill: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Colouring:
    """One choice of the map: ``key`` stands in the address (?mau=)."""

    key: str
    label: str
    explanation: str
    legend: tuple[Look, ...]
    look: Callable[[CommuneFigure], Look]


UNKNOWN = Look("", UNKNOWN_FILL, "?", "chưa có số liệu")
NOT_ASSESSED = Look("", UNKNOWN_FILL, "?", "chưa đánh giá")
UNKNOWNS = (NOT_ASSESSED, UNKNOWN)


def colourings(law: Law, since: Quarter, then: Figures | None) -> tuple[Colouring, ...]:
    """Return every choice of the map, the met count first.

    ``then`` are the figures of the quarter that changes are counted from.
    """
    return (
        _by_count(law),
        _by_change(since, then),
        *(_by_group(group) for group in law.groups),
        *(_by_criterion(criterion) for criterion in law.criteria),
    )


def _by_count(law: Law) -> Colouring:
    every = len(law.criteria)

    def look(commune: CommuneFigure) -> Look:
        if commune.met_count is None:
            return UNKNOWN
        _label, css = band_of(commune.met_count)
        count = commune.met_count
        return Look(css, "", str(count), f"{count}/{every}")

    return Colouring(
        key=MET_COUNT,
        label="số tiêu chí đạt",
        explanation="Số trong ô: tiêu chí đạt",
        legend=tuple(Look(css, "", "", label) for label, css in FACES.values()),
        look=look,
    )


def _by_change(since: Quarter, then: Figures | None) -> Colouring:
    counts = {each.place.code: each.met_count for each in then.reported} if then else {}

    def look(commune: CommuneFigure) -> Look:
        before = counts.get(commune.place.code)
        if commune.met_count is None or before is None:
            return UNKNOWN
        change = commune.met_count - before
        if change == 0:
            return Look("", UNMET_FILL, "0", "không đổi")
        if change < 0:
            return Look("", LOSS_FILL, f"−{-change}", f"giảm {-change} tiêu chí")
        css = "b15" if change >= MUCH else "b10"
        return Look(css, "", f"+{change}", f"tăng {change} tiêu chí")

    return Colouring(
        key=CHANGE,
        label=f"thay đổi từ {since.label}",
        explanation=f"Số trong ô: tiêu chí tăng, giảm so với {since.label}",
        legend=(
            Look("b15", "", "", f"tăng {MUCH} tiêu chí trở lên"),
            Look("b10", "", "", f"tăng dưới {MUCH} tiêu chí"),
            Look("", UNMET_FILL, "", "không đổi"),
            Look("", LOSS_FILL, "", "giảm"),
        ),
        look=look,
    )


def _by_group(group: LawGroup) -> Colouring:
    every = len(group.criteria)

    def look(commune: CommuneFigure) -> Look:
        if commune.masks is None:
            return UNKNOWN
        missing = commune.missing(group)
        if missing and all(map(commune.is_unknown, missing)):
            return NOT_ASSESSED
        count = every - len(missing)
        sign = f"{count}/{every}"
        if count == every:
            return Look("b19", "", sign, f"đạt cả nhóm, {sign} tiêu chí")
        if count == every - 1 and every > 1:
            return Look("", NEAR_FILL, sign, f"gần đạt, {sign} tiêu chí")
        return Look("", UNMET_FILL, sign, f"chưa đạt nhóm, {sign} tiêu chí")

    near = (
        (Look("", NEAR_FILL, "", "gần đạt: thiếu một tiêu chí"),) if every > 1 else ()
    )
    return Colouring(
        key=f"nhom-{group.code}",
        label=f"nhóm {group.code} đạt",
        explanation=f"Số trong ô: tiêu chí đạt của nhóm {group.code}",
        legend=(
            Look("b19", "", "", "đạt cả nhóm"),
            *near,
            Look("", UNMET_FILL, "", "chưa đạt nhóm"),
        ),
        look=look,
    )


def _by_criterion(criterion: LawCriterion) -> Colouring:
    met = Look("b19", "", "Đ", "đạt")
    unmet = Look("", UNMET_FILL, "C", "chưa đạt")

    def look(commune: CommuneFigure) -> Look:
        if commune.masks is None:
            return UNKNOWN
        if commune.is_unknown(criterion):
            return NOT_ASSESSED
        return met if commune.meets(criterion) else unmet

    return Colouring(
        key=f"tieu-chi-{criterion.number}",
        label=f"tiêu chí {criterion.number}. {criterion.short_name}",
        explanation="Đ: đạt, C: chưa đạt",
        legend=(met, unmet),
        look=look,
    )
