"""What the page of one district shows: communes by criterion, groups, bands."""

from dataclasses import dataclass

from criteria.analytics.law import LawCriterion
from dashboards.analytics.places.commune_page import state_of
from reports.analytics.attainment import CommuneFigure, Figures, GroupAttainment
from reports.choices import ResultState


@dataclass(frozen=True, slots=True)
class Cell:
    criterion: LawCriterion
    state: ResultState | None
    starts_group: bool


@dataclass(frozen=True, slots=True)
class CommuneRow:
    figure: CommuneFigure
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Communes of the district that meet one criterion."""

    count: int
    starts_group: bool


@dataclass(frozen=True, slots=True)
class DistrictPage:
    rows: tuple[CommuneRow, ...]
    columns: tuple[Column, ...]
    groups: tuple[GroupAttainment, ...]


def district_page(figures: Figures) -> DistrictPage:
    """Lay out the figures of one district as its page does. No query."""
    starts = {group.criteria[0].number for group in figures.law.groups[1:]}
    return DistrictPage(
        rows=tuple(
            CommuneRow(
                figure=figure,
                cells=tuple(
                    Cell(
                        criterion,
                        state_of(figure.masks, criterion),
                        criterion.number in starts,
                    )
                    for criterion in figures.law.criteria
                ),
            )
            for figure in figures.communes
        ),
        columns=tuple(
            Column(each.attained, each.criterion.number in starts)
            for each in figures.criteria
        ),
        groups=figures.groups,
    )
