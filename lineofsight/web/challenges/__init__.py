"""Challenge: of practice, by those who review it, level by level; and of a figure, by anyone who thinks it wrong."""
