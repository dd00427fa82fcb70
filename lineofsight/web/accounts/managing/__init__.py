"""Managing accounts: who joins, moves and leaves; for system administrators."""
