"""Back office of reports: quarters are kept here, everything else is read only."""

from reports.admin import drafts, imports, quarters, revisions, samples

__all__ = ["drafts", "imports", "quarters", "revisions", "samples"]
