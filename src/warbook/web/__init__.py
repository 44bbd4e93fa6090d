"""The reading room: a local web app over one ledger.

`create(settings, ledger)` makes it. `guard` decides who may come in; `routes` has a module a subject, with its pages
and its JSON; `views` is what these show; `jobs` and `reader` do what goes on beside: reading and balancing, in a
process of its own. Everything that a page needs is served from here.
"""
