#pragma once

#include "engine/projection/table.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace gozin::store {

/// Column names may be words of SQL; between quotation marks they are names on every database.
[[nodiscard]] inline std::string quoted_name(std::string_view name) {
  return '"' + std::string{name} + '"';
}

/// What `write` makes of each name, with a text between them.
template <class Names, class Write>
[[nodiscard]] std::string joined(Names const& names, std::string_view between, Write const& write) {
  std::string text;
  for (auto const& name : names) {
    if (!text.empty()) text += between;
    text += write(name);
  }
  return text;
}

[[nodiscard]] inline std::string column_names(ReadTable const& table) {
  return joined(table.columns, ", ", [](Column const& column) { return quoted_name(column.name); });
}

[[nodiscard]] inline bool is_key(ReadTable const& table, std::string_view name) {
  return std::find(table.key.begin(), table.key.end(), name) != table.key.end();
}

/// What an upsert does with every column outside the key: the new value in the words of `value`.
template <class NewValue>
[[nodiscard]] std::string replacements(ReadTable const& table, NewValue const& value) {
  std::string text;
  for (auto const& column : table.columns) {
    if (is_key(table, column.name)) continue;
    text += (text.empty() ? "" : ", ") + quoted_name(column.name) + " = " +
            value(quoted_name(column.name));
  }
  return text;
}

}  // namespace gozin::store
