#include "engine/core/hash.hpp"

#include <bit>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace gozin {
namespace {

/// One context a thread; the digest is fetched once (twice as fast as fetching it each time).
class Digest {
 public:
  Digest() : algorithm_{EVP_MD_fetch(nullptr, "SHA256", nullptr)}, context_{EVP_MD_CTX_new()} {
    if (!algorithm_ || !context_) throw std::runtime_error("SHA-256 is not available");
  }

  Hash operator()(std::initializer_list<std::string_view> parts) {
    bool good = EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1;
    for (auto const part : parts)
      good = good && EVP_DigestUpdate(context_.get(), part.data(), part.size()) == 1;
    Hash hash;
    unsigned size = 0;
    good = good && EVP_DigestFinal_ex(context_.get(), hash.bytes.data(), &size) == 1;
    if (!good || size != hash.bytes.size()) throw std::runtime_error("SHA-256 failed");
    return hash;
  }

 private:
  struct Free {
    void operator()(EVP_MD* md) const { EVP_MD_free(md); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD, Free> algorithm_;
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

constexpr std::uint8_t kNoDigit = 0xff;

constexpr std::array<std::uint8_t, 256> kNibbles = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  std::string_view const digits = "0123456789abcdef";
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

std::uint8_t nibble(char c) { return kNibbles[static_cast<unsigned char>(c)]; }

constexpr std::uint64_t in_each_byte(std::uint8_t value) { return 0x0101'0101'0101'0101U * value; }

/// The high bit of each byte that is at least so much; all of them, and `least`, are below 0x80.
constexpr std::uint64_t at_least(std::uint8_t least, std::uint64_t bytes) {
  return (bytes | in_each_byte(0x80)) - in_each_byte(least);
}

/// Eight digits, the first in the lowest byte, into four bytes, likewise; false where one is none.
bool read_eight(std::uint64_t digits, std::uint32_t& bytes) {
  auto const decimals = at_least('0', digits) & ~at_least('9' + 1, digits);
  auto const letters = at_least('a', digits) & ~at_least('f' + 1, digits);
  auto const read = (decimals | letters) & ~digits & in_each_byte(0x80);
  auto const nibbles = (digits & in_each_byte(0x0f)) + (digits >> 6 & in_each_byte(1)) * 9;
  auto const pairs = (nibbles << 4 | nibbles >> 8) & 0x00ff'00ff'00ff'00ff;
  auto const fours = (pairs | pairs >> 8) & 0x0000'ffff'0000'ffff;
  bytes = static_cast<std::uint32_t>(fours | fours >> 16);
  return read == in_each_byte(0x80);
}

/// Two digits a byte into as many bytes; false where one is none.
bool read_hex(std::string_view text, char* bytes) {
  std::size_t i = 0;
  if constexpr (std::endian::native == std::endian::little)
    for (; i + 8 <= text.size(); i += 8) {
      std::uint64_t digits = 0;
      std::uint32_t four = 0;
      std::memcpy(&digits, text.data() + i, sizeof digits);
      if (!read_eight(digits, four)) return false;
      std::memcpy(bytes + i / 2, &four, sizeof four);
    }
  std::uint8_t seen = 0;
  for (; i + 1 < text.size(); i += 2) {
    auto const high = nibble(text[i]);
    auto const low = nibble(text[i + 1]);
    seen |= high | low;
    bytes[i / 2] = static_cast<char>(high << 4 | low);
  }
  return seen < 16;
}

}  // namespace

Hash sha256(std::initializer_list<std::string_view> parts) {
  thread_local Digest digest;
  return digest(parts);
}

Hash sha256(std::string_view bytes) { return sha256({bytes}); }

Hash hmac_sha256(std::string_view key, std::string_view message) {
  // RFC 2104 over our own digest: OpenSSL 3's one-shot HMAC fetches its algorithm at every call.
  std::string block(64, '\0');
  if (key.size() > block.size()) {
    auto const shortened = sha256(key);
    block.replace(0, shortened.bytes.size(), view_of(shortened));
  } else {
    block.replace(0, key.size(), key);
  }
  auto inner = block;
  auto outer = block;
  for (auto& c : inner) c = static_cast<char>(c ^ 0x36);
  for (auto& c : outer) c = static_cast<char>(c ^ 0x5c);
  auto const inside = sha256({inner, message});
  return sha256({outer, view_of(inside)});
}

std::string_view view_of(Hash const& hash) {
  return {reinterpret_cast<char const*>(hash.bytes.data()), hash.bytes.size()};
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

std::string to_hex(Hash const& hash) { return to_hex(view_of(hash)); }

std::optional<std::string> parse_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes(text.size() / 2, '\0');
  if (!read_hex(text, bytes.data())) return std::nullopt;
  return bytes;
}

std::optional<Hash> parse_hash(std::string_view text) {
  Hash hash;
  if (text.size() != 2 * hash.bytes.size()) return std::nullopt;
  if (!read_hex(text, reinterpret_cast<char*>(hash.bytes.data()))) return std::nullopt;
  return hash;
}

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  auto const size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                    reinterpret_cast<unsigned char const*>(bytes.data()),
                                    static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  auto const size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                    reinterpret_cast<unsigned char const*>(text.data()),
                                    static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size));
  for (auto rest = text; !bytes.empty() && rest.ends_with('='); rest.remove_suffix(1))
    bytes.pop_back();
  // OpenSSL skips blanks and takes loose padding bits; only what we would write ourselves counts.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace gozin
