"""Shows for each rule of text_rules.py what it catches and what it lets pass."""

import unittest

import nesting
import text_rules
from source_tree import Source

CHART_HEAD = "namespace sc = boost::statechart;\n"
COROUTINE = "awaitable<void> serve(Stream stream) {{\n  {}\n}}\n"
LONG_BODY = "  step();\n" * 59


def coroutine(statements):
    return ("adapters/http/session.cpp", COROUTINE.format(statements))


def engine(text):
    return ("engine/core/sample.cpp", text)


def store(text):
    return ("adapters/store/sample.cpp", text)


def workflow(text):
    return ("workflows/appointment/chart.cpp", CHART_HEAD + text)


# rule: (what it catches, what it lets pass), each a list of (path, text)
SAMPLES = {
    "coroutine-trap": (
        [
            coroutine('co_await send(Request{"abc", 1});'),
            coroutine('auto answer = co_await send(Request{.text = "abc"});'),
            coroutine("co_await send({1, 2});"),
            coroutine("Answer answer{co_await send(stream), 1};"),
            coroutine("if (ready) {\n    co_await run([stream] { return 1; });\n  }"),
            coroutine("co_await run([&](int x) -> int { return stream.size() + x; });"),
            coroutine("co_await co_spawn(pool, [work = std::move(work)]() -> awaitable<int> "
                      "{ co_return work(); }, use_awaitable);"),
        ],
        [
            coroutine('Request request{"abc", 1};\n  co_await send(std::move(request));'),
            coroutine("auto job = [](Work w) -> awaitable<int> { co_return w(); };\n"
                      "  co_return co_await co_spawn(pool, job(work), use_awaitable);"),
            coroutine("if (int x = co_await read(stream)) {\n    use(Request{x});\n  }"),
            coroutine("co_await run([](int x) { return x + 1; });"),
            coroutine("char c = buffer[co_await read(stream)];"),
            coroutine("// co_await send(Request{1});\n  finish(Request{1});"),
            ("adapters/http/listener.cpp",
             "void start(Pool& pool) {\n  co_spawn(pool, [&pool]() -> awaitable<void> {\n"
             "    co_await serve(pool);\n  }, detached);\n}\n"),
        ],
    ),
    "soci-transaction": (
        [store("void f(soci::session& sql) { soci::transaction open{sql}; }")],
        [
            store("// Not soci::transaction, which begins DEFERRED.\nWriteTransaction open{sql};"),
            ("tests/tidy/traps/soci_test.cpp", "soci::transaction open{sql};"),
        ],
    ),
    "soci-dynamic-row": (
        [store("soci::row row;"), store("soci::rowset<soci::row> rows;"),
         store("rowset<row> rows = sql;")],
        [store("soci::rowset<std::string> names;"), store("Row row = soci_row;")],
    ),
    "logged-values": (
        [
            ("adapters/http/session.cpp",
             "void f() { try { g(); } catch (soci::soci_error const& e) { log(e.what()); } }"),
            ("adapters/app/app.cpp",
             "void f() { try { g(); } catch (soci::sqlite3_soci_error const& e) {\n"
             "  if (busy(e)) { log(e.what()); } } }"),
            store("void f() { try { g(); } catch (std::exception const& e) { log(e.what()); } }"),
        ],
        [
            store("void f() { try { g(); } catch (soci::soci_error const& e) "
                  "{ log(e.get_error_message()); } }"),
            ("adapters/cli/cli.cpp",
             "void f() { try { g(); } catch (CLI::Error const& e) { print(e.what()); } }"),
        ],
    ),
    "chart-stays-passive": (
        [
            workflow("struct Open : sc::state<Open, Chart> {\n"
                     "  sc::result react(Closed const&) { post_event(Again{}); }\n};"),
            workflow("struct Open : sc::state<Open, Chart> {\n"
                     "  explicit Open(my_context c) : my_base{c} {\n"
                     "    outermost_context().process_event(Again{});\n  }\n};"),
            workflow("using reactions = sc::custom_reaction<Closed>;"),
            workflow("struct Open : sc::state<Open, Chart, Inner, sc::has_deep_history> {};"),
        ],
        [
            workflow("struct Open : sc::state<Open, Chart> {\n"
                     "  using reactions = sc::transition<Closed, Done>;\n};\n"
                     "bool Lifecycle::apply(Event const& e) { chart_->process_event(e); }"),
        ],
    ),
    "global-locale": (
        [store("void f() { std::locale::global(std::locale{\"\"}); }"),
         store("void f() { setlocale(LC_ALL, \"\"); }")],
        [store("void f(std::locale const& locale) { stream.imbue(locale); }")],
    ),
    "engine-asks-no-world": (
        [engine("auto now = std::chrono::system_clock::now();"), engine("std::random_device seed;"),
         workflow('auto home = std::getenv("HOME");')],
        [engine("Instant now = clock.now();"),
         store("auto now = std::chrono::system_clock::now();")],
    ),
    "exact-where-it-decides": (
        [("engine/ballot/majority.cpp", "double share = yes / total;"),
         workflow("float weight = 0.5f;")],
        [("engine/scoring/reliability.cpp", "double icc = 0.0;"),
         ("engine/ballot/majority.cpp", "// Never a double.\nbool won = yes * 2 > total;")],
    ),
    "tests-wait-for-nothing": (
        [("tests/adapters/http/a_test.cpp", "std::this_thread::sleep_for(10ms);"),
         ("tests/engine/core/a_test.cpp", "auto t = std::chrono::system_clock::now();"),
         ("tests/engine/core/b_test.cpp", "TEST(A, B) { GTEST_SKIP(); }"),
         ("tests/engine/core/c_test.cpp", "TEST(A, DISABLED_B) {}")],
        [("tests/bench/commit.cpp", "auto t = std::chrono::system_clock::now();"),
         ("tests/engine/core/d_test.cpp", "TEST(Sleep, IsForBears) { wait_until(ready); }")],
    ),
    "rapidcheck-evaluates-both-sides": (
        [("tests/engine/core/a_test.cpp", "RC_ASSERT(!x || (*x >= 0 && *x <= 1));"),
         ("tests/engine/core/b_test.cpp", "RC_PRE(x &&\n       f(*x));")],
        [("tests/engine/core/c_test.cpp", "RC_ASSERT((!x || *x > 0)); g(a && b);"),
         ("tests/engine/core/d_test.cpp", "RC_ASSERT(f(a || b) == (c && d));")],
    ),
    "unfinished": (
        [engine("// TO" + "DO: later"), ("README.md", "FIX" + "ME")],
        [engine("int todo_count = 0;"), ("tests/run", "mktemp XXXXXX")],
    ),
    "product-alone": (
        [("README.md", "cd /wo" + "rk/main"), ("config/run", "x=/ro" + "ot/.cache"),
         ("adapters/web/package-lock.json", "https://registry.npm" + "js.org/htmx.org")],
        [("README.md", "see engine/work/README.md, ~/root/, https://example.org/work/x")],
    ),
    "switched-off": (
        [engine("#if 0\nint x;\n#endif"), engine("int x;  // NOLINT")],
        [engine("#ifdef __GNUC__\nint x;\n#endif")],
    ),
    "empty-catch": (
        [engine("void f() { try { g(); } catch (...) {\n  // ignore\n} }")],
        [engine("void f() { try { g(); } catch (...) {\n  failed = true;\n} }")],
    ),
    "snake-case-name": (
        [("engine/core/EventStore.hpp", "#pragma once\n"), ("tests/tidy/my-rule.py", "")],
        [("engine/core/event_store2.hpp", "#pragma once\n"), ("config/cmake/FindSOCI.cmake", "")],
    ),
    "pragma-once": (
        [("engine/core/a.hpp", "#ifndef A\n#define A\n#endif\n"),
         ("engine/core/b.hpp", '#include "engine/core/a.hpp"\n#pragma once\n')],
        [("engine/core/c.hpp", "// Why this is here.\n#pragma once\n"), engine("int x;")],
    ),
    "columns": (
        [engine("// " + "x" * 98), ("tests/run", "#!/bin/bash\n" + "x" * 101)],
        [engine("// " + "\u06a9" * 97), ("README.md", "x" * 200)],
    ),
    "file-lines": ([engine("int x;\n" * 401)], [engine("int x;\n" * 400)]),
    "function-lines": (
        [engine("void f() {\n" + LONG_BODY + "}\n"),
         engine("namespace a {\nX::X(int a)\n    : a_{a},\n      b_(a) {\n" + LONG_BODY + "}\n}"),
         engine("struct A {\n  auto f() const -> int {\n" + LONG_BODY + "  }\n};"),
         ("tests/engine/core/a_test.cpp", "TEST(A, B) {\n" + LONG_BODY + "}\n")],
        [engine("void f() {\n" + LONG_BODY[11:] + "}\n"),
         engine("struct A {\n" + "  int x;\n" * 100 + "};"),
         engine("int const table[] = {\n" + "  1,\n" * 100 + "};")],
    ),
    "nesting-depth": (
        [engine("void f() {\n for (;;) { if (a) { while (b) { if (c) { d(); } } } }\n}")],
        [engine("void f() {\n for (;;) { if (a) { if (b) { d(); } else { e(); } } }\n}"),
         engine("void f() {\n if (a) { } else if (b) { } else if (c) { } else if (d) { }\n}")],
    ),
    "parameters": (
        [engine("int f(int a, int b, std::map<int, int> c, int d, int e) { return a; }"),
         engine("template <class A, class B>\nA g(A a, B b, int c, int d, int e) { return a; }")],
        [engine("int f(int a, int b, std::map<int, std::map<int, int>> c, int d) { return a; }"),
         engine("int g() { return f(1, 2, 3, 4, 5); }"),
         engine("GOZIN_TABLE(a, b, c, d, e) { return 1; }"),
         engine("auto const t = make(Values{1, 2, 3, 4, 5}, [](auto const& x) { return x; });")],
    ),
}


