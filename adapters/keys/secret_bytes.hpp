#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <sodium/utils.h>

namespace gozin {

/// Secret bytes of a fixed number that are wiped when they go.
template <std::size_t Size>
class SecretBytes {
 public:
  SecretBytes() = default;
  ~SecretBytes() { sodium_memzero(bytes_.data(), Size); }
  SecretBytes(SecretBytes const&) = delete;
  SecretBytes& operator=(SecretBytes const&) = delete;

  [[nodiscard]] unsigned char* data() { return bytes_.data(); }
  [[nodiscard]] unsigned char const* data() const { return bytes_.data(); }
  [[nodiscard]] static constexpr std::size_t size() { return Size; }

 private:
  std::array<unsigned char, Size> bytes_{};
};

}  // namespace gozin
