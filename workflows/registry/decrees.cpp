#include "workflows/registry/decrees.hpp"

#include "engine/port/plain_text.hpp"

#include <algorithm>
#include <charconv>

namespace gozin::registry {
namespace {

constexpr std::size_t kLongestCount = 18;  // digits that a signed number of 64 bits always holds

}  // namespace

CountedNumber counted(Label const& number, std::optional<std::int64_t> next) {
  auto text = to_ascii_digits(number.text);
  if (next) {
    auto const before = std::to_string(*next - 1);
    if (text.ends_with(before))
      return {.stem = text.substr(0, text.size() - before.size()), .count = *next - 1};
  }
  std::size_t digits = 0;
  while (digits < std::min(text.size(), kLongestCount) &&
         is_ascii_digit(text[text.size() - digits - 1]))
    ++digits;
  if (digits == 0) return {.stem = std::move(text), .count = std::nullopt};
  std::int64_t count = 0;
  std::from_chars(text.data() + text.size() - digits, text.data() + text.size(), count);
  text.resize(text.size() - digits);
  return {.stem = std::move(text), .count = count};
}

bool is_taken(DecreeSeries const& series, Label const& number) {
  auto const text = to_ascii_digits(number.text);
  if (series.taken.contains(text)) return true;
  if (!series.opened_after || !series.opened_after->count) return false;
  auto const& [stem, last] = *series.opened_after;
  if (!text.starts_with(stem)) return false;
  auto const asked = counted({text.substr(stem.size())}, std::nullopt);
  return asked.stem.empty() && asked.count && *asked.count <= *last;
}

std::optional<std::int64_t> next_count(DecreeSeries const& series, std::string_view stem) {
  auto const found = series.counts.find(stem);
  if (found == series.counts.end()) return std::nullopt;
  return found->second;
}

}  // namespace gozin::registry
