"""Record to official files, and the rulebooks that check them."""
