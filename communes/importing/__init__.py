"""Files that bring places in."""
