"""The quarterly review: six parts that fill themselves, what the group says, and the next version."""
