"""What was: changes, revisions, and the approved numbers of earlier quarters."""
