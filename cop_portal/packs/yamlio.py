"""Reading pack files strictly, and writing them in one canonical form.

Strict: every scalar is a string; anchors, aliases, tags and duplicate keys are faults. Each fault knows its line.
"""

from dataclasses import dataclass
from typing import Any

import yaml

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
WIDTH = 110


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a pack: where, and what."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BadFile(Exception):
    """A file that cannot be read at all. Attribute `fault`."""

    def __init__(self, fault: Fault):
        super().__init__(str(fault))
        self.fault = fault


@dataclass
class Document:
    """A parsed file: `value` of dicts, lists and strings; `lines` maps a path of keys to its line."""

    value: Any
    lines: dict[tuple, int]

    def line(self, path: tuple) -> int:
        """Line of a path, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(data: bytes, file: str) -> Document:
    """Parse the bytes of one file. Raises BadFile."""
    if len(data) > MAX_BYTES:
        raise BadFile(Fault(file, 1, f"larger than {MAX_BYTES // 1024} KiB"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(Fault(file, data[: error.start].count(b"\n") + 1, "not UTF-8")) from error
    try:
        _refuse_tricks(text, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadFile(Fault(file, mark.line + 1 if mark else 1, f"not YAML: {error.problem}")) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise BadFile(Fault(file, line, "not YAML: a character that text does not hold")) from error
    except RecursionError as error:
        raise BadFile(Fault(file, 1, "nested too deeply")) from error
    lines: dict[tuple, int] = {}
    if node is None:
        raise BadFile(Fault(file, 1, "empty"))
    return Document(_construct(node, (), lines, file), lines)


def _refuse_tricks(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadFile(Fault(file, line, "anchors and aliases are not allowed"))
        if getattr(event, "tag", None):
            raise BadFile(Fault(file, line, "tags are not allowed"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise BadFile(Fault(file, line, "nested too deeply"))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _construct(node: yaml.Node, path: tuple, lines: dict[tuple, int], file: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_construct(child, (*path, index), lines, file) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise BadFile(Fault(file, line, "a key must be plain text"))
        if key in result:
            raise BadFile(Fault(file, line, f"key “{key}” stands twice"))
        result[key] = _construct(value_node, (*path, key), lines, file)
        lines[(*path, key)] = line
    return result


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def _string(dumper: yaml.Dumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value and not any(line.endswith(" ") for line in value.split("\n")) else None
    if style is None and len(value) > WIDTH - 20:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _string)


def write(value: Any) -> bytes:
    """The canonical bytes of a value of dicts, lists and strings."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=WIDTH
    ).encode("utf-8")
