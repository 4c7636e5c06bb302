#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Nothing is due any more once a case has ended, but for what it owes all the same.
void end_deadlines(Case& state) {
  std::erase_if(state.deadlines, [](auto const& one) { return !runs_on(one.first); });
}

/// Who did something, and for whom.
std::set<PersonId> hands_of(Recorded const& at) {
  std::set<PersonId> hands{at.at.actor};
  if (!at.at.behalf.empty()) hands.insert(at.at.behalf);
  return hands;
}

/// The ends that stand in fields of their own.
template <class Moved>
bool move_end(Case& state, Moved const& event) {
  auto const& name = event.name;
  auto const due = event.due;
  if (name.text == kWindowEnd) {
    state.window_closes = due;
    state.window_remind = event.remind;
  } else if (name.text == kEvidenceEnd) {
    state.evidence_until = due;
  } else if (name.text == kObjectionsEnd) {
    state.objections_close = due;
  } else if (name.text == kResolutionEnd) {
    if (state.review) state.review->binds = due;
  } else {
    return false;
  }
  return true;
}

}  // namespace

void apply(Case& state, Recorded const& at, InquirySent const& event) {
  state.inquiries_open.insert({event.inquiry, event.nominee});
  state.inquiries_asked_by[{event.inquiry, event.nominee}] = hands_of(at);
}

void apply(Case& state, Recorded const& at, InquiryAnswered const& event) {
  state.inquiries_open.erase({event.inquiry, event.nominee});
  state.inquiries_answered[{event.inquiry, event.nominee}] = {
      .seq = at.at.seq, .valid_until = event.valid_until, .entered_by = hands_of(at)};
  state.deadlines.erase(inquiry_deadline(event.inquiry, event.nominee));
}

void apply(Case& state, Recorded const&, CaseCancelled const&) {
  state.reserved = 0;
  end_deadlines(state);
}

void apply(Case& state, Recorded const&, LotAnnounced const& event) { state.lot = event; }

void apply(Case& state, Recorded const&, TaskDelegated const& event) {
  state.delegations.push_back(event);
}

void apply(Case& state, Recorded const&, HintRaised const& event) {
  state.hints_open[event.hint] = {event.kind, event.person, event.nominee};
  state.hints_raised.insert({event.kind, event.person, event.nominee});
}

void apply(Case& state, Recorded const&, HintDisposed const& event) {
  auto const hint = state.hints_open.find(event.hint);
  if (hint == state.hints_open.end()) return;
  if (event.conflict) {
    state.conflicts.insert({hint->second.person, hint->second.nominee});
    state.interests.insert({hint->second.person, hint->second.nominee});
  }
  state.hints_open.erase(hint);
}

void apply(Case& state, Recorded const&, RuleSetMigrated const& event) {
  state.ruleset = event.ruleset;
  if (state.rules) state.rules = event.to;
  // What runs was promised by the rules so far.
  for (auto& [name, open] : state.deadlines) open.moved = true;
  Code const notice{std::string{kRuleSetNotice}};
  std::erase_if(state.notices, [&](auto const& one) { return one.first.notice == notice; });
  std::erase_if(state.notices_failed, [&](auto const& one) { return one.first.first == notice; });
  for (auto const& person : people_in(state)) state.notices_owed.insert({notice, person});
}

void apply(Case& state, Recorded const& at, NominationWithdrawn const& event) {
  auto const* found = find_nominee(state, event.nominee);
  auto const id = found ? found->id : event.nominee;
  note_departure(state, at, state.nominees[id]);
  state.nominees[id].standing = Standing::withdrawn;
  state.deadlines.erase(consent_deadline(id));
  std::erase(state.permitted, id);
  if (state.selected == id) {
    state.selected.reset();
    state.selected_person.reset();
    state.overridden = false;
  }
  if (state.review && state.review->candidate == id) state.review->candidate.reset();
  if (state.lot && state.lot->purpose == LotPurpose::ballot && !awaits_tie_break(state))
    state.lot.reset();
}

