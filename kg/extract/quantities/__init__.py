"""Numbers and figures: what a page writes as a number, with its counter and how exact it is."""
