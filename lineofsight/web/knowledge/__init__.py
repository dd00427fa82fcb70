"""What a process keeps of snapshots and definitions between requests: immutable things only, and no child's rows."""
