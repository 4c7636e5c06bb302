"""Reads the repository's text files; says which are code and what in them is code."""

import bisect
import dataclasses
import functools
import pathlib
import re

import nesting

SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__"}

# One alternation, so that whichever starts first wins: a raw string may hold comment marks, a
# comment may hold quotes.
_LITERALS = re.compile(
    r'R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r"|//(?:[^\n\\]|\\.)*"
    r"|/\*.*?\*/"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|(?<![0-9a-zA-Z_])'(?:[^'\\\n]|\\.)+'",
    re.DOTALL,
)


@dataclasses.dataclass(frozen=True)
class Finding:
    """A place that breaks a rule."""

    path: str
    line: int
    rule: str
    says: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.says}"


def _blanked(match):
    """A literal keeps its quotes, a comment nothing; line ends stay where they are."""
    whole = match.group(0)
    edge = " " if whole[0] == "/" else whole[-1]
    return edge + re.sub(r"[^\n]", " ", whole[1:-1]) + edge


@dataclasses.dataclass(frozen=True)
class Source:
    """One file. `path` is relative to the root of the tree, with slashes."""

    path: str
    text: str

    @property
    def is_code(self):
        return self.path.endswith((".cpp", ".hpp"))

    @property
    def is_header(self):
        return self.path.endswith(".hpp")

    @property
    def folder(self):
        return self.path.rpartition("/")[0]

    def within(self, *folders):
        return any(self.path.startswith(folder + "/") for folder in folders)

    @functools.cached_property
    def code(self):
        """The text with comments and the insides of literals blanked, nothing moved."""
        return _LITERALS.sub(_blanked, self.text)

    @functools.cached_property
    def braces(self):
        return nesting.read(self.code).braces

    @functools.cached_property
    def statements(self):
        return nesting.read(self.code).statements

    @functools.cached_property
    def _line_starts(self):
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    def line_of(self, position):
        return bisect.bisect_right(self._line_starts, position)

    def finding(self, position, rule, says):
        return Finding(self.path, self.line_of(position), rule, says)


def load(root):
    """All text files under `root` but what is built, fetched or git's own."""
    root = pathlib.Path(root)
    sources = []
    for path in sorted(_files(root)):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        sources.append(Source(path.relative_to(root).as_posix(), text))
    return sources


def _files(folder):
    for entry in folder.iterdir():
        if entry.name in SKIPPED_FOLDERS or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name != ".git":
            yield entry


def report(findings, looked_at):
    """Prints the findings and what was looked at; gives the exit code."""
    for finding in sorted(findings, key=lambda f: (f.path, f.line, f.rule)):
        print(finding)
    print(f"{looked_at}: {len(findings)} findings")
    return 1 if findings else 0
