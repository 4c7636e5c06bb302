#pragma once

#include "engine/command/command.hpp"
#include "engine/port/texts.hpp"

#include <functional>
#include <map>
#include <string>

#include <boost/json/object.hpp>

namespace gozin {

/// What came in from a form: names and values as people typed them.
using FormValues = std::multimap<std::string, std::string, std::less<>>;

/// The input of a command as read from a form, and what was wrong with which field.
struct FormInput {
  json::object input;
  std::map<std::string, Rejection> problems;
};

/// Reads a form by the descriptions of the command's fields.
///
/// Digits may be of any kind, days of either calendar, `name.time` holds the time of day (Iran's)
/// of an instant, a flag is `yes` or `no`; a list stands in `name.0`, `name.1`, … in that order, a
/// list with keys in `name.<key>`; what is left empty is left out. Problems are
/// `field_must_be_given`, `field_must_have_its_type`, `date_must_exist`, and `field_must_be_known`
/// for a name that no field has. The pipeline judges the rest.
[[nodiscard]] FormInput read_form(CommandType const& type, FormValues const& values,
                                  Texts const& texts);

}  // namespace gozin
