"""Whether the bytes of a file were imported before, said in sentences."""

from django.utils import timezone

from reports.models import ImportRun

LATEST = 3


def earlier_imports(run: ImportRun) -> tuple[str, ...]:
    """Return what was imported from a run's very bytes before; the latest three.

    One query, which leaves the files where they are.
    """
    earlier = ImportRun.objects.same_file(run.sha256).exclude(pk=run.pk)
    known = earlier.without_content().select_related("quarter")[:LATEST]
    return tuple(_sentence(each) for each in known)


def _sentence(run: ImportRun) -> str:
    said = f"Tệp này đã được nhập ngày {timezone.localtime(run.at):%d/%m/%Y}"
    if run.undone_at:
        said += f" rồi hoàn tác ngày {timezone.localtime(run.undone_at):%d/%m/%Y}"
    what = [f"lần nhập số {run.pk}", run.get_kind_display()]
    if run.quarter:
        what.append(run.quarter.period.label)
    if run.sheet:
        what.append(f"trang tính “{run.sheet}”")
    reason = f" Lý do hoàn tác: {run.undo_reason}" if run.undo_reason else ""
    return f"{said} ({', '.join(what)}).{reason}"
