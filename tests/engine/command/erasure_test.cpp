// A person who is erased: their keys are destroyed, and all others pass under a new epoch key.

#include "engine/event/json.hpp"
#include "engine/ledger/receipt.hpp"
#include "engine/ledger/vkey.hpp"
#include "engine/publication/receipts.hpp"
#include "engine/replay/verify.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <algorithm>

namespace gozin::tests {
namespace {

VaultKeyId const kKeyOfBahar{"person/bahar"};
VaultKeyId const kKeyOfKaveh{"person/kaveh"};

class ErasureTest : public NotebookWorld {
 protected:
  ErasureTest() {
    open_log();
    book_ = open_book("one", "about bahar");
    (void)perform("OpenBook", {}, {{"title", "two"}, {"owner", "kaveh"}, {"remark", "kaveh's"}});
  }

  Outcome add_reader(std::string reader, std::string number) {
    return perform("AddReader", book_, {{"reader", std::move(reader)}, {"number", number}});
  }
  Outcome forget(std::string person) {
    return perform("ForgetPerson", book_, {{"person", std::move(person)}});
  }
  bool opens(Keys& keys, VaultKeyId const& id) {
    auto const stored = store_.view()->wrapped_key(id);
    return stored && keys.unwrap(id, parse_base64(stored->wrapped).value());
  }
  VerifyReport verified(Keys* keys) {
    auto const view = store_.view();
    return verify(catalog_, *view, {.keys = keys, .key = parse_vkey(pipeline_.vkey()).value()});
  }
  std::vector<VerifyFinding> findings(Keys* keys) {
    std::vector<VerifyFinding> found;
    for (auto const& fault : verified(keys).damage) found.push_back(fault.finding);
    return found;
  }

  StreamId book_;
};

TEST_F(ErasureTest, DestroysThePersonsKeyAndWrapsAllOthersAnew) {
  FixedKeys former;
  ASSERT_TRUE(opens(former, kKeyOfKaveh));

  ASSERT_TRUE(forget("bahar"));

  EXPECT_FALSE(store_.view()->wrapped_key(kKeyOfBahar));
  EXPECT_TRUE(opens(keys_, kKeyOfKaveh));
  EXPECT_FALSE(opens(former, kKeyOfKaveh));
  EXPECT_EQ(keys_.epoch(), "epoch-1'");
}

// Such as the sheets of a case: one id in the event for all of them.
TEST_F(ErasureTest, DestroysWhatStandsBeneathAKeyWithIt) {
  VaultKeyId const beneath{"person/bahar/letters"};
  VaultKeyId const beside{"person/baharan"};
  Batch batch;
  batch.head = store_.view()->head();
  for (auto const& id : {beneath, beside})
    batch.keys.push_back({id, to_base64(keys_.wrap(id, keys_.make()))});
  {
    auto const transaction = store_.begin();
    transaction->write(batch);
    transaction->commit();
  }

  ASSERT_TRUE(forget("bahar"));

  EXPECT_FALSE(store_.view()->wrapped_key(beneath));
  EXPECT_TRUE(opens(keys_, beside));
}

TEST_F(ErasureTest, LeavesAKeyByWhichTheEpochIsKnownWhenTheLastPersonGoes) {
  ASSERT_TRUE(forget("kaveh"));
  ASSERT_TRUE(forget("bahar"));

  auto const left = store_.view()->wrapped_keys({}, 10);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_TRUE(opens(keys_, left.front().id));
}

TEST_F(ErasureTest, ValuesOfOthersAreReadAsBefore) {
  ASSERT_TRUE(forget("kaveh"));

  EXPECT_TRUE(perform("ReadRemark", book_));
}

TEST_F(ErasureTest, NumbersOfOthersAreLookedUpUnderTheNewKeyAndThePersonsAreFreeAgain) {
  ASSERT_TRUE(add_reader("kaveh", "11"));
  ASSERT_TRUE(add_reader("bahar", "22"));
  auto const before = store_.view()->lookups({}, 10);
  ASSERT_EQ(before.size(), 2U);

  ASSERT_TRUE(forget("bahar"));

  auto const after = store_.view()->lookups({}, 10);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].person, PersonId{"kaveh"});
  EXPECT_EQ(after[0].digest, keys_.lookup_digest("11"));
  for (auto const& old : before) EXPECT_NE(old.digest, after[0].digest);
  EXPECT_EQ(reason_of(add_reader("dorsa", "11")), "person_must_not_be_registered_twice");
  EXPECT_TRUE(add_reader("dorsa", "22"));
}

