"""What asks a served home for its pages, and what it costs those that answer."""
