"""Usage: bugs_apply.py PROJECT: every bug that tests put into the product still finds its place.

The model's mutations (`tests/model/mutations/*.sed`) must change the file that they name, the
simulator's bugs (`tests/simulation/bugs/*.patch`) must find the lines that they stand between. They
are built by hand only, and a bug that no longer goes in proves nothing.
"""

import subprocess
import sys
from pathlib import Path


def lost_mutations(project):
    for script in sorted((project / "tests/model/mutations").glob("*.sed")):
        first = script.read_text(encoding="utf-8").splitlines()[0]
        file = project / first.removeprefix("# file: ")
        changed = subprocess.run(["sed", "-f", script, file], capture_output=True, text=True)
        if changed.returncode or changed.stdout == file.read_text(encoding="utf-8"):
            yield f"{script.relative_to(project)}: changes nothing, {first[2:]}"


def hunks(patch):
    """Of each hunk the file that it is about and the lines that it expects there."""
    file, expected = "", []
    for line in patch.splitlines():
        if line.startswith(("--- ", "+++ ", "@@ ")) and expected:
            yield file, "\n".join(expected)
            expected = []
        if line.startswith("--- a/"):
            file = line.removeprefix("--- a/")
        elif file and line[:1] in (" ", "-") and not line.startswith("--- "):
            expected.append(line[1:])
    yield file, "\n".join(expected)


def lost_patches(project):
    for patch in sorted((project / "tests/simulation/bugs").glob("*.patch")):
        for file, expected in hunks(patch.read_text(encoding="utf-8")):
            if not expected or expected not in (project / file).read_text(encoding="utf-8"):
                yield f"{patch.relative_to(project)}: finds its lines no more in {file}"


def main():
    project = Path(sys.argv[1]).resolve()
    lost = [*lost_mutations(project), *lost_patches(project)]
    print(*lost, sep="\n")
    return 1 if lost else 0


sys.exit(main())
