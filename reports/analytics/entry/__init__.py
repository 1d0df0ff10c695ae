"""What a district officer reads while a quarter is being entered."""
