#include "workflows/registry/fold.hpp"

#include "engine/command/streams.hpp"
#include "engine/port/plain_text.hpp"
#include "workflows/registry/acting.hpp"
#include "workflows/registry/decrees.hpp"

#include <algorithm>
#include <utility>

namespace gozin::registry {
namespace {

/// The values are in the vault; who entered them, and for whom, decides who judges by them.
void describe(Person& state, Recorded const& at) {
  state.described = {.by = at.at.actor, .behalf = at.at.behalf, .at = at.at.recorded};
}

}  // namespace

void apply(Log& state, Recorded const&, LogOpened const& event) {
  state.origin = event.origin.text;
  state.purpose = event.purpose;
  state.city = event.city.text;
  state.key = event.key.text;
}

void apply(Log& state, Recorded const&, CalendarAdopted const& event) {
  auto calendar = rules::parse_calendar(event.calendar.value);
  if (!calendar) throw UnreadableEvent("recorded calendar cannot be read: " + event.code.text);
  state.calendars[event.code] = std::make_shared<rules::Calendar const>(std::move(*calendar));
}

void apply(Log& state, Recorded const&, EpochKeyActivated const& event) {
  state.epoch = event.epoch;
}

void apply(Log&, Recorded const&, EpochKeyDestroyed const&) {}

void apply(Log& state, Recorded const&, GoLiveSet const& event) {
  state.go_live[event.post_class] = event.from;
}

void apply(Log& state, Recorded const&, AccessJournalSealed const& event) {
  state.accesses_sealed = event.to + 1;
}

void apply(Log& state, Recorded const&, SigningKeyRotated const& event) {
  state.former_keys.push_back(std::exchange(state.key, event.key.text));
}

void apply(Log& state, Recorded const&, AccountsAdopted const&) { state.accounts_adopted = true; }

void apply(Log& state, Recorded const&, AdministratorNamed const& event) {
  state.administrators.insert(event.person);
}

void apply(Person& state, Recorded const& at, PersonRegistered const& event) {
  state.id = event.person;
  state.kind = event.kind;
  state.unit = event.unit;
  if (event.attributes) describe(state, at);
}

void apply(Person& state, Recorded const&, PersonMoved const& event) { state.unit = event.unit; }

// The values are in the vault: who asks for them asks the directory.
void apply(Person& state, Recorded const& at, PersonDescribed const&) { describe(state, at); }

void apply(Person& state, Recorded const&, RoleGranted const& event) {
  state.grants.push_back(
      {.role = event.role, .scope = event.scope, .from = event.from, .until = event.until});
  state.proposals.erase(event.role);
}

void apply(Person& state, Recorded const& at, RoleEnded const& event) {
  state.proposals.erase(event.role);
  auto const concerned = [&](Person::Grant const& grant) {
    return grant.role == event.role && grant.scope == event.scope;
  };
  std::erase_if(state.grants, [&](Person::Grant const& grant) {
    return concerned(grant) && grant.from >= at.at.recorded;
  });
  for (auto& grant : state.grants)
    if (concerned(grant) && (!grant.until || *grant.until > at.at.recorded))
      grant.until = at.at.recorded;
}

void apply(Person& state, Recorded const& at, RoleProposed const& event) {
  state.proposals[event.role] = {.role = event, .by = at.at.actor, .behalf = at.at.behalf};
}

void apply(Person& state, Recorded const&, RoleProposalDropped const& event) {
  state.proposals.erase(event.role);
}

void apply(Person& state, Recorded const&, OverrideCounted const& event) {
  state.overrides = event.count;
}

void apply(Person& state, Recorded const&, DirectAppointmentCounted const& event) {
  state.directs = event.count;
}

void apply(Person& state, Recorded const&, PostTaken const& event) {
  state.posts.insert(event.post);
}

void apply(Person& state, Recorded const&, KinDeclared const& event) {
  state.kin.insert(event.kin);
}

void apply(Person& state, Recorded const&, PostLeft const& event) { state.posts.erase(event.post); }

void apply(Person& state, Recorded const& at, SubjectErasureRequested const& event) {
  state.erasure = {
      .requested_by = at.at.actor, .requested_for = at.at.behalf, .wait_days = event.wait_days};
}

void apply(Person& state, Recorded const&, SubjectErasureConfirmed const& event) {
  if (state.erasure) state.erasure->due = event.due;
}

void apply(Person& state, Recorded const&, SubjectErasureWithdrawn const&) {
  state.erasure.reset();
}

void apply(Person& state, Recorded const& at, SubjectErased const&) {
  state.erasure.reset();
  state.erased = at.at.seq;
  state.kin.clear();
  state.accounts.clear();
}

void apply(Person& state, Recorded const& at, HoldPlaced const& event) {
  state.holds.emplace(Person::Hold{event.authority, event.reference}, at.at.role);
}

// While somebody's hold stood, nobody had reason to object to the erasure: its wait begins anew.
void apply(Person& state, Recorded const& at, HoldLifted const& event) {
  state.holds.erase({event.authority, event.reference});
  if (!state.erasure || !state.erasure->due) return;
  constexpr std::int64_t kDayMs = 86'400'000;
  state.erasure->due = Instant{at.at.recorded.ms + state.erasure->wait_days * kDayMs};
}

void apply(Person& state, Recorded const&, AccountBound const& event) {
  state.accounts.insert(event.account);
}

// By what it is signed in, the vault says.
void apply(Person&, Recorded const&, CredentialsReplaced const&) {}

void apply(Person& state, Recorded const&, AccountClosed const& event) {
  state.accounts.erase(event.account);
}

void apply(Post& state, Recorded const&, PostRegistered const& event) {
  state.code = event.code;
  state.title = event.title;
  state.post_class = event.post_class;
  state.unit = event.unit;
  state.grade = event.grade;
}

namespace {

/// What was to follow the acting heads has come to nothing, whether one still holds the post or
/// not.
void owe_call_again(Post& state) {
  if (auto by = last_acting_case(state, state.acting_counted_from)) state.call_owed_by = by;
}

/// Somebody holds the post for good: acting heads after them are counted anew.
void end_acting_count(Post& state, PersonId const& holder) {
  for (auto i = state.acting_counted_from; i < state.acting.size(); ++i)
    state.acting[i].won = state.acting[i].person == holder;
  state.acting_counted_before = state.acting_counted_from;
  state.acting_counted_from = state.acting.size();
}

/// The first day that is not the acting head's. However far back a letter puts it: the post was
/// theirs until the day of the record, in the city where the tenure ends with its last day.
Day left_on(ActingTenure const& tenure, Recorded const& at, std::optional<Day> from) {
  auto const next = tenure.until + std::chrono::days{1};
  auto const ahead_ms = start_of(next, std::chrono::minutes{0}).ms - tenure.ends.ms;
  auto const offset = std::chrono::floor<std::chrono::minutes>(std::chrono::milliseconds{ahead_ms});
  auto const day = day_of(at.at.recorded, offset);
  return std::min(std::max(from.value_or(day), day), next);
}

}  // namespace

void apply(Post& state, Recorded const&, PostClaimed const& event) {
  state.claimed_by = event.by;
  state.call_owed_by.reset();
}

void apply(Post& state, Recorded const&, PostReleased const&) {
  state.claimed_by.reset();
  owe_call_again(state);
}

void apply(Post& state, Recorded const&, ActingClaimed const& event) {
  state.acting_claimed_by = event.by;
}

void apply(Post& state, Recorded const&, ActingReleased const&) { state.acting_claimed_by.reset(); }

void apply(Post& state, Recorded const&, ActingAppointed const& event) {
  state.acting_claimed_by.reset();
  state.is_acting = true;
  state.holder = event.person;
  state.until = event.until;
  state.outsider = event.outsider.value_or(false);
  state.filled_by = event.by;
  state.budget_line = event.budget_line;
  if (!state.claimed_by && !state.call_owed_by) state.call_owed_by = event.by;
  state.acting.push_back({.by = event.by,
                          .person = event.person,
                          .from = event.from,
                          .until = event.until,
                          .ends = event.ends,
                          .since = event.since,
                          .days = event.days});
}

void apply(Post& state, Recorded const&, PostFilled const& event) {
  end_acting_count(state, event.person);
  state.claimed_by.reset();
  state.holder = event.person;
  state.until = event.until;
  state.outsider = event.outsider.value_or(false);
  state.filled_by = event.by;
  state.budget_line = event.budget_line;
}

void apply(Post& state, Recorded const& at, PostVacated const& event) {
  bool const struck_down = event.by && event.by == state.filled_by && !event.cause;
  if (state.is_acting) {
    auto& tenure = state.acting.back();
    tenure.left = left_on(tenure, at, event.from);
  } else if (struck_down) {
    // Whoever was appointed has ended nothing.
    for (auto i = state.acting_counted_before; i < state.acting_counted_from; ++i)
      state.acting[i].won.reset();
    state.acting_counted_from = state.acting_counted_before;
    owe_call_again(state);
  }
  state.is_acting = false;
  state.holder.reset();
  state.until.reset();
  state.outsider = false;
  state.filled_by.reset();
  state.budget_line.reset();
}

void apply(Post& state, Recorded const&, PostChanged const& event) {
  state.title = event.title;
  state.post_class = event.post_class;
  state.unit = event.unit;
  state.grade = event.grade;
}

void apply(Post& state, Recorded const& at, HolderProposed const& event) {
  state.proposal = {.holder = event, .by = at.at.actor, .behalf = at.at.behalf};
}

void apply(Post& state, Recorded const&, HolderRecorded const& event) {
  end_acting_count(state, event.person);
  state.proposal.reset();
  state.holder = event.person;
  state.until = event.until;
  state.outsider = event.outsider;
}

void apply(Post& state, Recorded const&, ActingHeadRecorded const& event) {
  state.proposal.reset();
  state.is_acting = true;
  state.holder = event.person;
  state.until = event.until;
  state.outsider = event.outsider;
  // By no case: its days count all the same (threat T26).
  state.acting.push_back({.person = event.person,
                          .from = event.from,
                          .until = event.until,
                          .ends = event.ends,
                          .since = event.from,
                          .days = (event.until - event.from).count() + 1});
}

void apply(Post& state, Recorded const&, HolderProposalDropped const&) { state.proposal.reset(); }

void apply(BudgetLine& state, Recorded const&, BudgetLineOpened const& event) {
  state.code = event.code;
  state.title = event.title;
  state.amount = event.amount;
}

void apply(BudgetLine& state, Recorded const&, BudgetLineChanged const& event) {
  state.amount = event.amount;
}

void apply(BudgetLine& state, Recorded const&, CreditReserved const& event) {
  state.reserved[event.by] = event.amount;
}

void apply(BudgetLine& state, Recorded const&, CreditReleased const& event) {
  // Credit that is used comes back too, when an appointment is struck down.
  state.reserved.erase(event.by);
  state.used.erase(event.by);
}

void apply(BudgetLine& state, Recorded const&, CreditUsed const& event) {
  auto const reserved = state.reserved.extract(event.by);
  if (!reserved.empty()) state.used[event.by] = reserved.mapped();
}

void apply(Body& state, Recorded const&, BodyFormed const& event) {
  state.code = event.code;
  state.title = event.title;
  state.seats = event.seats;
  state.commission_of = event.commission_of;
}

void apply(Body& state, Recorded const&, MemberSeated const& event) {
  std::erase(state.alternates, event.person);
  if (event.office == Office::alternate) state.alternates.push_back(event.person);
  state.members[event.person] = event.office;
  state.proposals.erase(event.person);
  state.terms.erase(event.person);
  if (event.until) state.terms[event.person] = *event.until;
}

void apply(Body& state, Recorded const&, MemberLeft const& event) {
  std::erase(state.alternates, event.person);
  state.members.erase(event.person);
  state.proposals.erase(event.person);
  state.terms.erase(event.person);
}

void apply(Body& state, Recorded const& at, SeatProposed const& event) {
  state.proposals[event.person] = {.seat = event, .by = at.at.actor, .behalf = at.at.behalf};
}

void apply(Body& state, Recorded const&, SeatProposalDropped const& event) {
  state.proposals.erase(event.person);
}

void apply(DecreeSeries& state, Recorded const& at, DecreeSeriesProposed const& event) {
  state.last = event.last;
  state.next = event.next;
  state.source = event.source;
  state.proposed_by = at.at.actor;
}

void apply(DecreeSeries& state, Recorded const&, DecreeSeriesOpened const& event) {
  state.last = event.last;
  state.next = event.next;
  state.opened_after = counted(event.last, event.next);
  state.counts[state.opened_after->stem] = event.next;
}

void apply(DecreeSeries& state, Recorded const&, DecreeNumberTaken const& event) {
  state.taken[to_ascii_digits(event.number.text)] = event.by;
  if (!event.count) return;
  auto const next = *event.count + 1;
  state.counts[counted(event.number, next).stem] = next;
}

}  // namespace gozin::registry
