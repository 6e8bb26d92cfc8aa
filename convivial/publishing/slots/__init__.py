"""Slots: places in the calendar that a plan needs before there is a post for each; proposed, accepted, taken."""
