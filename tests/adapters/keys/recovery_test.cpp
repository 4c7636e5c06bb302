#include "adapters/keys/recovery.hpp"

#include "adapters/keys/keys_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <sodium/utils.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;

VaultKeyId const kArash{"person/arash"};

SecretShare share(std::uint8_t number, std::string const& hex) {
  SecretShare made{number, std::vector<std::uint8_t>(32)};
  sodium_hex2bin(made.bytes.data(), made.bytes.size(), hex.data(), hex.size(), nullptr, nullptr,
                 nullptr);
  return made;
}

void count_up(KeyBytes& key) {
  for (std::size_t i = 0; i < KeyBytes::size(); ++i) key.data()[i] = static_cast<unsigned char>(i);
}

bool is_counted_up(KeyBytes const& key) {
  KeyBytes expected;
  count_up(expected);
  return std::equal(key.data(), key.data() + key.size(), expected.data());
}

// Made by libgfshare 2.0.0, three needed of five.
TEST(SecretSharing, PutsTogetherWhatAnotherProgramHasSplit) {
  std::vector<SecretShare> const shares{
      share(1, "9e6b45fe04c97c7061fe747db2c983bab5551cf54c36406f47c55d9b5c25cc26"),
      share(3, "889bed94b18c89635af57e4532336d6509f6000aa18e60b686a64adc0866acbc"),
      share(5, "6e0690249d648f85942f9f7a0c81c1835ba224aee2840a64393c2d60836f4f88")};
  KeyBytes key;

  combine_shares(shares, key);

  EXPECT_TRUE(is_counted_up(key));
}

TEST(SecretSharing, AnyAsManyAsAreNeededGiveTheKeyAndFewerDoNot) {
  KeyBytes key;
  count_up(key);
  auto const shares = split_key(key, 3, 5);
  for (std::size_t a = 0; a < 5; ++a)
    for (std::size_t b = a + 1; b < 5; ++b) {
      KeyBytes of_two;
      combine_shares({shares[b], shares[a]}, of_two);
      EXPECT_FALSE(is_counted_up(of_two)) << a << b;
      for (std::size_t c = b + 1; c < 5; ++c) {
        KeyBytes of_three;
        combine_shares({shares[c], shares[a], shares[b]}, of_three);
        EXPECT_TRUE(is_counted_up(of_three)) << a << b << c;
      }
    }
}

TEST(SecretSharing, TakesEverySplitThereIsAndNoOther) {
  KeyBytes key;
  count_up(key);
  for (auto const& [needed, count] :
       std::vector<std::pair<std::size_t, std::size_t>>{{2, 2}, {2, 255}, {255, 255}}) {
    KeyBytes again;
    auto shares = split_key(key, needed, count);
    ASSERT_EQ(shares.size(), count);
    shares.erase(shares.begin(), shares.end() - static_cast<std::ptrdiff_t>(needed));
    combine_shares(shares, again);
    EXPECT_TRUE(is_counted_up(again));
  }
  for (auto const& [needed, count] :
       std::vector<std::pair<std::size_t, std::size_t>>{{1, 3}, {4, 3}, {2, 256}})
    EXPECT_THROW((void)split_key(key, needed, count), std::logic_error);
  auto shares = split_key(key, 2, 3);
  EXPECT_THROW(combine_shares({shares[0], shares[0]}, key), std::logic_error);
}

class RecoveryTest : public testing::Test {
 protected:
  RecoveryTest() { (void)open_keys(folder(), KeysMode::create); }

  [[nodiscard]] fs::path folder() const { return temporary_.path() / "keys"; }
  [[nodiscard]] std::vector<std::string> make(FolderKeys const& keys) const {
    return make_recovery(folder(), keys,
                         {.deployment = "0123", .epoch = 1, .needed = 2, .shares = 3});
  }
  template <class Act>
  static std::string why(Act const& act) {
    try {
      act();
    } catch (KeysUnavailable const& refused) {
      return refused.what();
    }
    return {};
  }

  TemporaryFolder temporary_;
};

TEST_F(RecoveryTest, CountsAsTestedOnlyAfterItsSharesGaveTheKeyInForce) {
  FolderKeys keys{folder()};
  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::none);
  auto const shares = make(keys);
  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::untested);

  test_recovery(folder(), keys, {shares[2], shares[0]});

  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::tested);
  (void)make(keys);
  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::untested);
}

TEST_F(RecoveryTest, IsNoneAnyMoreInAnotherEpoch) {
  FolderKeys keys{folder()};
  auto const shares = make(keys);
  test_recovery(folder(), keys, shares);
  keys.next_epoch()->enter();
  keys.destroy_former();

  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::none);
  EXPECT_EQ(why([&] { test_recovery(folder(), keys, shares); }),
            "the shares are of an epoch that is over");
}

TEST_F(RecoveryTest, SaysWhatIsWrongWithShares) {
  FolderKeys keys{folder()};
  auto const shares = make(keys);
  auto const others = make(keys);
  auto changed = shares[1];
  auto const at = changed.find("\"share\":2");
  changed[at + 8] = '3';

  auto const test = [&](std::vector<std::string> const& given) {
    return why([&] { test_recovery(folder(), keys, given); });
  };
  EXPECT_EQ(test({shares[0]}), "2 shares are needed");
  EXPECT_EQ(test({}), "0 shares are needed");
  EXPECT_EQ(test({shares[0], shares[0]}), "the share 1 is given twice");
  EXPECT_EQ(test({shares[0], "{}"}), "one of the files is no share of an epoch key");
  EXPECT_EQ(test({shares[0], changed}), "the shares do not give the key that they were made of");
  EXPECT_EQ(test({shares[0], others[1]}), "the shares do not give the key that they were made of");
  EXPECT_EQ(recovery_state(folder(), keys), RecoveryState::untested);
}

TEST_F(RecoveryTest, BringsTheKeyBackIntoAFolderThatHasNone) {
  FolderKeys keys{folder()};
  auto const wrapped = keys.wrap(kArash, keys.make());
  auto const shares = make(keys);
  auto const lost = temporary_.path() / "again";

  use_recovery(lost, shares);

  EXPECT_TRUE(FolderKeys{lost}.opens_now(kArash, wrapped));
  EXPECT_THROW(use_recovery(lost, shares), KeysUnavailable);
}

}  // namespace
}  // namespace gozin::tests
