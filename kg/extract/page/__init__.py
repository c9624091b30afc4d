"""The page as a whole: whom it is about, who helps whom there, who published it and when."""
