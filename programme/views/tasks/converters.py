"""The code of a task in an address; what is no code has no page."""


class TaskCodeConverter:
    regex = r"[A-Z0-9]+(?:[.-][A-Z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
