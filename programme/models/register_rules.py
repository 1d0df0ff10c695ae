"""What the office may not call a register, its columns and its fields.

The files of a register are read by the words above their columns, so no two columns
may have the same, whatever their case and marks.
"""

from collections.abc import Iterable, Iterator, Mapping

from ntm_portal.lib.text import fold

# Parts of the addresses of other pages, where a register's code stands.
TAKEN_CODES = ("loai", "bo-tieu-chi", "moi")
# Words above the columns that every register may have.
FIXED_LABELS = ("Mã dòng", "Huyện", "Xã", "Thôn, làng", "Thôn", "Ghi chú")
NO_LETTERS = "Tên cột phải có chữ hoặc số."


def names_of(labels: Iterable[str]) -> dict[str, str]:
    """Return labels by what is compared of them, without those that are empty."""
    return {fold(label): label for label in labels if label}


def label_fault(names: Iterable[str], taken: Mapping[str, str]) -> str:
    """Return why a column may not have these names, "" when it may.

    ``taken`` are the names of other columns, as names_of returns them.
    """
    for name in names:
        if not fold(name):
            return NO_LETTERS
        if fold(name) in taken:
            other = taken[fold(name)]
            return f"“{name}” trùng với cột “{other}” của sổ; hãy đặt tên khác."
    return ""


def label_faults(
    labels: Mapping[str, str], others: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield which of a register's own labels may not be, and why.

    ``labels`` are by name of attribute, in the order of the form; ``others`` are the
    names of the register's fields.
    """
    taken = names_of((*FIXED_LABELS, *others))
    for attribute, label in labels.items():
        if not label:
            continue
        fault = label_fault((label,), taken)
        if fault:
            yield attribute, fault
        taken.setdefault(fold(label), label)
