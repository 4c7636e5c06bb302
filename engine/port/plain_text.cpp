#include "engine/port/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gozin {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Left out of typed numbers: pasted text is full of them and they show nothing.
constexpr std::array kInvisible = {
    Replacement{"\u200B", ""}, Replacement{"\u200C", ""}, Replacement{"\u200D", ""},
    Replacement{"\u200E", ""}, Replacement{"\u200F", ""}, Replacement{"\u061C", ""},
    Replacement{"\u202A", ""}, Replacement{"\u202B", ""}, Replacement{"\u202C", ""},
    Replacement{"\u202D", ""}, Replacement{"\u202E", ""}, Replacement{"\u2066", ""},
    Replacement{"\u2067", ""}, Replacement{"\u2068", ""}, Replacement{"\u2069", ""},
    Replacement{"\uFEFF", ""}, Replacement{"\u00A0", " "}};

constexpr std::array kNumberSigns = {Replacement{"\u066B", "."}, Replacement{"\u066C", ","},
                                     Replacement{"\u2212", "-"}};

template <std::size_t N>
std::string replaced(std::string_view text, std::array<Replacement, N> const& table) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    auto const found = std::ranges::find_if(
        table, [text](Replacement const& entry) { return text.starts_with(entry.from); });
    result += found == table.end() ? text.substr(0, 1) : found->to;
    text.remove_prefix(found == table.end() ? 1 : found->from.size());
  }
  return result;
}

/// The value of a Persian or an Arabic digit at the start of the text, both two bytes in UTF-8.
std::optional<int> wide_digit(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  auto const lead = static_cast<unsigned char>(text[0]);
  auto const trail = static_cast<unsigned char>(text[1]);
  if (lead == 0xDB && trail >= 0xB0 && trail <= 0xB9) return trail - 0xB0;
  if (lead == 0xD9 && trail >= 0xA0 && trail <= 0xA9) return trail - 0xA0;
  return std::nullopt;
}

/// The whole part without its group signs.
std::optional<std::string> ungrouped(std::string_view whole) {
  bool const grouped = whole.find(',') != std::string_view::npos;
  if (whole.empty() || (grouped && whole.size() % 4 == 0)) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    bool const at_sign = grouped && (whole.size() - i) % 4 == 0;
    if (at_sign ? whole[i] != ',' : !is_ascii_digit(whole[i])) return std::nullopt;
    if (!at_sign) digits += whole[i];
  }
  return digits;
}

}  // namespace

bool all_ascii_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_ascii_digit);
}

std::string to_ascii_digits(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    auto const digit = wide_digit(text);
    result += digit ? static_cast<char>('0' + *digit) : text[0];
    text.remove_prefix(digit ? 2 : 1);
  }
  return result;
}

std::string to_digits(std::string_view text, Language language) {
  if (language != Language::fa) return std::string{text};
  std::string result;
  result.reserve(text.size() * 2);
  for (char const c : text) {
    if (!is_ascii_digit(c)) {
      result += c;
      continue;
    }
    result += '\xDB';
    result += static_cast<char>(0xB0 + (c - '0'));
  }
  return result;
}

std::string plain_entry(std::string_view text) {
  constexpr auto kBlanks = " \t\r\n";
  auto const entry = replaced(to_ascii_digits(text), kInvisible);
  auto const first = entry.find_first_not_of(kBlanks);
  if (first == std::string::npos) return {};
  return entry.substr(first, entry.find_last_not_of(kBlanks) - first + 1);
}

std::optional<std::string> plain_number(std::string_view text) {
  auto const entry = replaced(plain_entry(text), kNumberSigns);
  auto rest = std::string_view{entry};
  std::string result = rest.starts_with('-') ? "-" : "";
  rest.remove_prefix(result.size());
  auto const point = rest.find('.');
  auto const whole = ungrouped(rest.substr(0, point));
  if (!whole) return std::nullopt;
  result += *whole;
  if (point == std::string_view::npos) return result;
  auto const decimals = rest.substr(point + 1);
  if (!all_ascii_digits(decimals)) return std::nullopt;
  return result.append(".").append(decimals);
}

std::string isolated(std::string_view text) {
  return std::string{"\u2068"}.append(text).append("\u2069");
}

std::string isolated_ltr(std::string_view text) {
  return std::string{"\u2066"}.append(text).append("\u2069");
}

}  // namespace gozin
