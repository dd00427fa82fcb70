"""A synthetic authority: seeded, any size, with a story."""
