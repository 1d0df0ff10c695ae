"""Reading of the appendix spreadsheets that districts and the office send."""
