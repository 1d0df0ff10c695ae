"""Paragraphs, lines and tables as the papers of the administration have them."""

from dataclasses import dataclass

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

BODY, SMALL, TINY = 14, 12, 11
# Millimetres: in a narrower column the usual margins leave no room for two digits.
NARROW = 8


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a row for each value of a list of the template.

    ``names`` and ``widths`` (millimetres) belong to the columns, of which the first
    ``texts`` are not centred. ``size`` is that of the letters.
    """

    heads: tuple[str, ...]
    source: str
    names: tuple[str, ...]
    widths: tuple[float, ...]
    texts: int = 1
    size: int = SMALL


def pair(paper: Paper, widths: tuple[int, int]) -> tuple[_Cell, _Cell]:
    """Add two cells beside each other without borders."""
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    for column, width in enumerate(widths):
        _set_width(table, column, width)
    return left, right


def add_table(paper: Paper, wanted: Listing) -> None:
    """Add a table with a heading on every page and a row for each value."""
    table = paper.add_table(rows=4, cols=len(wanted.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if min(wanted.widths) < NARROW:
        _drop_margins(table)
    table.rows[1].cells[0].text = f"{{%tr for each in {wanted.source} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    columns = zip(wanted.heads, wanted.names, wanted.widths, strict=True)
    for column, (head, name, width) in enumerate(columns):
        align = ALIGN.LEFT if column < wanted.texts else ALIGN.CENTER
        _fill(table, (0, column), head, wanted.size, bold=True)
        _fill(table, (2, column), f"{{{{ each.{name} }}}}", wanted.size, bold=False)
        table.cell(0, column).paragraphs[0].alignment = ALIGN.CENTER
        table.cell(2, column).paragraphs[0].alignment = align
        _set_width(table, column, width)
    for row, name in ((0, "w:tblHeader"), (2, "w:cantSplit")):
        table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(
    table: Table, place: tuple[int, int], text: str, size: int, *, bold: bool
) -> None:
    paragraph = table.cell(*place).paragraphs[0]
    write(paragraph, text, size=size, bold=bold)
    # A value may be empty: the line is then as high as the mark of the paragraph.
    mark = OxmlElement("w:rPr")
    paragraph._p.get_or_add_pPr().append(mark)
    for name in ("w:sz", "w:szCs"):
        mark.append(OxmlElement(name))
        mark[-1].set(qn("w:val"), str(2 * size))


def _drop_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "30")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _set_width(table: Table, column: int, width: float) -> None:
    # Programs differ in which of the two they go by.
    table.columns[column].width = Mm(width)
    for row in table.rows:
        row.cells[column].width = Mm(width)


def add_line(
    cell: _Cell,
    text: str,
    align: ALIGN = ALIGN.CENTER,
    *,
    size: int = BODY,
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Add a line to a cell; the first one takes the paragraph that is there.

    The lines of a cell stay on one page.
    """
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else None
    paragraph = paragraph or cell.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.keep_with_next = True
    write(paragraph, text, size=size, bold=bold, italic=italic)


def add_title(paper: Paper, text: str) -> None:
    add_paragraph(
        paper, text, bold=True, before=6
    ).paragraph_format.keep_with_next = True


def add_body(paper: Paper, text: str) -> Paragraph:
    paragraph = add_paragraph(paper, text, ALIGN.JUSTIFY, before=6)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def add_paragraph(
    paper: Paper,
    text: str,
    align: ALIGN = ALIGN.LEFT,
    *,
    bold: bool = False,
    before: int = 0,
) -> Paragraph:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    write(paragraph, text, bold=bold)
    return paragraph


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: int = BODY,
    bold: bool = False,
    italic: bool = False,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def add_rule(cell: _Cell, indent: int) -> None:
    draw_rule(cell.add_paragraph(), indent)


def draw_rule(paragraph: Paragraph, indent: int) -> None:
    """Draw the line below a name, as long as the indents on both sides leave it."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = indent
    shape.space_after = Pt(4)
    write(paragraph, "", size=2)
    paragraph.paragraph_format.line_spacing = Pt(3)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in {
        "val": "single",
        "sz": "6",
        "space": "1",
        "color": "auto",
    }.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
