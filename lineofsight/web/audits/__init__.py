"""Audit of practice that closes the loop: sampled, independent, moderated, acted on, and the child looked at again."""
