#pragma once

#include "engine/event/codec.hpp"
#include "workflows/appointment/dossier/case_file.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace gozin::appointment {

/// Words that an event keeps behind a commitment and that a dossier shows: the reasons of a choice.
struct ShownWords {
  std::int64_t seq = 0;
  std::string field;
};

/// A case as one document for somebody who was not there. `content` is described member by member
/// in the README of this folder; persons stand in it by their ids, and only those whom a reader may
/// know.
struct Dossier {
  json::object content;
  std::set<std::int64_t> cited;   // every event it rests on
  std::set<PersonId> people;      // who stands in it, to be named
  std::set<PersonId> unnamed;     // nominees who must not be known by it, nor by its entries
  std::set<Code> uncounted;       // ballots whose votes are covered still
  std::vector<ShownWords> words;  // to be opened, where their keys are
};

/// Puts a dossier together: of a case that ended in whatever way, or is under way. Pure.
[[nodiscard]] Dossier dossier_of(CaseFile const& file);

/// Whether events of this type say who put somebody forward, objected, reported or was written to.
[[nodiscard]] bool is_of_people_apart(std::string_view type);

/// Whether the entry of an event says no more than the dossier does: not who put somebody forward,
/// objected or reported, and nothing that leads from a number to a nominee who stands there without
/// a name.
[[nodiscard]] bool may_show_entry(Dossier const& dossier, Recorded const& recorded,
                                  std::string_view leaf);

}  // namespace gozin::appointment
