#include "engine/ledger/commitment.hpp"

#include "tests/engine/ledger/vectors.hpp"

#include <stdexcept>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace gozin {
namespace {

Hash counting_salt() {
  Hash salt;
  for (std::size_t i = 0; i < salt.bytes.size(); ++i) salt.bytes[i] = static_cast<std::uint8_t>(i);
  return salt;
}

TEST(FieldCommitment, GivesThePublishedValue) {
  EXPECT_EQ(to_hex(field_commitment(counting_salt(), "applicant.name", "Ada Example")),
            "8ac93081d35065e04577b3875071ee3e90416ff2532d0a3b379809657e411510");
}

TEST(FieldCommitment, GivesTheValuesOfTheVectorFile) {
  auto const file = test::vectors("field_commitment.json");
  for (auto const& row : file.as_object().at("commitments").as_array())
    EXPECT_EQ(field_commitment(test::hash_at(row, "salt"), test::text_at(row, "name"),
                               test::text_at(row, "value")),
              test::hash_at(row, "commitment"))
        << row;
}

TEST(FieldCommitment, KnowsWhereTheNameEndsAndTheValueBegins) {
  auto const salt = counting_salt();

  EXPECT_NE(field_commitment(salt, "ab", "c"), field_commitment(salt, "a", "bc"));
  EXPECT_NE(field_commitment(salt, "a", ""), field_commitment(salt, "", "a"));
  EXPECT_NE(field_commitment(salt, "a", "b"), field_commitment(Hash{}, "a", "b"));
}

TEST(FieldSalt, GivesTheValuesOfTheVectorFile) {
  auto const file = test::vectors("field_commitment.json");
  for (auto const& row : file.as_object().at("salts").as_array())
    EXPECT_EQ(field_salt(parse_hex(test::text_at(row, "seed")).value(), test::text_at(row, "name")),
              test::hash_at(row, "salt"))
        << row;
}

TEST(FieldSalt, WantsASeedOfThirtyTwoBytes) {
  EXPECT_THROW((void)field_salt(std::string(31, 's'), "name"), std::logic_error);
  EXPECT_THROW((void)field_salt(std::string(33, 's'), "name"), std::logic_error);
}

}  // namespace
}  // namespace gozin
