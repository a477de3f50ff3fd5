"""The published schemas, and the canonical order and defaults that follow from them."""

import json
import re
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parent / "schema"
_KINDS = {"object": "fields with values", "array": "a list", "string": "text"}


@cache
def schema(name: str) -> dict:
    """A published schema by name, for instance "item-words"."""
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def faults(name: str, value: Any) -> list[tuple[tuple, str]]:
    """What is wrong with a value: (path, message) pairs, readable by a translator."""
    found = []
    for error in _validator(name).iter_errors(value):
        found.append(_readable(error))
    return found


def _readable(error) -> tuple[tuple, str]:
    if error.validator == "oneOf" and isinstance(error.instance, dict):
        options = {one["properties"]["type"]["const"]: one for one in error.schema["oneOf"]}
        chosen = options.get(error.instance.get("type"))
        if chosen is None:
            return (
                *error.absolute_path,
                "type",
            ), f"unknown type “{error.instance.get('type')}”; known: {', '.join(options)}"
        inner = next(Draft202012Validator(chosen).iter_errors(error.instance), error)
        path, message = _readable(inner) if inner is not error else ((), error.message)
        return (*error.absolute_path, *path), message
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        unknown = [key for key in error.instance if key not in error.schema.get("properties", {})]
        return (*path, unknown[0]) if unknown else path, f"unknown field “{unknown[0]}”" if unknown else error.message
    if error.validator == "pattern":
        if "<[A-Za-z" in error.validator_value:
            return path, "markup is not allowed here, only plain text"
        return path, f"“{str(error.instance)[:60]}” is not of the expected form"
    if error.validator == "maxLength":
        return path, f"longer than {error.validator_value} characters"
    if error.validator in ("minLength", "minItems"):
        return path, "must not be empty"
    if error.validator == "required":
        return path, f"has no {', '.join(f'“{key}”' for key in error.validator_value if key not in error.instance)}"
    if error.validator == "dependentRequired":
        wanted = {name for key, names in error.validator_value.items() if key in error.instance for name in names}
        return path, f"has no {', '.join(f'“{key}”' for key in sorted(wanted - set(error.instance)))}"
    if error.validator == "type":
        return path, f"expected {_KINDS.get(error.validator_value, error.validator_value)}"
    return path, error.message[:200]


def canonical(name: str, value: dict) -> dict:
    """The value with keys in the schema's order and every default written out."""
    return _order(schema(name), value, fill=name.endswith("-facts"))


def filled(name: str, payload: dict) -> dict:
    """What an earlier release remembered, with the defaults of fields that it did not know: they say nothing."""
    fields = schema(name)["properties"]
    return payload | {
        key: copy(inner["default"]) for key, inner in fields.items() if "default" in inner and key not in payload
    }


def _order(part: dict, value: Any, fill: bool = False) -> Any:
    if "oneOf" in part and isinstance(value, dict):
        part = next((one for one in part["oneOf"] if one["properties"]["type"]["const"] == value.get("type")), part)
    if isinstance(value, dict) and "properties" in part:
        required = set(part.get("required", []))
        ordered = {}
        for key, inner in part["properties"].items():
            if key in value and (value[key] not in ("", [], {}) or key in required or (fill and "default" in inner)):
                ordered[key] = _order(inner, value[key], fill)
            elif key not in value and "default" in inner and fill:
                ordered[key] = copy(inner["default"])  # one list for all would be written as an anchor
        return ordered
    if isinstance(value, dict):
        return {key: _order(part.get("additionalProperties") or {}, inner, fill) for key, inner in value.items()}
    if isinstance(value, list) and "items" in part:
        return [_order(part["items"], inner, fill) for inner in value]
    return value


def tidy(text: str) -> str:
    """Text as files and columns hold it: unix line ends, no blanks at line ends, no empty lines around."""
    return re.sub(r"[ \t]+(?=\n|$)", "", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def tidied(value: Any) -> Any:
    """The value with every text in it tidy."""
    if isinstance(value, dict):
        return {key: tidied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tidied(inner) for inner in value]
    return tidy(value) if isinstance(value, str) else value
