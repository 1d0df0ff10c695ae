"""What the pages of figures show, as frozen values; templates only print them."""
