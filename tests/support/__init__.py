"""What tests of several kinds share: a closed network, a real PostgreSQL, a real browser."""
