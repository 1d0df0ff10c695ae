"""Pages on which capital is entered, reviewed and imported."""
