#include "engine/rules/calendar.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/names.hpp"

namespace gozin::appointment::checks {

Judgement excluded_told(CaseFile const& file) {
  Judgement judged;
  for (auto const& excluded : file.all<NomineeExcluded>()) {
    auto const found = file.state().nominees.find(excluded->nominee);
    if (found == file.state().nominees.end() || !found->second.person) continue;
    Recorded const* served = nullptr;
    for (auto const& notice : file.all<NoticeServed>())
      if (notice->notice.text == kExclusionNotice && notice->person == found->second.person)
        served = notice.at;
    // Whoever objected knew of it.
    for (auto const& raised : file.all<ObjectionRaised>())
      if (raised->objector == found->second.person && raised.seq() > excluded.seq())
        served = served ? served : raised.at;
    if (!served && file.stands_in("Running")) continue;
    judged.hold(served != nullptr, {excluded.at, served});
  }
  return judged;
}

namespace {

/// When nobody can be waited for any more of whom this was sent: the rules deem it served, or it
/// lies in an inbox and they want nothing else tried, so that the silence is the addressee's own.
/// Such a one has as long as whoever opens it has for an objection.
std::optional<Instant> end_of_waiting(CaseFile const& file, Found<NoticeAttempted> const& sent) {
  auto const& services = file.rules().notices.services;
  auto const service = std::ranges::find(services, sent->channel, &rules::Service::channel);
  auto const* calendar = file.calendar();
  if (service == services.end() || !calendar) return std::nullopt;
  auto period = service->deemed_after;
  bool const has_failed = file.state().notices_failed.contains({sent->notice, sent->person});
  if (!period && sent->channel == rules::NoticeChannel::inbox && !has_failed)
    period = file.rules().objections.against_exclusion;
  if (!period) return std::nullopt;
  return rules::deadline(*calendar, sent.at->at.recorded, *period);
}

/// The sending of an owed notice after which nobody is waited for; null where there is none.
Recorded const* waited_long_enough(CaseFile const& file, Code const& notice,
                                   PersonId const& person) {
  auto const now = file.past().back().at.recorded;
  for (auto const& sent : file.all<NoticeAttempted>()) {
    if (sent->notice != notice || sent->person != person) continue;
    if (auto const end = end_of_waiting(file, sent); end && *end < now) return sent.at;
  }
  return nullptr;
}

}  // namespace

/// Every notice that was owed is served by proof, or was sent as the rules have it and its time is
/// over: nobody fails a decree by not opening what lies in their inbox.
Judgement notices_served(CaseFile const& file) {
  Judgement judged;
  for (auto const& notice : file.all<NoticeServed>()) judged.hold(true, {notice.at});
  if (file.stands_in("Running")) return judged;
  for (auto const& [notice, person] : file.state().notices_owed) {
    auto const* sent = waited_long_enough(file, notice, person);
    judged.hold(sent != nullptr, {sent});
  }
  return judged;
}

}  // namespace gozin::appointment::checks