void apply(Case& state, Recorded const&, CaseUnfilled const& event) {
  state.unfilled = event.cause;
  state.reserved = 0;
  end_deadlines(state);
}

void apply(Case& state, Recorded const& at, DeadlineSet const& event) {
  state.deadlines[event.name] = {
      .due = event.due, .set = at.at.recorded, .remind = event.remind, .at = event.at};
  if (event.name.text != kActingCall) return;
  // Owed anew: what was open has come to nothing.
  state.call.reset();
  state.call_due = event.due;
}

void apply(Case& state, Recorded const&, DeadlineExtended const& event) {
  if (move_end(state, event)) return;
  auto& moved = state.deadlines[event.name];
  moved = {.due = event.due, .moved = true, .remind = event.remind, .at = moved.at};
  if (event.name.text == kActingCall) state.call_due = event.due;
}

void apply(Case& state, Recorded const&, DeadlineRecounted const& event) {
  if (move_end(state, event)) return;
  auto const found = state.deadlines.find(event.name);
  if (found == state.deadlines.end()) return;
  found->second.due = event.due;
  found->second.remind = event.remind;
}

void apply(Case& state, Recorded const&, DeadlineReminded const& event) {
  if (event.name.text == kWindowEnd) state.window_remind.reset();
  auto const found = state.deadlines.find(event.name);
  if (found != state.deadlines.end()) found->second.remind.reset();
}

void apply(Case& state, Recorded const&, DeadlineMissed const& event) {
  auto const found = state.deadlines.find(event.name);
  if (found == state.deadlines.end()) return;
  found->second.missed = true;
  found->second.escalated_to = event.escalated_to;
}

void apply(Case&, Recorded const&, InfluenceReported const&) {}

void apply(Case&, Recorded const&, ContactRegistered const&) {}

void apply(Case& state, Recorded const& at, NoticeAttempted const& event) {
  state.notices.insert({{event.notice, event.person, event.channel}, at.at.recorded});
  if (event.next || event.escalated_to)
    state.notices_failed[{event.notice, event.person}] = {.next = event.next,
                                                          .escalated_to = event.escalated_to};
  // Whoever opens their inbox has been served.
  if (event.channel == rules::NoticeChannel::inbox)
    state.notices_owed.insert({event.notice, event.person});
}

void apply(Case& state, Recorded const&, NoticeServed const& event) {
  state.notices_owed.erase({event.notice, event.person});
  state.notices_failed.erase({event.notice, event.person});
  if (event.notice.text != kExclusionNotice) return;
  auto const* nominee = nominee_of(state, event.person);
  if (!nominee || nominee->standing != Standing::excluded || nominee->told_at) return;
  state.nominees[nominee->id].told_at = event.served;
}

void apply(Case&, Recorded const&, NoteAdded const&) {}

void apply(Case& state, Recorded const& at, DocumentAttached const& event) {
  if (event.about.text == kOrderDocument)
    state.orders_attached[event.document].insert({at.at.actor, at.at.behalf});
}

void apply(Case& state, Recorded const& at, CorrectionProposed const& event) {
  state.corrections[event.proposal] = {.seq = event.seq, .by = at.at.actor, .behalf = at.at.behalf};
}

void apply(Case& state, Recorded const&, ErrorCorrected const& event) {
  state.corrections.erase(event.proposal);
}

void apply(Case& state, Recorded const&, CorrectionDropped const& event) {
  state.corrections.erase(event.proposal);
}

void apply(Case& state, Recorded const&, AccountRequested const& event) {
  state.accounts[event.request] = event.due;
}

void apply(Case& state, Recorded const&, AccountGiven const& event) {
  state.accounts.erase(event.request);
  state.deadlines.erase(account_deadline(event.request));
}

void apply(Case& state, Recorded const& at, CaseSuspended const& event) {
  state.suspended_at = at.at.recorded;
  state.suspended_until = event.until;
}

void apply(Case& state, Recorded const& at, CaseResumed const&) {
  state.suspended_until.reset();
  state.suspended_ms += at.at.recorded.ms - state.suspended_at.ms;
}

}  // namespace gozin::appointment
