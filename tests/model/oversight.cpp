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
                    "WithdrawNomination", "AnnulAppointment"},
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
          decided_again()};
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
