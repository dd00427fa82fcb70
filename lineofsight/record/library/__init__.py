"""The library of inspections: what documents of any number of authorities say, loaded, kept and searched.

Kept in the service's database, beside accounts: it is about no child, so no load of the record waits for it; and in
the record's layer, not the pages', so that the command loads it without them.
"""
