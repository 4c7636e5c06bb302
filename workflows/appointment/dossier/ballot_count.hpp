#pragma once

#include "workflows/appointment/dossier/case_file.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace gozin::appointment {

/// What a ballot that was counted comes to under a rule.
struct CountedAgain {
  Threshold quorum;
  Threshold majority;
  std::optional<Threshold> also;
  std::string_view outcome;    // of `BallotOutcome`, or of `ElectionOutcome` where names were asked
  std::vector<NomineeId> who;  // elected, going on, or tied
  bool by_relative_majority = false;

  friend bool operator==(CountedAgain const&, CountedAgain const&) = default;
};

/// The body before which a counted ballot was held, which may sit in the place of another.
[[nodiscard]] Code body_of(CaseFile const& file, BallotFound const& ballot);

/// Counts again, from the votes and the people that its events name, by the rule of a body.
/// `counted_by`: the rule of its time, which says whom the recorded quorum counts. The casting vote
/// or the lot that fell then counts where this rule has a use for it. Refuses what the counting
/// refuses.
[[nodiscard]] Result<CountedAgain> count_again(CaseFile const& file, BallotFound const& ballot,
                                               rules::BallotRule const& counted_by,
                                               rules::BallotRule const& rule);

/// What the record says that it came to.
[[nodiscard]] CountedAgain as_recorded(CaseFile const& file, BallotFound const& ballot);

}  // namespace gozin::appointment
