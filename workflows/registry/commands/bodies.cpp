#include "workflows/registry/commands/bodies.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/coded.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

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

  Decision decision;
  decision.add(context.stream,
               BodyFormed{.code = command.code, .title = command.title, .seats = command.seats});
  return decision;
}

Result<Decision> decide(SeatMember const& command, Context const& context) {
  auto const& body = body_of(context);
  if (!context.view.find<Person>(stream_of(Person::kKind, command.person.text)))
    return Rejection{Reason::member_must_be_registered, command.person.text};
  if (holds_office(body, command.person, command.office))
    return Rejection{Reason::member_must_not_be_seated_twice, command.person.text};
  if (command.office != Office::secretary && seats_taken(body, command.person) >= body.seats)
    return Rejection{Reason::seats_must_not_be_exceeded, std::to_string(body.seats)};
  if (command.office == Office::chair && has_other_chair(body, command.person))
    return Rejection{Reason::body_must_have_one_chair, context.stream.text};

  Decision decision;
  decision.add(context.stream, MemberSeated{.person = command.person, .office = command.office});
  return decision;
}

Result<Decision> decide(UnseatMember const& command, Context const& context) {
  if (!body_of(context).members.contains(command.person))
    return Rejection{Reason::member_must_be_seated, command.person.text};

  Decision decision;
  decision.add(context.stream, MemberLeft{.person = command.person});
  return decision;
}

Result<Decision> decide(OpenDecreeSeries const& command, Context const& context) {
  if (command.next <= 0)
    return Rejection{Reason::decree_count_must_be_positive, std::to_string(command.next)};

  Decision decision;
  decision.add(context.stream, DecreeSeriesOpened{.last = command.last, .next = command.next});
  return decision;
}

std::vector<CommandType> body_commands() {
  CommandTraits const forming{.roles = {"council_secretary", "administrator", kOperator},
                              .opens = true};
  CommandTraits const keeping{.roles = {"council_secretary", "administrator", kOperator}};
  CommandTraits const numbering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  return {command_type<FormBody>("registry", "body", forming),
          command_type<SeatMember>("registry", "body", keeping),
          command_type<UnseatMember>("registry", "body", keeping),
          command_type<OpenDecreeSeries>("registry", "decrees", numbering)};
}

}  // namespace gozin::registry
