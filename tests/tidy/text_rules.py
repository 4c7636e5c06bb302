"""Checks what can be seen in a file by itself: forbidden words, sizes, traps of the libraries.

Usage: text_rules.py ROOT

A rule yields (position, what is wrong) for a Source and is listed in RULES; text_rules_test.py has
for each a sample that it catches and one that it lets pass.
"""

import re
import sys

import nesting
import source_tree

COLUMNS_MAX = 100
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
NESTING_MAX = 3
PARAMETERS_MAX = 4

# Here the traps themselves are shown to be there.
TRAPS = "tests/tidy/traps"

RULES = {}


def rule(function):
    RULES[function.__name__.replace("_", "-")] = function
    return function


def _matches(text, pattern, says):
    """`says` with the words that were found for its {}."""
    for match in re.finditer(pattern, text):
        yield match.start(), says.format(match.group(0).strip())


def _is_product_code(source):
    return source.is_code and not source.within(TRAPS)


def _is_passive(source):
    return source.is_code and source.within("engine", "workflows")


@rule
def coroutine_trap(source):
    """g++ 12 destroys braced temporaries and lambda captures of a co_await statement twice."""
    if not _is_product_code(source) or "co_await" not in source.code:
        return
    initialisations = [brace.start for brace in source.braces if brace.kind == "init"]
    for statement in source.statements:
        awaits = re.search(r"\bco_await\b", statement.text)
        if not awaits:
            continue
        # A brace that is blanked belongs to a lambda's body, whose statements are looked at alone.
        end = statement.start + len(statement.text)
        is_braced = any(statement.start <= at < end and statement.text[at - statement.start] == "{"
                        for at in initialisations)
        if is_braced or nesting.captures(statement.text):
            shape = "a brace initialisation" if is_braced else "a capturing lambda"
            yield (statement.start + awaits.start(),
                   f"{shape} in a statement with co_await: name it on the line before, move it in")


@rule
def soci_transaction(source):
    if _is_product_code(source):
        yield from _matches(
            source.code, r"\bsoci::transaction\b",
            "{} begins DEFERRED on SQLite and cannot be nested on PostgreSQL: use WriteTransaction")


@rule
def soci_dynamic_row(source):
    if _is_product_code(source):
        yield from _matches(
            source.code, r"\bsoci::row\b|\browset\s*<\s*(?:soci::)?row\s*>",
            "{} cuts integers to 32 bits on SQLite: read into typed variables")


@rule
def logged_values(source):
    """What a soci_error says holds the bound values: names and ids of people."""
    if not _is_product_code(source) or not source.within("adapters", "tests"):
        return
    for brace in source.braces:
        caught = re.search(r"\bcatch\s*\(([^()]*)\)\s*$", source.code[brace.head:brace.start])
        if caught and ("soci_error" in caught.group(1) or source.within("adapters/store")):
            for at, says in _matches(
                    source.code[brace.start:brace.end], r"(?:\.|->)\s*what\s*\(",
                    "what() of a database error holds the bound values: use get_error_message()"):
                yield brace.start + at, says


@rule
def chart_stays_passive(source):
    """Every move of a machine is a recorded fact, and a chart is read by reflection."""
    if not source.is_code or not source.within("workflows"):
        return
    yield from _matches(
        source.code,
        r"\b(?:post_event|custom_reaction|deferral|exception_translator|fifo_scheduler"
        r"|asynchronous_state_machine|(?:has_)?(?:deep|shallow|full)_history)\b",
        "{}: a chart has plain transitions and in-state reactions only")
    for brace in source.braces:
        head = source.code[brace.head:brace.start]
        if brace.kind == "type" and re.search(r"\b(?:simple_)?state\s*<", head):
            for at, says in _matches(source.code[brace.start:brace.end], r"\bprocess_event\b",
                                     "{} within a state destroys the state that runs"):
                yield brace.start + at, says


@rule
def global_locale(source):
    if _is_product_code(source):
        yield from _matches(
            source.code, r"\blocale::global\b|\bsetlocale\s*\(",
            "{} changes how unrelated streams write numbers: pass the locale")


@rule
def engine_asks_no_world(source):
    """Time, randomness and settings come in through engine/port."""
    if _is_passive(source):
        yield from _matches(
            source.code, r"\b\w+_clock::now\b|\brandom_device\b|\bstd::(?:time|rand|getenv)\s*\(",
            "{}: the machinery and the law take this through a port")


@rule
def exact_where_it_decides(source):
    deciding = ("workflows", "engine/ballot", "engine/duty", "engine/rules")
    if source.is_code and source.within(*deciding):
        yield from _matches(source.code, r"\b(?:double|float)\b",
                            "{}: no floating point in anything that decides")


@rule
def tests_wait_for_nothing(source):
    if source.is_code and source.within("tests"):
        clocks = "" if source.within("tests/bench") else r"|\bsystem_clock::now\b"
        yield from _matches(
            source.code,
            r"\bsleep_(?:for|until)\b|\bu?sleep\s*\(|\bGTEST_SKIP\b|\bDISABLED_\w+" + clocks,
            "{}: a test neither sleeps nor asks the wall clock nor is left out")


