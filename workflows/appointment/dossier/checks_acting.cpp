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
  Day until{};  // the last day of the last one
  Instant ends{};
};

/// Puts an acting head beside those before, whether a case or the papers put them there.
template <class Head>
void hold(ActingDays& days, Recorded const& recorded, Head const& head) {
  for (auto day = head.from; day <= head.until; day += kDay) days.held.insert(day);
  days.shown.push_back(&recorded);
  days.until = head.until;
  days.ends = head.ends;
}

/// Takes the days off that a tenure was to have, but did not: at the earliest those from the day of
/// the record on, however far back a letter puts the end. The day is that of the city, where the
/// tenure ends with its last one.
void cut(ActingDays& days, Recorded const& recorded, registry::PostVacated const& vacated) {
  std::chrono::minutes offset{0};
  if (!days.shown.empty()) {
    auto const ahead_ms = start_of(days.until + kDay, offset).ms - days.ends.ms;
    offset = std::chrono::floor<std::chrono::minutes>(std::chrono::milliseconds{ahead_ms});
  }
  auto const recorded_on = day_of(recorded.at.recorded, offset);
  auto const from = std::max(vacated.from.value_or(recorded_on), recorded_on);
  days.held.erase(days.held.lower_bound(from), days.held.end());
}

ActingDays days_of(CaseFile const& file) {
  ActingDays days;
  ActingDays before;
  registry::PostFilled const* for_good = nullptr;
  for (auto const& recorded : file.past_of(file.state().post)) {
    if (auto const* filled = recorded.event.as<registry::PostFilled>()) {
      before = std::exchange(days, {});
      for_good = filled;
    }
    if (recorded.event.as<registry::HolderRecorded>()) days = {};
    if (auto const* vacated = recorded.event.as<registry::PostVacated>()) {
      // An appointment that is struck down has ended nothing.
      if (for_good && vacated->by == for_good->by && !vacated->cause) days = before;
      for_good = nullptr;
      cut(days, recorded, *vacated);
    }
    if (auto const* head = recorded.event.as<registry::ActingHeadRecorded>())
      hold(days, recorded, *head);
    auto const* acting = recorded.event.as<registry::ActingAppointed>();
    if (!acting) continue;
    hold(days, recorded, *acting);
    if (acting->by != file.id()) continue;
    days.own = &recorded;
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

/// The case of the call was open already, or was opened in time; where it was owed anew since, the
/// last one was.
Judgement call_followed(CaseFile const& file) {
  Judgement judged;
  auto const proposal = file.last<DirectAppointmentProposed>();
  Recorded const* owed = nullptr;
  for (auto const& set : file.all<DeadlineSet>())
    if (set->name.text == kActingCall) owed = set.at;
  if (proposal && proposal->call && !owed) judged.hold(true, {proposal.at});
  for (auto const& opened : file.all<CallOpened>())
    if (!owed || is_before(owed, opened.at)) judged.hold(true, {opened.at});
  for (auto const& missed : file.all<DeadlineMissed>())
    if (missed->name.text == kActingCall) judged.hold(false, {missed.at});
  return judged;
}

}  // namespace gozin::appointment::checks
