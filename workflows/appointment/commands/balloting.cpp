#include "workflows/appointment/commands/balloting.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/commands/counting.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>
#include <set>

namespace gozin::appointment {
namespace {

/// What the next ballot asks, and whether it may: a tie of the last one comes first.
Result<std::optional<NomineeId>> question_for(OpenBallot const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const& review = *state.review;
  bool const about_shortlist = command.question == Question::shortlist;
  if (about_shortlist && binds(review.kind))
    return Rejection{Reason::shortlist_question_must_be_for_advice};
  if (!about_shortlist && !review.candidate) return Rejection{Reason::candidate_must_be_proposed};
  auto const nominee = about_shortlist ? std::nullopt : review.candidate;
  if (nominee)
    if (auto const running = running_nominee(state, *nominee); !running) return running.error();
  if (awaits_tie_break(state)) {
    auto const tie = ballot_rule_of(rules_of(context), review).rule.tie;
    if (tie != ballot::TieRule::second_round || state.ballots.back().ballot.nominee != nominee)
      return Rejection{Reason::tie_must_be_settled_first};
  }
  return nominee;
}

/// Whether this member may be entered in the roll now. Whoever has left since the opening votes
/// again when they are back (threat T16).
std::optional<Rejection> flaw_of_voter(Context const& context, BallotUnderWay const& ballot,
                                       PersonId const& voter) {
  if (!is_among(ballot.electorate, voter))
    return Rejection{Reason::voter_must_sit_on_body, voter.text};
  if (!is_among(ballot.present, voter))
    return Rejection{Reason::voter_must_be_present_at_opening, voter.text};
  if (is_among(ballot.recused, voter))
    return Rejection{Reason::voter_must_not_be_recused, voter.text};
  if (auto const refused = flaw_of_session(context)) return refused;
  if (!context.view.find<session::Session>(ballot.session)->present.contains(voter))
    return Rejection{Reason::voter_must_be_in_the_room, voter.text};
  if (ballot.roll.contains(voter)) return Rejection{Reason::voter_must_not_have_voted, voter.text};
  return std::nullopt;
}

bool is_secret(View& view, StreamId const& stream) {
  auto const* state = view.find<Case>(stream);
  if (!state || !state->review) return false;
  auto const* rules = view.find<ruleset::RuleSetStream>(state->ruleset);
  if (!rules || !rules->rules) return false;
  auto const* rule =
      rules::find_ballot_rule(*rules->rules, Code{std::string{state->review->body.key()}});
  return rule && rule->rule.secrecy == ballot::Secrecy::secret;
}

std::string shortlist(std::vector<PersonId> const& people) {
  std::string text;
  for (auto const& person : people) text += (text.empty() ? "" : ", ") + person.text;
  return text;
}

}  // namespace

Result<void> prepare(std::type_identity<OpenBallot>, Preparation& preparation) {
  auto& input = preparation.input();
  Code const code{"b-" + preparation.fresh_id()};
  input["ballot"] = code.text;
  if (!input.contains("question")) input["question"] = name_of(Question::candidate);
  if (!input.contains("medium")) input["medium"] = name_of(Medium::electronic);
  bool const on_paper = input["medium"] == json::value(name_of(Medium::paper));
  if (!on_paper && is_secret(preparation.view(), preparation.stream()))
    preparation.new_key(box_key(code));
  return {};
}

Result<void> prepare(std::type_identity<CastBallot>, Preparation& preparation) {
  auto& input = preparation.input();
  input["boxed"] = false;
  auto const* state = preparation.view().find<Case>(preparation.stream());
  auto const* ballot = state ? find_ballot(*state) : nullptr;
  auto const* given = input.if_contains("choice");
  if (!given) return Rejection{EngineReason::field_must_be_given, "choice"};
  auto const choice = decode<Choice>(*given);
  if (!choice) return inside("choice", choice.error());
  if (ballot && ballot->secrecy == ballot::Secrecy::open) return {};

  // What is not known to be open is treated as secret: the choice travels no further than this.
  input.erase("choice");
  bool const in_person = preparation.call().behalf.empty();
  if (!ballot || !in_person || input["ballot"] != json::value(ballot->code.text)) return {};
  preparation.put_in_box(ballot->code.text, std::string{name_of(*choice)});
  input["boxed"] = true;
  return {};
}

Result<Decision> decide(OpenBallot const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const nominee = question_for(command, context);
  if (!nominee) return nominee.error();
  auto const& review = *case_of(context).review;
  auto const room = room_for(context, *nominee);
  if (auto const silent = undeclared_in(context, room, *nominee); !silent.empty())
    return Rejection{Reason::members_present_must_declare_interests, shortlist(silent)};
  auto const quorum = quorum_in(room, ballot_rule_of(rules_of(context), review));
  if (!quorum) return quorum.error();

  Decision decision;
  decision.add(context.stream, BallotOpened{.ballot = command.ballot,
                                            .question = command.question,
                                            .nominee = *nominee,
                                            .session = *review.session,
                                            .secrecy = quorum->rule.secrecy,
                                            .medium = command.medium,
                                            .round = awaits_tie_break(case_of(context)) ? 2 : 1,
                                            .fallback = quorum->fallback,
                                            .electorate = room.electorate,
                                            .present = room.present,
                                            .recused = room.recused,
                                            .quorum = threshold_of(quorum->test)});
  return decision;
}

Result<Decision> decide(CastBallot const& command, Context const& context) {
  auto const ballot = ballot_under_way(context, command.ballot);
  if (!ballot) return ballot.error();
  auto const voter = member_acting(context);
  if (!voter) return voter.error();
  if ((*ballot)->medium == Medium::paper) return Rejection{Reason::ballot_must_be_electronic};
  bool const secret = (*ballot)->secrecy == ballot::Secrecy::secret;
  if (secret && !context.call.behalf.empty())
    return Rejection{Reason::secret_ballot_must_be_cast_in_person};
  if (auto const refused = flaw_of_voter(context, **ballot, *voter)) return *refused;
  // The ballot opened after this vote was prepared: the choice is gone, so it must be given again.
  if (secret ? !command.boxed : !command.choice)
    return Rejection{EngineReason::stream_must_be_unchanged, command.ballot.text};

  Decision decision;
  decision.add(context.stream, BallotCast{.ballot = command.ballot,
                                          .voter = *voter,
                                          .choice = secret ? std::nullopt : command.choice});
  return decision;
}

Result<Decision> decide(RecordPaperRoll const& command, Context const& context) {
  auto const ballot = ballot_under_way(context, command.ballot);
  if (!ballot) return ballot.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if ((*ballot)->medium != Medium::paper) return Rejection{Reason::ballot_must_be_on_paper};
  if (!(*ballot)->tellers.empty()) return Rejection{Reason::roll_must_be_open, command.ballot.text};
  if (command.voters.empty()) return Rejection{EngineReason::field_must_be_given, "voters"};

  Decision decision;
  std::set<PersonId> entered;
  for (auto const& voter : command.voters) {
    if (auto const refused = flaw_of_voter(context, **ballot, voter)) return *refused;
    if (auto const refused = flaw_of_vote_duty(context, voter)) return *refused;
    if (!entered.insert(voter).second)
      return Rejection{Reason::voter_must_not_have_voted, voter.text};
    decision.add(context.stream,
                 BallotCast{.ballot = command.ballot, .voter = voter, .choice = std::nullopt});
  }
  return decision;
}

Result<Decision> decide(VoidBallot const& command, Context const& context) {
  auto const ballot = ballot_under_way(context, command.ballot);
  if (!ballot) return ballot.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;

  Decision decision;
  void_open_ballot(decision, context, command.reason);
  return decision;
}

std::vector<CommandType> balloting_commands() {
  CommandTraits const officer{.roles = {"body_secretary", "body_chair"}, .duty = "body_secretary"};
  CommandTraits const secretary{.roles = {"body_secretary"}, .duty = "body_secretary"};
  CommandTraits const member{.roles = {"body_member", "body_chair", "body_secretary"},
                             .duty = "body_member"};
  auto commands = counting_commands();
  std::vector<CommandType> casting = {
      command_type<OpenBallot>("appointment", "case", officer),
      command_type<CastBallot>("appointment", "case", member),
      command_type<RecordPaperRoll>("appointment", "case", secretary),
      command_type<VoidBallot>("appointment", "case", officer)};
  commands.insert(commands.begin(), casting.begin(), casting.end());
  return commands;
}

}  // namespace gozin::appointment
