"""Values of indicators held against the approved ones, and written as revisions."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communes.analytics.places import Place
from criteria.analytics.values import GivenValue
from ntm_portal.lib.periods import Quarter
from reports import models
from reports.analytics.indicator_values import StandingValues, standing_values
from reports.importing.indicators.cells import Said, share_fault
from reports.importing.indicators.merging import fate_of, merged
from reports.importing.indicators.table import IndicatorTable
from reports.importing.problems import Problem
from reports.importing.readings import CellCounts, Fate, Reading
from reports.importing.tables.matrix import Row
from reports.models import ImportRun, IndicatorValue
from reports.services.guard import ChangeRefused, check_quarter_open
from reports.services.indicator_values import import_refusals, record_values
from reports.services.revisions import Approval

Key = tuple[str, int]
WRITTEN = (Fate.CREATED, Fate.UPDATED)


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """A sheet of values of a quarter."""

    reading: Reading
    table: IndicatorTable
    period: Quarter

    def lock(self) -> None:
        """Lock the quarter: whoever writes or withdraws its values does the same."""
        models.Quarter.objects.get_or_create(code=self.period.code)
        models.Quarter.objects.select_for_update().get(code=self.period.code)

    def compare(self) -> Reading:
        """Return the reading against the values as they are now."""
        closed = self._closed()
        standing = standing_values(
            self.period.code, district_codes=self.table.communes.district_codes
        )
        fates = dict(self._fates(standing, is_closed=closed is not None))
        doubts = tuple(self._doubts(fates))
        fates |= {problem.cell: Fate.REFUSED for problem in doubts}
        refusals = import_refusals(self.period.code, self.table.communes.district_codes)
        under = dict(self._under_refused(refusals, fates))
        fates |= dict.fromkeys(under, Fate.REFUSED)
        locked = [closed] if closed else list(self._locked(refusals, under))
        errors = (*self.reading.errors, *locked, *doubts)
        reading = replace(
            self.reading,
            errors=errors,
            counts=CellCounts.of(fates.values()),
            fates=fates,
            view=self.table.view(errors),
            stands_on=tuple(f"{code} {each.number}" for code, each in standing.items()),
            source=self,
        )
        if errors:
            return reading
        changes = self._changes(standing, fates)
        return replace(
            reading, changes=changes, notes=(*reading.notes, *self._written(changes))
        )

    def _doubts(self, fates: Mapping[str, Fate]) -> Iterator[Problem]:
        """Yield the shares of 1 among percentages; what is stored so is none."""
        for said in self.table.shares():
            if fates[said.cell.address] in WRITTEN:
                matrix = self.table.communes.matrix
                yield matrix.problem_at(said.cell, share_fault(said))

    def _under_refused(
        self, refusals: Mapping[str, str], fates: Mapping[str, Fate]
    ) -> Iterator[tuple[str, str]]:
        """Yield the cells to write for a district that must be left alone."""
        usable = self.table.communes.usable
        for row, number in self.table.communes.cells():
            address = self.table.communes.address(row.row_number, number)
            place = usable.get(row.row_number)
            if place and place.district_code in refusals and fates[address] in WRITTEN:
                yield address, place.district_code

    def _locked(
        self, refusals: Mapping[str, str], under: Mapping[str, str]
    ) -> Iterator[Problem]:
        """Yield one problem for each district that would be written over."""
        districts = self.table.communes.matcher.districts
        for code in sorted(set(under.values())):
            yield self.table.communes.problem(
                refusals[code], value=districts[code].full_name
            )

    def _closed(self) -> Problem | None:
        quarter = models.Quarter.objects.filter(code=self.period.code).first()
        try:
            check_quarter_open(quarter or models.Quarter(code=self.period.code))
        except ChangeRefused as refusal:
            return self.table.communes.problem(str(refusal), value=self.period.label)
        return None

    def _fates(
        self, standing: Mapping[str, StandingValues], *, is_closed: bool
    ) -> Iterator[tuple[str, Fate]]:
        usable = self.table.communes.usable
        for row, number in self.table.communes.cells():
            said = self.table.said.get(row.row_number, {}).get(number)
            place = None if is_closed else usable.get(row.row_number)
            fate = Fate.REFUSED
            if place and said and not said.fault:
                slot = self.table.slots[number]
                stored = _stored(standing, place, slot.indicator.id)
                fate = fate_of(stored, said, is_second=slot.is_second)
            yield self.table.communes.address(row.row_number, number), fate

    def _changes(
        self, standing: Mapping[str, StandingValues], fates: Mapping[str, Fate]
    ) -> "IndicatorChanges":
        usable = self.table.communes.usable
        changed = {
            usable[row.row_number].district_code
            for row, number in self.table.communes.cells()
            if fates[self.table.communes.address(row.row_number, number)]
            != Fate.UNCHANGED
        }
        said = {code: dict(self._said(standing, code)) for code in sorted(changed)}
        before = {
            code: standing[code].values if code in standing else {} for code in said
        }
        return IndicatorChanges(
            period=self.period,
            on=self.reading.request.on,
            districts={code: {**before[code], **said[code]} for code in said},
            demo_districts=frozenset(
                code
                for code in said
                if code in standing
                and standing[code].is_demo
                and before[code].keys() - said[code].keys()
            ),
        )

    def _said(
        self, standing: Mapping[str, StandingValues], district: str
    ) -> Iterator[tuple[Key, GivenValue]]:
        """Yield what the file's communes of a district have from now on."""
        for row in self.table.communes.matrix.communes:
            place = self.table.communes.usable[row.row_number]
            if place.district_code == district:
                for indicator, cells in self._by_indicator(row).items():
                    stored = _stored(standing, place, indicator)
                    yield (place.code, indicator), merged(stored, cells)

    def _by_indicator(self, row: Row) -> dict[int, dict[bool, Said]]:
        """Return the cells of a row that say something, by id of the indicator.

        Within it the second value is under True.
        """
        cells: dict[int, dict[bool, Said]] = {}
        for number, said in self.table.said[row.row_number].items():
            slot = self.table.slots[number]
            if not said.is_blank:
                cells.setdefault(slot.indicator.id, {})[slot.is_second] = said
        return cells

    def _written(self, changes: "IndicatorChanges") -> Iterator[str]:
        districts = self.table.communes.matcher.districts
        names = [districts[code].title for code in changes.districts]
        if names:
            yield f"Bản giá trị mới cho {len(names)} đơn vị: {', '.join(names)}."


