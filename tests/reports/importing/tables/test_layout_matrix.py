"""The same results typed in many layouts are read to the same states."""

import pytest

from ntm_portal.lib.periods import Quarter
from reports.choices import ResultState
from reports.importing.readings import ImportRequest, Reading
from reports.importing.results_changes import ResultChanges
from reports.importing.runs import read_appendix
from tests.reports.importing.files import ON, RESULTS
from tests.reports.importing.tables.layout_files import FORMATS
from tests.reports.importing.tables.layouts import TRUTH, Layout, layouts

LAYOUTS = layouts(list(FORMATS))
ENCODINGS = {"nfc": "unicode", "nfd": "unicode"}


def states(reading: Reading) -> dict[tuple[str, int], ResultState]:
    """Return the state of every commune's criteria."""
    changes = reading.changes
    assert isinstance(changes, ResultChanges)
    return {
        (commune, number): state
        for communes in changes.districts.values()
        for commune, cells in communes.items()
        for number, state in cells.items()
    }


# Slow under coverage, which other tests of the same lines tell already.
@pytest.mark.no_cover
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_layout_gives_the_same_states(layout: Layout) -> None:
    data = FORMATS[layout.format](layout.book())
    reading = read_appendix(ImportRequest(data, f"bieu.{layout.format}", RESULTS, ON))
    assert reading.errors == reading.warnings == ()
    assert states(reading) == TRUTH
    assert reading.period == Quarter(2019, 4)
    assert reading.encoding == ENCODINGS.get(layout.encoding, layout.encoding)


def test_the_layouts_are_many_and_all_different() -> None:
    assert len(set(LAYOUTS)) == len(LAYOUTS) >= 60
