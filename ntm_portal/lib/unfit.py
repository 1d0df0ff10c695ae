"""The refusal that every check of a handed-in file raises."""


class Unfit(Exception):
    """The content cannot be taken; the message goes on after “Tệp …”, in Vietnamese."""
