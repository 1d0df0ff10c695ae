"""Lead agencies look at results that were sent in."""
