"""A report of the books, for people: in the terminal, and as one HTML file. It shows; it decides nothing."""
