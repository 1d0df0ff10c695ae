"""How large the country of the measurement is, and what its units are called."""

DISTRICTS = 690
COMMUNES = 8_300
CRITERIA = 19
RESULTS = COMMUNES * CRITERIA
PERIOD = "2019Q3"
APPROVED_ON = "2019-10-10"


def district_code(number: int) -> str:
    """Return a code that no real district has: the first is A00."""
    letter, rest = divmod(number, 100)
    return f"{chr(ord('A') + letter)}{rest:02d}"


def district_name(number: int) -> str:
    return f"Mẫu {number + 1:03d}"


def commune_code(number: int) -> str:
    """Return a code that no real commune has: the first is X0000."""
    return f"X{number:04d}"


def commune_name(number: int) -> str:
    return f"mẫu {number + 1:04d}"


def district_of(commune: int) -> int:
    """Return the number of a commune's district: about twelve communes share one."""
    return commune * DISTRICTS // COMMUNES


def is_met(commune: int, criterion: int) -> bool:
    """Say whether the commune attains the criterion: two of three do, no pattern."""
    return (commune * 7 + criterion * 11 + commune // 13) % 3 > 0
