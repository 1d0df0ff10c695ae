"""Values of indicators joined with the form in which they are typed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.forms import Form

from criteria.analytics.value_words import value_words
from reports.analytics.cell.page import CellPage
from reports.analytics.cell.values import CellValues, ValueLine, read_values
from reports.forms.values import ValueField, ValuesForm, ValueSlot
from reports.services.draft_values import SavedValues, TypedValue, ValueConflict
from reports.services.value_rows import ValueKey


@dataclass(frozen=True, slots=True)
class ValuesPart:
    """The part of a cell's page about its indicators.

    ``is_against``: the cell's result is the opposite of what the values suggest.
    """

    values: CellValues
    form: ValuesForm
    is_against: bool
    is_suggested: bool

    @property
    def rows(self) -> tuple[tuple[ValueLine, ValueField], ...]:
        return tuple(zip(self.values.lines, self.form.rows, strict=True))


def values_part(found: CellPage, form: Form | None = None) -> ValuesPart:
    """Read the part of a cell; ``form`` is one that was refused."""
    values = read_values(found.report, found.place.code, found.criterion)
    if not isinstance(form, ValuesForm):
        form = ValuesForm(slots_of(found.place.code, values))
    return ValuesPart(
        values=values,
        form=form,
        is_against=values.is_against(found.state),
        is_suggested=values.suggested == found.state,
    )


def slots_of(commune_code: str, values: CellValues) -> Iterator[ValueSlot]:
    """Yield a place on a form for each indicator of a commune."""
    for line in values.lines:
        earlier = line.earlier.value if line.earlier else None
        said = line.register.value if line.register else None
        yield ValueSlot(commune_code, line.indicator, line.value, earlier, said)


def typed_values(form: ValuesForm) -> dict[ValueKey, TypedValue]:
    """Return what a valid form changes."""
    return {row.slot.key: TypedValue(row.value, row.seen) for row in form.changed}


def told(
    conflicts: Iterable[ValueConflict], form: ValuesForm
) -> Mapping[ValueKey, str]:
    """Return a sentence for each value that met somebody else's."""
    indicators = {row.slot.key: row.slot.indicator for row in form.rows}
    return {
        each.key: _told(each, value_words(indicators[each.key], each.theirs))
        for each in conflicts
    }


def _told(conflict: ValueConflict, theirs: str) -> str:
    row = conflict.row
    who = row.changed_by.display_name if row else "Số đã duyệt của quý"
    what = f"vừa ghi “{theirs}”" if theirs else "vừa xóa giá trị này"
    if row is None:
        what = f"nay là “{theirs}”" if theirs else "nay không có giá trị này"
    return f"{who} {what}."


def conflicts_told(saved: SavedValues) -> str:
    """Return in a sentence how many values met somebody else's."""
    stored = f" {saved.stored} giá trị khác đã lưu." if saved.stored else ""
    return (
        f"{len(saved.conflicts)} giá trị chưa lưu vì có người vừa sửa; cả hai giá trị "
        f"ghi bên dưới.{stored}"
    )
