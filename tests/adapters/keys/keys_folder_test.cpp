#include "adapters/keys/keys_folder.hpp"

#include "engine/core/hash.hpp"
#include "engine/ledger/ed25519.hpp"
#include "engine/ledger/tree.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;

VaultKeyId const kArash{"person/arash"};
VaultKeyId const kBahar{"person/bahar"};

class KeysFolderTest : public testing::Test {
 protected:
  fs::path folder() { return temporary_.path() / "keys"; }
  KeysFolder create() { return open_keys(folder(), KeysMode::create); }
  KeysFolder open() { return open_keys(folder(), KeysMode::existing); }

  TemporaryFolder temporary_;
};

TEST_F(KeysFolderTest, MakesThreeFilesForTheirOwnerAlone) {
  (void)create();

  EXPECT_EQ(fs::status(folder()).permissions(), fs::perms::owner_all);
  for (auto const* name : {"epoch.key", "lookup.key", "log.key"}) {
    EXPECT_EQ(fs::file_size(folder() / name), 32u) << name;
    EXPECT_EQ(fs::status(folder() / name).permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << name;
  }
}

TEST_F(KeysFolderTest, NeverReplacesAKey) {
  auto const first = create();
  auto const public_key = first.signer->public_key();

  EXPECT_THROW((void)create(), KeysUnavailable);
  EXPECT_EQ(open().signer->public_key(), public_key);
}

TEST_F(KeysFolderTest, CompletesWhatWasCutShortAndReplacesNothing) {
  auto const public_key = create().signer->public_key();
  fs::remove(folder() / "lookup.key");
  std::ofstream{folder() / "lookup.key.new"} << "half a k";

  auto const completed = open_keys(folder(), KeysMode::complete);

  EXPECT_EQ(completed.signer->public_key(), public_key);
  EXPECT_EQ(fs::file_size(folder() / "lookup.key"), 32u);
  EXPECT_EQ(std::distance(fs::directory_iterator{folder()}, fs::directory_iterator{}), 3);
}

TEST_F(KeysFolderTest, SigningKeyIsRotatedBesideTheFormerAndThenInItsPlace) {
  auto const keys = create();
  auto& signer = *keys.signer;
  auto const former = signer.public_key();

  EXPECT_FALSE(signer.has_next());
  auto const next = signer.next();
  EXPECT_NE(next, former);
  EXPECT_EQ(signer.next(), next);
  EXPECT_EQ(signer.public_key(), former);
  EXPECT_TRUE(signer.holds(former) && signer.holds(next));
  EXPECT_NE(signer.sign_as(former, "text"), signer.sign_as(next, "text"));
  auto const other_node = open();
  EXPECT_TRUE(other_node.signer->holds(next));

  EXPECT_THROW(signer.destroy_former(std::string(32, 'x')), KeysUnavailable);
  EXPECT_TRUE(signer.holds(former));
  signer.destroy_former(next);
  signer.destroy_former(next);  // as a second program that rotates at the same time

  EXPECT_EQ(signer.public_key(), next);
  EXPECT_FALSE(signer.holds(former));
  EXPECT_EQ(signer.sign_as(former, "text"), std::nullopt);
  EXPECT_FALSE(signer.has_next());
  EXPECT_TRUE(other_node.signer->holds(former)) << "until it looks again";
  other_node.signer->settle();
  EXPECT_FALSE(other_node.signer->holds(former));
  EXPECT_EQ(open().signer->public_key(), next);
}

TEST_F(KeysFolderTest, RotationCutShortBetweenItsStepsIsGoneOnWith) {
  auto const keys = create();
  auto const next = keys.signer->next();
  // As after a kill in the middle: the former is written over, the next not yet in its place.
  std::ofstream{folder() / "log.key", std::ios::binary} << std::string(32, 'x');

  auto const again = open();

  EXPECT_TRUE(again.signer->holds(next));
  EXPECT_EQ(again.signer->next(), next);
  again.signer->destroy_former(next);
  EXPECT_EQ(open().signer->public_key(), next);
}

TEST_F(KeysFolderTest, CopyBringsTheKeyOfARotationThatIsUnderWay) {
  auto const next = create().signer->next();

  copy_keys(folder(), temporary_.path() / "copy");

  EXPECT_TRUE(open_keys(temporary_.path() / "copy", KeysMode::existing).signer->holds(next));
}

// Else a key that is carried to another machine would sign a second history there.
TEST_F(KeysFolderTest, CopyBringsWhatWasSignedForLastAndKeepsTheLaterOfTwo) {
  auto const edge_of = [](std::string const& events) {
    Frontier frontier;
    for (auto const event : events) frontier.append(leaf_hash(std::string(1, event)));
    return to_text(frontier);
  };
  auto const copy = temporary_.path() / "copy";
  auto const& signer = create().signer;
  copy_keys(folder(), copy);
  EXPECT_EQ(size_signed_for(copy), 0);

  signer->keep_signed_edge(edge_of("abc"));
  copy_keys(folder(), copy);
  EXPECT_EQ(size_signed_for(copy), 3);
  EXPECT_EQ(FolderSigner{copy}.signed_edge(), edge_of("abc"));

  signer->keep_signed_edge(edge_of("ab"));
  copy_keys(folder(), copy);
  EXPECT_EQ(FolderSigner{copy}.signed_edge(), edge_of("abc"));
}

TEST_F(KeysFolderTest, KeepsTheEdgeThatWasSignedForAndForgetsATornOne) {
  auto const& signer = create().signer;
  EXPECT_EQ(signer->signed_edge(), "");
  signer->keep_signed_edge("3 " + std::string(64, 'a') + " " + std::string(64, 'b'));
  signer->keep_signed_edge("4 " + std::string(64, 'c'));

  EXPECT_EQ(open().signer->signed_edge(), "4 " + std::string(64, 'c'));
  std::fstream{folder() / "log.signed", std::ios::in | std::ios::out}.write("5", 1);
  EXPECT_EQ(open().signer->signed_edge(), "");
  signer->keep_signed_edge("6");
  EXPECT_EQ(signer->signed_edge(), "6");
  signer->forget_signed_edge();
  signer->forget_signed_edge();
  EXPECT_EQ(open().signer->signed_edge(), "");
}

TEST_F(KeysFolderTest, MissingFolderOrFileIsSaidAndNotMade) {
  EXPECT_THROW((void)open(), KeysUnavailable);
  EXPECT_FALSE(fs::exists(folder()));
  (void)create();
  fs::remove(folder() / "lookup.key");
  EXPECT_THROW((void)open(), KeysUnavailable);
  EXPECT_FALSE(fs::exists(folder() / "lookup.key"));
}

TEST_F(KeysFolderTest, KeyThatOthersMayReadIsRefused) {
  (void)create();
  fs::permissions(folder() / "epoch.key", fs::perms::group_read, fs::perm_options::add);
  EXPECT_THROW((void)open(), KeysUnavailable);
}

TEST_F(KeysFolderTest, KeyOfAnotherLengthIsRefused) {
  (void)create();
  std::ofstream{folder() / "log.key", std::ios::app} << "x";
  EXPECT_THROW((void)open(), KeysUnavailable);
}

TEST_F(KeysFolderTest, KeyBehindALinkIsRefused) {
  (void)create();
  fs::rename(folder() / "log.key", folder() / "elsewhere.key");
  fs::create_symlink("elsewhere.key", folder() / "log.key");
  EXPECT_THROW((void)open(), KeysUnavailable);
}

TEST_F(KeysFolderTest, OpensAgainWhatItWrappedAndSealed) {
  auto const first = create();
  auto const key = first.keys->make();
  auto const wrapped = first.keys->wrap(kArash, key);
  auto const sealed = first.keys->seal(key, "bound", "کاوه");

  auto const again = open();
  auto const unwrapped = again.keys->unwrap(kArash, wrapped);
  ASSERT_TRUE(unwrapped);
  EXPECT_EQ(unwrapped->bytes, key.bytes);
  EXPECT_EQ(again.keys->open(*unwrapped, "bound", sealed), "کاوه");
  EXPECT_EQ(again.keys->lookup_digest("0012345678"), first.keys->lookup_digest("0012345678"));
}

TEST_F(KeysFolderTest, OpensNothingUnderAnotherIdBindingKeyOrEpoch) {
  auto const first = create();
  auto& keys = *first.keys;
  auto const key = keys.make();
  auto const wrapped = keys.wrap(kArash, key);
  auto const sealed = keys.seal(key, "bound", "plain");

  EXPECT_FALSE(keys.unwrap(kBahar, wrapped));
  EXPECT_FALSE(keys.open(key, "other", sealed));
  EXPECT_FALSE(keys.open(keys.make(), "bound", sealed));
  EXPECT_FALSE(keys.open(key, "bound", sealed.substr(1)));
  EXPECT_FALSE(keys.open(key, "bound", ""));
  fs::remove_all(folder());
  EXPECT_FALSE(create().keys->unwrap(kArash, wrapped));
}

TEST_F(KeysFolderTest, NoBitOfWhatIsSealedCanBeTurned) {
  auto const first = create();
  auto const key = first.keys->make();
  auto const sealed = first.keys->seal(key, "bound", "p");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto turned = sealed;
    turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(first.keys->open(key, "bound", turned)) << bit;
  }
}

