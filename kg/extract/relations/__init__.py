"""Relations: pairings, flows of workers, events, and what is said of persons."""
