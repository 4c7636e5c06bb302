#pragma once

#include "workflows/appointment/dossier/dossier.hpp"

#include <initializer_list>
#include <map>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

// The parts of a dossier; internal to this folder.
namespace gozin::appointment::parts {

/// Writes acts and people, and remembers whom and what it wrote.
class Writer {
 public:
  explicit Writer(CaseFile const& file);

  [[nodiscard]] CaseFile const& file() const { return file_; }
  [[nodiscard]] Case const& state() const { return file_.state(); }

  /// Who did what, when and in which role: `{seq, type, recorded, occurred?, role, actor?}`. The
  /// actor is left out of acts that say who put somebody forward, objected or reported, and of acts
  /// of a nominee without a name.
  json::object act(Recorded const& recorded);
  /// The same with more members.
  json::object act(Recorded const& recorded, json::object more);
  /// Adds an act under a name where there is one.
  void add(json::object& into, std::string_view name, Recorded const* recorded);

  json::value person(PersonId const& person);
  json::array persons(std::vector<PersonId> const& people);
  [[nodiscard]] bool is_named(NomineeId const& nominee) const;
  /// In the order in which they were put forward, from 1.
  [[nodiscard]] std::int64_t number(NomineeId const& nominee) const;
  [[nodiscard]] std::vector<NomineeId> const& nominees() const { return nominees_; }
  void cite(std::vector<std::int64_t> const& evidence);
  /// The words behind a commitment of this event are to be shown.
  void show(Recorded const& recorded, std::string_view field);

  [[nodiscard]] Dossier& made() { return made_; }

 private:
  [[nodiscard]] bool may_name_actor(Recorded const& recorded) const;

  CaseFile const& file_;
  std::vector<NomineeId> nominees_;
  std::set<NomineeId> named_;
  Dossier made_;
};

[[nodiscard]] json::object bilingual(rules::Text const& text);

[[nodiscard]] json::object annulment(Writer& writer, Found<CaseAnnulled> const& annulled);

json::object case_part(Writer& writer);
json::object post_part(Writer& writer);
json::object rules_part(Writer& writer);
json::object notice_part(Writer& writer);
json::array nominations_part(Writer& writer);
json::object panel_part(Writer& writer);
json::object scores_part(Writer& writer);
json::object objections_part(Writer& writer);
json::object review_part(Writer& writer);
json::object decision_part(Writer& writer);
json::object decree_part(Writer& writer);
json::object influence_part(Writer& writer);
json::array deviations_part(Writer& writer);
json::array checklist_part(Writer& writer);

}  // namespace gozin::appointment::parts
