"""Checks which folder includes what: `engine <- workflows <- adapters/app -> adapters/*`.

Usage: include_rules.py ROOT
"""

import re
import sys

import source_tree
from source_tree import Finding

HOUSE = ("engine", "workflows", "adapters")

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)

# The machinery and the law: passive, and deaf to the world.
_WORLDLY = re.compile(
    r"soci/|sqlite3|libpq|postgresql/|mysql|mariadb"
    r"|boost/(?:beast|asio|thread|fiber|process|log)[/.]|curl/|ctemplate/|CLI/"
    r"|spdlog/|syslog\.h"
    r"|(?:thread|mutex|shared_mutex|condition_variable|future|stop_token|semaphore|barrier|latch)$")
_WHOLE = {"boost/asio.hpp": "boost/asio/NAME.hpp", "boost/beast.hpp": "boost/beast/PART.hpp"}
_HEAVY = re.compile(r"boost/statechart/|boost/beast|boost/asio|soci/")

# What a stranger needs to check a log must stay small enough to be read.
VERIFIER = ("engine/core", "engine/event", "engine/ledger")
VERIFIER_PROGRAM = "adapters/verify"
_VERIFIER_LIBRARIES = re.compile(r"(?:boost|openssl)/|[a-z_]+$")


class Include:
    def __init__(self, source, match):
        self.source = source
        self.position = match.start()
        self.is_quoted = match.group(1) == '"'
        self.name = match.group(2)

    def finding(self, rule, says):
        return self.source.finding(self.position, rule, says)


def includes_of(source):
    return [Include(source, match) for match in _INCLUDE.finditer(source.text)
            if source.code[match.start():match.end()].lstrip().startswith("#")]


def unit_of(path):
    """`engine/core`, `adapters/http` … : the folder that is one target."""
    return "/".join(path.split("/")[:2])


def _may_include(unit, other):
    layer, other_layer = unit.split("/")[0], other.split("/")[0]
    if layer == "engine":
        return other_layer == "engine"
    if layer == "workflows":
        return other_layer in ("engine", "workflows")
    return other_layer == "engine" or other == unit or unit == "adapters/app"


def direction(include):
    """From the root of the repository, and inwards only."""
    if not include.is_quoted:
        return []
    if include.name.split("/")[0] not in HOUSE or ".." in include.name:
        return [include.finding("include-root", f'"{include.name}" is not written from the root '
                                "(engine/, workflows/, adapters/)")]
    unit, other = unit_of(include.source.path), unit_of(include.name)
    if _may_include(unit, other):
        return []
    return [include.finding("include-direction", f"{unit} may not include {include.name}")]


def libraries(include):
    """No database, network, log or thread in the machinery and the law; no whole Asio anywhere."""
    found = []
    if include.name in _WHOLE:
        found.append(include.finding(
            "include-whole", f"<{include.name}> costs seconds in each file: "
            f"include the <{_WHOLE[include.name]}> that are needed"))
    passive = include.source.within("engine", "workflows")
    if passive and not include.is_quoted and _WORLDLY.match(include.name):
        found.append(include.finding(
            "include-worldly", f"<{include.name}>: engine and workflows know no database, "
            "network, log or thread"))
    return found


def verifier(include):
    """gozin-verify is made of engine/core, engine/event, engine/ledger, Boost and libcrypto."""
    is_program = include.source.within(VERIFIER_PROGRAM)
    if not is_program and not include.source.within(*VERIFIER):
        return []
    if include.is_quoted:
        is_allowed = unit_of(include.name) in VERIFIER + (VERIFIER_PROGRAM,) * is_program
    else:
        is_allowed = _VERIFIER_LIBRARIES.match(include.name)
    if is_allowed:
        return []
    return [include.finding("include-verifier", f"{include.name}: what gozin-verify is made of "
                            f"includes only {', '.join(VERIFIER)}, Boost, OpenSSL and std")]


def _loops(graph):
    """The strongly connected parts of more than one node, each as a sorted list."""
    index, low, on_stack, stack, parts = {}, {}, set(), [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on_stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = []
            while True:
                part.append(stack.pop())
                on_stack.discard(part[-1])
                if part[-1] == node:
                    break
            if len(part) > 1:
                parts.append(sorted(part))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return parts


def loops(includes):
    """No loop among folders, none among headers; what `direction` finds is not said again."""
    folders, headers, witness = {}, {}, {}
    for include in includes:
        unit, other = unit_of(include.source.path), unit_of(include.name)
        if not include.is_quoted or not _may_include(unit, other):
            continue
        if unit != other:
            folders.setdefault(unit, set()).add(other)
            witness.setdefault((unit, other), include)
        if include.source.is_header:
            headers.setdefault(include.source.path, set()).add(include.name)
    found = []
    for part in _loops(folders):
        edges = [(a, b) for a, b in sorted(witness) if a in part and b in part]
        for edge in edges:
            found.append(witness[edge].finding(
                "include-loop", f"{edge[0]} -> {edge[1]} is part of a loop: {', '.join(part)}"))
    for part in _loops(headers):
        found.append(Finding(part[0], 1, "include-loop", f"headers in a loop: {', '.join(part)}"))
    return found


def heavy_headers(sources, includes):
    """A header that brings Statechart, Asio, Beast or SOCI stays within its folder.

    engine/chart is the bridge to Statechart: a workflow's chart includes it, in its own folder.
    """
    direct, heavy = {}, {}
    for include in includes:
        direct.setdefault(include.source.path, []).append(include)

    def weight(path, seen=()):
        if path not in heavy and path not in seen:
            names = [i.name for i in direct.get(path, [])
                     if not i.is_quoted and _HEAVY.match(i.name)]
            for include in direct.get(path, []):
                if include.is_quoted and not names:
                    names = weight(include.name, (*seen, path))[:1]
            heavy[path] = names
        return heavy.get(path, [])

    found = []
    for source in sources:
        for include in direct.get(source.path, []):
            other = unit_of(include.name)
            if not include.is_quoted or other in (unit_of(source.path), "engine/chart"):
                continue
            names = weight(include.name)
            if names:
                found.append(include.finding(
                    "include-heavy", f"{include.name} brings <{names[0]}> out of {other}"))
    return found


def check(sources):
    house = [s for s in sources if s.is_code and s.within(*HOUSE)]
    includes = [include for source in house for include in includes_of(source)]
    found = []
    for include in includes:
        found += direction(include) + libraries(include) + verifier(include)
    for source in sources:
        if source.is_code and source.within("tests"):
            found += [f for i in includes_of(source) for f in libraries(i)]
    return found + loops(includes) + heavy_headers(house, includes)


def main():
    sources = [source for source in source_tree.load(sys.argv[1]) if source.is_code]
    return source_tree.report(check(sources), f"includes of {len(sources)} files")


if __name__ == "__main__":
    sys.exit(main())
