#pragma once

#include "engine/event/event.hpp"

namespace gozin::appointment {

/// How far a case has come on paper: authorised, or called too. What has come further has names
/// and scores that nothing here vouches for: it ends on paper, and whoever it appoints is entered
/// as a holder.
#define GOZIN_PAPER_STAGES(X) X(authorised) X(called)
GOZIN_NAMED_ENUM(PaperStage, GOZIN_PAPER_STAGES)

/// Up to which stage the case was run on paper, as somebody read it out of the file; waits for the
/// finance office.
struct PaperFileProposed {
  static constexpr std::string_view kType = "PaperFileProposed";
  PaperStage stage = PaperStage::authorised;
  Label file;                         // number of the file on paper
  Label establishment;                // letter by which the post was confirmed
  Label budget;                       // letter by which the credit was
  std::optional<Hash> document = {};  // a scan of the file
  std::optional<Day> called = {};     // on which the call was published on paper
  std::optional<Label> call = {};     // where it stands

  static constexpr auto fields() {
    using E = PaperFileProposed;
    return fields_of(open("stage", &E::stage), open("file", &E::file),
                     open("establishment", &E::establishment), open("budget", &E::budget),
                     open("document", &E::document), open("called", &E::called),
                     open("call", &E::call));
  }
};

/// The case goes on here from that stage, by two people; it bears this mark everywhere. What the
/// letters say of post and credit is checked anew by the same act.
struct PaperFileTakenOver {
  static constexpr std::string_view kType = "PaperFileTakenOver";
  PaperStage stage = PaperStage::authorised;
  Label file;
  Label establishment;
  Label budget;
  std::optional<Hash> document = {};
  std::optional<Day> called = {};
  std::optional<Label> call = {};
  PersonId proposed_by;

  static constexpr auto fields() {
    using E = PaperFileTakenOver;
    return fields_of(open("stage", &E::stage), open("file", &E::file),
                     open("establishment", &E::establishment), open("budget", &E::budget),
                     open("document", &E::document), open("called", &E::called),
                     open("call", &E::call), open("proposed_by", &E::proposed_by));
  }
};

}  // namespace gozin::appointment
