"""How long records are kept, and what becomes of an identity: holds, disposal, erasure, sealing, rectification."""
