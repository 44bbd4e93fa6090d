"""Claims out and in: the exchange format (JSON Lines) and tables (CSV)."""
