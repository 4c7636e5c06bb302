#include "workflows/erasure/commands.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/erasure/obstacles.hpp"
#include "workflows/erasure/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::erasure {
namespace {

using registry::Person;

constexpr std::int64_t kDayMs = 86'400'000;

/// The person whose stream this is; the pipeline has refused streams that do not exist.
Person const& subject_of(Context const& context) {
  return *context.view.find<Person>(context.stream);
}

/// Texts about the person rest under the person's own key.
void name_subject(Preparation& preparation) {
  preparation.input()["person"] = preparation.stream().key();
}

/// Nobody is of two minds: neither by themselves nor through a clerk.
bool took_part(Call const& call, Person::Erasure const& erasure) {
  for (auto const& one : {call.actor, call.behalf})
    if (!one.empty() && (one == erasure.requested_by || one == erasure.requested_for)) return true;
  return false;
}

bool is_for_another(Context const& context, Person const& subject) {
  auto const& call = context.call;
  auto const& who = call.behalf.empty() ? call.actor : call.behalf;
  return call.role.text == registry::kCitizen && who != subject.id;
}

}  // namespace

Result<void> prepare(std::type_identity<RequestErasure>, Preparation& preparation) {
  name_subject(preparation);
  return {};
}

Result<void> prepare(std::type_identity<WithdrawErasure>, Preparation& preparation) {
  name_subject(preparation);
  return {};
}

Result<Decision> decide(RequestErasure const& command, Context const& context) {
  auto const& subject = subject_of(context);
  auto const wait_days = command.wait_days.value_or(kWaitDays);
  if (is_for_another(context, subject)) return Rejection{Reason::subject_must_ask_for_themselves};
  if (wait_days < kWaitDaysMin || wait_days > kWaitDaysMax)
    return Rejection{Reason::waiting_period_must_be_within_limits, std::to_string(wait_days)};
  if (auto const refused = obstacle(subject, context)) return *refused;

  Decision decision;
  decision.add(context.stream,
               registry::SubjectErasureRequested{
                   .person = subject.id, .wait_days = wait_days, .reason = command.reason});
  return decision;
}

Result<Decision> decide(ConfirmErasure const&, Context const& context) {
  auto const& subject = subject_of(context);
  if (subject.erasure && took_part(context.call, *subject.erasure))
    return Rejection{Reason::erasure_must_be_confirmed_by_another};
  if (auto const refused = obstacle(subject, context)) return *refused;

  auto const wait_days = subject.erasure ? subject.erasure->wait_days : kWaitDays;
  Decision decision;
  decision.add(context.stream,
               registry::SubjectErasureConfirmed{
                   .person = subject.id, .due = {context.call.now.ms + wait_days * kDayMs}});
  return decision;
}

Result<Decision> decide(WithdrawErasure const& command, Context const& context) {
  auto const& subject = subject_of(context);
  if (is_for_another(context, subject)) return Rejection{Reason::subject_must_ask_for_themselves};

  Decision decision;
  decision.add(context.stream,
               registry::SubjectErasureWithdrawn{.person = subject.id, .reason = command.reason});
  return decision;
}

Result<Decision> decide(EraseSubject const&, Context const& context) {
  auto const& subject = subject_of(context);
  auto const log = registry::log_stream();
  if (subject.erasure && subject.erasure->due && context.call.now < *subject.erasure->due)
    return Rejection{Reason::waiting_period_must_have_passed, to_rfc3339(*subject.erasure->due)};
  if (auto const refused = obstacle(subject, context)) return *refused;
  if (context.view.in(log, "EpochChanging"))
    return Rejection{Reason::former_epoch_key_must_be_destroyed};

  auto keys = keys_of(subject, context);
  SubjectErased erased{.person = subject.id, .keys = {}};
  for (auto const& key : keys) erased.keys.push_back(StreamId{key.text});
  auto const epoch = context.view.find<registry::Log>(log)->epoch;
  Decision decision;
  decision.add(context.stream, std::move(erased));
  decision.add(log, registry::EpochKeyActivated{.epoch = epoch + 1});
  decision.erased.push_back({subject.id, std::move(keys)});
  return decision;
}

Result<Decision> decide(PlaceHold const& command, Context const& context) {
  if (subject_of(context).holds.contains({command.authority, command.reference}))
    return Rejection{Reason::hold_must_not_be_placed_twice, command.reference.text};

  Decision decision;
  decision.add(context.stream, registry::HoldPlaced{.authority = command.authority,
                                                    .reference = command.reference});
  return decision;
}

Result<Decision> decide(LiftHold const& command, Context const& context) {
  auto const& holds = subject_of(context).holds;
  auto const hold = holds.find({command.authority, command.reference});
  if (hold == holds.end()) return Rejection{Reason::hold_must_be_placed, command.reference.text};
  if (hold->second != context.call.role)
    return Rejection{Reason::hold_must_be_lifted_by_who_placed_it, hold->second.text};

  Decision decision;
  decision.add(context.stream, registry::HoldLifted{.authority = command.authority,
                                                    .reference = command.reference,
                                                    .order = command.order});
  return decision;
}

std::vector<CommandType> erasure_commands() {
  using registry::kCitizen;
  using registry::kClock;
  using registry::kOperator;
  CommandTraits const asking{.roles = {"administrative_affairs", kCitizen, kOperator},
                             .leads_to = {"SubjectErasureRequested"}};
  CommandTraits const confirming{.roles = {"administrator", "administrative_affairs", kOperator},
                                 .leads_to = {"SubjectErasureConfirmed"}};
  CommandTraits const withdrawing{
      .roles = {"administrator", "administrative_affairs", kCitizen, kOperator},
      .leads_to = {"SubjectErasureWithdrawn"}};
  CommandTraits const erasing{.roles = {kClock, kOperator}, .leads_to = {"SubjectErased"}};
  CommandTraits const placing{.roles = {"inspectorate", "administrative_affairs", kOperator},
                              .leads_to = {"HoldPlaced"}};
  CommandTraits const lifting{.roles = {"inspectorate", "administrative_affairs", kOperator},
                              .leads_to = {"HoldLifted"}};
  return {command_type<RequestErasure>("erasure", "person", asking),
          command_type<ConfirmErasure>("erasure", "person", confirming),
          command_type<WithdrawErasure>("erasure", "person", withdrawing),
          command_type<EraseSubject>("erasure", "person", erasing),
          command_type<PlaceHold>("erasure", "person", placing),
          command_type<LiftHold>("erasure", "person", lifting)};
}

}  // namespace gozin::erasure
