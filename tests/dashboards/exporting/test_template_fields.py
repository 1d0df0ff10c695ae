"""A template is told every field that no report has, before it is used."""

import io

import docx
import pytest
from django.conf import settings

from dashboards.exporting.paper import paper_context
from dashboards.exporting.province_template import build_template
from dashboards.exporting.template_fields import FIELDS, INNER, LISTS, unknown_fields
from dashboards.exporting.word import BadTemplate
from tests.dashboards.output_world import given_out, read
from tests.world import approve


def template(*lines: str) -> bytes:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def test_the_portal_s_own_template_has_none():
    assert unknown_fields(settings.PROVINCE_TEMPLATE.read_bytes()) == []


def test_the_template_in_the_repository_is_the_one_that_is_built():
    own = docx.Document(str(settings.PROVINCE_TEMPLATE))
    built = docx.Document(io.BytesIO(build_template()))
    assert own.element.xml == built.element.xml


def test_a_field_of_its_own_is_named():
    assert unknown_fields(template("{{ communes }} {{ so_xa }}")) == ["so_xa"]


def test_a_field_of_a_row_is_named_with_its_list():
    lines = ("{%p for r in groups %}", "{{ r.title }} {{ r.titel }}", "{%p endfor %}")
    assert unknown_fields(template(*lines)) == ["groups: titel"]


def test_a_branch_that_is_not_taken_is_looked_at():
    lines = ("{%p if base %}", "{{ a }}", "{%p else %}", "{{ b }}", "{%p endif %}")
    assert unknown_fields(template(*lines)) == ["a", "b"]


@pytest.mark.parametrize("line", ["{{ communes", "{% for %}", "{{ 1/0 }}"])
def test_a_template_written_wrongly_is_refused(line):
    with pytest.raises(BadTemplate, match="Mẫu không điền được"):
        unknown_fields(template(line))


def test_what_is_no_document_is_refused():
    with pytest.raises(BadTemplate):
        unknown_fields(b"PK\x03\x04 hong")


def test_a_template_reaches_nothing_but_the_values():
    line = "{{ communes.__class__.__mro__ }}"
    assert unknown_fields(template(line)) == ["…: __class__"]


def test_a_column_that_no_table_has_is_named():
    lines = ("{%p for r in districts %}", "{{ r.cells[19] }}", "{%p endfor %}")
    assert unknown_fields(template(*lines)) == ["…: 19"]


@pytest.mark.usefixtures("reference")
def test_the_fields_told_are_those_that_a_report_has():
    approve("618", "2019Q3", {"23535": [1]})
    approve("618", "2019Q4", {"23535": [2]})
    paper = paper_context(*read(given_out()))
    assert {*FIELDS, *LISTS} == {*paper, "chart"}
    for name, (_, fields) in LISTS.items():
        for row in paper[name]:
            assert set(row) == set(fields), name
            lists = {key for key, value in row.items() if isinstance(value, list)}
            assert lists <= INNER.keys()