TEST_F(ErasureTest, WhatItsOwnBatchMadePassesUnderTheNewKeyToo) {
  auto const outcomes =
      write(pipeline_, {request("AddReader", book_, {{"reader", "dorsa"}, {"number", "33"}}),
                        request("ForgetPerson", book_, {{"person", "bahar"}}),
                        request("AddReader", book_, {{"reader", "shirin"}, {"number", "44"}}),
                        request("AddReader", book_, {{"reader", "arash"}, {"number", "33"}})});

  EXPECT_EQ(reason_of(outcomes[3]), "person_must_not_be_registered_twice");
  EXPECT_TRUE(opens(keys_, VaultKeyId{"person/dorsa"}));
  EXPECT_TRUE(opens(keys_, VaultKeyId{"person/shirin"}));
  EXPECT_EQ(store_.view()->look_up(keys_.lookup_digest("33")), PersonId{"dorsa"});
  EXPECT_EQ(store_.view()->look_up(keys_.lookup_digest("44")), PersonId{"shirin"});
}

TEST_F(ErasureTest, WhatFailsToBeCommittedChangesNothing) {
  store_.fail_next_commit();
  EXPECT_THROW((void)forget("bahar"), StoreFailed);

  EXPECT_EQ(keys_.epoch(), "epoch-1");
  EXPECT_TRUE(opens(keys_, kKeyOfBahar));
  ASSERT_TRUE(add_reader("dorsa", "33"));
  EXPECT_TRUE(opens(keys_, VaultKeyId{"person/dorsa"}));
}

TEST_F(ErasureTest, IsNotBegunWhereAKeyWouldBeLost) {
  Batch batch;
  batch.head = store_.view()->head();
  batch.keys = {{kKeyOfKaveh, to_base64(FixedKeys{"another"}.wrap(kKeyOfKaveh, keys_.make()))}};
  {
    auto const transaction = store_.begin();
    transaction->write(batch);
    transaction->commit();
  }

  EXPECT_THROW((void)forget("bahar"), StoreFailed);
  EXPECT_TRUE(opens(keys_, kKeyOfBahar));
}

TEST_F(ErasureTest, IsNamedByVerificationWhichFailsWithoutIt) {
  ASSERT_TRUE(forget("bahar"));

  auto const report = verified(&keys_);
  EXPECT_TRUE(report.damage.empty());
  ASSERT_EQ(report.erasures.size(), 1U);
  EXPECT_EQ(report.erasures[0].seq, 3);
  EXPECT_EQ(report.erasures[0].person, PersonId{"bahar"});
  EXPECT_EQ(report.erasures[0].records, 1);
  // Whoever has no key at all sees as much.
  EXPECT_EQ(verified(nullptr).erasures[0].records, 1);

  Batch batch;
  batch.head = store_.view()->head();
  batch.destroyed_keys = {kKeyOfKaveh};
  auto transaction = store_.begin();
  transaction->write(batch);
  transaction->commit();
  transaction.reset();
  EXPECT_EQ(findings(&keys_), std::vector{VerifyFinding::vault_key_missing});
  EXPECT_EQ(findings(nullptr), std::vector{VerifyFinding::vault_key_missing});
}

