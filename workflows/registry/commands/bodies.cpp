#include "workflows/registry/commands/bodies.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/coded.hpp"
#include "workflows/registry/decrees.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/today.hpp"

namespace gozin::registry {
namespace {

/// What waits for a second person: numbers that can be, with the paper they come from.
/// The count goes on behind the number that was given last.
std::optional<Rejection> flaw_of_series(Label const& last, std::int64_t next) {
  if (next <= 0) return Rejection{Reason::decree_count_must_be_positive, std::to_string(next)};
  if (counted(last, next).count.value_or(0) >= next)
    return Rejection{Reason::decree_count_must_follow_the_last, std::to_string(next)};
  return std::nullopt;
}

Result<Decision> proposed(DecreeSeriesProposed const& proposal, Context const& context) {
  if (auto const refused = flaw_of_series(proposal.last, proposal.next)) return *refused;
  if (proposal.source.text.empty()) return Rejection{EngineReason::field_must_be_given, "source"};

  Decision decision;
  decision.add(context.stream, proposal);
  return decision;
}

}  // namespace

Result<void> prepare(std::type_identity<FormBody>, Preparation& preparation) {
  return open_by_code(preparation, Body::kKind);
}

Result<void> prepare(std::type_identity<OpenDecreeSeries>, Preparation& preparation) {
  preparation.open_as(city_decrees());
  return {};
}

Result<Decision> decide(FormBody const& command, Context const& context) {
  if (auto const refused = misnamed(command.code, context)) return *refused;
  if (command.seats <= 0)
    return Rejection{Reason::seats_must_be_positive, std::to_string(command.seats)};
  if (command.commission_of && !context.view.find<Body>(*command.commission_of))
    return Rejection{Reason::parent_body_must_be_formed, command.commission_of->text};

  Decision decision;
  decision.add(context.stream, BodyFormed{.code = command.code,
                                          .title = command.title,
                                          .seats = command.seats,
                                          .commission_of = command.commission_of});
  return decision;
}

Result<Decision> decide(OpenDecreeSeries const& command, Context const& context) {
  if (!is_demonstrators(context))
    return proposed({.last = command.last,
                     .next = command.next,
                     .source = command.source.value_or(Label{}),
                     .document = command.document},
                    context);
  if (auto const refused = flaw_of_series(command.last, command.next)) return *refused;

  Decision decision;
  decision.add(
      context.stream,
      DecreeSeriesOpened{.last = command.last, .next = command.next, .source = command.source});
  return decision;
}

Result<Decision> decide(CorrectDecreeSeries const& command, Context const& context) {
  return proposed({.last = command.last,
                   .next = command.next,
                   .source = command.source,
                   .document = command.document},
                  context);
}

Result<Decision> decide(ConfirmDecreeSeries const&, Context const& context) {
  auto const& series = *context.view.find<DecreeSeries>(context.stream);
  for (auto const& one : {context.call.actor, context.call.behalf})
    if (series.proposed_by == one)
      return Rejection{Reason::opening_must_be_confirmed_by_another_person, one.text};

  Decision decision;
  decision.add(context.stream, DecreeSeriesOpened{.last = series.last,
                                                  .next = series.next,
                                                  .source = series.source,
                                                  .proposed_by = series.proposed_by});
  return decision;
}

std::vector<CommandType> body_commands() {
  CommandTraits const forming{.roles = {"council_secretary", "administrator", kOperator},
                              .opens = true};
  CommandTraits const numbering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  CommandTraits const counting{.roles = {"administrative_affairs", kOperator}};
  return {command_type<FormBody>("registry", "body", forming),
          command_type<OpenDecreeSeries>("registry", "decrees", numbering),
          command_type<CorrectDecreeSeries>("registry", "decrees", counting),
          command_type<ConfirmDecreeSeries>("registry", "decrees", counting)};
}

}  // namespace gozin::registry
