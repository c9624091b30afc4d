"""Places of a page: names, each resolved, and the part that each plays in its clause."""
