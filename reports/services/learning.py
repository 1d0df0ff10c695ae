"""Takes back what an import has taught the portal, together with the import.

What a run has taught stands in its outcome: spellings of units that were new, and
the layout with the roles of its columns before and after.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from communes.services.variants import forget_commune, forget_district
from reports.models import ImportRun, SheetLayout

LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Learned:
    """What a run has taught: (code, spelling) of units, and a layout of columns.

    ``before`` are the roles that the layout had, None when it was not known.
    """

    communes: tuple[tuple[str, str], ...] = ()
    districts: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""
    before: dict[str, str] | None = None
    after: dict[str, str] | None = None

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        kept: dict[str, Any] = run.outcome.get(LEARNED, {})
        return cls(
            communes=tuple((code, name) for code, name in kept.get("communes", ())),
            districts=tuple((code, name) for code, name in kept.get("districts", ())),
            fingerprint=kept.get("fingerprint", ""),
            before=kept.get("before"),
            after=kept.get("after"),
        )

    def as_json(self) -> dict[str, object]:
        """Return what a run keeps."""
        return {
            "communes": [list(each) for each in self.communes],
            "districts": [list(each) for each in self.districts],
            "fingerprint": self.fingerprint,
            "before": self.before,
            "after": self.after,
        }

    def told(self) -> Iterator[str]:
        """Yield in words what would be forgotten."""
        for _code, written in (*self.communes, *self.districts):
            yield f"cách viết “{written}”"
        if self.fingerprint:
            yield "lựa chọn cột của bố cục"


def forget(run: ImportRun) -> None:
    """Take back what a run has taught; a layout that was taught anew since stays."""
    learned = Learned.of(run)
    for code, written in learned.communes:
        forget_commune(code=code, written=written)
    for code, written in learned.districts:
        forget_district(code=code, written=written)
    layout = SheetLayout.objects.filter(
        kind=run.kind, fingerprint=learned.fingerprint, roles=learned.after
    )
    if learned.before is None:
        layout.delete()
    else:
        layout.update(roles=learned.before)
