"""The log of looks: written, put onto a chain of hashes, and checked."""
