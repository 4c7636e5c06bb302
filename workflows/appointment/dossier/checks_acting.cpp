#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/registry/events.hpp"

#include <utility>

namespace gozin::appointment::checks {
namespace {

constexpr std::chrono::days kDay{1};

/// The days on which acting heads held the post since somebody was last appointed for good, up to
/// the end of the one whom this case put there, and the events that show it.
struct ActingDays {
  std::set<Day> held;
  std::vector<Recorded const*> shown;
  Recorded const* own = nullptr;
  Day until{};
};

/// Takes the days off that a tenure was to have, but did not.
void cut(std::set<Day>& held, Day from) { held.erase(held.lower_bound(from), held.end()); }

ActingDays days_of(CaseFile const& file) {
  ActingDays days;
  ActingDays before;
  registry::PostFilled const* for_good = nullptr;
  for (auto const& recorded : file.past_of(file.state().post)) {
    if (auto const* filled = recorded.event.as<registry::PostFilled>()) {
      before = std::exchange(days, {});
      for_good = filled;
    }
    if (auto const* vacated = recorded.event.as<registry::PostVacated>()) {
      // An appointment that is struck down has ended nothing.
      if (for_good && vacated->by == for_good->by && !vacated->cause) days = before;
      for_good = nullptr;
      auto const recorded_on = day_of(recorded.at.recorded, std::chrono::minutes{0});
      cut(days.held, vacated->from.value_or(recorded_on));
    }
    auto const* acting = recorded.event.as<registry::ActingAppointed>();
    if (!acting) continue;
    for (auto day = acting->from; day <= acting->until; day += kDay) days.held.insert(day);
    days.shown.push_back(&recorded);
    if (acting->by != file.id()) continue;
    days.own = &recorded;
    days.until = acting->until;
    break;
  }
  return days;
}

/// Counted back from the last day, until a time without any that is long enough.
std::int64_t counted(ActingDays const& days, int gap_days) {
  std::int64_t count = 0;
  auto next = days.until;
  for (auto day = days.held.rbegin(); day != days.held.rend(); ++day) {
    if ((next - *day).count() - 1 >= gap_days) break;
    next = *day;
    ++count;
  }
  return count;
}

}  // namespace

/// All acting heads together stay within the days that the rules allow.
Judgement acting_in_limit(CaseFile const& file) {
  Judgement judged;
  auto const days = days_of(file);
  if (!days.own) return judged;
  auto const& limits = file.rules().limits;
  auto const proposal = file.last<DirectAppointmentProposed>();
  bool const noticed = proposal && proposal->notice;
  auto const most = limits.acting_days_max + (noticed ? limits.acting_notice_days : 0);
  judged.hold(counted(days, limits.acting_gap_days) <= most, {proposal.at});
  for (auto const* one : days.shown) judged.show(one);
  return judged;
}

/// The case of the call was open already, or was opened in time.
Judgement call_followed(CaseFile const& file) {
  Judgement judged;
  auto const proposal = file.last<DirectAppointmentProposed>();
  if (proposal && proposal->call) judged.hold(true, {proposal.at});
  for (auto const& opened : file.all<CallOpened>()) judged.hold(true, {opened.at});
  for (auto const& missed : file.all<DeadlineMissed>())
    if (missed->name.text == kActingCall) judged.hold(false, {missed.at});
  return judged;
}

}  // namespace gozin::appointment::checks
