"""What is being written and not sent yet, kept for its writer; and the log of what was done."""
