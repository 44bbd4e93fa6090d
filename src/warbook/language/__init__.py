"""Text → what any report says: sentences, syntax, numbers, dates, names, places, who said what. Knows nothing of war."""
