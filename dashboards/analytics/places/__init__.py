"""Pages of one district and of one commune."""
