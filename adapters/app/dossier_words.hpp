#pragma once

#include "adapters/app/site_words.hpp"
#include "adapters/web/document.hpp"
#include "engine/event/codec.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin::app {

// Members of a dossier's content. What is not there is empty, as a case has not all parts.
[[nodiscard]] std::string text_at(boost::json::object const& object, std::string_view name);
[[nodiscard]] std::int64_t number_at(boost::json::object const& object, std::string_view name);
[[nodiscard]] bool flag_at(boost::json::object const& object, std::string_view name);
[[nodiscard]] boost::json::object const& object_at(boost::json::object const& object,
                                                   std::string_view name);
[[nodiscard]] boost::json::array const& array_at(boost::json::object const& object,
                                                 std::string_view name);

/// Somebody's own words, whatever their direction, within a sentence.
[[nodiscard]] std::string isolated(std::string const& text);

/// How a dossier calls things in the reader's language. Borrows both.
class DossierWords {
 public:
  DossierWords(boost::json::object const& content, Words const& words);

  [[nodiscard]] boost::json::object const& content() const { return content_; }
  [[nodiscard]] boost::json::object const& part(std::string_view name) const {
    return object_at(content_, name);
  }
  [[nodiscard]] Words const& words() const { return words_; }

  /// The sentence of the key `dossier.…`.
  [[nodiscard]] std::string say(std::string_view key,
                                std::initializer_list<Argument> arguments = {}) const;
  [[nodiscard]] std::string named(std::string_view kind, std::string_view name) const;
  [[nodiscard]] std::string number(std::int64_t value) const { return words_.number(value); }
  /// A member that is a whole number, or empty where it is not there.
  [[nodiscard]] std::string number_of(boost::json::object const& object,
                                      std::string_view name) const;
  [[nodiscard]] std::string moment(std::string_view rfc3339) const;
  [[nodiscard]] std::string day(std::string_view iso) const;
  /// The text of `{fa, en}`.
  [[nodiscard]] std::string of(boost::json::object const& bilingual) const;

  [[nodiscard]] std::string person(std::string_view id) const;
  [[nodiscard]] std::string people(boost::json::array const& ids) const;
  /// By number, and by name where the dossier has it.
  [[nodiscard]] std::string nominee(std::string_view id) const;
  [[nodiscard]] std::string nominees(boost::json::array const& ids) const;
  /// What the rules call a criterion, a condition or a round.
  [[nodiscard]] std::string title(std::string_view code) const;

  /// When, who in which role, which event; empty where there is no act.
  [[nodiscard]] std::string act(boost::json::object const& act) const;
  /// `event 17`.
  [[nodiscard]] std::string event(boost::json::object const& act) const;
  /// `12, 15–19`.
  [[nodiscard]] std::string ranges(boost::json::array const& seqs) const;
  [[nodiscard]] std::string list(std::vector<std::string> const& texts) const;
  [[nodiscard]] web::Cell verdict(std::string_view verdict) const;
  [[nodiscard]] std::string yes_no(bool is_so) const { return words_.say(is_so ? "yes" : "no"); }

 private:
  boost::json::object const& content_;
  Words const& words_;
};

}  // namespace gozin::app
