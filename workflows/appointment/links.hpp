#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

// What the register, the nominations and earlier declarations tell of somebody who judges and a
// nominee (threat T6). The program only hints; people decide what it means.
namespace gozin::appointment {

/// Whom somebody is to judge.
struct Judging {
  PersonId judge;
  std::vector<NomineeId> nominees;
  /// What the judge says now about whom.
  std::map<NomineeId, Interest> declared = {};
  /// Whether having named somebody is a link: before a body whose own members nominate it is not.
  bool by_nominations = true;
  /// Whether working in one unit is: for the panel and its reserves; members of a body and who
  /// decides work with everybody.
  bool by_unit = true;
};

/// Hints of the links there are that were not raised in the case before; none about a conflict that
/// was found already, nor about a nominee who cannot be appointed any more.
[[nodiscard]] std::vector<HintRaised> hints_of_links(Context const& context,
                                                     Judging const& judging);

/// Appends them.
void raise_links(Decision& decision, Context const& context, Judging const& judging);

/// Enters with whoever declares that these nominees are kin of theirs, as far as it is not known:
/// it will be hinted at in other cases.
void enter_kin(Decision& decision, Context const& context, PersonId const& declarer,
               std::map<NomineeId, Interest> const& interests);

}  // namespace gozin::appointment
