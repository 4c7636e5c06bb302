#include "tests/adapters/store/contract.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace gozin::tests {
namespace {

class VaultContract : public StoreContract {};

VaultKeyId const kArash{"person/arash"};
VaultKeyId const kBahar{"person/bahar"};

TEST_P(VaultContract, FindsRecordsByEventAndByKey) {
  auto batch = batch_with_events(StreamId{"case/a"}, 2);
  batch.vault = {{1, kBahar, "b", "czI="}, {0, kArash, "a", "czA="}, {1, kArash, "c", "czE="}};
  commit(batch);
  auto const view = store().view();

  auto const of_event = view->vault_of(1);
  ASSERT_EQ(of_event.size(), 2u);
  EXPECT_EQ(of_event[0].key, kArash);
  EXPECT_EQ(of_event[0].bound, "c");
  EXPECT_EQ(of_event[1].sealed, "czI=");
  auto const under_key = view->vault_under(kArash);
  ASSERT_EQ(under_key.size(), 2u);
  EXPECT_EQ(under_key[0].seq, 0);
  EXPECT_EQ(under_key[1].seq, 1);
  EXPECT_TRUE(view->vault_of(7).empty());
  auto twice = batch_at_head();
  twice.vault = {{0, kArash, "a", "czA="}};
  EXPECT_THROW(commit(twice), std::logic_error);
}

TEST_P(VaultContract, WrapsKeysAnewAndDestroysThem) {
  auto batch = batch_at_head();
  batch.keys = {{kArash, "b25l"}, {kBahar, "dHdv"}};
  commit(batch);
  auto next = batch_at_head();
  next.keys = {{kArash, "YW5ldw=="}};
  next.destroyed_keys = {kBahar};
  commit(next);

  auto const view = store().view();
  EXPECT_EQ(view->wrapped_key(kArash)->wrapped, "YW5ldw==");
  EXPECT_EQ(view->wrapped_key(kArash)->id, kArash);
  EXPECT_FALSE(view->wrapped_key(kBahar));
}

TEST_P(VaultContract, GivesKeysAndLookupsAPageAtATimeByTheirNames) {
  auto batch = batch_at_head();
  batch.keys = {{kBahar, "dHdv"}, {VaultKeyId{"box/1"}, "b25l"}, {kArash, "c2l4"}};
  batch.lookups = {{"bb", PersonId{"bahar"}}, {"aa", PersonId{"arash"}}};
  commit(batch);
  auto const view = store().view();

  auto const first = view->wrapped_keys({}, 2);
  EXPECT_EQ(first, (std::vector<WrappedKey>{{VaultKeyId{"box/1"}, "b25l"}, {kArash, "c2l4"}}));
  EXPECT_EQ(view->wrapped_keys(kArash, 2), (std::vector<WrappedKey>{{kBahar, "dHdv"}}));
  EXPECT_TRUE(view->wrapped_keys(kBahar, 2).empty());
  auto among = view->wrapped_keys_among({kBahar, VaultKeyId{"person/nobody"}, VaultKeyId{"box/1"}});
  std::ranges::sort(among, {}, &WrappedKey::id);
  EXPECT_EQ(among, (std::vector<WrappedKey>{{VaultKeyId{"box/1"}, "b25l"}, {kBahar, "dHdv"}}));
  auto const lookups = view->lookups({}, 1);
  ASSERT_EQ(lookups.size(), 1u);
  EXPECT_EQ(lookups[0].digest, "aa");
  EXPECT_EQ(view->lookups("aa", 5).at(0).person, PersonId{"bahar"});
}

TEST_P(VaultContract, LookupsMakeRoomForNewOnesInTheSameBatch) {
  auto batch = batch_at_head();
  batch.lookups = {{"aa", PersonId{"arash"}}, {"bb", PersonId{"bahar"}}};
  commit(batch);
  auto next = batch_at_head();
  next.erased_lookups = {"aa", "bb"};
  next.lookups = {{"aa", PersonId{"kaveh"}}};
  commit(next);

  auto const view = store().view();
  EXPECT_EQ(view->look_up("aa"), PersonId{"kaveh"});
  EXPECT_FALSE(view->look_up("bb"));
  EXPECT_EQ(view->lookups({}, 5).size(), 1u);
}

TEST_P(VaultContract, KeepsTheProofOfAnErasureByItsEventWhichTheLogMayNotHaveReached) {
  auto batch = batch_at_head();
  batch.erasures = {{900, "later"}, {7, "a receipt"}};
  commit(batch);
  auto next = batch_at_head();
  next.erasures = {{7, "the same, signed anew"}};
  commit(next);

  EXPECT_EQ(store().view()->erasures(),
            (std::vector<ErasureProof>{{7, "the same, signed anew"}, {900, "later"}}));
}

TEST_P(VaultContract, KeyMadeAndDestroyedInOneBatchIsGone) {
  auto batch = batch_at_head();
  batch.keys = {{kArash, "b25l"}};
  batch.destroyed_keys = {kArash};
  commit(batch);

  EXPECT_FALSE(store().view()->wrapped_key(kArash));
}

TEST_P(VaultContract, BoxGivesPapersByTheirIdsAndNotAsTheyCame) {
  auto batch = batch_at_head();
  batch.ballots = {{"m", "ballot-1", "Mw=="}, {"c", "ballot-2", "eA=="}};
  commit(batch);
  auto next = batch_at_head();
  next.ballots = {{"z", "ballot-1", "MQ=="}, {"a", "ballot-1", "Mg=="}};
  commit(next);

  auto const papers = store().view()->box_of("ballot-1");
  ASSERT_EQ(papers.size(), 3u);
  EXPECT_EQ(papers[0].id, "a");
  EXPECT_EQ(papers[0].sealed, "Mg==");
  EXPECT_EQ(papers[1].id, "m");
  EXPECT_EQ(papers[2].id, "z");

  auto counted = batch_at_head();
  counted.emptied_boxes = {"ballot-1"};
  commit(counted);
  EXPECT_TRUE(store().view()->box_of("ballot-1").empty());
  EXPECT_EQ(store().view()->box_of("ballot-2").size(), 1u);
}

TEST_P(VaultContract, AnswersAreKeptOnceAKey) {
  auto batch = batch_at_head();
  batch.requests = {{"arash/1", sha256("asked"), "{\"events\":[]}"}};
  commit(batch);

  auto const found = store().view()->answered("arash/1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key, "arash/1");
  EXPECT_EQ(found->fingerprint, sha256("asked"));
  EXPECT_EQ(found->answer, "{\"events\":[]}");
  EXPECT_FALSE(store().view()->answered("arash/2"));
  EXPECT_TRUE(store().view()->answered_among({}).empty());
  auto again = batch_at_head();
  again.requests = batch.requests;
  EXPECT_THROW(commit(again), std::logic_error);
}

TEST_P(VaultContract, AnswersAreAskedForManyAtATime) {
  auto batch = batch_at_head();
  std::vector<std::string> asked;
  for (int i = 0; i < 2'500; ++i) {
    auto const key = "arash/" + std::to_string(i);
    asked.push_back(key);
    if (i % 2 == 0) batch.requests.push_back({key, sha256(key), "answer of " + key});
  }
  commit(batch);
  asked.insert(asked.begin() + 1'200, std::string{"arash/2\0", 8});

  std::map<std::string, AnsweredRequest> found;
  auto const transaction = store().begin();
  for (auto const& one : transaction->answered_among(asked))
    EXPECT_TRUE(found.emplace(one.key, one).second) << one.key;
  ASSERT_EQ(found.size(), batch.requests.size());
  for (auto const& request : batch.requests) {
    auto const& one = found.at(request.key);
    EXPECT_EQ(one.fingerprint, request.fingerprint);
    EXPECT_EQ(one.answer, request.answer);
  }
}

TEST_P(VaultContract, TakenDigestIsABugAndKeepsNothingOfItsBatch) {
  auto batch = batch_at_head();
  batch.lookups = {{"d1", PersonId{"arash"}}};
  commit(batch);

  auto second = batch_with_events(StreamId{"person/bahar"}, 1);
  second.lookups = {{"d2", PersonId{"bahar"}}, {"d1", PersonId{"bahar"}}};
  EXPECT_THROW(commit(second), std::logic_error);

  auto const view = store().view();
  EXPECT_EQ(view->look_up("d1"), PersonId{"arash"});
  EXPECT_FALSE(view->look_up("d2"));
  EXPECT_EQ(view->head().size, 0);
}

TEST_P(VaultContract, DocumentIsKeptOnceAndBecomesPublicWhenAttachedInTheOpen) {
  auto const hash = sha256("bytes");
  auto batch = batch_at_head();
  batch.documents = {{hash, kArash, "text/plain", "c2VhbGVk"}};
  commit(batch);
  auto same = batch_at_head();
  same.documents = {{hash, kBahar, "text/plain", "b3RoZXI="}};
  commit(same);
  EXPECT_EQ(store().view()->document(hash)->key, kArash);
  EXPECT_EQ(store().view()->document(hash)->content, "c2VhbGVk");

  auto in_the_open = batch_at_head();
  in_the_open.documents = {{hash, {}, "text/plain", "Ynl0ZXM="}};
  commit(in_the_open);
  auto const found = store().view()->document(hash);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->key.empty());
  EXPECT_EQ(found->content, "Ynl0ZXM=");
  EXPECT_EQ(found->media, "text/plain");
  EXPECT_FALSE(store().view()->document(sha256("other")));
}

INSTANTIATE_TEST_SUITE_P(Stores, VaultContract, testing::ValuesIn(store_kinds()), name_of_store);

}  // namespace
}  // namespace gozin::tests
