"""Where the shipped activities stand, read from the pack's files."""

from pathlib import Path

from cop_portal.packs.yamlio import read

CONTENT = Path(__file__).resolve().parents[2] / "content"


def _facts(kind: str, key: str) -> dict:
    return read((CONTENT / f"facts/{kind}/{key}.yaml").read_bytes(), key).value


def activity_addresses(language: str = "en") -> list[str]:
    """Addresses of all activities, in the order of their ids."""
    found = []
    for path in sorted((CONTENT / "facts/items").glob("CH-*.yaml")):
        item = read(path.read_bytes(), path.name).value
        section = _facts("pages", item["section"])
        found.append(f"/{language}/children/{section['parent']}/{section['slug']}/{item['slug']}/")
    return found
