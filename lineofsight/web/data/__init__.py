"""Data: what was loaded, what could not be read, and what is known of when."""
