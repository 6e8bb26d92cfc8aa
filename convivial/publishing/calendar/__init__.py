"""What the calendar's pages show: which days, which publications, and the cards that they make."""
