"""What went wrong, what went well, what was learnt, and whether it changed anything."""
