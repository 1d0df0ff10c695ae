"""The four texts of a report: to be written on, and to be reviewed. Reads only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import capfirst

from accounts.models import User
from ntm_portal.lib.periods import Quarter
from ntm_portal.lib.prose import Paragraph, clean_prose, compared, paragraphs
from reports.choices import ReportState
from reports.models import Report, ReportWords, Revision, RevisionWords, SignedPaper
from reports.models.words import Words

LABELS = {
    each.name: capfirst(str(each.verbose_name)) for each in Words._meta.local_fields
}
HINTS = {
    "highlights": "Việc làm được trong quý: tiêu chí, công trình, xã nổi bật.",
    "difficulties": "Vì sao tiêu chí chậm hoặc giảm; vướng ở đâu, từ bao giờ.",
    "proposals": "Đề nghị ai, việc gì, bao giờ cần.",
    "next_tasks": "Xã nào, tiêu chí nào sẽ đạt trong quý tới; ai làm.",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the page shows it; ``source`` is the quarter it is taken from.

    ``is_kept`` is false for what was only taken from there and never saved.
    """

    name: str
    label: str
    hint: str
    value: str
    source: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    """The texts of a report; ``version`` 0: nobody has saved any yet."""

    texts: tuple[Text, ...]
    version: int
    changed_at: dt.datetime | None
    changed_by: User | None
    before: str

    @property
    def is_begun(self) -> bool:
        return self.version > 0

    @property
    def is_blank(self) -> bool:
        return not any(text.value for text in self.texts if text.is_kept)


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A text as it was sent, by paragraph, beside the one approved before.

    ``gone`` are paragraphs that it no longer has.
    """

    label: str
    paragraphs: tuple[Paragraph, ...]
    gone: tuple[str, ...]
    old: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        return bool(self.gone) or any(each.is_new for each in self.paragraphs)


@dataclass(frozen=True, slots=True)
class ReviewedWords:
    """What a reviewer reads; ``before`` names the quarter of the old texts."""

    texts: tuple[ReviewedText, ...]
    before: str
    paper: SignedPaper | None

    @property
    def is_blank(self) -> bool:
        return not any(text.paragraphs for text in self.texts)


def read_words(report: Report) -> WordsPage:
    """Read the texts of a report to write on: two queries.

    Before the first save they are those last approved for an earlier quarter.
    """
    words = _own(report)
    before = (
        _approved(report).filter(revision__quarter_id__lt=report.quarter_id).first()
    )
    label = Quarter.parse(before.revision.quarter_id).label if before else ""
    return WordsPage(
        texts=tuple(_text(name, words, before, label) for name in HINTS),
        version=words.version if words else 0,
        changed_at=words.changed_at if words else None,
        changed_by=words.changed_by if words else None,
        before=label,
    )


def read_reviewed_words(report: Report) -> ReviewedWords:
    """Read the texts of a report beside those approved before it: three queries."""
    words = _own(report)
    approved = list(_approved(report)[:2])
    is_settled = report.state == ReportState.APPROVED
    if is_settled and approved and approved[0].revision.quarter_id == report.quarter_id:
        # What was approved last are these very texts.
        approved = approved[1:]
    before = approved[0] if approved else None
    return ReviewedWords(
        texts=tuple(_reviewed(name, words, before) for name in HINTS),
        before=Quarter.parse(before.revision.quarter_id).label if before else "",
        paper=read_papers(report).first(),
    )


def read_papers(report: Report) -> QuerySet[SignedPaper]:
    """Return the scans of a report, the one that counts first. One query."""
    if report._state.adding:
        return SignedPaper.objects.none()
    return report.papers.select_related("by__district", "by__agency")


def _own(report: Report) -> ReportWords | None:
    if report._state.adding:
        return None
    people = ("changed_by__district", "changed_by__agency")
    return ReportWords.objects.select_related(*people).filter(report=report).first()


def _approved(report: Report) -> QuerySet[RevisionWords]:
    """Return the approved texts of the district until the quarter, latest first."""
    standing = Revision.objects.standing(None).not_after(report.quarter_id)
    return (
        RevisionWords.objects.filter(
            revision__in=standing.filter(district_id=report.district_id)
        )
        .select_related("revision")
        .order_by("-revision__quarter_id", "-revision__number")
    )


def _text(
    name: str, words: Words | None, before: RevisionWords | None, label: str
) -> Text:
    taken = getattr(before, name) if before else ""
    value = getattr(words, name) if words else taken
    return Text(
        name=name,
        label=LABELS[name],
        hint=HINTS[name],
        value=value,
        source=label if value and clean_prose(value) == taken else "",
        is_kept=words is not None,
    )


def _reviewed(
    name: str, words: Words | None, before: RevisionWords | None
) -> ReviewedText:
    old = getattr(before, name) if before else ""
    found, gone = compared(getattr(words, name) if words else "", old)
    return ReviewedText(
        label=LABELS[name], paragraphs=found, gone=gone, old=tuple(paragraphs(old))
    )
