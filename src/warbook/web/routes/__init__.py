"""The addresses of the app: a module a subject, each with its pages and its JSON."""
