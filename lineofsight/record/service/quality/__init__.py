"""The returns of the year so far checked from the record after each load: what is wrong, where, and since when."""
