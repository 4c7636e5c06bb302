#include "workflows/appointment/commands/balloting.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/closing.hpp"
#include "workflows/appointment/commands/counting.hpp"
#include "workflows/appointment/commands/electing.hpp"
#include "workflows/appointment/elections.hpp"
#include "workflows/appointment/inquiries.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>
#include <set>

namespace gozin::appointment {
namespace {

/// What the next ballot asks.
struct Asked {
  std::optional<NomineeId> nominee;
  std::int64_t round = 1;
  std::optional<std::vector<NomineeId>> standing;
};

Result<Asked> election_for(OpenBallot const& command, Context const& context) {
  auto const& state = case_of(context);
  if (command.question != Question::election)
    return Rejection{Reason::body_must_elect_by_name, state.review->body.text};
  if (awaits_tie_break(state)) return Rejection{Reason::tie_must_be_settled_first};
  auto coming = coming_round(state, rules_of(context));
  if (coming.standing.empty()) return Rejection{Reason::somebody_must_stand};
  // Whoever cannot be appointed does not stand, and keeps nobody else from it.
  std::optional<Rejection> barred;
  std::erase_if(coming.standing, [&](NomineeId const& nominee) {
    auto flaw = flaw_of_seats(context, {nominee});
    if (!flaw) flaw = flaw_of_answers(context, nominee);
    if (flaw) barred = flaw;
    return flaw.has_value();
  });
  if (coming.standing.empty()) return *barred;
  return Asked{
      .nominee = std::nullopt, .round = coming.number, .standing = std::move(coming.standing)};
}

/// What is asked and whether it may be: a tie of the last ballot comes first.
Result<Asked> question_for(OpenBallot const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const& review = *state.review;
  if (elects_by_name(state)) return election_for(command, context);
  if (command.question == Question::election)
    return Rejection{Reason::body_must_vote_yes_or_no, review.body.text};
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
  return Asked{
      .nominee = nominee, .round = awaits_tie_break(state) ? 2 : 1, .standing = std::nullopt};
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

/// What a ballot there asks unless something else is said.
Question question_of(View& view, StreamId const& stream) {
  auto const* state = view.find<Case>(stream);
  return state && elects_by_name(*state) ? Question::election : Question::candidate;
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
  if (!input.contains("question"))
    input["question"] = name_of(question_of(preparation.view(), preparation.stream()));
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
  if (!ballot || is_election(*ballot) || !in_person ||
      input["ballot"] != json::value(ballot->code.text))
    return {};
  preparation.put_in_box(ballot->code.text, std::string{name_of(*choice)});
  input["boxed"] = true;
  return {};
}

Result<Decision> decide(OpenBallot const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const asked = question_for(command, context);
  if (!asked) return asked.error();
  if (auto const refused = flaw_before_choice(case_of(context))) return *refused;
  if (auto const refused = flaw_of_carried_motions(context)) return *refused;
  auto const& review = *case_of(context).review;
  if (auto const refused = flaw_of_inquiries(
          context,
          {.by = rules::InquiryStep::review, .about = subjects_of(context, asked->nominee)}))
    return *refused;
  auto const room = room_for(context, asked->nominee);
  if (auto const silent = undeclared_in(context, room, asked->nominee); !silent.empty())
    return Rejection{Reason::members_present_must_declare_interests, shortlist(silent)};
  if (auto const* hint = hint_in(context, room, asked->nominee))
    return Rejection{Reason::hints_must_be_disposed_of, hint->text};
  auto const quorum = quorum_in(room, ballot_rule_of(rules_of(context), review));
  if (!quorum) return quorum.error();

  Decision decision;
  decision.add(context.stream, BallotOpened{.ballot = command.ballot,
                                            .question = command.question,
                                            .nominee = asked->nominee,
                                            .session = *review.session,
                                            .secrecy = quorum->rule.secrecy,
                                            .medium = command.medium,
                                            .round = asked->round,
                                            .fallback = quorum->fallback,
                                            .electorate = room.electorate,
                                            .present = room.present,
                                            .recused = room.recused,
                                            .quorum = threshold_of(quorum->test),
                                            .rules = std::nullopt,
                                            .standing = asked->standing});
  return decision;
}

Result<Decision> decide(CastBallot const& command, Context const& context) {
  auto const ballot = ballot_under_way(context, command.ballot);
  if (!ballot) return ballot.error();
  if (is_election(**ballot))
    return Rejection{Reason::ballot_must_be_yes_or_no, command.ballot.text};
  auto const voter = voter_of(context, **ballot);
  if (!voter) return voter.error();
  bool const secret = (*ballot)->secrecy == ballot::Secrecy::secret;
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
  auto const motion = motion_of_voiding(context, **ballot);
  if (!motion) return motion.error();

  Decision decision;
  void_open_ballot(decision, context, command.reason, *motion);
  return decision;
}

std::vector<CommandType> balloting_commands() {
  CommandTraits const officer{.roles = {"body_secretary", "body_chair"}, .duty = "body_secretary"};
  CommandTraits const secretary{.roles = {"body_secretary"}, .duty = "body_secretary"};
  CommandTraits const member{.roles = {"body_member", "body_chair", "body_secretary"},
                             .duty = "body_member"};
  auto commands = counting_commands();
  auto const electing = electing_commands();
  commands.insert(commands.end(), electing.begin(), electing.end());
  std::vector<CommandType> casting = {
      command_type<OpenBallot>("appointment", "case", officer),
      command_type<CastBallot>("appointment", "case", member),
      command_type<RecordPaperRoll>("appointment", "case", secretary),
      command_type<VoidBallot>("appointment", "case", officer)};
  commands.insert(commands.begin(), casting.begin(), casting.end());
  return commands;
}

}  // namespace gozin::appointment
