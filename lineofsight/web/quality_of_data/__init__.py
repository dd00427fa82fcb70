"""Data quality: what is wrong with the year's returns so far, where each error can be mended, all year."""
