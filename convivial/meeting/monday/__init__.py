"""The Monday page: facts of last week and of the two to come, what they say, and what is to be decided."""
