#include "workflows/appointment/commands/reviewing.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/links.hpp"
#include "workflows/appointment/meetings.hpp"
#include "workflows/session/procedure.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

session::AgendaItem const* item_about(session::Session const& meeting, StreamId const& about) {
  auto const found =
      std::find_if(meeting.agenda.begin(), meeting.agenda.end(),
                   [&](session::AgendaItem const& item) { return item.about == about; });
  return found == meeting.agenda.end() ? nullptr : &*found;
}

/// The named session is one of the body that the case is before.
Result<session::Session const*> session_of_body(StreamId const& session, Context const& context) {
  auto const* meeting = context.view.find<session::Session>(session);
  if (!meeting || meeting->body != case_of(context).review->body)
    return Rejection{Reason::session_must_be_of_the_body, session.text};
  return meeting;
}

/// A tie whose lot is announced is settled by it, and not by going another way.
std::optional<Rejection> flaw_of_lot(Context const& context) {
  auto const& state = case_of(context);
  if (state.lot && state.lot->purpose == LotPurpose::ballot && awaits_tie_break(state))
    return Rejection{Reason::tie_must_be_settled_first};
  return std::nullopt;
}

/// Where the body has carried this return, or why it may not send the case back.
Result<MotionCited> motion_of_return(Context const& context, session::Procedure procedure) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  if (!binds(case_of(context).review->kind)) return Rejection{Reason::returning_body_must_bind};
  if (auto const refused = flaw_of_lot(context)) return *refused;
  session::Motion const* motion = nullptr;
  for (auto const* one : motions_at_hand(context, *case_of(context).review->session))
    if (one->entered.procedure == procedure) motion = one;
  if (!motion || !motion->entered.carried)
    return Rejection{Reason::return_must_be_carried_by_the_body, std::string{name_of(procedure)}};
  return cited(*motion, *case_of(context).review->session);
}

/// The motion by which the body ruled as the command says; null where there is none.
session::Motion const* motion_of_ruling(RuleOnRecusal const& command, Context const& context) {
  for (auto const* motion : motions_at_hand(context, *case_of(context).review->session)) {
    auto const& entered = motion->entered;
    if (entered.procedure == session::Procedure::recuse && entered.member == command.member &&
        entered.nominee == command.nominee && entered.mover == command.challenger &&
        entered.yes == command.yes && entered.no == command.no)
      return motion;
  }
  return nullptr;
}

/// Why no body can have ruled so now.
std::optional<Rejection> flaw_of_count(RuleOnRecusal const& command, Context const& context) {
  auto const members = registry::voters(*body_of(context));
  auto const& body_rule = ballot_rule_of(rules_of(context), *case_of(context).review);
  auto const verdict =
      ballot::decide(ballot::second_round_of(body_rule.rule),
                     {.seats = body_rule.seats,
                      .filled = static_cast<std::int64_t>(members.size()),
                      .opening = {.present = count_present(context, members),
                                  .recused = count_present(context, {command.member})},
                      .yes = command.yes,
                      .no = command.no});
  if (!verdict)
    return Rejection{Reason::ruling_must_count_members_in_the_room,
                     std::string{verdict.error().reason.name()}};
  if (verdict->outcome == ballot::Outcome::inquorate)
    return Rejection{Reason::quorum_must_be_present,
                     shortfall(verdict->quorum.have, verdict->quorum.needed)};
  return std::nullopt;
}

/// The caller is who the resolution was sent to.
bool is_authority(Context const& context) {
  auto const& review = case_of(context).review;
  auto const* gate = rules::find_gate(rules_of(context), review->gate);
  return gate && gate->binds_after && gate->binds_after->sent_to == context.call.role;
}

/// With a chooser bound to the ranking, the bodies are asked in that order too.
bool keeps_rank_order(Context const& context, NomineeId const& nominee) {
  if (rules_of(context).choice.chooser != rules::Chooser::rank_order) return true;
  auto const candidates = candidates_before(case_of(context), rules_of(context));
  return candidates.empty() || candidates.front() == nominee;
}

/// Recusals alone keep the ballot from being held, and no other body stands in.
bool is_silenced(Result<QuorumFound> const& quorum) {
  return !quorum && (quorum.error().reason == Reason::ballot_must_have_voters ||
                     quorum.error().reason == Reason::quorum_must_be_reachable);
}

