"""The table of a sheet of indicators held against the law and places of a day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from communes.analytics.matching import UnitMatcher
from criteria.analytics.indicators import indicators_of
from ntm_portal.lib.spreadsheets import Sheet
from reports.importing.communes_table import CommunesTable, law_of, places_of
from reports.importing.indicators.cells import Said, read_said, shares_of_one
from reports.importing.indicators.labels import IndicatorLabels, Slot
from reports.importing.indicators.matrix import IndicatorMatrix, read_indicator_matrix
from reports.importing.placing import place_rows
from reports.importing.problems import Problem
from reports.importing.tables.column_choices import COLUMN_KEY, OTHER_ROLES
from reports.importing.views import Sense, SheetView


@dataclass(frozen=True)
class IndicatorTable:
    """A sheet of communes and indicators, its rows matched to communes."""

    read: IndicatorMatrix
    communes: CommunesTable

    @property
    def slots(self) -> Mapping[int, Slot]:
        """Return the columns of the table by their numbers among all slots."""
        return self.read.slots

    @cached_property
    def said(self) -> dict[int, dict[int, Said]]:
        """Return what every commune's cells say, by row number and slot.

        Cells that a merged range makes doubtful are left out.
        """
        return {
            row.row_number: {
                number: read_said(cell, self.slots[number])
                for number, cell in row.marks.items()
            }
            for row in self.communes.matrix.communes
        }

    @property
    def roles(self) -> Iterator[tuple[str, str]]:
        """Yield what a column may hold, each role with its label."""
        labels = IndicatorLabels(indicators_of(self.communes.law.code))
        yield from ((slot.code, slot.title) for slot in labels.slots.values())
        yield from OTHER_ROLES

    def shares(self) -> Iterator[Said]:
        """Yield the cells that may be shares of 1 where percents belong."""
        for number, slot in self.slots.items():
            cells = (row[number] for row in self.said.values() if number in row)
            yield from shares_of_one(slot, cells)

    def view(self, errors: tuple[Problem, ...]) -> SheetView:
        """Return the sheet for the preview, each column headed by its indicator.

        Where communes stand across, columns are headed by what they are.
        """
        senses = {
            said.cell.address: sense
            for row in self.said.values()
            for said in row.values()
            if (sense := _sense(said))
        }
        view = self.communes.view(senses, errors)
        if self.communes.matrix.sheet.is_transposed:
            return view
        codes = {
            column.index: self.slots[number].code
            for number, column in self.communes.matrix.columns.items()
        }
        heads = enumerate(view.heads, start=1)
        return replace(view, heads=tuple(codes.get(i, head) for i, head in heads))


def indicator_table(
    sheet: Sheet, day: dt.date, answers: Mapping[str, str]
) -> IndicatorTable:
    """Read a decoded sheet with the law and the places of a day.

    ``answers`` are those to questions about the sheet: what names mean, and what
    columns hold. Raises NoLawInForce.
    """
    law = law_of(day)
    matcher = UnitMatcher(day)
    read = read_indicator_matrix(
        sheet,
        indicators=indicators_of(law.code),
        places=places_of(matcher),
        roles={
            key.removeprefix(COLUMN_KEY): role
            for key, role in answers.items()
            if key.startswith(COLUMN_KEY)
        },
    )
    placement = place_rows(read.matrix, matcher, answers)
    return IndicatorTable(
        read, CommunesTable(law, matcher, read.matrix, placement, answers)
    )


def _sense(said: Said) -> Sense | None:
    if said.is_no_data:
        return Sense.UNKNOWN
    if said.answer is None:
        return None
    return Sense.MET if said.answer else Sense.UNMET
