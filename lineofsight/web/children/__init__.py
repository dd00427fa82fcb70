"""Children: finding them, and each child's own page."""