@rule
def rapidcheck_evaluates_both_sides(source):
    """RapidCheck overloads && and || to print both sides, and so computes both, guarded or not."""
    if not source.is_code or not source.within("tests"):
        return
    for match in re.finditer(r"\bRC_(?:ASSERT|ASSERT_FALSE|PRE|DISCARD_IF)\s*\(", source.code):
        depth = 0
        for at in range(match.end(), len(source.code)):
            mark = source.code[at]
            if mark == ")" and depth == 0:
                break
            depth += (mark in "([{") - (mark in ")]}")
            if depth == 0 and source.code[at:at + 2] in ("&&", "||"):
                yield match.start(), ("RapidCheck computes both sides of && and ||, whatever the "
                                      "first says: put the whole condition in parentheses")
                break


# The next words and names are put together so that these lines do not find themselves.
_UNFINISHED = r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"
_MACHINE = (r"(?<![\w.$}~-])/(?:work|root|farm)/"
            r"|\b(?:registry\.npm" + r"js|(?:deb|security|ftp)\.deb" + r"ian)\.(?:org|com)\b")


@rule
def unfinished(source):
    yield from _matches(source.text, _UNFINISHED, "{}: finish it or leave it out")


@rule
def product_alone(source):
    yield from _matches(source.text, _MACHINE,
                        "{}: the repository names no machine and no package host")


@rule
def switched_off(source):
    if source.is_code:
        yield from _matches(source.text, r"(?m)^[ \t]*#[ \t]*if[ \t]+0\b|\bNOLINT\w*",
                            "{}: neither code nor a check is switched off in place")


@rule
def empty_catch(source):
    if source.is_code:
        yield from _matches(source.code, r"\bcatch\s*\([^()]*\)\s*\{\s*\}",
                            "a catch without a statement hides a failure")


@rule
def snake_case_name(source):
    name = source.path.rpartition("/")[2]
    if re.search(r"\.(?:cpp|hpp|py|sql)$", name) and not re.fullmatch(
            r"[a-z0-9]+(?:_[a-z0-9]+)*\.[a-z]+", name):
        yield 0, f"{name} is not in snake_case"


@rule
def pragma_once(source):
    if source.is_header and not re.match(r"\s*#pragma once\n", source.code):
        yield 0, "a header starts with #pragma once"


@rule
def columns(source):
    suffixes = (".cpp", ".hpp", ".py", ".cmake", "CMakeLists.txt")
    if not source.path.endswith(suffixes) and not source.text.startswith("#!"):
        return
    at = 0
    for line in source.text.split("\n"):
        if len(line) > COLUMNS_MAX:
            yield at, f"{len(line)} columns; at most {COLUMNS_MAX}"
        at += len(line) + 1


@rule
def file_lines(source):
    count = source.text.count("\n")
    if source.is_code and count > FILE_LINES_MAX:
        yield 0, f"{count} lines; at most {FILE_LINES_MAX}"


def _functions(source):
    return [brace for brace in source.braces if brace.is_function] if source.is_code else []


def _signature(source, brace):
    """Where the text of a brace's head starts, and that text."""
    head = source.code[brace.head:brace.start]
    return brace.head + len(head) - len(head.lstrip()), head.strip()


def _function_name(head):
    plain = re.sub(r"\b(?:decltype|requires|noexcept)\s*\(", "", head)
    names = re.findall(r"([~\w:]+)\s*\(", plain)
    return names[0] if names else "this function"


@rule
def function_lines(source):
    for brace in _functions(source):
        start, head = _signature(source, brace)
        count = source.line_of(brace.end) - source.line_of(start) + 1
        if count > FUNCTION_LINES_MAX:
            yield start, f"{_function_name(head)}: {count} lines; at most {FUNCTION_LINES_MAX}"


def _is_control(source, brace):
    head = _signature(source, brace)[1]
    return bool(re.match(r"(?:if|else|for|while|switch|do|try|catch)\b", head))


@rule
def nesting_depth(source):
    if not source.is_code:
        return
    for brace in source.braces:
        if brace.kind != "block" or not _is_control(source, brace):
            continue
        depth, outer = 0, brace
        while outer is not None and not outer.is_function:
            depth += _is_control(source, outer)
            outer = outer.parent
        if depth == NESTING_MAX + 1:
            yield brace.start, f"{depth} levels of nesting; at most {NESTING_MAX}"


def _parameter_count(head):
    """Of the first parentheses in a function's head; brackets of all kinds hide commas."""
    at = head.find("(")
    if at < 0 or not head[at + 1:].lstrip(" \n").rstrip(")").strip():
        return 0
    depth, count = 0, 1
    for mark in head[at + 1:]:
        if mark in ")]}>" and depth == 0:
            return count
        depth += (mark in "([{<") - (mark in ")]}>")
        count += mark == "," and depth == 0
    return count


@rule
def parameters(source):
    for brace in _functions(source):
        start, head = _signature(source, brace)
        name = _function_name(head)
        count = _parameter_count(re.sub(r"->\s|^template\s*<.*?>\s", "", head))
        if not name.isupper() and count > PARAMETERS_MAX:
            yield start, f"{name}: {count} parameters; at most {PARAMETERS_MAX}, then a struct"


def check(sources):
    return [source.finding(at, name, says)
            for source in sources for name, function in RULES.items()
            for at, says in function(source)]


def main():
    sources = source_tree.load(sys.argv[1])
    return source_tree.report(check(sources), f"{len(RULES)} rules over {len(sources)} files")


if __name__ == "__main__":
    sys.exit(main())
