"""One module a version: how to come to it and how to go back."""
