"""What the load test asks of the database, in a process of its own, told as JSON.

``python -m bench.officers_steps prepare|audit``
"""

import json
import sys

import django


def main(name: str) -> None:
    django.setup()
    from bench import officers_data

    steps = {"prepare": officers_data.prepare, "audit": officers_data.audit}
    sys.stdout.write(json.dumps(steps[name]()))


if __name__ == "__main__":
    main(sys.argv[1])