@dataclass(frozen=True, slots=True)
class IndicatorChanges:
    """The districts that get a new revision, each with all its values.

    ``demo_districts`` keep illustrative values beside those of the file.
    """

    period: Quarter
    on: dt.date
    districts: Mapping[str, Mapping[Key, GivenValue]]
    demo_districts: frozenset[str]

    @property
    def is_empty(self) -> bool:
        return not self.districts

    def write(self, run: ImportRun, *, at: dt.datetime) -> None:
        """Write the revisions as those of the run."""
        quarter = models.Quarter.objects.get(code=self.period.code)
        run.quarter = quarter
        run.save(update_fields=["quarter"])
        record_values(
            quarter=quarter,
            districts={
                code: [_row(key, value) for key, value in values.items()]
                for code, values in self.districts.items()
            },
            approval=Approval(
                on=self.on, at=at, by=run.by, import_run=run, is_demo=run.is_demo
            ),
            demo_districts=self.demo_districts,
        )


def _stored(
    standing: Mapping[str, StandingValues], place: Place, indicator: int
) -> GivenValue | None:
    district = standing.get(place.district_code)
    return district.values.get((place.code, indicator)) if district else None


def _row(key: Key, value: GivenValue) -> IndicatorValue:
    commune, indicator = key
    return IndicatorValue(
        commune_id=commune,
        indicator_id=indicator,
        number=value.number,
        second_number=value.second_number,
        answer=value.answer,
        is_no_data=value.is_no_data,
    )
