#pragma once

#include "engine/core/result.hpp"
#include "engine/rules/condition.hpp"

#include <string>
#include <string_view>

#include <boost/json/fwd.hpp>

namespace gozin::registry {

/// Reads what the register holds about a person, an object `rules::Field` → value: whole numbers
/// from 0 to 1000, a degree by its name, codes, a list of codes, true or false. Anything else is
/// refused as `attributes_must_fit_their_fields`, the detail being the name of the member.
[[nodiscard]] Result<rules::Attributes> parse_attributes(boost::json::value const& document);

/// The same the other way round.
[[nodiscard]] boost::json::object to_json(rules::Attributes const& attributes);

/// The same from its text, as it rests in the vault.
[[nodiscard]] Result<rules::Attributes> parse_attributes(std::string_view text);

}  // namespace gozin::registry
