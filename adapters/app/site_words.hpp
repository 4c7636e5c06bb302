#pragma once

#include "adapters/web/model.hpp"
#include "engine/port/access_journal.hpp"
#include "engine/port/directory.hpp"
#include "engine/port/texts.hpp"
#include "engine/rules/condition.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace gozin::app {

/// How a page calls things in the reader's language. Notes in `access` whose names it gave.
class Words {
 public:
  Words(Texts const& texts, Directory const& directory, Language language, Access* access = nullptr)
      : texts_{texts}, directory_{directory}, language_{language}, access_{access} {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] Texts const& texts() const { return texts_; }

  /// The sentence of the key `web.…`.
  [[nodiscard]] std::string say(std::string_view key,
                                std::initializer_list<Argument> arguments = {}) const;
  /// The text under `kind.name`; where no catalogue has it, the name in words.
  [[nodiscard]] web::Named named(std::string_view kind, std::string_view name) const;
  /// The label of a field of an event or a command: its own, or the one of its name.
  [[nodiscard]] web::Named field(std::string_view owner, std::string_view name) const;
  /// What the city calls a unit; no text where no catalogue has it, as a code says nothing to
  /// people.
  [[nodiscard]] web::Named unit(Code const& unit) const;
  [[nodiscard]] std::string reason(Rejection const& rejection) const;

  [[nodiscard]] web::Moment minute(Instant instant) const;
  [[nodiscard]] web::Moment day(Day day) const;
  [[nodiscard]] std::string number(std::int64_t value) const;
  [[nodiscard]] std::string number(std::string_view exact) const;
  [[nodiscard]] std::string of(rules::Text const& text) const;

  /// The name of a person, or what stands in its place: erased, the clock, an operator, nobody.
  [[nodiscard]] std::string who(PersonId const& person) const;

 private:
  Texts const& texts_;
  Directory const& directory_;
  Language language_;
  Access* access_;
};

/// `VacancyPublished` and `it_unit` in words, for what no catalogue has.
[[nodiscard]] std::string in_words(std::string_view name);

}  // namespace gozin::app
