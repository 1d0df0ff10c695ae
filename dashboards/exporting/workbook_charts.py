"""The charts of the workbook, drawn by the spreadsheet from the cells beside them."""

from xlsxwriter.chart import Chart

from dashboards.exporting.workbook_tables import HEADER_ROW, Table
from ntm_portal.lib.workbooks.writing import Page

Series = tuple[tuple[str, int, str], ...]
GREEN, AMBER, GREY = "#1F7A4D", "#B45309", "#C9D2CD"
BAND_COLOURS = ("#0F5132", "#1F7A4D", "#7FB69A", "#E0B26A", "#B45309")
SIZE = {"width": 860, "height": 380}
BANDS_AT = 6


def _title(chart: Chart, text: str) -> None:
    chart.set_title({"name": text, "name_font": {"size": 12}})


def target_chart(page: Page, table: Table, row: int) -> None:
    """Bars of what is attained beside what is needed, in communes."""
    series = (("Số xã đạt", 1, GREEN), ("Số xã cần", 5, AMBER))
    _bars(page, table, row, "Số xã đạt từng nhóm và số xã cần", series)


def group_chart(page: Page, table: Table, row: int) -> None:
    """Bars of the communes that attain each group beside all."""
    series = (("Số xã đạt", 1, GREEN), ("Tổng số xã", 2, GREY))
    chart = _bars(page, table, row, "Số xã đạt từng nhóm tiêu chí", series)
    chart.set_size(SIZE | {"width": 700})


def _bars(page: Page, table: Table, row: int, title: str, series: Series) -> Chart:
    chart = page.book.chart("bar")
    for name, column, colour in series:
        chart.add_series(
            {
                "name": name,
                "categories": table.column(page, 0),
                "values": table.column(page, column),
                "fill": {"color": colour},
                "data_labels": {"value": True},
            }
        )
    _title(chart, title)
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"name": "xã", "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size(SIZE)
    page.sheet.insert_chart(row, 0, chart)
    return chart


def band_chart(page: Page, table: Table, row: int) -> None:
    """Stacked bars of the communes of each district by band."""
    chart = page.book.chart("bar", "stacked")
    for offset, colour in enumerate(BAND_COLOURS):
        column = BANDS_AT + offset
        chart.add_series(
            {
                "name": [page.sheet.get_name(), HEADER_ROW, column],
                "categories": table.column(page, 0),
                "values": table.column(page, column),
                "fill": {"color": colour},
            }
        )
    _title(chart, "Số xã theo mức đạt, từng huyện")
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"name": "xã", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size(SIZE)
    # The first column is repeated on every page, with what lies over it.
    page.sheet.insert_chart(row, 1, chart)


def criteria_chart(page: Page, table: Table, row: int) -> None:
    """A column for each criterion with the communes that meet it."""
    chart = page.book.chart("column")
    chart.add_series(
        {
            "name": "Số xã đạt",
            "categories": table.column(page, 0),
            "values": table.column(page, 3),
            "fill": {"color": GREEN},
            "data_labels": {"value": True},
        }
    )
    _title(chart, "Số xã đạt từng tiêu chí")
    chart.set_x_axis({"name": "tiêu chí số"})
    chart.set_y_axis({"name": "xã", "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_size(SIZE | {"width": 700})
    page.sheet.insert_chart(row, 0, chart)
