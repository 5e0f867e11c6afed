"""What is followed, and the way of every entry that came from it."""
