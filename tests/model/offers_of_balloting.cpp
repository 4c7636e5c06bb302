#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/counting.hpp"
#include "workflows/appointment/commands/electing.hpp"

// What is tried with ballots: electronic and on paper, open and secret, of yes and no and of names,
// tied.
namespace gozin::model {
namespace {

using namespace appointment;

BallotUnderWay const* ballot_of(Asked const& asked) {
  if (!asked.state || !asked.state->review || !asked.state->review->ballot) return nullptr;
  return &*asked.state->review->ballot;
}

Code code_of(Asked const& asked) {
  auto const* ballot = ballot_of(asked);
  return ballot ? ballot->code : Code{"b-none"};
}

void open_ballot(Asked const& asked, Arguments& into) {
  Code const code{"b-" + fresh_text(asked.world.fresh)};
  for (auto const question : {Question::candidate, Question::shortlist, Question::election})
    for (auto const medium : {Medium::electronic, Medium::paper})
      into.right(OpenBallot{.ballot = code, .question = question, .medium = medium});
}

/// Which votes are explored on: of the first member any, of the second for or against, of the third
/// for alone. Every count that three can give comes up, and no other order of the same one.
bool is_explored(PersonId const& voter, Choice choice) {
  if (voter.text == "m-1") return true;
  return choice == Choice::yes || (voter.text == "m-2" && choice == Choice::no);
}

/// A vote as its preparation leaves it: in a secret ballot the choice lies in the box already.
void cast(Asked const& asked, Arguments& into) {
  auto const* ballot = ballot_of(asked);
  bool const secret = ballot && ballot->secrecy == ballot::Secrecy::secret;
  auto const code = code_of(asked);
  for (auto const choice : {Choice::yes, Choice::no, Choice::abstain}) {
    CastBallot const command{
        .ballot = code, .choice = secret ? std::nullopt : std::optional{choice}, .boxed = secret};
    bool const explored = is_explored(asked.caller.actor, choice);
    auto& argument = explored ? into.right(command) : into.odd(command);
    if (!secret) continue;
    argument.box = code.text;
    argument.paper = name_of(choice);
  }
  into.odd(CastBallot{.ballot = Code{"b-other"}, .choice = Choice::yes});
  into.odd(CastBallot{.ballot = code, .choice = std::nullopt});
}

void record_roll(Asked const& asked, Arguments& into) {
  auto const roll = [&](std::vector<PersonId> voters) {
    return RecordPaperRoll{.ballot = code_of(asked), .voters = std::move(voters)};
  };
  // One after another: the order in which they are written down makes no difference.
  auto const* ballot = ballot_of(asked);
  bool explored = true;
  for (auto const name : {"m-1", "m-2", "m-3"}) {
    PersonId const voter{name};
    explored ? into.right(roll({voter})) : into.odd(roll({voter}));
    explored = explored && ballot && ballot->roll.contains(voter);
  }
  into.odd(roll({PersonId{"m-1"}, PersonId{"m-2"}}));
  into.odd(roll({PersonId{"m-2"}, PersonId{"m-2"}}));
  into.odd(roll({PersonId{"p-1"}}));
  into.odd(roll({}));
}

void void_ballot(Asked const& asked, Arguments& into) {
  into.right(VoidBallot{.ballot = code_of(asked), .reason = words()});
  into.odd(VoidBallot{.ballot = Code{"b-other"}, .reason = words()});
}

void close(Asked const& asked, Arguments& into) {
  // Whoever may close it over silent members says why.
  bool const chairs = asked.caller.role.text == "body_chair";
  into.right(CloseBallot{.ballot = code_of(asked),
                         .reason = chairs ? std::optional{words()} : std::nullopt});
  into.odd(CloseBallot{.ballot = Code{"b-other"}});
}

void close_roll(Asked const& asked, Arguments& into) {
  auto const by = [&](std::vector<PersonId> tellers) {
    return CloseRoll{.ballot = code_of(asked), .tellers = std::move(tellers)};
  };
  into.right(by({PersonId{"m-2"}, PersonId{"clara"}}));
  for (auto const teller : {"sara", "p-1", "m-2", "ghost", "m-1"})
    into.odd(by({PersonId{"m-2"}, PersonId{teller}}));
  into.odd(by({PersonId{"m-2"}}));
  into.odd(by({}));
}

std::int64_t papers_in(Asked const& asked) {
  auto const* ballot = ballot_of(asked);
  return ballot ? static_cast<std::int64_t>(ballot->roll.size()) : 0;
}

/// All for, half and half, one paper too many; a teller does not count anew what is counted.
void enter_count(Asked const& asked, Arguments& into) {
  auto const roll = papers_in(asked);
  auto const* ballot = ballot_of(asked);
  bool const anew = ballot && ballot->counts.contains(asked.caller.actor);
  auto const add = [&](EnterPaperCount const& count) {
    anew ? into.odd(count) : into.right(count);
  };
  add({.ballot = code_of(asked), .yes = roll});
  add({.ballot = code_of(asked), .yes = roll / 2, .no = roll / 2, .blank = roll % 2});
  add({.ballot = code_of(asked), .yes = roll + 1});
  into.odd(EnterPaperCount{.ballot = code_of(asked), .spoiled = roll});
  into.odd(EnterPaperCount{.ballot = code_of(asked), .yes = roll, .no = -1});
  into.odd(EnterPaperCount{.ballot = Code{"b-other"}, .yes = roll});
}

void confirm_count(Asked const& asked, Arguments& into) {
  into.right(ConfirmPaperCount{.ballot = code_of(asked), .count_sheet = sha256("count sheet")});
  into.odd(ConfirmPaperCount{.ballot = Code{"b-other"}, .count_sheet = sha256("count sheet")});
}

std::vector<NomineeId> standing_in(Asked const& asked) {
  auto const* ballot = ballot_of(asked);
  return ballot ? ballot->standing : std::vector<NomineeId>{};
}

/// A vote for a name, as its preparation leaves it.
void cast_for(Asked const& asked, Arguments& into) {
  auto const* ballot = ballot_of(asked);
  bool const secret = ballot && ballot->secrecy == ballot::Secrecy::secret;
  auto const code = code_of(asked);
  auto const add = [&](std::optional<NomineeId> const& name) {
    CastElectionBallot vote{.ballot = code, .boxed = secret};
    if (!secret) {
      vote.nominee = name;
      vote.abstain = !name;
    }
    auto const choice = !name                                         ? Choice::abstain
                        : ballot && *name == ballot->standing.front() ? Choice::yes
                                                                      : Choice::no;
    bool const explored = ballot && is_explored(asked.caller.actor, choice);
    auto& argument = explored ? into.right(vote) : into.odd(vote);
    if (!secret) return;
    argument.box = code.text;
    argument.paper = name ? name->text : "abstain";
  };
  for (auto const& name : standing_in(asked)) add(name);
  add(std::nullopt);
  into.odd(CastElectionBallot{.ballot = Code{"b-other"}, .abstain = true});
  into.odd(CastElectionBallot{.ballot = code, .nominee = NomineeId{"n-unknown"}});
  into.odd(CastElectionBallot{.ballot = code});
}

/// All for the first, one for each, nobody left out.
void enter_names(Asked const& asked, Arguments& into) {
  auto const roll = papers_in(asked);
  auto const* ballot = ballot_of(asked);
  bool const anew = ballot && ballot->counts.contains(asked.caller.actor);
  auto const standing = standing_in(asked);
  EnterElectionCount count{.ballot = code_of(asked), .votes = {}};
  for (auto const& name : standing) count.votes[name] = 0;
  auto const add = [&] { anew ? into.odd(count) : into.right(count); };
  if (!standing.empty()) {
    count.votes[standing.front()] = roll;
    add();
    count.votes[standing.front()] = roll + 1;
    add();
    auto const each = roll / static_cast<std::int64_t>(standing.size());
    for (auto& [name, votes] : count.votes) votes = each;
    count.abstain = roll - each * static_cast<std::int64_t>(standing.size());
    add();
    count.votes[standing.front()] = -1;
    into.odd(count);
    count.votes.erase(standing.front());
  }
  into.odd(count);
  count.votes[NomineeId{"n-unknown"}] = roll;
  into.odd(count);
}

void settle_names(Asked const& asked, Arguments& into) {
  auto const* closed =
      asked.state && !asked.state->ballots.empty() ? &asked.state->ballots.back() : nullptr;
  auto const code = closed ? closed->ballot.code : Code{"b-none"};
  if (closed)
    for (auto const& name : closed->who)
      into.right(SettleElectionTie{.ballot = code, .names = {name}});
  into.right(SettleElectionTie{.ballot = code, .announced = Label{"314159"}});
  into.odd(SettleElectionTie{.ballot = code, .names = {NomineeId{"n-unknown"}}});
  into.odd(SettleElectionTie{.ballot = Code{"b-other"}, .names = {NomineeId{"n-unknown"}}});
}

void settle(Asked const& asked, Arguments& into) {
  auto const code = asked.state && !asked.state->ballots.empty()
                        ? asked.state->ballots.back().ballot.code
                        : Code{"b-none"};
  for (auto const choice : {Choice::yes, Choice::no, Choice::abstain})
    into.right(SettleTie{.ballot = code, .choice = choice, .announced = std::nullopt});
  into.right(SettleTie{.ballot = code, .choice = std::nullopt, .announced = Label{"314159"}});
  into.odd(SettleTie{.ballot = Code{"b-other"}, .choice = Choice::yes, .announced = std::nullopt});
}

}  // namespace

Offers offers_of_balloting() {
  return {{"OpenBallot", open_ballot},
          {"CastBallot", cast},
          {"RecordPaperRoll", record_roll},
          {"CloseRoll", close_roll},
          {"EnterPaperCount", enter_count},
          {"ConfirmPaperCount", confirm_count},
          {"VoidBallot", void_ballot},
          {"CloseBallot", close},
          {"SettleTie", settle},
          {"CastElectionBallot", cast_for},
          {"EnterElectionCount", enter_names},
          {"SettleElectionTie", settle_names}};
}

}  // namespace gozin::model
