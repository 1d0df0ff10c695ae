"""Back office of reports: quarters are kept here, everything else is read only."""

from reports.admin import drafts, imports, outputs, quarters, revisions, samples

__all__ = ["drafts", "imports", "outputs", "quarters", "revisions", "samples"]
