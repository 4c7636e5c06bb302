// The change of an epoch, stopped between any two steps: no key is lost, and it goes on.

#include "adapters/keys/folder_keys.hpp"

#include "adapters/keys/keys_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <functional>
#include <sstream>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;

VaultKeyId const kArash{"person/arash"};

class FolderKeysTest : public testing::Test {
 protected:
  FolderKeysTest() { (void)open_keys(folder(), KeysMode::create); }

  [[nodiscard]] fs::path folder() const { return temporary_.path() / "keys"; }
  [[nodiscard]] std::string bytes(std::string const& name) const {
    std::ostringstream all;
    all << std::ifstream{folder() / name, std::ios::binary}.rdbuf();
    return all.str();
  }
  void scribble(std::string const& name) const {
    std::fstream{folder() / name} << std::string(32, 'x');
  }
  void move(std::string const& from, std::string const& to) const {
    fs::rename(folder() / from, folder() / to);
  }

  TemporaryFolder temporary_;
  SecretKey const secret_ = SodiumKeys::make();
};

TEST_F(FolderKeysTest, KeyInTheMakingIsOnDiskAndNotInForce) {
  FolderKeys keys{folder()};
  auto const wrapped = keys.wrap(kArash, secret_);
  auto const digest = keys.lookup_digest("0084575948");
  auto const next = keys.next_epoch();

  EXPECT_TRUE(fs::exists(folder() / "epoch.next"));
  EXPECT_EQ(fs::status(folder() / "epoch.next").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(keys.opens_now(kArash, wrapped));
  EXPECT_FALSE(keys.opens_now(kArash, next->wrap(kArash, secret_)));
  EXPECT_EQ(keys.lookup_digest("0084575948"), digest);
  EXPECT_NE(next->lookup_digest("0084575948"), digest);
  EXPECT_FALSE(keys.has_former());
}

TEST_F(FolderKeysTest, OnceInForceTheFormerOneStillOpensUntilItIsDestroyed) {
  FolderKeys keys{folder()};
  auto const before = keys.wrap(kArash, secret_);
  auto const next = keys.next_epoch();
  auto const digest = next->lookup_digest("1");
  next->enter();

  EXPECT_TRUE(keys.has_former());
  EXPECT_TRUE(keys.unwrap(kArash, before));
  EXPECT_FALSE(keys.opens_now(kArash, before));
  EXPECT_EQ(keys.lookup_digest("1"), digest);
  EXPECT_THROW((void)keys.next_epoch(), std::logic_error);

  auto const old_key = bytes("epoch.key");
  keys.destroy_former();
  EXPECT_FALSE(keys.has_former());
  EXPECT_FALSE(keys.unwrap(kArash, before));
  EXPECT_NE(bytes("epoch.key"), old_key);
  EXPECT_FALSE(fs::exists(folder() / "epoch.next"));
  EXPECT_FALSE(fs::exists(folder() / "lookup.next"));
  EXPECT_EQ(FolderKeys{folder()}.lookup_digest("1"), digest);
}

TEST_F(FolderKeysTest, ChangeThatWasNeverCommittedIsForgottenByTheNextOne) {
  std::string wrapped;
  std::string abandoned;
  {
    FolderKeys keys{folder()};
    wrapped = keys.wrap(kArash, secret_);
    abandoned = keys.next_epoch()->wrap(kArash, secret_);
  }
  FolderKeys keys{folder()};

  ASSERT_TRUE(keys.settle(kArash, wrapped));
  EXPECT_FALSE(keys.has_former());
  EXPECT_TRUE(keys.opens_now(kArash, keys.wrap(kArash, secret_)));
  auto const next = keys.next_epoch();
  next->enter();
  EXPECT_FALSE(keys.unwrap(kArash, abandoned));
}

TEST_F(FolderKeysTest, StoppedBetweenAnyTwoStepsItLosesNoKeyAndGoesOn) {
  std::vector<std::pair<std::string, std::function<void()>>> const steps{
      {"committed, nothing destroyed", [] {}},
      {"look-up key written over", [&] { scribble("lookup.key"); }},
      {"new look-up key in its place", [&] { move("lookup.next", "lookup.key"); }},
      {"epoch key written over", [&] { scribble("epoch.key"); }},
      {"new epoch key in its place", [&] { move("epoch.next", "epoch.key"); }}};
  std::string before;
  std::string after;
  std::string digest;
  {
    FolderKeys keys{folder()};
    before = keys.wrap(kArash, secret_);
    auto const next = keys.next_epoch();
    after = next->wrap(kArash, secret_);
    digest = next->lookup_digest("1");
  }
  for (auto const& [name, step] : steps) {
    step();
    auto const copy = temporary_.path() / ("stopped, " + name);
    fs::copy(folder(), copy);

    FolderKeys keys{copy};
    ASSERT_TRUE(keys.settle(kArash, after)) << name;
    EXPECT_EQ(keys.unwrap(kArash, after)->bytes, secret_.bytes) << name;
    EXPECT_EQ(keys.lookup_digest("1"), digest) << name;
    EXPECT_TRUE(keys.opens_now(kArash, keys.wrap(kArash, secret_))) << name;
    keys.destroy_former();
    EXPECT_FALSE(keys.unwrap(kArash, before)) << name;
    FolderKeys again{copy};
    EXPECT_TRUE(again.opens_now(kArash, after)) << name;
    EXPECT_EQ(again.lookup_digest("1"), digest) << name;
    EXPECT_EQ(std::distance(fs::directory_iterator{copy}, fs::directory_iterator{}), 3) << name;
  }
}

TEST_F(FolderKeysTest, AnotherNodeOnTheSameFolderFollows) {
  FolderKeys ours{folder()};
  FolderKeys theirs{folder()};
  auto const next = ours.next_epoch();
  auto const wrapped = next->wrap(kArash, secret_);
  next->enter();

  EXPECT_TRUE(theirs.unwrap(kArash, wrapped));
  EXPECT_TRUE(theirs.opens_now(kArash, wrapped));
  ours.destroy_former();
  theirs.destroy_former();
  EXPECT_TRUE(FolderKeys{folder()}.opens_now(kArash, wrapped));
  EXPECT_TRUE(theirs.opens_now(kArash, theirs.wrap(kArash, secret_)));
}

TEST_F(FolderKeysTest, NothingIsDestroyedForAKeyThatIsNotInForce) {
  FolderKeys keys{folder()};
  auto const wrapped = keys.wrap(kArash, secret_);
  (void)keys.next_epoch();

  EXPECT_THROW(keys.destroy_former(), KeysUnavailable);
  EXPECT_TRUE(FolderKeys{folder()}.opens_now(kArash, wrapped));
}

TEST_F(FolderKeysTest, WhatNoKeyAtHandOpensIsNotSettled) {
  TemporaryFolder other;
  (void)open_keys(other.path() / "keys", KeysMode::create);
  auto const foreign = FolderKeys{other.path() / "keys"}.wrap(kArash, secret_);
  FolderKeys keys{folder()};

  EXPECT_FALSE(keys.settle(kArash, foreign));
  EXPECT_FALSE(keys.unwrap(kArash, foreign));
}

}  // namespace
}  // namespace gozin::tests
