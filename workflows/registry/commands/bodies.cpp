#include "workflows/registry/commands/bodies.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/coded.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/today.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

/// The body whose stream this is; the pipeline has refused streams that do not exist.
Body const& body_of(Context const& context) { return *context.view.find<Body>(context.stream); }

/// Seats taken by others than this person.
std::int64_t seats_taken(Body const& body, PersonId const& but) {
  auto const sitting = voters(body);
  return std::ranges::count_if(sitting, [&](PersonId const& person) { return person != but; });
}

bool has_other_chair(Body const& body, PersonId const& but) {
  return std::ranges::any_of(body.members, [&](auto const& member) {
    return member.first != but && member.second == Office::chair;
  });
}

/// Whether a seat that this person would take belongs to an alternate before them.
bool passes_over_an_alternate(Body const& body, SeatMember const& command) {
  bool const takes_a_seat = command.office == Office::member || command.office == Office::chair;
  return takes_a_seat && !has_vote(body, command.person) && !body.alternates.empty() &&
         body.alternates.front() != command.person;
}

/// Whether nothing would be other than it is.
bool changes_nothing(Body const& body, SeatMember const& command) {
  auto const term = body.terms.find(command.person);
  auto const until = term == body.terms.end() ? std::nullopt : std::optional{term->second};
  return holds_office(body, command.person, command.office) && until == command.until;
}

/// What waits for a second person: numbers that can be, with the paper they come from.
Result<Decision> proposed(DecreeSeriesProposed const& proposal, Context const& context) {
  if (proposal.next <= 0)
    return Rejection{Reason::decree_count_must_be_positive, std::to_string(proposal.next)};
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

Result<Decision> decide(SeatMember const& command, Context const& context) {
  auto const& body = body_of(context);
  auto const* member = context.view.find<Person>(stream_of(Person::kKind, command.person.text));
  if (!member || member->erased)
    return Rejection{Reason::member_must_be_registered, command.person.text};
  if (changes_nothing(body, command))
    return Rejection{Reason::member_must_not_be_seated_twice, command.person.text};
  bool const votes = command.office == Office::member || command.office == Office::chair;
  if (votes && seats_taken(body, command.person) >= body.seats)
    return Rejection{Reason::seats_must_not_be_exceeded, std::to_string(body.seats)};
  if (passes_over_an_alternate(body, command))
    return Rejection{Reason::seat_must_go_to_the_next_alternate, body.alternates.front().text};
  if (command.until && *command.until <= context.call.now)
    return Rejection{Reason::term_must_end_ahead, to_rfc3339(*command.until)};
  if (command.office == Office::chair && has_other_chair(body, command.person))
    return Rejection{Reason::body_must_have_one_chair, context.stream.text};

  Decision decision;
  decision.add(
      context.stream,
      MemberSeated{.person = command.person, .office = command.office, .until = command.until});
  return decision;
}

Result<Decision> decide(UnseatMember const& command, Context const& context) {
  if (!body_of(context).members.contains(command.person))
    return Rejection{Reason::member_must_be_seated, command.person.text};

  Decision decision;
  decision.add(context.stream, MemberLeft{.person = command.person});
  return decision;
}

Result<Decision> decide(EndSeat const& command, Context const& context) {
  auto const& terms = body_of(context).terms;
  auto const term = terms.find(command.person);
  if (term == terms.end() || context.call.now < term->second)
    return Rejection{Reason::seat_must_have_run_its_term, command.person.text};

  Decision decision;
  decision.add(context.stream, MemberLeft{.person = command.person});
  return decision;
}

Result<Decision> decide(OpenDecreeSeries const& command, Context const& context) {
  if (!is_demonstrators(context))
    return proposed({.last = command.last,
                     .next = command.next,
                     .source = command.source.value_or(Label{}),
                     .document = command.document},
                    context);
  if (command.next <= 0)
    return Rejection{Reason::decree_count_must_be_positive, std::to_string(command.next)};

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
  CommandTraits const keeping{.roles = {"council_secretary", "administrator", kOperator}};
  CommandTraits const numbering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  CommandTraits const counting{.roles = {"administrative_affairs", kOperator}};
  return {command_type<FormBody>("registry", "body", forming),
          command_type<SeatMember>("registry", "body", keeping),
          command_type<UnseatMember>("registry", "body", keeping),
          command_type<EndSeat>("registry", "body", {.roles = {kClock}}),
          command_type<OpenDecreeSeries>("registry", "decrees", numbering),
          command_type<CorrectDecreeSeries>("registry", "decrees", counting),
          command_type<ConfirmDecreeSeries>("registry", "decrees", counting)};
}

}  // namespace gozin::registry
