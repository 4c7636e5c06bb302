#pragma once

#include "engine/rules/rule_set.hpp"

#include <string>

#include <boost/json/value.hpp>

namespace gozin::rules {

/// A file below `config`, plain YAML scalars typed as JSON: whole numbers and true or false, all
/// else text.
boost::json::value yaml_document(std::string const& path);

boost::json::value karaj_document();
/// The rules of Karaj under another id, to be approved by its commission.
boost::json::value document_named(std::string const& id);
RuleSet karaj();

}  // namespace gozin::rules
