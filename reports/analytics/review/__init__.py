"""What is read while a report is reviewed: by the office and by lead agencies."""
