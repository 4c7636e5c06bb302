#include "engine/ledger/ed25519.hpp"

#include "engine/core/hash.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace gozin {
namespace {

Ed25519PublicKey key_of(std::string_view hex) {
  Ed25519PublicKey key;
  auto const bytes = parse_hex(hex).value();
  std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
  return key;
}

// RFC 8032 §7.1, test 3.
Ed25519PublicKey const kKey =
    key_of("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
std::string const kMessage = "\xaf\x82";
std::string const kSignature =
    parse_hex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")
        .value();

TEST(Ed25519, VerifiesTheVectorsOfTheRfc) {
  EXPECT_TRUE(ed25519_verify(kKey, kMessage, kSignature));
  // Test 1, the empty message.
  EXPECT_TRUE(
      ed25519_verify(key_of("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), "",
                     parse_hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                               "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
                         .value()));
}

TEST(Ed25519, FailsForAnyFlippedBit) {
  for (std::size_t bit = 0; bit < kSignature.size() * 8; ++bit) {
    auto forged = kSignature;
    forged[bit / 8] = static_cast<char>(forged[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(ed25519_verify(kKey, kMessage, forged)) << bit;
  }
  EXPECT_FALSE(ed25519_verify(kKey, "\xaf\x83", kSignature));
}

TEST(Ed25519, FailsForAnotherLength) {
  EXPECT_FALSE(ed25519_verify(kKey, kMessage, ""));
  EXPECT_FALSE(ed25519_verify(kKey, kMessage, kSignature.substr(1)));
  EXPECT_FALSE(ed25519_verify(kKey, kMessage, kSignature + '\0'));
}

// RFC 8032 §5.1.7: a scalar from the group's order upwards would be a second form of a signature.
TEST(Ed25519, FailsForASecondFormOfAGoodSignature) {
  auto const order =
      parse_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
  auto second_form = kSignature;
  int carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto const sum = static_cast<unsigned char>(kSignature[32 + i]) +
                     static_cast<unsigned char>(order[i]) + carry;
    second_form[32 + i] = static_cast<char>(sum & 0xff);
    carry = sum >> 8;
  }

  EXPECT_FALSE(ed25519_verify(kKey, kMessage, second_form));
}

TEST(Ed25519, FailsForAKeyThatIsNoPoint) {
  Ed25519PublicKey no_point;
  no_point.bytes.fill(0xff);
  EXPECT_FALSE(ed25519_verify(no_point, kMessage, kSignature));
}

}  // namespace
}  // namespace gozin
