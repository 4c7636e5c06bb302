#pragma once

#include "adapters/cli/program.hpp"
#include "engine/command/streams.hpp"

namespace gozin::cli {

/// A read table of the catalogue; a name that none has is a bug.
[[nodiscard]] ReadTable const& read_table(Program const& program, std::string_view name);

/// A column of a row as text; empty when it has no value.
[[nodiscard]] std::string text_of(ReadTable const& table, Row const& row, std::string_view column);

/// A row of the read table `case_list`.
struct CaseRow {
  std::string id;
  std::string title;
  std::string unit;
  std::string state;
  std::vector<std::string> position;
  bool suspended = false;
  bool stayed = false;               // by a court, after the end
  std::string taken_over_from = {};  // the annulled case that it goes on from
  std::string remanded_to = {};      // the case in which it goes on
  std::string paper = {};            // up to which stage it was run on paper
};

[[nodiscard]] std::vector<CaseRow> read_cases(Program const& program, StoreView& store);

/// Where it comes from and where it goes on, a line each.
[[nodiscard]] std::vector<std::string> kin_of(Program const& program, CaseRow const& row);

/// By its whole id, its key, or the beginning of its key where only one case begins so.
[[nodiscard]] std::optional<CaseRow> find_case(Program const& program, StoreView& store,
                                               std::string const& given);

[[nodiscard]] json::object to_json(CaseRow const& row);

/// A case in lines: title, state, position, who has done what.
void print_case(Program const& program, Deployment& deployment, CaseRow const& row);

/// An HTML document of ours as a terminal shows it: its body without tags, entities as characters.
[[nodiscard]] std::string to_plain_text(std::string_view html);

/// One line: sequence, moment, event, stream, who in which role.
void print_event(Program const& program, Directory const& directory, Recorded const& recorded);
[[nodiscard]] json::object event_json(Recorded const& recorded);

}  // namespace gozin::cli
