#include "engine/ledger/commitment.hpp"

#include <limits>
#include <stdexcept>
#include <string>

namespace gozin {
namespace {

std::string length_of(std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max())
    throw std::logic_error("committed field beyond 4 GiB");
  auto const size = static_cast<std::uint32_t>(bytes.size());
  std::string length;
  for (int const shift : {24, 16, 8, 0}) length += static_cast<char>(size >> shift & 0xff);
  return length;
}

}  // namespace

Hash field_commitment(Hash const& salt, std::string_view name, std::string_view value) {
  auto const salt_bytes = view_of(salt);
  return sha256({"redactable-field/v1\n", length_of(salt_bytes), salt_bytes, length_of(name), name,
                 length_of(value), value});
}

Hash field_salt(std::string_view seed, std::string_view name) {
  if (seed.size() != 32) throw std::logic_error("a seed has 32 bytes");
  return hmac_sha256(seed, name);
}

}  // namespace gozin
