#include "adapters/locale/icu_texts.hpp"

#include "adapters/locale/calendar.hpp"
#include "adapters/locale/numbers.hpp"
#include "adapters/locale/words.hpp"

#include <algorithm>

namespace gozin {
namespace {

std::string shown(Argument const& argument, Language language) {
  if (auto const* const number = std::get_if<std::int64_t>(&argument.value))
    return show_number(std::to_string(*number), language);
  return std::get<std::string>(argument.value);
}

std::optional<std::int64_t> count_in(std::span<Argument const> arguments) {
  auto const found = std::ranges::find(arguments, "count", &Argument::name);
  if (found == arguments.end()) return std::nullopt;
  auto const* const count = std::get_if<std::int64_t>(&found->value);
  return count == nullptr ? std::nullopt : std::optional{*count};
}

/// What was put in is not looked at again, so an argument cannot name another.
std::string filled(std::string_view sentence, std::span<Argument const> arguments,
                   Language language) {
  std::string result;
  while (!sentence.empty()) {
    auto const open = std::min(sentence.find('{'), sentence.size());
    result += sentence.substr(0, open);
    sentence.remove_prefix(open);
    auto const close = sentence.find('}');
    if (close == std::string_view::npos) return result.append(sentence);
    auto const found = std::ranges::find(arguments, sentence.substr(1, close - 1), &Argument::name);
    result += found == arguments.end() ? std::string{sentence.substr(0, close + 1)}
                                       : shown(*found, language);
    sentence.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace

IcuTexts::IcuTexts()
    : persian_{Language::fa, catalogue_bytes(Language::fa)},
      english_{Language::en, catalogue_bytes(Language::en)} {}

std::string IcuTexts::text(std::string_view key, std::span<Argument const> arguments,
                           Language language) const {
  auto const sentence = catalogue(language).find(key, count_in(arguments));
  return sentence && !key.empty() ? filled(*sentence, arguments, language) : std::string{key};
}

bool IcuTexts::has(std::string_view key, Language language) const {
  return !key.empty() && catalogue(language).find(key).has_value();
}

std::string IcuTexts::date(Instant instant, Language language, DateStyle style) const {
  return show_date(instant, language, style);
}

std::string IcuTexts::date(Day day, Language language, DateStyle style) const {
  return show_date(day, language, style);
}

std::optional<Day> IcuTexts::parse_date(std::string_view text) const { return read_date(text); }

std::string IcuTexts::number(std::string_view exact, Language language) const {
  return show_number(exact, language);
}

std::string IcuTexts::search_key(std::string_view text) const { return search_key_of(text); }

std::string IcuTexts::sort_key(std::string_view text) const { return sort_key_of(text); }

Result<std::string> IcuTexts::clean_name(std::string_view text) const { return cleaned_name(text); }

std::size_t IcuTexts::width(std::string_view text) const { return columns_of(text); }

Catalogue const& IcuTexts::catalogue(Language language) const {
  return language == Language::fa ? persian_ : english_;
}

}  // namespace gozin
