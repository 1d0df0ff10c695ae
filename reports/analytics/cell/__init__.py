"""One cell of a district's quarter: what it is, what it was, what lies beside it."""
