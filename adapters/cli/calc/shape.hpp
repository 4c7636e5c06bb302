#pragma once

#include "adapters/cli/calc/methods.hpp"
#include "engine/core/fraction.hpp"
#include "engine/scoring/statistic.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

/// Reading and writing that several calculators share; internal to this folder.
namespace gozin::calc {

namespace json = boost::json;
namespace reader = rules::reader;

[[nodiscard]] inline bool is_sound(Node const& in) { return in.problems->empty(); }

/// What the engine refused about a member of the input, its detail being a pointer into that.
[[nodiscard]] Fault at(std::string_view pointer, Rejection const& rejection);

/// A number, or in text an integer, a decimal or a fraction with ASCII, Persian or Arabic digits. 0
/// where a problem is noted.
[[nodiscard]] Fraction number(Node const& node);
[[nodiscard]] std::vector<Fraction> numbers(Node const& list);
[[nodiscard]] std::vector<std::vector<Fraction>> table(Node const& list);

/// Notes unless exactly one of two members is there.
void require_one(Node const& object, Node const& left, Node const& right, std::string const& names);

/// Notes every name that stands twice.
void require_unique(std::vector<Node> const& nodes, std::vector<std::string> const& names);

/// Alternatives with their values, in the order of the input: each as long as `columns`.
struct Alternatives {
  std::vector<std::string> ids;
  std::vector<std::vector<Fraction>> values;
};
[[nodiscard]] Alternatives alternatives(Node const& object, std::size_t columns);

/// A whole number as such, anything else as the nearest floating-point number; what none comes near
/// to stands as an exact fraction in a string.
[[nodiscard]] json::value shown(Fraction const& value);

/// What `shown` rounds, as "p/q".
[[nodiscard]] json::string exact_text(Fraction const& value);

/// Statistics without a value become null, with the cause under `notes` by their name.
class Notes {
 public:
  template <class Number>
  json::value shown(std::string const& name, scoring::Statistic<Number> const& statistic) {
    if (statistic.value) return show(*statistic.value);
    return none(name, name_of(*statistic.cause));
  }

  json::value none(std::string const& name, std::string_view cause) {
    notes_[name] = json::string_view{cause};
    return nullptr;
  }

  [[nodiscard]] bool empty() const { return notes_.empty(); }

  [[nodiscard]] json::object take() { return std::move(notes_); }

 private:
  static json::value show(Fraction const& value) { return calc::shown(value); }
  static json::value show(double value) { return value; }

  json::object notes_;
};

/// Sets of places as sets of names.
[[nodiscard]] json::array names_at(std::vector<std::size_t> const& places,
                                   std::vector<std::string> const& names);
[[nodiscard]] json::array order_of(std::vector<std::vector<std::size_t>> const& order,
                                   std::vector<std::string> const& names);

template <class Id>
[[nodiscard]] json::array order_of(std::vector<std::vector<Id>> const& order) {
  json::array shown;
  for (auto const& level : order) {
    json::array tied;
    for (auto const& id : level) tied.emplace_back(id.text);
    shown.push_back(std::move(tied));
  }
  return shown;
}

}  // namespace gozin::calc
