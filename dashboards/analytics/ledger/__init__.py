"""The ledger: what each body answers for, and how it does."""
