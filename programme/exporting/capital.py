"""Capital of a quarter as a workbook: a sheet of each measure, places down."""

from collections.abc import Iterator, Mapping, Sequence

from communes.analytics.places import Place
from communes.models import District
from ntm_portal.lib.periods import ROMAN, Quarter
from ntm_portal.lib.workbooks.writing import Book, Check, Value
from programme.analytics.capital.sheet import DISTRICT_ROW
from programme.analytics.capital.words import GROUPS, UNIT
from programme.choices import CapitalMeasure, CapitalSource
from programme.models import Amounts
from reports.exporting.communes_sheet import (
    Column,
    ColumnGroup,
    CommunesForm,
    draw_communes,
    rows_of,
)

TITLES = {
    CapitalMeasure.PLANNED: "KẾ HOẠCH VỐN XÂY DỰNG NÔNG THÔN MỚI",
    CapitalMeasure.ALLOCATED: "PHÂN BỔ VỐN XÂY DỰNG NÔNG THÔN MỚI",
    CapitalMeasure.DISBURSED: "GIẢI NGÂN VỐN XÂY DỰNG NÔNG THÔN MỚI",
    CapitalMeasure.DEBT: "NỢ ĐỌNG XÂY DỰNG CƠ BẢN",
}
RULE = Check(
    "=OR(AND(ISNUMBER({cell}),{cell}>=0))",
    "Số tiền",
    "Số không âm, triệu đồng, tối đa 3 chữ số thập phân.\nĐể trống: giữ số đã có.",
)
LEGEND = (
    "Ghi chú: số lũy kế từ 01/01 đến hết quý; ô trống là chưa có số, khi nhập thì giữ "
    "số đã có."
)
WIDTH = 14


def capital_workbook(
    *,
    period: Quarter,
    districts: Sequence[tuple[District, Sequence[Place]]],
    amounts: Mapping[str, Amounts],
    is_demo: bool,
) -> bytes:
    """Return the workbook; imported again it changes nothing.

    ``amounts`` has those of each district by its code.
    """
    book = Book(title=f"Vốn {period.label}", made_on=period.last_day)
    with_own = [
        (district, [*places, Place("", DISTRICT_ROW, district.code)])
        for district, places in districts
    ]
    for measure in CapitalMeasure:
        page = book.page(measure.label)

        def values(
            place: Place, measure: CapitalMeasure = measure
        ) -> tuple[Value, ...]:
            known = amounts.get(place.district_code, {})
            return tuple(
                known.get((place.code, str(source), str(measure)))
                for source in CapitalSource.of(measure)
            )

        form = _form(period, measure, is_demo=is_demo)
        draw_communes(page, form, rows_of(with_own, values))
        page.protect()
    return book.data()


def _form(period: Quarter, measure: CapitalMeasure, *, is_demo: bool) -> CommunesForm:
    lines = [
        (TITLES[measure], "title"),
        (f"(Quý {ROMAN[period.number - 1]} năm {period.year})", "subtitle"),
        (f"Đơn vị tính: {UNIT}", "subtitle"),
        ("Số liệu minh họa" if is_demo else "", "subtitle"),
    ]
    return CommunesForm(
        titles=tuple((text, style) for text, style in lines if text),
        groups=tuple(_groups(measure)),
        column_width=WIDTH,
        heading_style="header",
        footnotes=(LEGEND,),
    )


def _groups(measure: CapitalMeasure) -> Iterator[ColumnGroup]:
    offered = CapitalSource.of(measure)
    for name, sources in GROUPS:
        columns = tuple(
            Column(source.label, UNIT, RULE) for source in sources if source in offered
        )
        if columns:
            heading = measure.label if measure == CapitalMeasure.DEBT else name
            yield ColumnGroup(heading, columns)
