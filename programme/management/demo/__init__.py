"""Making of illustrative data of the programme."""
