#include "engine/ledger/ed25519.hpp"

#include <memory>
#include <stdexcept>

#include <openssl/err.h>
#include <openssl/evp.h>

namespace gozin {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

unsigned char const* octets(std::string_view bytes) {
  return reinterpret_cast<unsigned char const*>(bytes.data());
}

}  // namespace

std::string_view view_of(Ed25519PublicKey const& key) {
  return {reinterpret_cast<char const*>(key.bytes.data()), key.bytes.size()};
}

bool ed25519_verify(Ed25519PublicKey const& key, std::string_view message,
                    std::string_view signature) {
  if (signature.size() != 64) return false;
  std::unique_ptr<EVP_PKEY, Free> const public_key{
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size())};
  std::unique_ptr<EVP_MD_CTX, Free> const context{EVP_MD_CTX_new()};
  if (!public_key || !context ||
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) != 1)
    throw std::runtime_error("Ed25519 is not available");
  bool const verifies = EVP_DigestVerify(context.get(), octets(signature), signature.size(),
                                         octets(message), message.size()) == 1;
  // A refusal must not be found later by whoever asks this thread's queue about a failure.
  if (!verifies) ERR_clear_error();
  return verifies;
}

}  // namespace gozin
