#include "adapters/keys/key_bundle.hpp"

#include "adapters/keys/keys_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(fs::path const& file) {
  std::ostringstream all;
  all << std::ifstream{file, std::ios::binary}.rdbuf();
  return all.str();
}

class KeyBundleFile : public testing::Test {
 protected:
  void write(std::string const& text) { std::ofstream{file_} << text; }

  TemporaryFolder folder_;
  std::string file_ = folder_.file("city.bundle");
  KeyBundle const bundle_{"0123abcd",
                          3,
                          41,
                          {{VaultKeyId{"person/a"}, "b25l"}, {VaultKeyId{"box/b"}, "dHdv"}},
                          {{17, "a receipt"}}};
};

TEST_F(KeyBundleFile, ComesBackAsItWasWritten) {
  write_key_bundle(file_, bundle_);

  auto const read = read_key_bundle(file_);
  EXPECT_EQ(read, bundle_);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(KeyBundleFile, IsReadAsItWasBeforeTheEpochEverChanged) {
  write("{\"deployment\":\"0123abcd\",\"format\":\"gozin-key-bundle/v1\"}\n{\"keys\":\"0\"}\n");

  EXPECT_EQ(read_key_bundle(file_), KeyBundle{.deployment = "0123abcd"});
}

TEST_F(KeyBundleFile, OfALaterEpochIsNewerWhateverItsSize) {
  KeyBundle const early{"city", 1, 900, {}, {}};
  KeyBundle const late{"city", 2, 40, {}, {}};
  KeyBundle const later{"city", 2, 41, {}, {}};

  EXPECT_TRUE(is_newer(late, early));
  EXPECT_TRUE(is_newer(later, late));
  EXPECT_FALSE(is_newer(early, later));
  EXPECT_FALSE(is_newer(late, late));
}

TEST_F(KeyBundleFile, IsReplacedByANewerOne) {
  write_key_bundle(file_, bundle_);
  write_key_bundle(file_, {.deployment = "0123abcd"});

  EXPECT_TRUE(read_key_bundle(file_).keys.empty());
  EXPECT_FALSE(fs::exists(file_ + ".new"));
}

TEST_F(KeyBundleFile, IsRefusedWhenItIsCutAnywhereOrChanged) {
  write_key_bundle(file_, bundle_);
  auto const whole = bytes_of(file_);
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    write(whole.substr(0, size));
    EXPECT_THROW((void)read_key_bundle(file_), KeysUnavailable) << size;
  }
  auto fewer = whole;
  auto const second = fewer.find("{\"id\":\"box");
  fewer.erase(second, fewer.find('\n', second) - second + 1);
  write(fewer);
  EXPECT_THROW((void)read_key_bundle(file_), KeysUnavailable);
  EXPECT_THROW((void)read_key_bundle(folder_.file("missing")), KeysUnavailable);
}

TEST_F(KeyBundleFile, KeysOfAFolderAreCopiedAndNeverReplaced) {
  fs::path const from = folder_.file("from.keys");
  fs::path const to = folder_.file("to.keys");
  fs::path const others = folder_.file("others.keys");
  (void)open_keys(from, KeysMode::create);
  (void)open_keys(others, KeysMode::create);
  EXPECT_FALSE(keys_are_there(to));

  copy_keys(from, to);
  copy_keys(from, to);

  EXPECT_TRUE(keys_are_there(to));
  EXPECT_EQ(bytes_of(from / "epoch.key"), bytes_of(to / "epoch.key"));
  EXPECT_NO_THROW((void)open_keys(to, KeysMode::existing));
  EXPECT_THROW(copy_keys(others, to), KeysUnavailable);
  EXPECT_EQ(bytes_of(from / "log.key"), bytes_of(to / "log.key"));
  EXPECT_THROW(copy_keys(folder_.file("missing"), to), KeysUnavailable);
}

}  // namespace
}  // namespace gozin::tests
