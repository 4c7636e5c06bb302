#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Every message of a compiled catalogue with its plural forms, without the header. The format is
/// GNU gettext's: at byte 8 the number of messages, then where the tables of the keys and of the
/// sentences begin; a row of a table is a length and an offset. Little-endian, as msgfmt writes.
inline std::map<std::string, std::vector<std::string>> messages_in(std::string_view mo) {
  auto const word = [mo](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, mo.substr(at, sizeof value).data(), sizeof value);
    return value;
  };
  auto const text = [&](std::uint32_t table, std::uint32_t row) {
    auto const entry = table + 8 * row;
    return mo.substr(word(entry + 4), word(entry));
  };
  std::map<std::string, std::vector<std::string>> messages;
  for (std::uint32_t row = 0; row < word(8); ++row) {
    auto const key = text(word(12), row);
    if (key.empty()) continue;
    auto& forms = messages[std::string{key.substr(0, key.find('\0'))}];
    for (auto rest = text(word(16), row);;) {
      auto const end = rest.find('\0');
      forms.emplace_back(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return messages;
}

}  // namespace gozin
