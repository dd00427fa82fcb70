"""Teams: the children they hold, what is due, and how many each worker holds."""
