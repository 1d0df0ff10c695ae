"""What concerns a file as a whole, said of every reading of its sheet."""

from dataclasses import dataclass, replace

from reports.importing.problems import Problem, Question
from reports.importing.readings import ImportRequest, Reading, Source, refused
from reports.importing.sheets import NothingToRead, OpenedSheet


@dataclass(frozen=True, slots=True)
class WholeFile:
    """An opened sheet, the mark of its layout, and notes on how it was read."""

    opened: OpenedSheet
    fingerprint: str
    notes: tuple[str, ...] = ()

    def complete(self, reading: Reading) -> Reading:
        """Return a reading with all this; a question left is an error."""
        asked = self.opened.questions
        sheet = self.opened.sheet.title
        return replace(
            reading,
            questions=(*asked, *reading.questions),
            errors=(*(_problem(sheet, each) for each in asked), *reading.errors),
            notes=(*self.notes, *reading.notes),
            sheets=self.opened.sheets,
            samples=self.opened.samples,
            fingerprint=self.fingerprint,
            changes=None if asked else reading.changes,
            source=_FileSource(reading.source, self) if reading.source else None,
        )


@dataclass(frozen=True, slots=True)
class _FileSource:
    source: Source
    file: WholeFile

    def lock(self) -> None:
        self.source.lock()

    def compare(self) -> Reading:
        return self.file.complete(self.source.compare())


def unread(request: ImportRequest, nothing: NothingToRead) -> Reading:
    """Return the reading of a file without a sheet to read."""
    question = nothing.question
    return replace(
        refused(request, nothing.problem),
        questions=(question,) if question else (),
        sheets=nothing.sheets,
    )


def _problem(sheet: str, question: Question) -> Problem:
    return Problem(sheet, question.cell, "", question.value, question.message)
