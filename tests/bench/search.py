"""Issue 7, “Done when” 2: search and finder over 10,000 pages against 500, on SQLite and on PostgreSQL.

`python tests/bench/search.py [sqlite|postgresql]`; how it is measured: sides.py. Exits 1 when a bar is missed: 1.5
times as long, or more queries. (A page of results without anything from the library needs two queries fewer; among so
many copies of the best page there is none.)
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.many import grow
from tests.bench.sides import main

SIZES = (500, 10_000)
#: A page of results or of a finder asks for its form, its results and its sheets.
MOST_QUERIES = 24
#: Words of nearly every page, of few pages, mistyped, whole questions, danger; choices of each audience.
VIEWED = (
    "/en/search/?q=child",
    "/en/search/?q=child+online+safety",
    "/en/search/?q=password",
    "/en/search/?q=passwrods",
    "/en/search/?q=someone+I+don't+know+writes+to+my+daughter,+eleven,+in+a+game",
    "/en/search/?q=what+must+our+company+do+about+reports+of+abuse",
    "/en/search/?q=blackmailed+with+nudes",
    "/en/search/?q=picture&band=9-12",
    "/en/industry/find/industry/",
    "/en/industry/find/industry/?service=games",
    "/en/industry/find/industry/?area=area-policy&service=games&size=few",
    "/en/parents-educators/find/parents/?about=grooming&age=9-12",
    "/en/parents-educators/find/educators/?about=sharing-images&role=role-leadership",
    "/en/policy-makers/find/policy-makers/?about=sextortion",
    "/en/children/find/children/?about=games&age=9-12",
    "/en/industry/find/industry/print/?service=games",
)


if __name__ == "__main__":
    sys.exit(main(__file__, SIZES, grow, lambda: {address: address for address in VIEWED}, MOST_QUERIES))
