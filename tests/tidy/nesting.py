"""Finds the blocks, initialisations and statements of C++ code by its brackets alone.

It knows no grammar: what stands before a brace decides what the brace is. That is enough for code
that clang-format has laid out and that keeps the house's style.
"""

import dataclasses
import functools
import re

_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.)*", re.MULTILINE | re.DOTALL)
_BLOCK_WORDS = {
    "else", "try", "do", "const", "noexcept", "mutable", "override", "final", "requires"}
_TYPE_HEAD = re.compile(
    r"(?:^|\n)\s*(?:template\s*<.*>\s*)?(?:inline\s+|export\s+|typedef\s+|static\s+|constexpr\s+)*"
    r"(?:struct|class|union|enum|namespace|extern\s+\")", re.DOTALL)
_ARRAY = re.compile(r"(\w+|[)\]])\s*\[[^\[\]]*\]$")
_NO_NAMES = {"return", "co_return", "co_await", "co_yield", "throw"}
_BRACKETS = re.compile(r"(\w+|[)\]])?\s*\[([^\[\]]*)\](?!\])")
_TRAILING_RETURN = re.compile(r"[)\]]\s*(?:mutable\s*|noexcept\s*|const\s*)*->\s*[\w:<>,&*\s()]+$")
_REF_QUALIFIED = re.compile(r"\)\s*(?:const\s*)?&&?$")


@dataclasses.dataclass(frozen=True, eq=False)
class Brace:
    """A pair of braces. `head` is where the declaration or statement before it starts."""

    start: int
    end: int
    head: int
    kind: str  # "type" (namespaces too), "block", "init"
    parent: "Brace | None"
    in_brackets: bool  # an argument or an initialiser of something

    @property
    def is_block(self):
        return self.kind != "init"

    @property
    def is_function(self):
        at_home = self.parent is None or self.parent.kind == "type"
        return self.kind == "block" and at_home and not self.in_brackets


@dataclasses.dataclass(frozen=True)
class Statement:
    """What stands between two ends of statements of one block. The bodies of lambdas in it are
    blanked in `text`; a statement that opens a block (`if`, a function) ends at the brace."""

    start: int
    text: str


@dataclasses.dataclass(frozen=True)
class Nesting:
    braces: list
    statements: list


class _Frame:
    def __init__(self, kind, start, head, outer):
        self.kind, self.start, self.head, self.outer = kind, start, head, outer
        self.end = None
        self.statement = start + 1  # where the statement now being read started


def _opens_block(before, in_block):
    bare = before.rstrip()
    if not bare:
        return in_block
    if bare.endswith("]"):
        array = _ARRAY.search(bare)
        return bare.endswith("]]") or not array or array.group(1) in _NO_NAMES
    if bare[-1] in ")}":
        return True
    if bare[-1] == ":":
        return in_block and "?" not in bare
    word = re.search(r"\w+$", bare)
    if word and word.group(0) in _BLOCK_WORDS:
        return True
    return bool(_REF_QUALIFIED.search(bare) or _TRAILING_RETURN.search(bare))


def _kind_of(code, at, frame):
    in_block = frame.kind in ("type", "block")
    before = code[frame.statement:at] if in_block else code[frame.start + 1:at]
    if in_block and _TYPE_HEAD.search(before) and not before.rstrip().endswith(")"):
        return "type"
    # Inside a call or an initialisation only what follows the last comma can be a brace's head.
    return "block" if _opens_block(before, in_block) else "init"


class _Reader:
    def __init__(self, code):
        self.code = code
        self.frames = [_Frame("type", -1, 0, None)]
        self.closed = []
        self.spans = []

    def read(self):
        for match in re.finditer(r"[(){};]", self.code):
            at, mark = match.start(), match.group(0)
            top = self.frames[-1]
            if mark == "(":
                self.frames.append(_Frame("paren", at, at, top))
            elif mark == ")":
                if top.kind == "paren":
                    self.frames.pop()
            elif mark == "{":
                self._open(at, top)
            elif mark == "}":
                self._close(at)
            elif top.kind in ("type", "block"):
                self._end_statement(top, at)
        self._end_statement(self.frames[0], len(self.code))

    def _end_statement(self, frame, at):
        self.spans.append((frame.statement, at))
        frame.statement = at + 1

    def _open(self, at, top):
        kind = _kind_of(self.code, at, top)
        frame = _Frame(kind, at, top.statement, top)
        if kind != "init" and top.kind in ("type", "block"):
            self.spans.append((top.statement, at))
        self.frames.append(frame)

    def _close(self, at):
        while len(self.frames) > 1 and self.frames[-1].kind == "paren":
            self.frames.pop()
        if len(self.frames) == 1:
            return
        frame = self.frames.pop()
        frame.end = at
        self.closed.append(frame)
        if frame.kind != "init":
            self._end_statement(frame, at)
            if self.frames[-1].kind in ("type", "block"):
                self.frames[-1].statement = at + 1


def _made(frames):
    """The frames as Braces, outer ones first."""
    made = {}
    for frame in sorted(frames, key=lambda f: f.start):
        outer = frame.outer
        in_brackets = outer.kind in ("paren", "init")
        while outer is not None and outer not in made:
            outer = outer.outer
        made[frame] = Brace(
            frame.start, frame.end, frame.head, frame.kind, made.get(outer), in_brackets)
    return list(made.values())


def _without_bodies(code, start, end, blocks):
    text = code[start:end]
    for block in blocks:
        if start < block.start and block.end < end:
            inside = slice(block.start + 1 - start, block.end - start)
            text = text[:inside.start] + re.sub(r"[^\n]", " ", text[inside]) + text[inside.stop:]
    return text


@functools.lru_cache(maxsize=4)
def read(code):
    """The nesting of `code`, in which comments and literals are blanked already."""
    code = _DIRECTIVE.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), code)
    reader = _Reader(code)
    reader.read()
    braces = _made(reader.closed)
    blocks = [brace for brace in braces if brace.is_block]
    statements = [
        Statement(start, _without_bodies(code, start, end, blocks))
        for start, end in sorted(reader.spans) if code[start:end].strip()]
    return Nesting(braces, statements)


def captures(text):
    """What the lambdas in `text` capture, one entry for each that captures something."""
    return [found.group(2) for found in _BRACKETS.finditer(text)
            if (found.group(1) is None or found.group(1) in _NO_NAMES) and found.group(2).strip()
            and text[found.start(2) - 2:found.start(2)] != "[["]
