#include "engine/core/hash.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

// domain.md E25.
TEST(Sha256, GivesThePublishedValueOfAPersianWord) {
  EXPECT_EQ(to_hex(sha256("حکم")),
            "5c809b7fa491fe13002a2e3e6cc3ba771c3facbdc57d8ab51f5a64f5c6f360e4");
}

TEST(Sha256, OfPartsIsThatOfTheirConcatenation) {
  EXPECT_EQ(sha256({"a", "bc", ""}), sha256("abc"));
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 4231, cases 2 and 6.
TEST(HmacSha256, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hex, TakesItsOwnFormOnly) {
  EXPECT_EQ(*parse_hex("00ff"), std::string("\x00\xff", 2));
  for (auto const* text : {"0", "0G", "FF", "0x"}) EXPECT_FALSE(parse_hex(text)) << text;
  EXPECT_FALSE(parse_hash(std::string(62, '0')));
}

TEST(Hex, TakesAnyDigitAnywhereAndNothingElse) {
  std::string_view const digits = "0123456789abcdef";
  std::string const bytes = "\x01\x23\x45\x67\x89\xab\xcd\xef\xfe";
  auto const text = to_hex(bytes);
  EXPECT_EQ(parse_hex(text), bytes);
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int c = 0; c < 256; ++c) {
      auto changed = text;
      changed[at] = static_cast<char>(c);
      auto const read = parse_hex(changed);
      auto const is_digit = digits.find(changed[at]) != std::string_view::npos;
      ASSERT_EQ(read.has_value(), is_digit) << at << " " << c;
      if (is_digit) {
        ASSERT_EQ(to_hex(*read), changed);
      }
    }
}

TEST(Base64, TakesTheCanonicalFormOnly) {
  EXPECT_EQ(to_base64("any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
  EXPECT_EQ(*parse_base64("YW55IGNhcm5hbCBwbGVhcw=="), "any carnal pleas");
  EXPECT_EQ(*parse_base64(""), "");
  for (auto const* text : {"YQ", "YR==", "Y Q=", "YQ==\n", "====", "YQ==YQ=="})
    EXPECT_FALSE(parse_base64(text)) << text;
}

}  // namespace
}  // namespace gozin
