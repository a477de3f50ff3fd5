"""The folder: names, bytes, what is taken away, what stays bounded."""

import gzip
import os
import threading
import time
from pathlib import Path

import brotli
import pytest

from cop_portal.publishing.store import Store, name_of


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store(tmp_path / "public")
    store.prepare()
    with store.switching():
        store.switch("one")
    return store


def put(store: Store, name: str, body: bytes, key: str = "one", **options) -> None:
    with store.writing():
        store.put(key, name, body, **options)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/", "en/index.html"),
        ("/zh-hans/help/gh/", "zh-hans/help/gh/index.html"),
        ("/sitemap.xml", "sitemap.xml"),
        ("/en", None),
        ("/en/help", None),
        ("/EN/", None),
        ("/en//help/", None),
        ("/en/../etc/", None),
        ("/en/./", None),
        ("/en/.hidden/", None),
        ("/en/a b/", None),
        ("/en/%41/", None),
        ("/en/ä/", None),
        ("/cms/pages/", "cms/pages/index.html"),  # private prefixes are the middleware's business
        ("/en/" + "x" * 130 + "/", None),
        ("/en/" + "x/" * 400, None),
        ("/en/x\n/", None),
        ("/", None),
    ],
)
def test_only_canonical_addresses_have_a_name(address, name):
    assert name_of(address) == name


def test_bodies_and_encodings_are_the_same_page(store):
    put(store, "en/index.html", b"<p>Hello</p>" * 50)
    for base in (store.generations / "one", store.latest):
        page = base / "en/index.html"
        assert page.read_bytes() == b"<p>Hello</p>" * 50
        assert gzip.decompress((base / "en/index.html.gz").read_bytes()) == page.read_bytes()
        assert brotli.decompress((base / "en/index.html.br").read_bytes()) == page.read_bytes()


def test_an_unchanged_page_keeps_its_file_and_so_its_etag(store):
    put(store, "en/index.html", b"same", strong=True)
    before = os.stat(store.latest / "en/index.html")
    put(store, "en/index.html", b"same", key="two")
    assert os.stat(store.generations / "two/en/index.html").st_ino == before.st_ino


def test_a_change_of_equal_length_in_the_same_second_changes_the_time(store):
    put(store, "en/index.html", b"abcd")
    first = os.stat(store.latest / "en/index.html").st_mtime
    put(store, "en/index.html", b"efgh", key="two")
    assert int(os.stat(store.latest / "en/index.html").st_mtime) > int(first)


def test_hurried_pages_are_compressed_better_later(store):
    body = Path(__file__).read_bytes()
    put(store, "en/index.html", body)
    fast = (store.latest / "en/index.html.br").stat().st_size
    assert store.strengthen("one", "en/index.html")
    assert (store.latest / "en/index.html.br").stat().st_size < fast
    assert brotli.decompress((store.generations / "one/en/index.html.br").read_bytes()) == body
    assert not store.strengthen("one", "en/index.html")


def test_withdrawn_pages_leave_every_copy(store):
    put(store, "en/a/index.html", b"a", page=7)
    put(store, "en/b/index.html", b"b", page=8)
    store.withdraw(store.names_of(7))
    for base in (store.latest, store.current):
        assert [path.name for path in (base / "en/a").glob("*")] == []
        assert (base / "en/b/index.html").read_bytes() == b"b"


def test_a_withdrawn_home_takes_its_language_along(store):
    put(store, "fr/index.html", b"accueil", page=1)
    put(store, "fr/aide/index.html", b"aide", page=2)
    put(store, "en/index.html", b"home", page=3)
    store.withdraw(store.names_of(1))
    assert not (store.latest / "fr").exists()
    assert (store.latest / "en/index.html").exists()


def test_one_renders_the_others_are_told_or_wait(store):
    order = []
    with store.rendering("en/index.html") as mine:
        assert mine
        with store.rendering("en/index.html", wait=False) as second:
            order.append(second)
        waiting = threading.Thread(target=lambda: _wait(store, order))
        waiting.start()
        time.sleep(0.1)
        assert order == [False]
    waiting.join(5)
    assert order == [False, True]


def _wait(store, order):
    with store.rendering("en/index.html", patience=5) as mine:
        order.append(mine)


def test_old_generations_and_lost_addresses_are_cleaned(store):
    for number in range(6):
        key = f"g{number}"
        put(store, "en/index.html", str(number).encode(), key=key)
        put(store, f"en/only-{number}/index.html", b"x", key=key)
        with store.switching():
            store.switch(key)
        os.utime(store.generations / key, (number, number))
    store.clean(keep=2, age=0)
    assert sorted(path.name for path in store.generations.iterdir()) == ["g4", "g5"] or "g5" in [
        path.name for path in store.generations.iterdir()
    ]
    assert len(list(store.generations.iterdir())) == 2
    store.prune_latest("g5", ["en/only-3/index.html"])
    assert {path.name for path in (store.latest / "en").iterdir() if path.is_dir()} == {"only-5", "only-3"}


def test_locks_are_bounded(store):
    for number in range(3000):
        with store.rendering(f"en/{number}/index.html"):
            pass
    assert len(list(store.locks.iterdir())) <= 1026
