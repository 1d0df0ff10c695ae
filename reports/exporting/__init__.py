"""The current data out again, in the layouts that the import reads.

What comes out goes in unchanged: an export says every cell, and no importer has to
guess. ``exporting`` and ``importing`` do not know each other; the tests hold them
together.
"""
