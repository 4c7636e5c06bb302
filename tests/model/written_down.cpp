#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

#include <algorithm>

// What a clerk wrote down in the middle of a stage: confirmed or disputed by whoever may, and what
// goes on meanwhile.
namespace gozin::model {
namespace {

StreamId const kCase{"case/c-1"};
StreamId const kSession{"session/council-1"};

/// Clara, who writes for others.
Caller clerk_for(std::string_view person, std::string_view role) {
  return {PersonId{"clara"}, Code{std::string{role}}, PersonId{std::string{person}}, Code{"clerk"}};
}

Exploration votes() {
  auto rules = small_rules();
  rules.gates = {gate("council", rules::GateKind::consent)};
  auto story = Story{rules};
  story.proposed().act("sara", "OpenBallot");
  story.act_as(clerk_for("m-1", "body_member"), "CastBallot");
  return {.name = "a vote that a clerk wrote down",
          .start = story.world(),
          .streams = {kCase, kSession},
          .moves = {"CastBallot", "CloseBallot", "VoidBallot", "ConfirmTranscription",
                    "DisputeTranscription"},
          .waits = false,
          .bounds = [](World const& world) {
            return world.state<appointment::Case>(kCase)->ballots.size() <= 1;
          }};
}

Exploration names() {
  auto story = Story{small_rules()};
  story.published().act_as(clerk_for("c-1", "citizen"), "Nominate", 0);
  story.act_as(clerk_for("p-1", "nominee"), "ConsentToNomination");
  story.act("c-1", "Nominate", 2).act("p-2", "ConsentToNomination");
  return {.name = "a name and a consent that a clerk wrote down",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"ConsentToNomination", "WithdrawNomination", "CloseNominations", "AdmitNominee",
                    "CompleteScreening", "ConfirmTranscription", "DisputeTranscription"}};
}

Exploration departures() {
  auto story = Story{small_rules()};
  story.closed().act_as(clerk_for("p-1", "nominee"), "WithdrawNomination", 0);
  return {.name = "a withdrawal that a clerk wrote down",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"AdmitNominee", "ExcludeNominee", "WithdrawNomination", "CompleteScreening",
                    "DeclareUnfilled", "ConfirmTranscription", "DisputeTranscription"},
          .waits = false};
}

Exploration interests() {
  auto story = Story{small_rules()};
  story.screened().act("azar", "DisposeHint").act("azar", "DisposeHint");
  story.act_as(clerk_for("arash", "assessor"), "DeclareInterest");
  return {.name = "an interest that a clerk wrote down",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"DeclareInterest", "CompleteDeclarations", "ConfirmTranscription",
                    "DisputeTranscription"},
          .waits = false};
}

Exploration objections() {
  auto story = Story{small_rules()};
  story.hearing().act("azar", "PublishRanking");
  story.act_as(clerk_for("p-1", "nominee"), "RaiseObjection");
  return {.name = "an objection that a clerk wrote down",
          .start = story.world(),
          .streams = {kCase},
          .moves = {"DismissObjection", "CloseObjections", "ConfirmTranscription",
                    "DisputeTranscription"}};
}

}  // namespace

std::vector<Exploration> written_down() {
  return {votes(), names(), departures(), interests(), objections()};
}

}  // namespace gozin::model
