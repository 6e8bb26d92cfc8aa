"""What the first page of a workspace says: facts, what they ask of a person, and how they are told."""
