#include "workflows/appointment/commands/ordering.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/reasons.hpp"
#include "workflows/registry/holders.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Whoever took part for administrative affairs does not enter what a court says of it: the defect
/// may be their own.
std::optional<Rejection> flaw_of_outsider(Context const& context) {
  Code const affairs{"administrative_affairs"};
  if (context.call.role != affairs) return std::nullopt;
  auto const duties = duties_in_matter(case_of(context), context).done;
  for (auto const& one : {context.call.actor, principal_of(context.call)})
    if (auto const done = duties.find(one); done != duties.end() && done->second.contains(affairs))
      return Rejection{Reason::order_must_be_entered_by_an_outsider, one.text};
  return std::nullopt;
}

/// Whether somebody who neither enters the order nor is acted for has put its document on file.
bool is_attached_by_another(Case const& state, Hash const& order, Call const& call) {
  auto const is_another = [&](PersonId const& person) {
    return person.empty() || (person != call.actor && person != call.behalf);
  };
  auto const found = state.orders_attached.find(order);
  return found != state.orders_attached.end() &&
         std::ranges::any_of(found->second, [&](auto const& attached) {
           return is_another(attached.first) && is_another(attached.second);
         });
}

/// Nobody says alone what a court has ordered.
std::optional<Rejection> flaw_of_order(Context const& context, Hash const& order) {
  if (auto refused = flaw_of_outsider(context)) return refused;
  auto const& state = case_of(context);
  if (state.orders_carried_out.contains(order))
    return Rejection{Reason::order_must_be_carried_out_once, to_hex(order)};
  if (is_attached_by_another(state, order, context.call)) return std::nullopt;
  return Rejection{Reason::order_must_be_attached_by_another, to_hex(order)};
}

}  // namespace

Result<Decision> decide(StayAppointment const& command, Context const& context) {
  if (case_of(context).stayed) return Rejection{Reason::appointment_must_not_be_stayed};
  if (auto const refused = flaw_of_order(context, command.order)) return *refused;

  Decision decision;
  decision.add(context.stream,
               AppointmentStayed{.authority = command.authority, .order = command.order});
  return decision;
}

Result<Decision> decide(LiftStay const& command, Context const& context) {
  if (!case_of(context).stayed) return Rejection{Reason::appointment_must_be_stayed};
  if (auto const refused = flaw_of_order(context, command.order)) return *refused;

  Decision decision;
  decision.add(context.stream, StayLifted{.authority = command.authority, .order = command.order});
  return decision;
}

Result<Decision> decide(AnnulAppointment const& command, Context const& context) {
  if (auto const refused = flaw_of_order(context, command.order)) return *refused;
  auto const& state = case_of(context);
  Decision decision;
  decision.add(context.stream, CaseAnnulled{.authority = command.authority,
                                            .order = command.order,
                                            .defect_from = command.defect_from});
  auto const* post = context.view.find<registry::Post>(state.post);
  // Since then the post may have passed to somebody whom this order does not concern.
  if (post && post->holder && post->holder == state.selected_person &&
      (!post->filled_by || post->filled_by == context.stream)) {
    registry::leave_post(decision, context, state.post, {.by = context.stream});
    owe_call_after_strike(decision, context);
  }
  return decision;
}

std::vector<CommandType> ordering_commands() {
  CommandTraits const order{.roles = {"administrative_affairs", "inspectorate"}};
  return {command_type<StayAppointment>("appointment", "case", order),
          command_type<LiftStay>("appointment", "case", order),
          command_type<AnnulAppointment>("appointment", "case", order)};
}

}  // namespace gozin::appointment
