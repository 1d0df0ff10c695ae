"""Files written from the figures of a snapshot; none of them computes a figure."""
