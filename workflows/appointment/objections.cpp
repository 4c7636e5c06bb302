#include "workflows/appointment/objections.hpp"

#include "workflows/appointment/judging.hpp"

namespace gozin::appointment {

std::optional<Rejection> flaw_of_open_objections(Case const& state) {
  for (auto const& one : state.objections)
    if (one.open && one.against != Against::conditions)
      return Rejection{Reason::objections_must_be_decided, one.code.text};
  return std::nullopt;
}

std::optional<Rejection> flaw_of_exclusions(Context const& context) {
  auto const& period = rules_of(context).objections.against_exclusion;
  for (auto const& [id, nominee] : case_of(context).nominees) {
    if (nominee.standing != Standing::excluded) continue;
    if (is_untold(nominee)) return Rejection{Reason::exclusion_must_be_served, id.text};
    if (nominee.told_at &&
        context.call.now <= rules::deadline(calendar_of(context), *nominee.told_at, period))
      return Rejection{Reason::objection_periods_must_have_passed, id.text};
  }
  return std::nullopt;
}

}  // namespace gozin::appointment
