#include "engine/port/person_numbers.hpp"

#include "engine/port/plain_text.hpp"

#include <array>
#include <cstddef>

namespace gozin {
namespace {

constexpr int value_of(char digit) { return digit - '0'; }

/// A number as people group it (`0912 345-67 89`), without the grouping.
std::string without_grouping(std::string_view text) {
  auto entry = plain_entry(text);
  std::erase_if(entry, [](char c) { return c == ' ' || c == '-' || c == '(' || c == ')'; });
  return entry;
}

}  // namespace

std::optional<std::string> normalise_national_id(std::string_view text) {
  auto id = without_grouping(text);
  if (!all_ascii_digits(id) || id.size() < 8 || id.size() > 10) return std::nullopt;
  return id.insert(0, 10 - id.size(), '0');
}

std::optional<std::string> parse_national_id(std::string_view text) {
  auto const normal = normalise_national_id(text);
  if (!normal) return std::nullopt;
  auto const& id = *normal;
  if (id.find_first_not_of(id[0]) == std::string::npos) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += value_of(id[i]) * (10 - static_cast<int>(i));
  int const rest = sum % 11;
  if (value_of(id[9]) != (rest < 2 ? rest : 11 - rest)) return std::nullopt;
  return id;
}

std::optional<std::string> parse_legal_person_id(std::string_view text) {
  constexpr std::array kWeights = {29, 27, 23, 19, 17, 29, 27, 23, 19, 17};
  auto id = without_grouping(text);
  if (!all_ascii_digits(id) || id.size() != 11) return std::nullopt;
  int const shift = value_of(id[9]) + 2;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (value_of(id[i]) + shift) * kWeights[i];
  if (value_of(id[10]) != sum % 11 % 10) return std::nullopt;
  return id;
}

std::optional<std::string> parse_mobile(std::string_view text) {
  auto const entry = without_grouping(text);
  auto number = std::string_view{entry};
  for (std::string_view const prefix : {"+98", "0098", "98", "0"}) {
    if (!number.starts_with(prefix)) continue;
    number.remove_prefix(prefix.size());
    break;
  }
  if (!all_ascii_digits(number) || number.size() != 10 || number[0] != '9') return std::nullopt;
  return std::string{"+98"}.append(number);
}

}  // namespace gozin
