#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// The log's own signing key (Ed25519, RFC 8032), and while it is rotated the one that follows. The
/// private parts never leave the adapter.
class Signer {
 public:
  virtual ~Signer() = default;
  /// The 32 bytes of the public key that a new log would name.
  [[nodiscard]] virtual std::string public_key() const = 0;
  /// 64 bytes under that key.
  [[nodiscard]] virtual std::string sign(std::string_view message) const = 0;
  /// Whether the key with that public part is at hand.
  [[nodiscard]] virtual bool holds(std::string_view public_key) const {
    return public_key == this->public_key();
  }
  /// 64 bytes under that key; nothing when it is not at hand.
  [[nodiscard]] virtual std::optional<std::string> sign_as(std::string_view public_key,
                                                           std::string_view message) const {
    return holds(public_key) ? std::optional{sign(message)} : std::nullopt;
  }
  /// Whether it is at hand, or was until a rotation put another in its place.
  [[nodiscard]] virtual bool knows(std::string_view public_key) const { return holds(public_key); }
  /// Takes up the keys that are there now: another program may have rotated them.
  virtual void settle() {}
  /// The right edge (`to_text` of a Frontier) of the tree that was signed for last, as it was kept
  /// outside of the store: whoever changes the store does not change this. Empty where nothing is
  /// known of any; then the log itself is the only witness of what it was.
  [[nodiscard]] virtual std::string signed_edge() const { return {}; }
  /// Keeps it. What a power cut takes of it is found in the log again.
  virtual void keep_signed_edge(std::string_view) {}
  /// Throws where it could not be kept: asked before anything is recorded.
  virtual void expect_to_keep_edge() {}
};

}  // namespace gozin
