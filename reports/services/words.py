"""The four texts of a report: saved as they are typed, frozen on approval."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from ntm_portal.lib.prose import clean_prose
from ntm_portal.lib.text import format_number
from reports.choices import TextPart
from reports.models import Report, ReportWords, Revision, RevisionWords
from reports.models.words import WORDS_MAX, Words
from reports.services.drafts import locked_draft
from reports.services.guard import ChangeRefused, check_may_edit
from reports.services.text_log import Turn, log_writing

LABELS = {each.name: capfirst(each.verbose_name) for each in Words._meta.local_fields}
FIELDS = tuple(LABELS)


class TextTooLong(ChangeRefused):
    """A text has more characters than are kept."""


class UnknownText(ChangeRefused):
    """A report has no text of that name."""


class WordsMoved(ChangeRefused):
    """Somebody else changed one of these texts meanwhile; ``now`` is what stands.

    ``fields`` names the texts that both changed.
    """

    def __init__(self, now: ReportWords, fields: Collection[str], *, by: User) -> None:
        self.now = now
        self.fields = tuple(fields)
        self.who = (
            "chính anh/chị ở cửa sổ khác"
            if now.changed_by_id == by.pk
            else now.changed_by.display_name
        )
        names = ", ".join(f"“{LABELS[name]}”" for name in self.fields)
        super().__init__(
            f"Phần {names} vừa được {self.who} sửa; chưa ghi đè. Hãy xem cả hai bản "
            "rồi chọn hoặc ghép lại."
        )


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts that a person changed, by field, and what they were changed from.

    ``version`` is that of the texts which the person had, 0 when none were kept yet;
    ``seen`` what each of them read, then or when it was sent before.
    """

    texts: Mapping[str, str]
    version: int
    seen: Mapping[str, Collection[str]] = field(default_factory=dict)


@transaction.atomic
def save_words(
    *,
    district_code: str,
    quarter_code: str,
    typed: Typed,
    by: User,
    at: dt.datetime,
) -> ReportWords:
    """Store changed texts of a report, all or none; return the texts after.

    On a newer version than the person's a text still goes in where it reads as the
    person had it, or already as wanted: others changed other texts. Raises WordsMoved
    otherwise, TextTooLong, or what the guard forbids.
    """
    report = locked_draft(district_code=district_code, quarter_code=quarter_code).report
    check_may_edit(report, by=by, on=localdate(at))
    wanted = {name: _checked(name, text) for name, text in typed.texts.items()}
    words = _words(report, by=by, at=at)
    if typed.version != words.version:
        moved = _moved(words, wanted, typed.seen)
        if moved:
            raise WordsMoved(words, moved, by=by)
    changed = {
        name: text for name, text in wanted.items() if getattr(words, name) != text
    }
    if changed or words.version == 0:
        turns = [
            Turn(TextPart(name), getattr(words, name), text)
            for name, text in changed.items()
        ]
        log_writing(report, turns, by=by, at=at)
        for name, text in changed.items():
            setattr(words, name, text)
        words.version += 1
        words.changed_by, words.changed_at = by, at
        words.save()
        if by.role != Role.DISTRICT and not report.entered_on_behalf:
            report.entered_on_behalf = True
            report.save()
    return words


def freeze_words(*, report: Report, revision: Revision) -> RevisionWords | None:
    """Copy the texts of a report to its approved revision; None when it has none."""
    words = ReportWords.objects.filter(report=report).first()
    if words is None:
        return None
    return RevisionWords.objects.create(
        revision=revision, **{name: getattr(words, name) for name in FIELDS}
    )


def _checked(name: str, text: str) -> str:
    if name not in FIELDS:
        raise UnknownText("Báo cáo không có phần lời này; hãy tải lại trang.")
    cleaned = clean_prose(text)
    if len(cleaned) > WORDS_MAX:
        raise TextTooLong(
            f"Phần “{LABELS[name]}” có {format_number(len(cleaned))} ký tự, tối đa "
            f"{format_number(WORDS_MAX)}; chưa lưu. Hãy rút gọn hoặc để phần chi tiết "
            "vào tệp kèm theo."
        )
    return cleaned


def _words(report: Report, *, by: User, at: dt.datetime) -> ReportWords:
    found = (
        ReportWords.objects.select_related("changed_by__district", "changed_by__agency")
        .filter(report=report)
        .first()
    )
    return found or ReportWords(report=report, changed_by=by, changed_at=at)


def _moved(
    words: ReportWords, wanted: Mapping[str, str], seen: Mapping[str, Collection[str]]
) -> list[str]:
    """Return the texts that stand otherwise than the person had them and wants them."""
    moved = []
    for name, text in wanted.items():
        standing = getattr(words, name)
        known = {text, *(clean_prose(old) for old in seen.get(name, ()))}
        if standing not in known:
            moved.append(name)
    return moved
