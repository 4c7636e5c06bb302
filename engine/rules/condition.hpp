#pragma once

#include "engine/core/ids.hpp"
#include "engine/core/named_enum.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace gozin::rules {

/// A text for people, in both languages of the product.
struct Text {
  std::string fa;
  std::string en;
  friend bool operator==(Text const&, Text const&) = default;
};

/// What the staff register knows about a person and a condition may ask for.
#define GOZIN_RULES_FIELDS(X) \
  X(degree)                   \
  X(degree_field)             \
  X(service_years)            \
  X(management_years)         \
  X(grade)                    \
  X(age)                      \
  X(employment)               \
  X(military_service)         \
  X(certificates)             \
  X(final_conviction)
GOZIN_NAMED_ENUM(Field, GOZIN_RULES_FIELDS)

/// In rising order; `degree at_least bachelor` compares by it.
#define GOZIN_RULES_DEGREES(X) X(none) X(diploma) X(associate) X(bachelor) X(master) X(doctorate)
GOZIN_NAMED_ENUM(Degree, GOZIN_RULES_DEGREES)

#define GOZIN_RULES_OPERATORS(X) X(equal) X(not_equal) X(at_least) X(at_most) X(one_of) X(includes)
GOZIN_NAMED_ENUM(Operator, GOZIN_RULES_OPERATORS)

/// A number (years, grade, age), a degree, a yes or no, a code, or several codes.
using FieldValue = std::variant<std::int64_t, Degree, bool, Code, std::vector<Code>>;

/// One condition of eligibility: a typed predicate over the register.
struct Condition {
  Code code;
  Text title;
  Field field = Field::degree;
  Operator op = Operator::equal;
  FieldValue value;
  std::string basis = {};  ///< the paragraph of law or by-law it rests on
  friend bool operator==(Condition const&, Condition const&) = default;
};

/// What the register holds about one person; a field that is not known is absent.
using Attributes = std::map<Field, FieldValue>;

#define GOZIN_RULES_FINDINGS(X) X(met) X(unmet) X(unknown)
GOZIN_NAMED_ENUM(Finding, GOZIN_RULES_FINDINGS)

/// Whether the attributes meet the condition; `unknown` when the register does not hold the field
/// or holds it in another type. Never throws.
[[nodiscard]] Finding examine(Condition const& condition, Attributes const& person);

}  // namespace gozin::rules
