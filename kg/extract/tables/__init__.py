"""Tables to observations."""
