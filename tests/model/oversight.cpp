#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

// What authorities outside of a case do to it: suspend it, or send it back.
namespace gozin::model {
namespace {

StreamId const kCase{"case/c-1"};
StreamId const kOther{"case/c-2"};
StreamId const kSession{"session/council-1"};

appointment::Case const& case_in(World const& world) {
  return *world.state<appointment::Case>(kCase);
}

/// The place of a stage in what is tried of `AnnulAppointment`.
int defect_from(appointment::Phase stage) { return 1 + static_cast<int>(stage); }

/// Struck down with a defect from a stage, after one of those who might have been chosen had left.
World struck(appointment::Phase stage) {
  auto story = Story{small_rules()};
  story.heard().act("p-2", "WithdrawNomination").appointed();
  story.act("omid", "AttachDocument");
  return story.act("iman", "AnnulAppointment", defect_from(stage)).world();
}

/// Sent back to a stage, and everything tried where the case goes on.
Exploration remanded(std::string_view name, appointment::Phase stage) {
  return {.name = name,
          .start = struck(stage),
          .streams = {kCase, kOther},
          .moves = {"RemandCase"},
          .waits = false};
}

/// The second decree, struck down in turn: nothing goes on twice.
Exploration decided_again() {
  return {.name = "decided again",
          .start = struck(appointment::Phase::reviewing),
          .streams = {kCase, kOther},
          .moves = {"RemandCase", "CloseObjections", "DeclareAsDecider", "SelectPerson",
                    "DraftDecree", "SignDecree", "RegisterDecree", "PublishDecree",
                    "WithdrawNomination", "AttachDocument", "AnnulAppointment"},
          .waits = false};
}

/// Struck down for its assessment, in which somebody had declared an interest; taken up again, the
/// panel declares and scores anew. What was declared is not forgotten, and duties count on.
Exploration assessed_again() {
  constexpr int kKinship = 2;  // of what is tried of `DeclareInterest`
  constexpr int kFromOne = 1;  // of `RecuseAssessor`
  auto story = Story{small_rules()};
  story.screened().act("azar", "DisposeHint").act("azar", "DisposeHint");
  story.act("bahar", "DeclareInterest", kKinship).act("bahar", "RecuseAssessor", kFromOne);
  story.act("dorsa", "DeclareInterest").act("arash", "DeclareInterest");
  if (!story.stands("Sealing")) story.act("azar", "CompleteDeclarations");
  for (auto const name : {"arash", "arash", "bahar"}) story.act(name, "SealScoreSheet");
  // Without one of two sheets the first place hangs on the chair, whose note is another's.
  story.act("arash", "EstablishRanking").act("bahar", "NoteAnalysis");
  story.pass(4).act("arash", "ConfirmShortlist");
  story.act("azar", "PublishRanking").pass(4).act("azar", "CloseObjections").appointed();
  story.act("omid", "AttachDocument");
  story.act("iman", "AnnulAppointment", defect_from(appointment::Phase::assessing));
  story.act("azar", "RemandCase").on(kOther).act("azar", "CompleteScreening");
  story.act("azar", "DisposeHint").act("azar", "DisposeHint");
  return {.name = "assessed again",
          .start = story.world(),
          .streams = {kOther},
          .moves = {"DeclareInterest", "DisposeHint", "RecuseAssessor", "CompleteDeclarations",
                    "SealScoreSheet", "RevealScores"},
          .waits = false};
}

}  // namespace

std::vector<Exploration> remands() {
  using enum appointment::Phase;
  return {remanded("remanded to authorising", authorising),
          remanded("remanded to authorised", authorised),
          remanded("remanded to nominating", nominating),
          remanded("remanded to screening", screening),
          remanded("remanded to assessing", assessing),
          remanded("remanded to objecting", objecting),
          remanded("remanded to decreeing", decreeing),
          decided_again(),
          assessed_again()};
}

std::vector<Exploration> suspensions(std::vector<World> const& landmarks) {
  std::vector<Exploration> made;
  for (auto const& landmark : landmarks)
    made.push_back({.name = "suspended",
                    .start = landmark,
                    .streams = {kCase, kSession},
                    .moves = {"SuspendCase", "ResumeCase", "WithdrawNomination",
                              "DeclineNomination", "CancelCase", "AnnulAppointment"},
                    .waits = false,
                    .bounds = [](World const& world) {
                      return !case_in(world).suspended_until || case_in(world).suspended_ms == 0;
                    }});
  return made;
}

}  // namespace gozin::model