/// In its session, a body that only advises can vote on nobody whom it has not advised about.
bool can_say_nothing(Context const& context, Result<QuorumFound> const& quorum) {
  auto const& state = case_of(context);
  if (binds(state.review->kind) || flaw_of_session(context) || !is_silenced(quorum)) return false;
  auto const& rules = rules_of(context);
  auto const& body_rule = ballot_rule_of(rules, *state.review);
  auto const left = unheard(state, rules);
  return std::all_of(left.begin(), left.end(), [&](NomineeId const& nominee) {
    return !keeps_rank_order(context, nominee) ||
           is_silenced(quorum_in(room_for(context, nominee), body_rule));
  });
}

/// Whom a member of the body goes on to judge, of these.
Judging judging_before_body(Context const& context, PersonId const& member,
                            std::vector<NomineeId> nominees,
                            std::map<NomineeId, Interest> declared = {}) {
  std::erase_if(nominees,
                [&](NomineeId const& nominee) { return is_recused(context, member, nominee); });
  auto const& rule = ballot_rule_of(rules_of(context), *case_of(context).review);
  return {.judge = member,
          .nominees = std::move(nominees),
          .declared = std::move(declared),
          .by_nominations = rule.nominator_is_recused,
          .by_unit = false};
}

}  // namespace

Result<Decision> decide(PutCaseOnAgenda const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const meeting = session_of_body(command.session, context);
  if (!meeting) return meeting.error();
  if (!context.view.in(command.session, "Called") && !context.view.in(command.session, "Open"))
    return Rejection{Reason::session_must_take_agenda_items, command.session.text};
  if (item_about(**meeting, context.stream))
    return Rejection{Reason::case_must_be_on_agenda_once, command.session.text};
  if (auto const refused = session::flaw_of_late_item(command.session, context.stream, context))
    return *refused;
  if (auto const refused = flaw_of_meeting(command.session, context)) return *refused;
  if (auto const refused = flaw_of_late_case(command.session, context)) return *refused;

  std::int64_t last = 0;
  for (auto const& item : (*meeting)->agenda) last = std::max(last, item.number);
  Decision decision;
  decision.add(context.stream, PutOnAgenda{.session = command.session, .item = last + 1});
  decision.add(command.session, session::AgendaItemAdded{.item = last + 1,
                                                         .title = case_of(context).post_title,
                                                         .about = context.stream});
  // In time to be disposed of before the session. Who has said so in this case will be asked again.
  for (auto const& member : registry::voters(*body_of(context))) {
    auto candidates = candidates_of(case_of(context));
    std::erase_if(candidates, [&](NomineeId const& nominee) {
      return case_of(context).interests.contains({member, nominee});
    });
    raise_links(decision, context, judging_before_body(context, member, std::move(candidates)));
  }
  return decision;
}

Result<Decision> decide(OpenItem const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const meeting = session_of_body(command.session, context);
  if (!meeting) return meeting.error();
  if (!context.view.in(command.session, "Open"))
    return Rejection{Reason::session_must_be_open, command.session.text};
  if (!item_about(**meeting, context.stream))
    return Rejection{Reason::case_must_be_on_agenda, command.session.text};
  if (auto const refused = flaw_of_meeting(command.session, context)) return *refused;

  Decision decision;
  decision.add(context.stream, DeliberationOpened{.session = command.session});
  return decision;
}

Result<Decision> decide(DeclareInterestAsMember const& command, Context const& context) {
  auto const member = member_acting(context);
  if (!member) return member.error();
  auto const& state = case_of(context);
  if (command.interests.empty()) return Rejection{Reason::declaration_must_cover_every_candidate};
  for (auto const& [id, interest] : command.interests)
    if (auto const known = known_nominee(state, id); !known) return known.error();
  for (auto const& candidate : candidates_of(state))
    if (!command.interests.contains(candidate))
      return Rejection{Reason::declaration_must_cover_every_candidate, candidate.text};

  // The text goes with the first interest there is, or with the first line of all.
  auto bearer = std::find_if(command.interests.begin(), command.interests.end(),
                             [](auto const& entry) { return entry.second != Interest::none; });
  if (bearer == command.interests.end()) bearer = command.interests.begin();
  Decision decision;
  for (auto entry = command.interests.begin(); entry != command.interests.end(); ++entry)
    decision.add(context.stream,
                 InterestDeclared{.declarer = *member,
                                  .nominee = entry->first,
                                  .interest = entry->second,
                                  .kinship = std::nullopt,
                                  .detail = entry == bearer ? command.detail : std::nullopt});
  enter_kin(decision, context, *member, command.interests);
  raise_links(decision, context,
              judging_before_body(context, *member, without_interest(command.interests),
                                  command.interests));
  return decision;
}

