#pragma once

#include "engine/event/canonical.hpp"
#include "engine/event/event.hpp"

namespace gozin {

/// The format of leaves written by this program.
inline constexpr int kLeafFormat = 1;

/// The most bytes a leaf may have, so that its length fits the two bytes of an entry bundle.
inline constexpr std::size_t kLeafBytesMax = 65'535;

/// The canonical bytes (RFC 8785) that are stored and hashed. Refused as `event_must_fit_leaf` when
/// they would be longer than `kLeafBytesMax`.
[[nodiscard]] Result<std::string> leaf_bytes(std::string_view origin, Envelope const& at,
                                             Event const& event);

/// What a leaf says beside its data.
struct LeafHead {
  std::string origin;
  Envelope at;
  std::string type;
  std::int64_t type_version = 1;
};

/// A leaf taken apart, its data not yet read as an event of its type.
struct Leaf : LeafHead {
  json::value data;
};

/// Reads leaf bytes strictly: what is not canonical, lacks a member or has an unknown one is
/// refused as `input_must_be_well_formed`.
[[nodiscard]] Result<Leaf> parse_leaf(std::string_view bytes);

/// Reads leaves one after another, as strictly as `parse_leaf` and without giving their data away.
class LeafReader {
 public:
  [[nodiscard]] Result<LeafHead> read(std::string_view bytes);
  /// Into a head whose memory is used again. After a refusal it is of no leaf.
  [[nodiscard]] std::optional<Rejection> read_into(LeafHead& head, std::string_view bytes);
  /// Of the leaf that was read last.
  [[nodiscard]] json::value const& data() const { return *data_; }

 private:
  [[nodiscard]] bool read_as_written(LeafHead& head, std::string_view bytes);

  CanonicalReader canonical_;
  json::value uncommon_;
  json::value const* data_ = nullptr;
};

}  // namespace gozin
