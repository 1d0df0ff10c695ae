"""One piece of work in a process of its own; its measures are printed as JSON.

``python -m bench.national_steps prepare|portal|floor|stock FILE``
"""

import json
import resource
import sys
from pathlib import Path

import django

KIBIBYTE = 1024


def main(name: str, path: Path) -> None:
    django.setup()
    from bench import national_data, national_work

    steps = {
        "prepare": national_data.prepare,
        "portal": national_work.portal,
        "floor": national_work.floor,
        "stock": national_work.stock,
    }
    measured = steps[name](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE
    sys.stdout.write(json.dumps({**measured, "peak_bytes": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
