#pragma once

#include <string>
#include <string_view>

namespace gozin {

/// The log's own signing key (Ed25519, RFC 8032). The private part never leaves the adapter.
class Signer {
 public:
  virtual ~Signer() = default;
  /// The 32 bytes of the public key.
  [[nodiscard]] virtual std::string public_key() const = 0;
  /// 64 bytes.
  [[nodiscard]] virtual std::string sign(std::string_view message) const = 0;
};

}  // namespace gozin
