"""The small part of YAML that `kubectl -o yaml` prints: block maps and lists, plain or double-quoted scalars.

Written out here so that the lab needs nothing beyond Python's own library; anything else is an error, not a guess.
"""

import json
import re

_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9_./:@-]*(?<!:)\Z")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def scalar(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    # Addresses such as 10.0.0.1 are plain in kubectl's output: two dots can be no number in YAML 1.1 or 1.2.
    if re.fullmatch(r"\d+\.\d+\.\d+\.\d+(/\d+)?", value):
        return value
    return value if _PLAIN.match(value) and value.lower() not in _WORDS else json.dumps(value)


def lines(value, indent=0):
    pad = " " * indent
    if isinstance(value, dict) and value:
        for key in sorted(value):
            child = value[key]
            if isinstance(child, (dict, list)) and child:
                yield f"{pad}{scalar(key)}:"
                yield from lines(child, indent if isinstance(child, list) else indent + 2)
            else:
                yield f"{pad}{scalar(key)}: {scalar(child)}"
    elif isinstance(value, list) and value:
        for item in value:
            first, *rest = lines(item, indent + 2)
            yield f"{pad}- {first[indent + 2:]}"
            yield from rest
    else:
        yield pad + scalar(value)


def dump(value):
    return "\n".join(lines(value)) + "\n"


_KEY = re.compile(r'("(?:[^"\\]|\\.)*"|[^\s"#][^"#]*?):(?: (.*))?\Z')


def _parse_scalar(text):
    if text.startswith('"'):
        return json.loads(text)
    if text in ("{}", "[]", "true", "false", "null") or re.fullmatch(r"-?\d+", text):
        return json.loads(text)
    if text[0] in "'&*!|>%@`{[":
        raise ValueError(f'unsupported scalar "{text}"')
    return text


def load(text):
    rows = [(len(r) - len(r.lstrip(" ")), r.lstrip(" ")) for r in text.splitlines() if r.strip()]
    value, end = _block(rows, 0, 0)
    if end != len(rows):
        raise ValueError(f'unexpected indentation at "{rows[end][1]}"')
    return value


def _block(rows, at, indent):
    return _list(rows, at, indent) if rows[at][1].startswith("- ") else _map(rows, at, indent)


def _list(rows, at, indent):
    items = []
    while at < len(rows) and rows[at][0] == indent and rows[at][1].startswith("- "):
        rows[at] = (indent + 2, rows[at][1][2:])
        if _KEY.match(rows[at][1]):
            item, at = _map(rows, at, indent + 2)
        else:
            item, at = _parse_scalar(rows[at][1]), at + 1
        items.append(item)
    return items, at


def _map(rows, at, indent):
    result = {}
    while at < len(rows) and rows[at][0] == indent and not rows[at][1].startswith("- "):
        match = _KEY.match(rows[at][1])
        if not match:
            raise ValueError(f'not a mapping entry: "{rows[at][1]}"')
        key, inline = _parse_scalar(match[1]), match[2]
        if inline is not None:
            result[key], at = _parse_scalar(inline), at + 1
            continue
        result[key], at = _block(rows, at + 1, rows[at + 1][0])
    return result, at
