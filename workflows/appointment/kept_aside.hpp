#pragma once

#include "workflows/appointment/events/assessing.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gozin::appointment {

/// A challenge that a body upheld; absent nominee: against the item as a whole.
struct UpheldRuling {
  StreamId body;
  PersonId member;
  std::optional<NomineeId> nominee;
};

/// One word about a nominee, and under which act a clerk wrote it down.
using InterestSaid = std::pair<Interest, std::optional<std::int64_t>>;

/// What keeps people from judging, whichever gate, body or round the case has come to since (T6).
struct KeptAside {
  /// Whatever anybody ever declared about a nominee. A milder word later takes nothing back; only
  /// a dispute of what a clerk wrote down does.
  std::map<std::pair<PersonId, NomineeId>, std::set<InterestSaid>> declared;
  std::vector<UpheldRuling> rulings;
};

}  // namespace gozin::appointment
