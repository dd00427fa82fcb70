"""What every page has: the frame, navigation, the components of the design system, dates and words."""
