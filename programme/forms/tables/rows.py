"""One row of a table as a form: the columns are those that its files are read by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from programme.choices import ColumnKind
from programme.forms.tables.columns import Column, Fault, Value, Values, Within
from programme.forms.tables.places import Places

# A place is read within the one before it.
ORDER = (ColumnKind.DISTRICT, ColumnKind.COMMUNE, ColumnKind.VILLAGE)
ANY_PLACE = "Cả huyện, hoặc một xã"
Choice = tuple[str, Any]


class RowForm(forms.Form):
    """Shows and reads one row; ``values`` are what it read, by code of column.

    District and commune are chosen in one field: a commune tells its district. With
    ``district`` only its places are on offer, with ``agency`` only that one.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        places: Places,
        data: Mapping[str, Any] | None = None,
        values: Values | None = None,
        scope: "Scope | None" = None,
    ) -> None:
        super().__init__(data)
        self.columns = columns
        self.places = places
        self.values: dict[str, Value] = {}
        self._scope = scope or Scope()
        shown = values or {}
        for column in self._asked():
            self.fields[column.code] = self._field(column)
            self.initial[column.code] = self._initial(column, shown)

    def clean(self) -> dict[str, Any]:
        super().clean()
        for column in sorted(self._asked(), key=_rank):
            text = self.cleaned_data.get(column.code, "")
            try:
                self._read(column, text)
            except Fault as fault:
                self.add_error(column.code, str(fault))
        return self.cleaned_data

    def add_faults(self, faults: Mapping[str, Sequence[str]]) -> None:
        """Show what a service found wrong beside its field, else above all."""
        for code, messages in faults.items():
            at = code if code in self.fields else None
            self.add_error(at, " ".join(messages))

    def _asked(self) -> list[Column]:
        codes = {column.code for column in self.columns}
        one = "commune" in codes
        return [c for c in self.columns if not (one and c.code == "district")]

    def _read(self, column: Column, text: str) -> None:
        if column.code == "commune" and text in self.places.units.districts:
            if column.required:
                raise Fault("Hãy chọn một xã.")
            self.values |= {"district": text, "commune": None}
            return
        value = column.parse(text, self._within())
        self.values[column.code] = value
        if column.code == "commune" and "district" in {c.code for c in self.columns}:
            known = self.places.communes.get(str(value))
            self.values["district"] = known[0] if known else None

    def _within(self) -> Within:
        district, commune = (self.values.get(code) for code in ("district", "commune"))
        return Within(
            self.places,
            district=str(district) if district else None,
            commune=str(commune) if commune else None,
        )

    def _initial(self, column: Column, values: Values) -> str:
        value = values.get(column.code)
        if column.code == "commune" and value is None:
            value = values.get("district")
        if column.kind == ColumnKind.VILLAGE:
            return column.words(value, self.places)
        return column.typed(value)

    def _field(self, column: Column) -> forms.CharField:
        label = column.header
        if column.code == "commune" and not column.required:
            label = "Địa bàn"
        return forms.CharField(
            label=f"{label} *" if column.required else label,
            required=False,
            strip=False,
            widget=self._widget(column),
            help_text=column.hint,
        )

    def _widget(self, column: Column) -> forms.Widget:
        choices = self._choices(column)
        if choices is not None:
            return forms.Select(choices=choices, attrs={"class": "nt-in"})
        attrs = {"class": "nt-in", "autocomplete": "off"}
        if column.kind == ColumnKind.DATE:
            return forms.TextInput({**attrs, "placeholder": "ngày/tháng/năm"})
        if column.is_number:
            return forms.TextInput(
                {**attrs, "class": "nt-in nt-in-num", "inputmode": "decimal"}
            )
        if column.is_long:
            return forms.Textarea({**attrs, "rows": 3, "maxlength": column.max_length})
        return forms.TextInput({**attrs, "maxlength": column.max_length})

    def _choices(self, column: Column) -> list[Choice] | None:
        match column.kind:
            case ColumnKind.CHOICE:
                return [("", "–"), *column.choices]
            case ColumnKind.YES_NO:
                return [("", "chưa rõ"), ("1", "Có"), ("0", "Không")]
            case ColumnKind.DISTRICT:
                return [("", "–"), *self._districts()]
            case ColumnKind.COMMUNE:
                return [("", "–"), *self._communes(with_districts=not column.required)]
            case ColumnKind.AGENCY:
                return [("", "–"), *self._agencies()]
            case _:
                return None

    def _districts(self) -> Iterator[Choice]:
        for code, district in self.places.units.districts.items():
            if self._scope.district in (None, code):
                yield code, district.full_name

    def _communes(self, *, with_districts: bool) -> Iterator[Choice]:
        for code, name in self._districts():
            units = [
                (unit, title)
                for unit, (own, title) in self.places.communes.items()
                if own == code
            ]
            whole = [(code, f"Cả {name[:1].lower()}{name[1:]}")] * with_districts
            yield name, [*whole, *units]

    def _agencies(self) -> Iterator[Choice]:
        for code, name in self.places.agencies.names.items():
            if self._scope.agency in (None, code):
                yield code, name


class Scope:
    """The only district and the only agency that a person may choose, None: any."""

    __slots__ = ("agency", "district")

    def __init__(self, district: str | None = None, agency: str | None = None) -> None:
        self.district = district
        self.agency = agency


def _rank(column: Column) -> int:
    return ORDER.index(column.kind) if column.kind in ORDER else len(ORDER)
