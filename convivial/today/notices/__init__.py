"""What each person should know: notices grow from the journal, stand on the page, and go out as mail when wished."""
