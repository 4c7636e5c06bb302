#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/states.hpp"

#include <optional>
#include <vector>

namespace gozin::erasure {

/// What stands against erasing a person now, the first of: a hold (`hold_must_be_lifted`), a role,
/// seat or post (`subject_must_hold_no_office`), then of each case in which the person had a part:
/// that it is open (`case_of_subject_must_be_closed`), that an objection of it is undecided or
/// could still be raised (`time_for_objections_must_have_passed`), that a court holds it or could
/// still be asked (`court_period_must_have_passed`), that its rule set keeps it
/// (`retention_period_must_have_passed`). Periods of a case run from its last event. The detail is
/// the hold's reference, the office or the case.
[[nodiscard]] std::optional<Rejection> obstacle(registry::Person const& person,
                                                Context const& context);

/// The keys of the vault under which values about the person rest: their own, one for each
/// nomination of theirs, and the one above those of all sheets that were sealed in these cases.
/// What a sheet said has passed to the nominees' keys when it was opened; one that never was may be
/// about anybody.
[[nodiscard]] std::vector<VaultKeyId> keys_of(registry::Person const& person,
                                              Context const& context);

/// The same day so many years later at the same time; the 29th of February becomes the 28th.
[[nodiscard]] Instant years_after(Instant from, int years);

}  // namespace gozin::erasure
