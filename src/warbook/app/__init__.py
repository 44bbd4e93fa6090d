"""The use cases, a function each. Every face (terminal, page, other programs) calls these."""
