#include "workflows/registry/commands/seating.hpp"

#include "engine/command/typed.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/today.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

/// The body whose stream this is; the pipeline has refused streams that do not exist.
Body const& seats_of(Context const& context) { return *context.view.find<Body>(context.stream); }

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

/// Whether an office with a vote is given.
bool votes(SeatProposed const& seat) {
  return seat.office == Office::member || seat.office == Office::chair;
}

/// Whether a seat that this person would take belongs to an alternate before them.
bool passes_over_an_alternate(Body const& body, SeatProposed const& seat) {
  return votes(seat) && !has_vote(body, seat.person) && !body.alternates.empty() &&
         body.alternates.front() != seat.person;
}

/// Whether nothing would be other than it is.
bool changes_nothing(Body const& body, SeatProposed const& seat) {
  auto const term = body.terms.find(seat.person);
  auto const until = term == body.terms.end() ? std::nullopt : std::optional{term->second};
  return holds_office(body, seat.person, *seat.office) && until == seat.until;
}

std::optional<Rejection> flaw_of_leaving(Body const& body, SeatProposed const& seat) {
  if (body.members.contains(seat.person)) return std::nullopt;
  return Rejection{Reason::member_must_be_seated, seat.person.text};
}

std::optional<Rejection> flaw_of(SeatProposed const& seat, Context const& context) {
  auto const& body = seats_of(context);
  if (!seat.office) return flaw_of_leaving(body, seat);
  auto const* member = context.view.find<Person>(stream_of(Person::kKind, seat.person.text));
  if (!member || member->erased)
    return Rejection{Reason::member_must_be_registered, seat.person.text};
  if (changes_nothing(body, seat))
    return Rejection{Reason::member_must_not_be_seated_twice, seat.person.text};
  if (votes(seat) && seats_taken(body, seat.person) >= body.seats)
    return Rejection{Reason::seats_must_not_be_exceeded, std::to_string(body.seats)};
  if (passes_over_an_alternate(body, seat))
    return Rejection{Reason::seat_must_go_to_the_next_alternate, body.alternates.front().text};
  if (seat.until && *seat.until <= context.call.now)
    return Rejection{Reason::term_must_end_ahead, to_rfc3339(*seat.until)};
  if (seat.office == Office::chair && has_other_chair(body, seat.person))
    return Rejection{Reason::body_must_have_one_chair, context.stream.text};
  return std::nullopt;
}

void record(Decision& decision, Context const& context, SeatProposed const& seat) {
  if (!seat.office)
    decision.add(context.stream, MemberLeft{.person = seat.person});
  else
    decision.add(context.stream,
                 MemberSeated{.person = seat.person, .office = *seat.office, .until = seat.until});
}

/// Recorded where it gives and takes no vote, proposed where it does.
Result<Decision> change(SeatProposed const& seat, Context const& context) {
  if (auto const refused = flaw_of(seat, context)) return *refused;
  auto const& body = seats_of(context);
  if (body.proposals.contains(seat.person))
    return Rejection{Reason::seat_must_be_proposed_once, seat.person.text};
  // The next seat falls to the first alternate.
  bool const waits =
      holds_office(body, seat.person, Office::alternate) || seat.office == Office::alternate;
  bool const is_about_votes = votes(seat) || has_vote(body, seat.person) || waits;
  Decision decision;
  if (is_about_votes && !is_demonstrators(context))
    decision.add(context.stream, seat);
  else
    record(decision, context, seat);
  return decision;
}

Result<Body::Proposal const*> proposal_for(PersonId const& person, Context const& context) {
  auto const& proposals = seats_of(context).proposals;
  auto const found = proposals.find(person);
  if (found == proposals.end()) return Rejection{Reason::seat_must_be_proposed, person.text};
  return &found->second;
}

}  // namespace

bool may_confirm(Body::Proposal const& proposal, PersonId const& person) {
  bool const takes_it = proposal.seat.office && person == proposal.seat.person;
  return proposal.by != person && proposal.behalf != person && !takes_it;
}

Result<Decision> decide(SeatMember const& command, Context const& context) {
  return change({.person = command.person,
                 .office = command.office,
                 .until = command.until,
                 .document = command.document},
                context);
}

Result<Decision> decide(UnseatMember const& command, Context const& context) {
  return change({.person = command.person, .document = command.document}, context);
}

Result<Decision> decide(ConfirmSeat const& command, Context const& context) {
  auto const proposal = proposal_for(command.person, context);
  if (!proposal) return proposal.error();
  if (!context.call.behalf.empty())
    return Rejection{Reason::office_must_act_in_person, context.call.role.text};
  auto const& seat = (*proposal)->seat;
  auto const& actor = context.call.actor;
  if (!may_confirm(**proposal, actor))
    return Rejection{Reason::seat_must_be_confirmed_by_another_person, actor.text};
  if (auto const refused = flaw_of(seat, context)) return *refused;

  Decision decision;
  record(decision, context, seat);
  return decision;
}

Result<Decision> decide(DropSeatProposal const& command, Context const& context) {
  auto const proposal = proposal_for(command.person, context);
  if (!proposal) return proposal.error();
  // Nobody drops what is about themselves, or no seat could be taken from them.
  for (auto const& one : {context.call.actor, context.call.behalf})
    if (one == command.person)
      return Rejection{Reason::seat_must_be_confirmed_by_another_person, one.text};

  Decision decision;
  decision.add(context.stream,
               SeatProposalDropped{.person = command.person, .reason = command.reason});
  return decision;
}

Result<Decision> decide(EndSeat const& command, Context const& context) {
  auto const& terms = seats_of(context).terms;
  auto const term = terms.find(command.person);
  if (term == terms.end() || context.call.now < term->second)
    return Rejection{Reason::seat_must_have_run_its_term, command.person.text};

  Decision decision;
  decision.add(context.stream, MemberLeft{.person = command.person});
  return decision;
}

std::vector<CommandType> seating_commands() {
  CommandTraits const keeping{.roles = {"council_secretary", "administrator", kOperator}};
  CommandTraits const confirming{
      .roles = {"council_secretary", "administrator", kBodyChair, kBodyMember, kOperator}};
  return {command_type<SeatMember>("registry", "body", keeping),
          command_type<UnseatMember>("registry", "body", keeping),
          command_type<ConfirmSeat>("registry", "body", confirming),
          command_type<DropSeatProposal>("registry", "body", confirming),
          command_type<EndSeat>("registry", "body", {.roles = {kClock}})};
}

}  // namespace gozin::registry
