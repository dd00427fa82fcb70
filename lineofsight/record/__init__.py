"""The Django application of models, loads, changes and snapshots. No pages."""
