"""Files made from content: what there should be, how each is made, and the library's rows for them.

`shelf` says which documents the live pages call for and keeps the library's rows true; `make` builds files one at a
time; `pdf`, `epub`, `plan` and `sheet` know one format each.
"""
