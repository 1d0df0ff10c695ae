"""Names of villages and cooperatives: what of them is compared."""

import re
from collections.abc import Mapping

from communes.choices import VillageKind
from ntm_portal.lib.text import clean, fold

# "Lang" without its mark may be the name itself.
KINDS_OF_VILLAGE: Mapping[str, VillageKind] = {
    "thôn": VillageKind.VILLAGE,
    "thon": VillageKind.VILLAGE,
    "làng": VillageKind.HAMLET,
    "tổ dân phố": VillageKind.STREET,
    "to dan pho": VillageKind.STREET,
}
BEFORE_VILLAGE = re.compile(
    rf"({'|'.join(KINDS_OF_VILLAGE)})(?:\s|[.:–-])[\s.:–-]*(?=\w)", re.IGNORECASE
)
BEFORE_COOPERATIVE = ("hoptacxa", "htx")


def read_village(text: str) -> tuple[VillageKind | None, str]:
    """Return the kind written before a village's name, and the name: "Làng Rẫy"."""
    name = clean(text)
    before = BEFORE_VILLAGE.match(name)
    if before is None:
        return None, name
    return KINDS_OF_VILLAGE[before[1].lower()], name[before.end() :]


def village_key(text: str) -> str:
    """Return what two names of one village have in common."""
    return fold(read_village(text)[1])


def cooperative_key(text: str) -> str:
    """Return what two names of one cooperative have in common."""
    key = fold(text)
    for prefix in BEFORE_COOPERATIVE:
        if key.startswith(prefix):
            return key.removeprefix(prefix) or key
    return key
