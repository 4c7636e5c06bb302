#pragma once

#include "tests/workflows/appointment/council.hpp"

// Decrees as several tests begin them, by the mayor m-ayor.
namespace gozin::appointment {

[[nodiscard]] SelectPerson select(std::string_view name);
[[nodiscard]] OverrideSelection override_with(std::string_view name);
[[nodiscard]] DraftDecree from(std::string_view day);
/// The council only advises.
[[nodiscard]] rules::RuleSet advised();

/// n-arash selected.
[[nodiscard]] std::unique_ptr<Council> selected(rules::RuleSet rules = council_rules());
/// The decree drafted too.
[[nodiscard]] std::unique_ptr<Council> drafted(rules::RuleSet rules = council_rules());
[[nodiscard]] SignDecree signature(Council& council);
[[nodiscard]] std::unique_ptr<Council> signed_by_mayor();
/// All three were advised on, so that the decider has a choice.
[[nodiscard]] std::unique_ptr<Council> with_a_choice(rules::RuleSet rules);

}  // namespace gozin::appointment
