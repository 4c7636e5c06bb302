#pragma once

#include "engine/ledger/log_folder.hpp"

#include <string>
#include <string_view>

namespace gozin::verify {

inline constexpr int kSound = 0;
inline constexpr int kUsage = 2;
inline constexpr int kNotFound = 3;
inline constexpr int kDamaged = 6;
inline constexpr int kContradicted = 7;

/// Damage comes first: where there is any, a contradiction says nothing.
[[nodiscard]] int exit_code_of(LogReport const& report);

/// What was found, for people: one fault a line, or what was checked.
[[nodiscard]] std::string to_words(LogReport const& report);
/// One canonical JSON object.
[[nodiscard]] std::string to_json_line(LogReport const& report);

/// A finding as a clause.
[[nodiscard]] std::string_view words_of(LogFinding finding);

}  // namespace gozin::verify