Result<Decision> decide(RecuseMember const& command, Context const& context) {
  auto const member = member_acting(context);
  if (!member) return member.error();
  if (command.nominee)
    if (auto const known = known_nominee(case_of(context), *command.nominee); !known)
      return known.error();

  Decision decision;
  decision.add(
      context.stream,
      MemberRecused{.member = *member, .nominee = command.nominee, .reason = command.reason});
  return decision;
}

Result<Decision> decide(RuleOnRecusal const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const& state = case_of(context);
  if (command.nominee)
    if (auto const known = known_nominee(state, *command.nominee); !known) return known.error();
  auto const members = registry::voters(*body_of(context));
  auto const sits = [&](PersonId const& person) {
    return std::find(members.begin(), members.end(), person) != members.end();
  };
  if (!sits(command.member)) return Rejection{Reason::voter_must_sit_on_body, command.member.text};
  if (!sits(command.challenger) || command.challenger == command.member)
    return Rejection{Reason::challenger_must_be_another_member, command.challenger.text};

  // What was carried stands, whoever has left the room since.
  auto const* motion = motion_of_ruling(command, context);
  if (!motion) {
    if (auto const refused = flaw_of_count(command, context)) return *refused;
    return Rejection{Reason::ruling_must_be_confirmed_in_the_session, command.member.text};
  }

  Decision decision;
  decision.add(context.stream, RecusalRuled{.member = command.member,
                                            .nominee = command.nominee,
                                            .challenger = command.challenger,
                                            .upheld = motion->entered.carried,
                                            .yes = command.yes,
                                            .no = command.no,
                                            .reason = command.reason,
                                            .motion = cited(*motion, *state.review->session)});
  return decision;
}

Result<Decision> decide(ProposeCandidate const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  if (elects_by_name(state))
    return Rejection{Reason::body_must_elect_by_name, state.review->body.text};
  auto const nominee = running_nominee(state, command.nominee);
  if (!nominee) return nominee.error();
  auto const& permitted = state.permitted;
  if (std::find(permitted.begin(), permitted.end(), command.nominee) == permitted.end())
    return Rejection{Reason::candidate_must_be_permitted, command.nominee.text};
  if (is_rejected(state, command.nominee))
    return Rejection{Reason::candidate_must_not_have_been_rejected, command.nominee.text};
  for (auto const& gate : rules.gates) {
    if (gate.code == state.review->gate) break;
    if (binds(gate.kind) && !gate_is_passed(state, gate.code, command.nominee))
      return Rejection{Reason::candidate_must_have_passed_earlier_gates, gate.code.text};
  }
  if (!keeps_rank_order(context, command.nominee))
    return Rejection{Reason::candidate_must_be_next_in_rank_order, command.nominee.text};
  if (awaits_tie_break(state)) return Rejection{Reason::tie_must_be_settled_first};

  Decision decision;
  decision.add(context.stream, CandidateProposed{.nominee = command.nominee});
  return decision;
}

Result<Decision> decide(DeferReview const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;

  Decision decision;
  decision.add(context.stream, ReviewDeferred{.reason = command.reason});
  return decision;
}

Result<Decision> decide(ReferToFallbackBody const&, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_lot(context)) return *refused;
  auto const& review = *case_of(context).review;
  auto const& body_rule = ballot_rule_of(rules_of(context), review);
  auto const room = room_for(context, review.candidate);
  auto const quorum = quorum_in(room, body_rule);
  Decision decision;
  if (can_say_nothing(context, quorum)) {
    follow_silence(decision, context, room.recused);
    return decision;
  }
  if (quorum || quorum.error().reason != Reason::ballot_must_be_held_by_fallback_body)
    return Rejection{Reason::fallback_must_be_needed, review.body.text};

  auto gate = *rules::find_gate(rules_of(context), review.gate);
  gate.body = body_rule.refer_to.value_or(Code{});
  decision.add(context.stream, referral_to(gate, rules_of(context)));
  start_clock(decision, context, rules::Stage::reviewing);
  return decision;
}

