"""What the pages and their JSON show: records made from the book, without HTML."""
