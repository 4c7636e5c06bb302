#include "engine/rules/condition.hpp"

#include <algorithm>
#include <optional>

namespace gozin::rules {
namespace {

template <class T>
std::optional<bool> compare(T const& held, Operator op, T const& asked) {
  switch (op) {
    case Operator::equal:
      return held == asked;
    case Operator::not_equal:
      return held != asked;
    case Operator::at_least:
      return held >= asked;
    case Operator::at_most:
      return held <= asked;
    case Operator::one_of:
    case Operator::includes:
      break;
  }
  return std::nullopt;
}

bool contains(std::vector<Code> const& codes, Code const& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::optional<bool> meets(FieldValue const& held, Operator op, FieldValue const& asked) {
  if (auto const* list = std::get_if<std::vector<Code>>(&asked)) {
    auto const* code = std::get_if<Code>(&held);
    if (op == Operator::one_of && code) return contains(*list, *code);
    return std::nullopt;
  }
  if (auto const* list = std::get_if<std::vector<Code>>(&held)) {
    auto const* code = std::get_if<Code>(&asked);
    if (op == Operator::includes && code) return contains(*list, *code);
    return std::nullopt;
  }
  if (held.index() != asked.index()) return std::nullopt;
  return std::visit([&]<class T>(T const& value) { return compare(value, op, std::get<T>(asked)); },
                    held);
}

}  // namespace

Finding examine(Condition const& condition, Attributes const& person) {
  auto const held = person.find(condition.field);
  if (held == person.end()) return Finding::unknown;
  auto const result = meets(held->second, condition.op, condition.value);
  if (!result) return Finding::unknown;
  return *result ? Finding::met : Finding::unmet;
}

}  // namespace gozin::rules
