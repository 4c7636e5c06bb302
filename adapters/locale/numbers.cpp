#include "adapters/locale/numbers.hpp"

#include "engine/port/plain_text.hpp"

#include <optional>

namespace gozin {
namespace {

struct Signs {
  std::string_view minus;
  std::string_view group;
  std::string_view decimal;
};

// As ICU prints them; the mark before the Persian minus keeps it on the left of its digits.
constexpr Signs kPersianSigns = {"\u200E\u2212", "\u066C", "\u066B"};
constexpr Signs kEnglishSigns = {"-", ",", "."};

std::string grouped(std::string_view whole, Language language) {
  auto const& signs = language == Language::fa ? kPersianSigns : kEnglishSigns;
  std::string result;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) result += signs.group;
    result += to_digits(whole.substr(i, 1), language);
  }
  return result;
}

std::optional<std::string> show_decimal(std::string_view exact, Language language) {
  auto const& signs = language == Language::fa ? kPersianSigns : kEnglishSigns;
  std::string result;
  if (exact.starts_with('-')) {
    result = signs.minus;
    exact.remove_prefix(1);
  }
  auto const point = exact.find('.');
  auto const whole = exact.substr(0, point);
  if (!all_ascii_digits(whole)) return std::nullopt;
  result += grouped(whole, language);
  if (point == std::string_view::npos) return result;
  auto const decimals = exact.substr(point + 1);
  if (!all_ascii_digits(decimals)) return std::nullopt;
  return result.append(signs.decimal).append(to_digits(decimals, language));
}

}  // namespace

std::string show_number(std::string_view exact, Language language) {
  auto const slash = exact.find('/');
  auto const shown = show_decimal(exact.substr(0, slash), language);
  if (!shown) return to_digits(exact, language);
  if (slash == std::string_view::npos) return *shown;
  return *shown + to_digits(exact.substr(slash), language);
}

}  // namespace gozin
