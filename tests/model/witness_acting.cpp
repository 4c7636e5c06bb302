#include "tests/model/witness.hpp"

#include <algorithm>
#include <utility>

// Acting heads: how long, after whom, and what must follow them.
namespace gozin::model {
namespace {

using namespace appointment;

constexpr std::chrono::days kDay{1};
constexpr std::chrono::minutes kOffset{210};

/// Days of those who acted, each counted once, back to a time without any that is long enough.
std::int64_t days_together(std::vector<ActingSeen> const& acting, int gap_days) {
  std::set<Day> held;
  for (auto const& one : acting)
    for (auto day = one.from; day <= one.until; day += kDay) held.insert(day);
  std::int64_t days = 0;
  std::optional<Day> next;
  for (auto day = held.rbegin(); day != held.rend(); ++day) {
    if (next && (*next - *day).count() > gap_days) break;
    next = *day;
    ++days;
  }
  return days;
}

void see_appointed(Witness& witness, PostSeen& post, registry::ActingAppointed const& head) {
  witness.demand(!post.holder, "two decrees for one post at a time");
  witness.demand(post.acting_claimed_by == head.by, "an acting head by a case without a claim");
  witness.demand(start_of(head.until + kDay, kOffset) == head.ends, "an end that is no hard end");
  post.acting.push_back({head.person, head.from, head.until, head.ends});
  auto const& limits = witness.rules_of(witness.cases[head.by]).limits;
  witness.demand(days_together(post.acting, limits.acting_gap_days) <= limits.acting_days_max,
                 "acting heads for longer than the rules allow");
  post.holder = head.person;
  post.acts = true;
  post.acting_claimed_by.reset();
}

void see_vacated(Witness& witness, PostSeen& post, Recorded const& recorded) {
  auto const& vacated = *recorded.event.as<registry::PostVacated>();
  if (recorded.at.role.text == "clock")
    witness.demand(post.acts && recorded.at.recorded >= post.acting.back().ends,
                   "the clock ended what had not run out");
  if (post.acts) {
    auto const today = day_of(recorded.at.recorded, kOffset);
    auto const left = std::max(vacated.from.value_or(today), today);
    for (auto& one : post.acting) one.until = std::min(one.until, left - kDay);
  }
  if (post.filled_by && vacated.by == post.filled_by && !vacated.cause)
    post.acting = post.acting_before;
  post.filled_by.reset();
  post.holder.reset();
  post.acts = false;
}

/// Who is in a post by its papers.
void see_held(Witness& witness, PostSeen& post, Recorded const& recorded) {
  auto const& event = recorded.event;
  if (event.as<registry::PostChanged>())
    witness.demand(!post.claimed_by && !post.acting_claimed_by,
                   "a post changed under the hands of a case");
  if (event.as<registry::HolderProposed>()) {
    witness.demand(!post.holder && !post.claimed_by && !post.acting_claimed_by,
                   "a holder proposed for a post that is not free");
    post.proposed_by = recorded.at.actor;
  }
  if (event.as<registry::HolderProposalDropped>()) post.proposed_by.reset();
  auto const* held = event.as<registry::HolderRecorded>();
  auto const* head = event.as<registry::ActingHeadRecorded>();
  if (!held && !head) return;
  witness.demand(post.proposed_by && *post.proposed_by != recorded.at.actor,
                 "a holder entered by one person");
  post.proposed_by.reset();
  post.holder = held ? held->person : head->person;
  post.acts = head != nullptr;
  if (held) post.acting_before = std::exchange(post.acting, {});
  if (head) post.acting.push_back({head->person, head->from, head->until, head->ends});
}

}  // namespace

void see_post(Witness& witness, Recorded const& recorded) {
  auto const& event = recorded.event;
  auto& post = witness.posts[recorded.at.stream];
  if (auto const* claimed = event.as<registry::PostClaimed>()) {
    witness.demand(!post.claimed_by && !post.proposed_by && (!post.holder || post.acts),
                   "a post claimed that is not free");
    post.claimed_by = claimed->by;
  }
  if (event.as<registry::PostReleased>()) post.claimed_by.reset();
  if (auto const* claimed = event.as<registry::ActingClaimed>()) {
    witness.demand(!post.acting_claimed_by && !post.proposed_by && (!post.holder || post.acts),
                   "two cases for one acting head");
    post.acting_claimed_by = claimed->by;
  }
  if (event.as<registry::ActingReleased>()) post.acting_claimed_by.reset();
  if (auto const* head = event.as<registry::ActingAppointed>()) see_appointed(witness, post, *head);
  if (auto const* filled = event.as<registry::PostFilled>()) {
    witness.demand(!post.holder, "two decrees for one post at a time");
    witness.demand(post.claimed_by == filled->by, "a post filled by a case that does not claim it");
    post.holder = filled->person;
    post.claimed_by.reset();
    post.filled_by = filled->by;
    post.acting_before = std::exchange(post.acting, {});
  }
  if (event.as<registry::PostVacated>()) see_vacated(witness, post, recorded);
  see_held(witness, post, recorded);
}

void see_acting(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* opened = event.as<CaseOpened>()) seen.acting = opened->tenure == Tenure::acting;
  if (auto const* proposed = event.as<DirectAppointmentProposed>())
    witness.demand(seen.acting == (proposed->ground == rules::DirectReason::acting),
                   "an acting head by another case, or by such a case something else");
  if (event.as<VacancyPublished>())
    witness.demand(!seen.acting, "a call in a case for an acting head");
  if (auto const* owed = event.as<DeadlineSet>(); owed && owed->name.text == "stage.acting_call")
    seen.call_owed = true;
  if (auto const* call = event.as<CallOpened>()) {
    witness.demand(seen.call_owed && witness.posts[seen.post].claimed_by == call->call,
                   "a call that was not owed, or is none");
    seen.call_owed = false;
  }
  if (auto const* hint = event.as<HintRaised>();
      hint && hint->kind == appointment::HintKind::acting_head)
    seen.hinted_acting.insert(hint->nominee);
  auto const* selected = event.as<PersonSelected>();
  if (!selected || seen.direct) return;
  bool const acted =
      std::ranges::any_of(witness.posts[seen.post].acting,
                          [&](ActingSeen const& one) { return one.person == selected->person; });
  witness.demand(!acted || seen.hinted_acting.contains(selected->nominee),
                 "an acting head chosen without a hint");
  for (auto const& [hint, about] : seen.hints)
    witness.demand(about.second != selected->nominee, "a choice with a hint that is open",
                   hint.text);
}

void demand_call(Witness& witness, StreamId const& stream, PostSeen const& post) {
  bool const owed = std::ranges::any_of(witness.cases, [&](auto const& one) {
    return one.second.post == stream && one.second.call_owed;
  });
  witness.demand(post.acting.empty() || owed != post.claimed_by.has_value(),
                 "acting heads whom no call must follow, or one that is owed twice", stream.text);
}

}  // namespace gozin::model
