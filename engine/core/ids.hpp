#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gozin {

/// A string that names one thing and cannot be mixed up with the name of another.
template <class Tag>
struct Id {
  std::string text = {};

  [[nodiscard]] bool empty() const { return text.empty(); }
  friend auto operator<=>(Id const&, Id const&) = default;
};

/// One person of the register; random, says nothing about the person.
using PersonId = Id<struct PersonTag>;

/// One nomination or nominee of one case: `n-…`.
using NomineeId = Id<struct NomineeTag>;

/// A short word that the rule set or the city's register defines: a criterion, a condition, a
/// unit, a post class. Lower-case ASCII letters, digits, `_`, `-`, `.`; at most 64 bytes.
using Code = Id<struct CodeTag>;

/// A stream of events: `case/…`, `person/…`, `body/…`. Everything before the first slash is its
/// kind, which decides by which chart its events are judged.
struct StreamId {
  std::string text = {};

  [[nodiscard]] bool empty() const { return text.empty(); }
  [[nodiscard]] std::string_view kind() const {
    return std::string_view{text}.substr(0, text.find('/'));
  }
  /// The part after the first slash; empty when there is none.
  [[nodiscard]] std::string_view key() const {
    auto const slash = text.find('/');
    return slash == std::string::npos ? std::string_view{}
                                      : std::string_view{text}.substr(slash + 1);
  }
  friend auto operator<=>(StreamId const&, StreamId const&) = default;
};

[[nodiscard]] StreamId stream_of(std::string_view kind, std::string_view key);

}  // namespace gozin

template <class Tag>
struct std::hash<gozin::Id<Tag>> {
  std::size_t operator()(gozin::Id<Tag> const& id) const noexcept {
    return std::hash<std::string>{}(id.text);
  }
};

template <>
struct std::hash<gozin::StreamId> {
  std::size_t operator()(gozin::StreamId const& id) const noexcept {
    return std::hash<std::string>{}(id.text);
  }
};
