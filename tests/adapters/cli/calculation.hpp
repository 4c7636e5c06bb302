#pragma once

#include "adapters/cli/calc/calculator.hpp"

#include <ostream>
#include <stdexcept>
#include <string>

namespace gozin::calc {

inline Answer compute(std::string_view name, std::string_view text) {
  for (auto const& calculator : calculators())
    if (calculator.name == name) return calculator.compute(text);
  throw std::logic_error("no calculator " + std::string{name});
}

/// The answer as text, or the faults one after another.
inline std::string answer(std::string_view name, std::string_view text) {
  auto const found = compute(name, text);
  if (auto const* object = std::get_if<boost::json::object>(&found)) return to_text(*object);
  std::string faults;
  for (auto const& fault : std::get<Faults>(found))
    faults += fault.pointer + " " + std::string{fault.reason.name()} + "\n";
  return faults;
}

struct Row {
  std::string_view name;
  std::string_view in;
  std::string_view out;

  friend std::ostream& operator<<(std::ostream& stream, Row const& row) {
    return stream << row.name << ' ' << row.in;
  }
};

}  // namespace gozin::calc
