"""Signals that rooms on the left send and rooms on the right receive."""

from django.dispatch import Signal

#: Sent inside the transaction that changed something the public can see.
#: Arguments: `sender`, `withdrawn` (iterable of page ids that must disappear at once), and optionally `published` (ids
#: of pages that were edited: their older copies answer nobody from now on, while there is a database) and
#: `everything=True` where one cannot say which pages show what must disappear (a telephone number).
content_changed = Signal()

#: Sent by the worker each minute, with `now`. A receiver that changes what the public sees does so in a transaction
#: and through models that announce it. One that fails is logged, told to the administrator, and asked again.
minute_passed = Signal()

#: Sent by the worker when a new day has begun (in the portal's time zone), with `today`; afterwards a new generation
#: begins, because pages may show what depends on the date.
day_began = Signal()
