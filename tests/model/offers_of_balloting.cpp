#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/counting.hpp"

// What is tried with ballots: electronic and on paper, open and secret, tied.
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
  for (auto const question : {Question::candidate, Question::shortlist})
    for (auto const medium : {Medium::electronic, Medium::paper})
      into.right(OpenBallot{.ballot = code, .question = question, .medium = medium});
}

/// A vote as its preparation leaves it: in a secret ballot the choice lies in the box already.
void cast(Asked const& asked, Arguments& into) {
  auto const* ballot = ballot_of(asked);
  bool const secret = ballot && ballot->secrecy == ballot::Secrecy::secret;
  auto const code = code_of(asked);
  for (auto const choice : {Choice::yes, Choice::no, Choice::abstain}) {
    CastBallot const command{
        .ballot = code, .choice = secret ? std::nullopt : std::optional{choice}, .boxed = secret};
    auto& argument = into.right(command);
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
  for (auto const name : {"m-1", "m-2", "m-3"}) into.right(roll({PersonId{name}}));
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
  into.right(CloseBallot{.ballot = code_of(asked)});
  into.odd(CloseBallot{.ballot = Code{"b-other"}});
}

void count_paper(Asked const& asked, Arguments& into) {
  auto const* ballot = ballot_of(asked);
  auto const roll = ballot ? static_cast<std::int64_t>(ballot->roll.size()) : 0;
  CountPaperBallot const counted{.ballot = code_of(asked),
                                 .yes = roll,
                                 .tellers = {PersonId{"arash"}, PersonId{"bahar"}},
                                 .count_sheet = sha256("count sheet")};
  into.right(counted);
  auto other = counted;
  other.yes = roll / 2;
  other.no = roll / 2;
  other.blank = roll % 2;
  into.right(other);
  other = counted;
  other.yes = 0;
  other.spoiled = roll;
  into.odd(other);
  other = counted;
  other.yes = roll + 1;
  into.right(other);
  other.no = -1;
  into.odd(other);
  for (auto const teller : {"sara", "p-1", "bahar", "ghost", "m-1"}) {
    other = counted;
    other.tellers = {PersonId{"bahar"}, PersonId{teller}};
    into.odd(other);
  }
}

void settle(Asked const& asked, Arguments& into) {
  auto const code = asked.state && !asked.state->ballots.empty()
                        ? asked.state->ballots.back().ballot.code
                        : Code{"b-none"};
  for (auto const choice : {Choice::yes, Choice::no, Choice::abstain})
    into.right(SettleTie{.ballot = code, .choice = choice, .announced = std::nullopt});
  into.right(
      SettleTie{.ballot = code, .choice = std::nullopt, .announced = Label{"draw of 1405-09-01"}});
  into.odd(SettleTie{.ballot = Code{"b-other"}, .choice = Choice::yes, .announced = std::nullopt});
}

}  // namespace

Offers offers_of_balloting() {
  return {{"OpenBallot", open_ballot}, {"CastBallot", cast},   {"RecordPaperRoll", record_roll},
          {"VoidBallot", void_ballot}, {"CloseBallot", close}, {"CountPaperBallot", count_paper},
          {"SettleTie", settle}};
}

}  // namespace gozin::model