// A backup from before it, with the keys of since. What is recorded then takes the numbers of what
// is lost, the erasure's among them.
TEST_F(ErasureTest, IsProvenToALogThatWasPutBackToBeforeItAndWentOn) {
  auto const restored = std::make_shared<MemoryStore::Contents>(*store_.contents());
  ASSERT_TRUE(forget("bahar"));
  (void)pipeline_.checkpoint();
  {
    auto const view = store_.view();
    LogTree tree;
    tree.catch_up(*view);
    restored->erasures[3] = {3, to_text(receipt_of(*view, tree, 3).value())};
  }
  restored->keys = store_.contents()->keys;
  store_.replace(restored);
  Pipeline after{catalog_, ports_, pipeline_.origin()};
  for (auto const* title : {"three", "four", "five"})
    ASSERT_TRUE(
        write(after, {request("OpenBook", {}, {{"title", title}, {"owner", "kaveh"}})}).front());

  auto const report = verified(&keys_);

  EXPECT_EQ(report.events, 6);
  EXPECT_EQ(findings(&keys_), std::vector<VerifyFinding>{});
  ASSERT_EQ(report.erasures.size(), 1U);
  EXPECT_EQ(report.erasures[0].person, PersonId{"bahar"});
  EXPECT_EQ(report.erasures[0].records, 1);
}

TEST_F(ErasureTest, IsNoneWhereTheKeysAreAnotherLogs) {
  FixedKeys another{"another"};
  auto const report = verified(&another);

  EXPECT_TRUE(report.damage.empty());
  EXPECT_FALSE(report.values_opened);
  ASSERT_EQ(report.contradictions.size(), 1U);
  EXPECT_EQ(report.contradictions[0].finding, VerifyFinding::vault_not_of_these_keys);

  // One that does not open among others is damage of what it wraps.
  Batch batch;
  batch.head = store_.view()->head();
  batch.keys = {{kKeyOfBahar, to_base64(another.wrap(kKeyOfBahar, another.make()))}};
  auto transaction = store_.begin();
  transaction->write(batch);
  transaction->commit();
  transaction.reset();
  EXPECT_EQ(findings(&keys_), std::vector{VerifyFinding::vault_value_differs});
  EXPECT_TRUE(verified(&keys_).contradictions.empty());
}

TEST_F(ErasureTest, IsNoneWhereTheKeyIsStillThere) {
  auto const kept = *store_.view()->wrapped_key(kKeyOfBahar);
  ASSERT_TRUE(forget("bahar"));
  Batch batch;
  batch.head = store_.view()->head();
  batch.keys = {kept};
  auto transaction = store_.begin();
  transaction->write(batch);
  transaction->commit();
  transaction.reset();

  auto const found = findings(&keys_);
  EXPECT_NE(std::find(found.begin(), found.end(), VerifyFinding::erased_key_left), found.end());
}

TEST_F(ErasureTest, AnotherNodeOpensWhatWasRecordedBeforeTheChangeThatItHearsOf) {
  FixedKeys own;
  Pipeline other{catalog_, {store_, clock_, random_, own, signer_, directory_}, pipeline_.origin()};
  std::vector<Opened> heard;
  other.on_recorded([&](Recorded const&, std::vector<Opened> const& kept) {
    heard.insert(heard.end(), kept.begin(), kept.end());
  });
  (void)perform("OpenBook", {}, {{"title", "three"}, {"owner", "kaveh"}, {"remark", "late"}});
  ASSERT_TRUE(forget("bahar"));

  other.follow();

  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard.front().values.begin()->second, "late");
}

// What the fingerprint stood for cannot be told any more.
TEST_F(ErasureTest, ARequestRepeatedAfterItIsAnsweredAsTheFirstTime) {
  auto line = request("WriteLine", book_, {{"text", "a"}});
  line.idempotency_key = "arash/post/1";
  auto const first = pipeline_.perform(line);
  ASSERT_TRUE(first);
  ASSERT_TRUE(forget("kaveh"));

  auto const again = pipeline_.perform(line);

  ASSERT_TRUE(again) << again.error().reason.name();
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->events.front().seq, first->events.front().seq);
}

TEST_F(ErasureTest, AnotherNodeForgetsThePersonWithoutActing) {
  Pipeline other{catalog_, ports_, "notebook.example/log"};
  std::vector<std::string> heard;
  other.on_recorded([&](Recorded const& recorded, std::vector<Opened> const&) {
    heard.emplace_back(recorded.event.type().name);
  });
  ASSERT_TRUE(forget("bahar"));

  other.follow();
  other.follow();

  EXPECT_EQ(heard, std::vector<std::string>{"SubjectErased"});
}

}  // namespace
}  // namespace gozin::tests
