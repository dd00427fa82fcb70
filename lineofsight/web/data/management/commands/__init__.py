"""Each module is one command of `python -m django`."""
