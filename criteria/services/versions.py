"""Versions of a document: numbered, withdrawn from the last one backwards."""


class LaterVersionStands(Exception):
    """A later version of the same document is in force; the message says which."""
