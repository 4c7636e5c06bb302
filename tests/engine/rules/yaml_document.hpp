#pragma once

#include "engine/rules/rule_set.hpp"

#include <string>

#include <boost/json/value.hpp>

namespace gozin::rules {

/// A file below `config`, plain YAML scalars typed as JSON: whole numbers and true or false, all
/// else text.
boost::json::value yaml_document(std::string const& path);

boost::json::value karaj_document();
RuleSet karaj();

}  // namespace gozin::rules
