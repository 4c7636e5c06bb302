#include "tests/engine/ledger/vectors.hpp"

#include "engine/event/json.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <openssl/evp.h>

namespace gozin::test {
namespace {

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void check(bool good) {
  if (!good) throw std::runtime_error("OpenSSL refused a test key");
}

std::string signature_of(std::string_view message, EVP_PKEY* key) {
  std::unique_ptr<EVP_MD_CTX, Free> const context{EVP_MD_CTX_new()};
  std::string signature(64, '\0');
  auto size = signature.size();
  check(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) == 1);
  check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       reinterpret_cast<unsigned char const*>(message.data()),
                       message.size()) == 1);
  return signature;
}

}  // namespace

boost::json::value vectors(std::string const& file) {
  std::ifstream in{std::string{GOZIN_VECTORS} + "/" + file, std::ios::binary};
  std::string const text{std::istreambuf_iterator<char>{in}, {}};
  return parse_json(text).value();
}

std::string text_at(boost::json::value const& object, std::string_view key) {
  auto const& text = object.as_object().at({key.data(), key.size()}).as_string();
  return {text.data(), text.size()};
}

std::uint64_t number_at(boost::json::value const& object, std::string_view key) {
  return object.as_object().at({key.data(), key.size()}).to_number<std::uint64_t>();
}

Hash hash_at(boost::json::value const& object, std::string_view key) {
  return parse_hash(text_at(object, key)).value();
}

Proof proof_at(boost::json::value const& object, std::string_view key) {
  Proof proof;
  for (auto const& hash : object.as_object().at({key.data(), key.size()}).as_array())
    proof.push_back(parse_hash(hash.as_string().c_str()).value());
  return proof;
}

std::vector<Hash> numbered_leaves(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

Hash flipped(Hash hash, std::size_t bit) {
  auto& byte = hash.bytes.at(bit / 8);
  byte = static_cast<std::uint8_t>(byte ^ (1U << bit % 8));
  return hash;
}

TestSigner test_signer(std::string name, std::string_view secret) {
  std::shared_ptr<EVP_PKEY> const key{
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                   reinterpret_cast<unsigned char const*>(secret.data()),
                                   secret.size()),
      EVP_PKEY_free};
  check(key != nullptr);
  TestSigner signer{{std::move(name), {}},
                    [key](std::string_view message) { return signature_of(message, key.get()); }};
  auto size = signer.key.public_key.bytes.size();
  check(EVP_PKEY_get_raw_public_key(key.get(), signer.key.public_key.bytes.data(), &size) == 1);
  return signer;
}

}  // namespace gozin::test
