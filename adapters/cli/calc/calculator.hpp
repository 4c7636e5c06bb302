#pragma once

#include "engine/core/result.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json/object.hpp>

namespace gozin::calc {

/// Where in a text that is no JSON of ours, from 1; a column is a character.
struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(TextPlace const&, TextPlace const&) = default;
};

/// One thing that is wrong with the input: where (JSON pointer, RFC 6901; empty for the whole) and
/// what was expected or found there, in machine words.
struct Fault {
  Reason reason;
  std::string pointer;
  std::string expected;
  std::optional<TextPlace> place = std::nullopt;  ///< only where the text could not be read
  friend bool operator==(Fault const&, Fault const&) = default;
};

using Faults = std::vector<Fault>;

/// The answer, or everything that is wrong with the input.
using Answer = std::variant<boost::json::object, Faults>;

struct Calculator {
  std::string_view name;
  std::string_view says;  ///< one line: what it computes
  std::string_view in;    ///< the shape of the input
  std::string_view out;   ///< the shape of the answer
  std::string_view more;  ///< its limits, and what the shapes do not say
  Answer (*compute)(std::string_view text);
};

/// All calculators, in the order in which they are listed to people.
[[nodiscard]] std::span<Calculator const> calculators();

/// The answer as one line of JSON, members in the order in which they were put in, floating-point
/// numbers with as few digits as lead back to them.
[[nodiscard]] std::string to_text(boost::json::object const& answer);

}  // namespace gozin::calc
