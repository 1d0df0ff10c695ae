"""Quarter after quarter: trends, pace, since when something holds."""
