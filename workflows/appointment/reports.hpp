#pragma once

#include "engine/core/ids.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gozin::appointment {

// The contact and influence register (threat T15): read by auditors and the inspectorate, and never
// by a person whom it names.

/// Whether an event of this type belongs to it.
[[nodiscard]] bool is_report(std::string_view type);

/// From whom a report is kept, as it rests with it: a canonical JSON array of ids, each once.
[[nodiscard]] std::string withheld_text(std::vector<PersonId> people);

/// Whether a report with this text is kept from the reader. A text that cannot be read keeps it
/// from everybody.
[[nodiscard]] bool is_withheld_from(std::string_view text, PersonId const& reader);

}  // namespace gozin::appointment
