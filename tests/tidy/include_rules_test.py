"""Builds small trees that each break one rule of include_rules.py, and one that breaks none."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import include_rules

CLEAN = {
    "engine/core/result.hpp": "#pragma once\n#include <boost/system/result.hpp>\n#include <map>\n",
    "engine/event/json.hpp": '#pragma once\n#include "engine/core/result.hpp"\n',
    "engine/ledger/tree.cpp": '#include "engine/event/json.hpp"\n#include <openssl/evp.h>\n',
    "engine/chart/occurred.hpp": "#pragma once\n#include <boost/statechart/event.hpp>\n",
    "workflows/session/state.hpp": '#pragma once\n#include "engine/event/json.hpp"\n',
    "workflows/appointment/chart.cpp": '#include "engine/chart/occurred.hpp"\n'
                                       '#include "workflows/session/state.hpp"\n',
    "adapters/store/pool.hpp": "#pragma once\n#include <soci/session.h>\n",
    "adapters/store/pool.cpp": '#include "adapters/store/pool.hpp"\n',
    "adapters/store/open.hpp": '#pragma once\n#include "engine/event/json.hpp"\n',
    "adapters/http/server.cpp": "#include <boost/beast/http/parser.hpp>\n#include <thread>\n",
    "adapters/app/app.cpp": '#include "adapters/store/open.hpp"\n'
                            '#include "workflows/session/state.hpp"\n#include <thread>\n',
}

# rule: trees laid over the clean one, each of which breaks that rule alone
BROKEN = {
    "include-direction": [
        {"engine/rules/a.hpp": '#include "workflows/session/state.hpp"\n'},
        {"engine/rules/a.cpp": '#include "adapters/store/open.hpp"\n'},
        {"workflows/session/a.cpp": '#  include "adapters/store/open.hpp"\n'},
        {"adapters/http/a.cpp": '#include "adapters/store/open.hpp"\n'},
        {"adapters/store/a.cpp": '#include "adapters/app/app.hpp"\n'},
        {"adapters/http/a.cpp": '#include "workflows/session/state.hpp"\n'},
    ],
    "include-root": [
        {"engine/rules/a.cpp": '#include "result.hpp"\n'},
        {"engine/rules/a.cpp": '#include "engine/../engine/core/result.hpp"\n'},
        {"adapters/app/a.cpp": '#include "tests/support/builders.hpp"\n'},
    ],
    "include-worldly": [
        {"engine/rules/a.cpp": f"#include <{name}>\n"}
        for name in ("soci/soci.h", "sqlite3.h", "boost/beast/http.hpp", "boost/asio/post.hpp",
                     "spdlog/spdlog.h", "thread", "mutex")
    ] + [{"workflows/session/a.hpp": "#pragma once\n#include <spdlog/spdlog.h>\n"}],
    "include-whole": [
        {"adapters/http/a.cpp": "#include <boost/beast.hpp>\n"},
        {"tests/adapters/http/a_test.cpp": "#include <boost/asio.hpp>\n"},
    ],
    "include-verifier": [
        {"engine/ledger/a.cpp": '#include "engine/rules/calendar.hpp"\n'},
        {"engine/event/a.cpp": "#include <sodium.h>\n"},
        {"engine/core/a.cpp": "#include <unicode/ustring.h>\n"},
        {"adapters/verify/a.cpp": '#include "engine/port/event_store.hpp"\n'},
        {"adapters/verify/a.cpp": "#include <soci/soci.h>\n"},
    ],
    "include-loop": [
        {"engine/rules/a.hpp": '#include "engine/duty/b.hpp"\n',
         "engine/duty/c.hpp": '#include "engine/rules/d.hpp"\n'},
        {"workflows/session/a.hpp": '#include "workflows/registry/b.hpp"\n',
         "workflows/registry/c.hpp": '#include "workflows/ruleset/b.hpp"\n',
         "workflows/ruleset/c.hpp": '#include "workflows/session/b.hpp"\n'},
        {"engine/duty/a.hpp": '#include "engine/duty/b.hpp"\n',
         "engine/duty/b.hpp": '#include "engine/duty/a.hpp"\n'},
    ],
    "include-heavy": [
        {"adapters/app/a.cpp": '#include "adapters/store/pool.hpp"\n'},
        {"adapters/store/open.hpp": '#include "adapters/store/pool.hpp"\n'},
        {"workflows/appointment/chart.hpp": '#include "engine/chart/occurred.hpp"\n',
         "adapters/app/a.cpp": '#include "workflows/appointment/chart.hpp"\n'},
    ],
}


def run_on(files):
    """The exit code and the rules named in the output of the program run over these files."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        output = io.StringIO()
        with mock.patch.object(sys, "argv", ["include_rules.py", folder]):
            with contextlib.redirect_stdout(output):
                code = include_rules.main()
    named = {rule for rule in BROKEN if f"[{rule}]" in output.getvalue()}
    return code, named


class IncludeRules(unittest.TestCase):
    def test_pass_a_clean_tree(self):
        self.assertEqual((0, set()), run_on(CLEAN))

    def test_find_each_violation(self):
        for rule, trees in BROKEN.items():
            for tree in trees:
                with self.subTest(rule=rule, tree=tree):
                    self.assertEqual((1, {rule}), run_on(CLEAN | tree))

    def test_do_not_read_comments(self):
        commented = '// #include "adapters/store/open.hpp"\n/*\n#include <soci/soci.h>\n*/\n'
        self.assertEqual((0, set()), run_on(CLEAN | {"engine/core/a.cpp": commented}))


if __name__ == "__main__":
    unittest.main()
