#pragma once

#include <string_view>

namespace gozin {

// The files of a keys' folder.
inline constexpr std::string_view kEpochKey = "epoch.key";
inline constexpr std::string_view kLookupKey = "lookup.key";
inline constexpr std::string_view kLogKey = "log.key";
/// Beside them while the epoch changes.
inline constexpr std::string_view kNextEpochKey = "epoch.next";
inline constexpr std::string_view kNextLookupKey = "lookup.next";
/// Beside it while the signing key is rotated.
inline constexpr std::string_view kNextLogKey = "log.next";
/// The public parts of those that it had before, one a line; nothing secret.
inline constexpr std::string_view kFormerLogKeys = "log.former";
/// The right edge of the tree that it signed for last; nothing secret.
inline constexpr std::string_view kSignedEdge = "log.signed";
/// What is known of the recovery copy of the epoch key; nothing secret.
inline constexpr std::string_view kRecovery = "recovery.json";

}  // namespace gozin
