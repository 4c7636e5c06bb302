#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/port/language.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace gozin {

/// What a sentence holds in the place of `{name}`. Text is put in as it stands, so the caller has
/// escaped or isolated it for where it is going; a whole number gets the digits of the language.
struct Argument {
  std::string_view name;
  std::variant<std::string, std::int64_t> value;
};

/// How a moment is shown: `۱۴۰۱/۰۷/۱۴`, `چهارشنبه ۲۷ آبان ۱۴۰۵`, `۱۴۰۵/۰۸/۲۷ ۱۴:۳۶`; in English
/// `2022-10-06`, `Wednesday 18 November 2026`, `2026-11-18 14:36`.
#define GOZIN_DATE_STYLES(X) X(day) X(day_long) X(minute)
GOZIN_NAMED_ENUM(DateStyle, GOZIN_DATE_STYLES)

/// Whatever depends on a language or a script: sentences, dates, numbers, order and search. All of
/// it may be called from any thread at any time. Text is UTF-8.
class Texts {
 public:
  virtual ~Texts() = default;

  /// The sentence of a key (`reason.actor_must_hold_role`), each `{name}` replaced by the argument
  /// of that name. The whole number named `count` chooses among plural forms. A key that no
  /// catalogue has comes back as it is, so does a `{name}` without an argument.
  [[nodiscard]] virtual std::string text(std::string_view key, std::span<Argument const> arguments,
                                         Language language) const = 0;
  [[nodiscard]] virtual bool has(std::string_view key, Language language) const = 0;

  /// A moment in Iran's civil time (Asia/Tehran): Solar Hijri in Persian, Gregorian in English.
  [[nodiscard]] virtual std::string date(Instant instant, Language language,
                                         DateStyle style) const = 0;
  /// The same for a day without a time; `minute` shows the day alone.
  [[nodiscard]] virtual std::string date(Day day, Language language, DateStyle style) const = 0;

  /// Reads `1401-07-14` or `1401/7/14` in any digits; a year below 1700 is Solar Hijri, others are
  /// Gregorian. Four digits of year; a day that the calendar does not have is nothing.
  [[nodiscard]] virtual std::optional<Day> parse_date(std::string_view text) const = 0;

  /// An exact number as the engine writes it (`1234567.5`, `-3`, `7/20`) with the digits, group and
  /// decimal signs of the language; decimals are kept as given.
  [[nodiscard]] virtual std::string number(std::string_view exact, Language language) const = 0;

  /// Equal for spellings that people take for the same word: letter variants, diacritics, digits,
  /// case, blanks and ZWNJ are folded. Index and query use this one function.
  [[nodiscard]] virtual std::string search_key(std::string_view text) const = 0;

  /// Bytes whose order is the Persian alphabet's. Changes with the library's version: memory only.
  [[nodiscard]] virtual std::string sort_key(std::string_view text) const = 0;

  /// A name as it is shown and compared: NFC, Persian yeh and kaf, no tatweel, single blanks and
  /// ZWNJ only inside words. Refuses `text_must_be_given` (no letter or digit) and
  /// `text_must_be_clean` (bidirectional overrides, unbalanced isolates, control, private and
  /// unassigned characters, broken UTF-8). What was typed is kept elsewhere, for audit.
  [[nodiscard]] virtual Result<std::string> clean_name(std::string_view text) const = 0;

  /// Columns on a terminal: marks take none, wide characters two.
  [[nodiscard]] virtual std::size_t width(std::string_view text) const = 0;

  [[nodiscard]] std::string text(std::string_view key, Language language) const {
    return text(key, std::span<Argument const>{}, language);
  }
  [[nodiscard]] std::string text(std::string_view key, std::initializer_list<Argument> arguments,
                                 Language language) const {
    return text(key, std::span<Argument const>{arguments.begin(), arguments.size()}, language);
  }
};

}  // namespace gozin
