"""Records restricted to named people: set, changed and lifted, each with its reason."""
