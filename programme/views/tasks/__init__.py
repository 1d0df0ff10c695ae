"""Pages of the tasks of the programme."""
