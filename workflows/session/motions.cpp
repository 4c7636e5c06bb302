#include "workflows/session/motions.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/versions.hpp"
#include "workflows/session/quorum.hpp"
#include "workflows/session/reasons.hpp"

#include <algorithm>

namespace gozin::session {
namespace {

using balloting::BallotOutcome;
using balloting::Choice;
using balloting::Threshold;
using ruleset::RuleSetStream;

RuleSetStream const& ruleset_of(Context const& context) {
  return *context.view.find<RuleSetStream>(context.stream);
}

/// How the body votes, and which: by the rules in force that the proposal would change or stand
/// beside, so nobody picks the rules under which his proposal is judged (T18). A session is called
/// under rules in force, so there are some. What comes into force while the vote is open changes
/// nothing in it.
StreamId judging(Session const& session, Context const& context) {
  auto const judging = ruleset::judging_rules(context, ruleset_of(context));
  return judging.empty() ? session.ruleset : judging;
}

/// The session in which the vote may be held.
Result<Session const*> session_for(StreamId const& stream, Context const& context) {
  auto const* session = context.view.find<Session>(stream);
  if (!session || !context.view.in(stream, "Open"))
    return Rejection{VoteReason::vote_must_be_in_an_open_session, stream.text};
  auto const rules = judging(*session, context);
  auto const body = ruleset::body_named(*context.view.find<RuleSetStream>(rules)->rules);
  if (session->body != body)
    return Rejection{VoteReason::vote_must_be_of_the_approving_body, body.text};
  bool const listed = std::ranges::any_of(
      session->agenda, [&](AgendaItem const& item) { return item.about == context.stream; });
  if (!listed) return Rejection{VoteReason::ruleset_must_be_on_the_agenda, stream.text};
  return session;
}

bool is_among(std::vector<PersonId> const& people, PersonId const& person) {
  return std::ranges::find(people, person) != people.end();
}

/// Voters in the order of their ids, and those of them in the room.
std::vector<PersonId> sitting(registry::Body const& body) {
  auto voters = registry::voters(body);
  std::ranges::sort(voters);
  return voters;
}

bool is_there_for(ruleset::VoteUnderWay const& vote, Session const& session,
                  PersonId const& member) {
  bool const has_voted =
      vote.roll.contains(member) && std::ranges::none_of(vote.transcribed, [&](auto const& one) {
        return one.second.behalf == member;
      });
  return is_in_the_room(session, member,
                        {.was_there = is_among(vote.present, member), .has_voted = has_voted});
}

std::vector<PersonId> present_of(std::vector<PersonId> const& people, Session const& session) {
  std::vector<PersonId> present;
  std::ranges::copy_if(people, std::back_inserter(present),
                       [&](PersonId const& person) { return session.present.contains(person); });
  return present;
}

Result<rules::BallotRule const*> rule_of(Session const& session, StreamId const& judging,
                                         Context const& context) {
  auto const* rules = context.view.find<RuleSetStream>(judging);
  Code const body{std::string{session.body.key()}};
  auto const* rule = rules ? rules::find_ballot_rule(*rules->rules, body) : nullptr;
  if (!rule) return Rejection{Reason::body_must_have_ballot_rule, body.text};
  return rule;
}

template <class Test>
Threshold as_event(Test const& test) {
  return {.needed = test.needed, .have = test.have, .met = test.met};
}

BallotOutcome as_event(ballot::Outcome outcome) {
  return find_by_name<BallotOutcome>(name_of(outcome)).value();
}

std::int64_t votes(ruleset::VoteUnderWay const& vote, Choice choice) {
  return std::ranges::count_if(vote.roll, [&](auto const& cast) { return cast.second == choice; });
}

/// Who is there at the close, of those who were seated when the vote opened.
std::int64_t there(ruleset::VoteUnderWay const& vote, Session const& session) {
  return std::ranges::count_if(
      vote.electorate, [&](PersonId const& member) { return is_there_for(vote, session, member); });
}

ballot::Count count_of(ruleset::VoteUnderWay const& vote, Session const& session,
                       rules::BallotRule const& rule, bool sits) {
  auto const size = [](auto const& people) { return static_cast<std::int64_t>(people.size()); };
  return {.seats = rule.seats,
          .filled = size(vote.electorate),
          .opening = {.present = size(vote.present), .recused = 0},
          .closing = ballot::Attendance{.present = sits ? there(vote, session) : 0, .recused = 0},
          .yes = votes(vote, Choice::yes),
          .no = votes(vote, Choice::no),
          .abstain = votes(vote, Choice::abstain)};
}

std::int64_t silent_in(ruleset::VoteUnderWay const& vote, Session const& session,
                       Context const& context) {
  bool const sits = context.view.in(vote.session, "Open");
  return std::ranges::count_if(vote.present, [&](PersonId const& member) {
    return sits && is_there_for(vote, session, member) && !vote.roll.contains(member);
  });
}

/// Nobody carries a vote alone: not whoever wrote votes down for others, nor a secretary while
/// members in the room have not voted, nor a chair over the heads of so many that those who voted
/// are no quorum (T16).
std::optional<Rejection> flaw_of_closing(ruleset::VoteUnderWay const& vote, Session const& session,
                                         rules::BallotRule const& rule, Context const& context) {
  auto const& call = context.call;
  if (vote.roll.empty()) return Rejection{VoteReason::vote_on_rules_must_have_votes};
  if (vote.writers.contains(call.actor))
    return Rejection{VoteReason::vote_on_rules_must_be_closed_by_another_person, call.actor.text};
  bool const sits = context.view.in(vote.session, "Open");
  bool const by_chair = call.role == Code{std::string{registry::kBodyChair}};
  if (!sits && (!by_chair || call.actor == session.closed_by))
    return Rejection{VoteReason::chair_must_end_vote_on_rules_after_the_session, call.actor.text};
  auto const silent = silent_in(vote, session, context);
  if (silent > 0 && !by_chair)
    return Rejection{VoteReason::chair_must_close_unfinished_vote_on_rules, std::to_string(silent)};
  auto const verdict = ballot::decide(rule.rule, count_of(vote, session, rule, true));
  if (!verdict) return verdict.error();
  auto const needed = verdict->quorum.needed;
  // Where it is lost, nothing is decided over anybody's head.
  if (silent > 0 && verdict->quorum.met && std::ssize(vote.roll) < needed)
    return Rejection{VoteReason::unfinished_vote_on_rules_must_have_its_quorum,
                     std::to_string(vote.roll.size()) + " < " + std::to_string(needed)};
  return flaw_of_awaited(vote.transcribed, [](transcription::Act const&) { return true; });
}

/// Why the caller is no second person for these votes.
std::optional<Rejection> flaw_of_second(std::vector<std::int64_t> const& acts,
                                        Context const& context) {
  auto const& vote = ruleset_of(context).vote;
  if (!vote) return Rejection{VoteReason::ruleset_must_be_put_to_vote};
  return flaw_of_second_person(vote->transcribed, acts, context.call);
}

}  // namespace

Result<void> prepare(std::type_identity<PutRuleSetToVote>, Preparation& preparation) {
  preparation.input()["ballot"] = "b-" + preparation.fresh_id();
  return {};
}

Result<Decision> decide(PutRuleSetToVote const& command, Context const& context) {
  auto const session = session_for(command.session, context);
  if (!session) return session.error();
  auto const rules = judging(**session, context);
  auto const rule = rule_of(**session, rules, context);
  if (!rule) return rule.error();
  auto const& body = *context.view.find<registry::Body>((*session)->body);
  auto const quorum = quorum_by(**rule, body, **session);
  if (!quorum) return quorum.error();
  if (!quorum->met)
    return Rejection{VoteReason::vote_must_have_its_quorum,
                     std::to_string(quorum->have) + " < " + std::to_string(quorum->needed)};

  auto const electorate = sitting(body);
  Decision decision;
  decision.add(context.stream, balloting::BallotOpened{.ballot = command.ballot,
                                                       .question = std::nullopt,
                                                       .nominee = std::nullopt,
                                                       .session = command.session,
                                                       .electorate = electorate,
                                                       .present = present_of(electorate, **session),
                                                       .recused = {},
                                                       .quorum = as_event(*quorum),
                                                       .rules = rules});
  return decision;
}

Result<Decision> decide(VoteOnRuleSet const& command, Context const& context) {
  auto const& vote = ruleset_of(context).vote;
  if (!vote) return Rejection{VoteReason::ruleset_must_be_put_to_vote};
  auto const& voter = context.call.behalf.empty() ? context.call.actor : context.call.behalf;
  if (!is_among(vote->present, voter))
    return Rejection{VoteReason::vote_must_be_of_a_member_present, voter.text};
  // Whoever has left since the opening votes again when they are back (T16).
  if (!context.view.in(vote->session, "Open"))
    return Rejection{VoteReason::vote_must_be_in_an_open_session, vote->session.text};
  if (!is_there_for(*vote, *context.view.find<Session>(vote->session), voter))
    return Rejection{VoteReason::voter_on_rules_must_be_in_the_room, voter.text};
  if (vote->roll.contains(voter)) return Rejection{VoteReason::vote_must_be_cast_once, voter.text};

  Decision decision;
  decision.add(
      context.stream,
      balloting::BallotCast{.ballot = vote->ballot, .voter = voter, .choice = command.choice});
  return decision;
}

Result<Decision> decide(ConfirmRuleSetVotes const& command, Context const& context) {
  auto const acts = transcription::in_order(command.acts);
  if (auto const refused = flaw_of_second(acts, context)) return *refused;

  Decision decision;
  decision.add(context.stream,
               transcription::TranscriptionConfirmed{.acts = acts, .scan = command.scan});
  return decision;
}

Result<Decision> decide(DisputeRuleSetVote const& command, Context const& context) {
  auto const& vote = ruleset_of(context).vote;
  if (!vote || !is_denied(vote->transcribed, command.act, context.call))
    if (auto const refused = flaw_of_second({command.act}, context)) return *refused;

  Decision decision;
  decision.add(context.stream,
               transcription::TranscriptionDisputed{.act = command.act, .reason = command.reason});
  return decision;
}

Result<Decision> decide(CloseRuleSetVote const& command, Context const& context) {
  auto const& vote = ruleset_of(context).vote;
  if (!vote) return Rejection{VoteReason::ruleset_must_be_put_to_vote};
  auto const& session = *context.view.find<Session>(vote->session);
  auto const rule = rule_of(session, vote->rules, context);
  if (!rule) return rule.error();
  if (auto const refused = flaw_of_closing(*vote, session, **rule, context)) return *refused;
  auto const silent = silent_in(*vote, session, context);
  if (silent > 0 && !command.reason) return Rejection{EngineReason::field_must_be_given, "reason"};
  auto const count = count_of(*vote, session, **rule, context.view.in(vote->session, "Open"));
  auto const verdict = ballot::decide((*rule)->rule, count);
  if (!verdict) return verdict.error();

  Decision decision;
  decision.add(context.stream,
               balloting::BallotClosed{
                   .ballot = vote->ballot,
                   .roll = static_cast<std::int64_t>(vote->roll.size()),
                   .yes = count.yes,
                   .no = count.no,
                   .abstain = count.abstain,
                   .quorum = as_event(verdict->quorum),
                   .majority = as_event(verdict->majority),
                   .also = verdict->also ? std::optional{as_event(*verdict->also)} : std::nullopt,
                   .outcome = as_event(verdict->outcome),
                   .silent = silent > 0 ? std::optional{silent} : std::nullopt,
                   .reason = command.reason});
  if (verdict->outcome == ballot::Outcome::carried)
    decision.add(context.stream,
                 ruleset::RuleSetApproved{.body = session.body, .resolution = command.resolution});
  return decision;
}

std::vector<CommandType> motion_commands() {
  CommandTraits const leading{.roles = {registry::kBodySecretary, registry::kBodyChair}};
  CommandTraits const voting{.roles = {registry::kBodyMember}};
  CommandTraits const second{
      .roles = {registry::kBodySecretary, registry::kBodyChair, registry::kBodyMember, "clerk"}};
  return {command_type<PutRuleSetToVote>("session", "ruleset", leading),
          command_type<VoteOnRuleSet>("session", "ruleset", voting),
          command_type<ConfirmRuleSetVotes>("session", "ruleset", second),
          command_type<DisputeRuleSetVote>("session", "ruleset", second),
          command_type<CloseRuleSetVote>("session", "ruleset", leading)};
}

}  // namespace gozin::session
