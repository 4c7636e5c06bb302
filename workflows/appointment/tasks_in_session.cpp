#include "workflows/appointment/tasks_in_session.hpp"

#include "workflows/appointment/closing.hpp"
#include "workflows/appointment/elections.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

/// The case is before a body that deliberates or votes, and not suspended.
bool is_before_body(Case const& state, Active const& active) {
  bool const stands = active.contains("Deliberating") || active.contains("Balloting");
  return stands && !active.contains("Suspended") && state.review && state.review->session;
}

/// Beside the same for somebody else, whose turn it was.
Task of_body(Case const& state, std::string_view command, std::string_view role) {
  return {.command = command, .role = role, .scope = state.review->body.text, .escalated = true};
}

/// By what and by whom a motion that was carried is carried out. What is taken on is put on the
/// agenda, which waits by itself.
std::optional<Task> carrying_out(Case const& state, session::Procedure procedure) {
  switch (procedure) {
    case session::Procedure::return_to_screening:
      return of_body(state, "return_to_screening", registry::kBodySecretary);
    case session::Procedure::return_to_assessing:
      return of_body(state, "return_to_assessing", registry::kBodySecretary);
    case session::Procedure::recuse:
      return of_body(state, "rule_on_recusal", registry::kBodyChair);
    case session::Procedure::void_ballot:
      return of_body(state, "void_ballot", registry::kBodyChair);
    case session::Procedure::take_on:
      break;
  }
  return std::nullopt;
}

bool is_of_ballot(Task const& task) {
  constexpr std::array<std::string_view, 3> kVoting{"cast_ballot", "cast_election_ballot",
                                                    "close_ballot"};
  return std::ranges::find(kVoting, task.command) != kVoting.end();
}

PersonId chair_of(Context const& context) {
  auto const* body = body_of(context);
  if (!body) return {};
  for (auto const& [person, office] : body->members)
    if (office == registry::Office::chair) return person;
  return {};
}

/// What takes the place of votes that can be neither cast nor counted any more.
std::optional<Task> voiding_after(Context const& context, session::Session const& meeting) {
  auto const& state = case_of(context);
  auto const& ballot = *state.review->ballot;
  // Its secretary has that task already.
  if (has_disputed_vote(state, ballot.code)) return std::nullopt;
  if (ballot.roll.empty()) return of_body(state, "void_ballot", registry::kBodySecretary);
  auto const chair = chair_of(context);
  if (chair.empty() || chair == meeting.closed_by) return std::nullopt;
  return of_body(state, "void_ballot", registry::kBodyChair);
}

void end_with_session(std::vector<Task>& tasks, Context const& context,
                      session::Session const& meeting) {
  auto const& state = case_of(context);
  auto const& ballot = state.review->ballot;
  if (!ballot) {
    auto const opening =
        std::erase_if(tasks, [](Task const& task) { return task.command == "open_ballot"; });
    if (opening > 0) tasks.push_back(of_body(state, "defer_review", registry::kBodySecretary));
    return;
  }
  if (ballot->medium == Medium::paper) return;
  std::erase_if(tasks, is_of_ballot);
  if (auto task = voiding_after(context, meeting)) tasks.push_back(std::move(*task));
}

void add_while_open(std::vector<Task>& tasks, Context const& context) {
  auto const& state = case_of(context);
  for (auto const* motion : motions_to_carry_out(context)) {
    auto task = carrying_out(state, motion->entered.procedure);
    bool const is_new = task && std::ranges::none_of(tasks, [&](Task const& one) {
                          return one.command == task->command && one.role == task->role;
                        });
    if (is_new) tasks.push_back(std::move(*task));
  }
  auto const& ballot = state.review->ballot;
  if (!ballot || ballot->medium == Medium::paper) return;
  auto const chair = chair_of(context);
  bool const may_count = !chair.empty() && !ballot->writers.contains(chair);
  if (may_count && is_closed_by_chair(context, *ballot))
    tasks.push_back(of_body(state, "close_ballot", registry::kBodyChair));
}

}  // namespace

std::vector<Task> tasks_by_session(Case const& state, Active const& active) {
  if (!is_before_body(state, active)) return {};
  if (!state.review->ballot)
    return {of_body(state, "defer_review", registry::kBodySecretary),
            of_body(state, "return_to_screening", registry::kBodySecretary),
            of_body(state, "return_to_assessing", registry::kBodySecretary),
            of_body(state, "rule_on_recusal", registry::kBodyChair)};
  return {of_body(state, "close_ballot", registry::kBodyChair),
          of_body(state, "void_ballot", registry::kBodyChair),
          of_body(state, "void_ballot", registry::kBodySecretary)};
}

std::vector<Task> tasks_in_session(Context const& context, Active const& active) {
  auto const& state = case_of(context);
  auto tasks = tasks_of(state, active);
  if (!is_before_body(state, active)) return tasks;
  auto const& session = *state.review->session;
  auto const* meeting = context.view.find<session::Session>(session);
  if (!meeting) return tasks;
  if (context.view.in(session, "Open"))
    add_while_open(tasks, context);
  else
    end_with_session(tasks, context, *meeting);
  return tasks;
}

}  // namespace gozin::appointment