class EachRule(unittest.TestCase):
    def test_has_samples(self):
        self.assertEqual(sorted(text_rules.RULES), sorted(SAMPLES))
        for name, (caught, passed) in SAMPLES.items():
            self.assertTrue(caught and passed, name)

    def test_catches_what_it_forbids(self):
        for name, (caught, _) in SAMPLES.items():
            for path, text in caught:
                with self.subTest(rule=name, text=text[:200]):
                    self.assertTrue(list(text_rules.RULES[name](Source(path, text))))

    def test_lets_the_rest_pass(self):
        for name, (_, passed) in SAMPLES.items():
            for path, text in passed:
                with self.subTest(rule=name, text=text[:200]):
                    self.assertEqual([], list(text_rules.RULES[name](Source(path, text))))

    def test_says_the_line(self):
        source = Source("engine/core/a.cpp", "int a;\n\n// TO" + "DO\n")
        self.assertEqual([3], [finding.line for finding in text_rules.check([source])])


class Nesting(unittest.TestCase):
    def kinds(self, code):
        return [brace.kind for brace in nesting.read(code).braces]

    def test_tells_blocks_from_initialisations(self):
        for code, kinds in {
            "namespace a { struct B final : C { int x{1}; }; }": ["type", "type", "init"],
            "void f() { A a{1}; return A{a}; }": ["block", "init", "init"],
            "auto f(int a) -> std::vector<int> { return {a}; }": ["block", "init"],
            "A::A(int a) : a_{a}, b_{2} { f(); }": ["init", "init", "block"],
            "void f() { g([x] { h(); }, B{1}); }": ["block", "block", "init"],
            "void f() { return [x](int y) mutable { h(); }; }": ["block", "block"],
            "void f() { switch (a) { case 1: { g(); } default: h(); } }": ["block"] * 3,
            "bool A::ok() const noexcept { return x ? A{1} : A{2}; }": ["block", "init", "init"],
            "int a[]{1, 2}; int b[] = {1};": ["init", "init"],
            "enum class A : int { b, c };": ["type"],
            "concept A = requires(T t) { { f(t) } -> std::same_as<int>; };": ["block", "block"],
            "NAMED(A, B)\nstruct C { int x; };": ["type"],
            "#define A {\nvoid f() { g(); }": ["block"],
        }.items():
            with self.subTest(code=code):
                self.assertEqual(kinds, self.kinds(code))

    def test_ignores_what_is_not_code(self):
        source = Source("a.cpp", 'f("{", \'{\', R"x({ // )x"); /* { */ // {\nint x = 1\'000;{}')
        self.assertEqual(1, len(source.braces))


if __name__ == "__main__":
    unittest.main()