TEST_F(KeysFolderTest, SealsTheSameDifferentlyEachTime) {
  auto const first = create();
  auto const key = first.keys->make();
  EXPECT_NE(first.keys->seal(key, "", "same"), first.keys->seal(key, "", "same"));
  EXPECT_NE(first.keys->make().bytes, key.bytes);
}

TEST_F(KeysFolderTest, DigestIsOfHexDigitsAndOfThisDeploymentOnly) {
  auto const digest = create().keys->lookup_digest("0012345678");
  EXPECT_EQ(digest.size(), 64u);
  EXPECT_TRUE(parse_hash(digest));
  fs::remove_all(folder());
  EXPECT_NE(create().keys->lookup_digest("0012345678"), digest);
}

TEST_F(KeysFolderTest, SignatureVerifiesUnderThePublicKey) {
  auto const first = create();
  Ed25519PublicKey key;
  auto const bytes = first.signer->public_key();
  ASSERT_EQ(bytes.size(), key.bytes.size());
  std::copy(bytes.begin(), bytes.end(), key.bytes.begin());

  auto const signature = first.signer->sign("checkpoint");
  EXPECT_TRUE(ed25519_verify(key, "checkpoint", signature));
  EXPECT_FALSE(ed25519_verify(key, "checkpoint.", signature));
}

}  // namespace
}  // namespace gozin::tests