Result<Decision> decide(ReturnToScreening const& command, Context const& context) {
  auto const motion = motion_of_return(context, session::Procedure::return_to_screening);
  if (!motion) return motion.error();

  Decision decision;
  decision.add(context.stream, ReturnedToScreening{.gate = case_of(context).review->gate,
                                                   .reason = command.reason,
                                                   .motion = *motion});
  start_clock(decision, context, rules::Stage::screening);
  return decision;
}

Result<Decision> decide(ReturnToAssessing const& command, Context const& context) {
  auto const motion = motion_of_return(context, session::Procedure::return_to_assessing);
  if (!motion) return motion.error();

  Decision decision;
  decision.add(context.stream, ReturnedToAssessing{.gate = case_of(context).review->gate,
                                                   .reason = command.reason,
                                                   .motion = *motion});
  start_clock(decision, context, rules::Stage::declaring);
  return decision;
}

Result<Decision> decide(ObjectToResolution const& command, Context const& context) {
  auto const& review = case_of(context).review;
  if (!review) return Rejection{Reason::case_must_be_under_review};
  if (!is_authority(context))
    return Rejection{Reason::authority_must_be_the_one_sent_to, context.call.role.text};
  if (review->binds && context.call.now > *review->binds)
    return Rejection{Reason::objection_must_come_within_period, to_rfc3339(*review->binds)};

  Decision decision;
  decision.add(context.stream,
               ResolutionObjected{
                   .gate = review->gate, .authority = context.call.role, .reason = command.reason});
  start_clock(decision, context, rules::Stage::reviewing);
  return decision;
}

Result<Decision> decide(ConfirmResolution const&, Context const& context) {
  auto const& review = case_of(context).review;
  if (!review) return Rejection{Reason::case_must_be_under_review};
  bool const by_clock = context.call.role == Code{"clock"};
  if (!by_clock && !is_authority(context))
    return Rejection{Reason::authority_must_be_the_one_sent_to, context.call.role.text};
  if (by_clock && review->binds && context.call.now < *review->binds)
    return Rejection{Reason::resolution_must_wait_for_its_period, to_rfc3339(*review->binds)};

  Decision decision;
  decision.add(context.stream, ResolutionEffective{.gate = review->gate, .confirmed = !by_clock});
  follow_gates(decision, context, gate_index(rules_of(context), review->gate) + 1);
  return decision;
}

std::vector<CommandType> reviewing_commands() {
  CommandTraits const secretary{.roles = {"body_secretary"}, .duty = "body_secretary"};
  CommandTraits const officer{.roles = {"body_secretary", "body_chair"}, .duty = "body_secretary"};
  CommandTraits const chair{.roles = {"body_chair"}, .duty = "body_member"};
  CommandTraits const member{.roles = {"body_member", "body_chair", "body_secretary"},
                             .duty = "body_member"};
  CommandTraits const authority{.roles = {"conformity_board", "governor", "minister"}};
  CommandTraits const authority_or_clock{
      .roles = {"conformity_board", "governor", "minister", "clock"}};
  return {command_type<PutCaseOnAgenda>("appointment", "case", secretary),
          command_type<OpenItem>("appointment", "case", officer),
          command_type<DeclareInterestAsMember>("appointment", "case", member),
          command_type<RecuseMember>("appointment", "case", member),
          command_type<RuleOnRecusal>("appointment", "case", officer),
          command_type<ProposeCandidate>("appointment", "case", chair),
          command_type<DeferReview>("appointment", "case", secretary),
          command_type<ReferToFallbackBody>("appointment", "case", secretary),
          command_type<ReturnToScreening>("appointment", "case", secretary),
          command_type<ReturnToAssessing>("appointment", "case", secretary),
          command_type<ObjectToResolution>("appointment", "case", authority),
          command_type<ConfirmResolution>("appointment", "case", authority_or_clock)};
}

}  // namespace gozin::appointment
