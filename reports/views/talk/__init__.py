"""Comments and the inbox."""
