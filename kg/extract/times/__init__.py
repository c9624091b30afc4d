"""Times: what a page says of when, and how far it reaches."""
