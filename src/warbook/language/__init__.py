"""Text → what any report says: sentences, syntax, numbers, dates, names, places, speakers. Knows nothing of war."""
