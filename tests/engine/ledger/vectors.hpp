#pragma once

#include "engine/core/hash.hpp"
#include "engine/ledger/note.hpp"
#include "engine/ledger/proof.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

namespace gozin::test {

/// A file of tests/vectors.
boost::json::value vectors(std::string const& file);

std::string text_at(boost::json::value const& object, std::string_view key);
std::uint64_t number_at(boost::json::value const& object, std::string_view key);
Hash hash_at(boost::json::value const& object, std::string_view key);
Proof proof_at(boost::json::value const& object, std::string_view key);

/// The leaf hashes of the bytes of 0, 1, 2 … as decimal numbers.
std::vector<Hash> numbered_leaves(std::size_t count);

/// The same with one bit turned over; bit 0 is the lowest of the first byte.
Hash flipped(Hash hash, std::size_t bit);

/// A key with its signer, from the 32 bytes of an Ed25519 secret key.
struct TestSigner {
  NoteKey key;
  NoteSigner sign;
};
TestSigner test_signer(std::string name, std::string_view secret);

}  // namespace gozin::test
