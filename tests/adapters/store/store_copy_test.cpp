// Copies between databases of all kinds: the same bytes, at once or after an interruption.

#include "adapters/store/store_copy.hpp"

#include "adapters/store/connections.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using testing::HasSubstr;

Account account_of(std::string login) {
  return {.login = std::move(login),
          .person = PersonId{"arash"},
          .password = "$argon2id$v=19$m=65536$x",
          .created = Instant{5}};
}

/// A store with rows of every kind, more events than a page of the copy holds.
void fill(SqlStore& store) {
  constexpr int kEvents = 4'500;
  auto const transaction = store.begin();
  Batch batch;
  batch.events = events_behind(*transaction, StreamId{"case/a"}, kEvents);
  batch.events[7].body = "{\"t\":\"پیشنهاد «شهردار» 🏛 \\\\ ' \\\" {a,b} NULL\"}";
  batch.events[7].leaf = sha256(batch.events[7].body);
  batch.head = {.size = kEvents, .frontier = "1 abc", .recorded = Instant{kEvents * 10}};
  for (int i = 0; i < kEvents; i += 2) {
    batch.vault.push_back({i, VaultKeyId{"person/b"}, "bound", "c2VhbGVk"});
    batch.vault.push_back({i, VaultKeyId{"person/a"}, "bound", "c2VhbGVk"});
  }
  batch.keys = {{VaultKeyId{"person/a"}, "d3JhcHBlZA=="}, {VaultKeyId{"person/b"}, "d3I="}};
  batch.ballots = {{"p2", "ballot-1", "Mg=="}, {"p1", "ballot-1", "MQ=="}};
  batch.requests = {{"key", sha256("asked"), "{\"events\":[]}"}};
  batch.lookups = {{"digest", PersonId{"arash"}}};
  for (int i = 0; i < 20; ++i)
    batch.documents.push_back(
        {sha256(std::to_string(i)), {}, "text/plain", to_base64(std::string(1'000, 'x'))});
  batch.checkpoints = {{3, "note\n"}, {kEvents, "later note\n"}};
  batch.cosignatures = {{3, "court", "cosigned\n"}};
  batch.standings = {{"court", "cosigning", 3, Instant{4}}};
  batch.erasures = {{4, "a receipt"}};
  batch.accesses = {{0, "read"}, {1, "read again"}};
  batch.rows.upserts = {{&paper_table(), {std::string{"case/a"}, std::string{"1"}, {}, {}, {}}}};
  transaction->write(batch);
  transaction->commit();
  EXPECT_TRUE(store.accounts().add(account_of("arash")));
  EXPECT_TRUE(store.accounts().add(account_of("bahar")));
  EXPECT_TRUE(store.accounts().set_disabled("bahar", Instant{9}));
}

/// All that a copy has to keep, a line a thing.
std::string contents_of(SqlStore& store) {
  auto const view = store.view();
  auto const head = view->head();
  std::string text = std::to_string(head.size) + " " + head.frontier + " " +
                     std::to_string(head.recorded.ms) + "\n";
  for (auto const& one : view->erasures())
    text += "erased " + std::to_string(one.seq) + " " + one.receipt + "\n";
  view->read_log(0, head.size, [&](StoredEvent const& event) {
    text += std::to_string(event.seq) + " " + event.stream.text + " " + std::to_string(event.rev) +
            " " + event.type + " " + std::to_string(event.recorded.ms) + " " + event.body + " " +
            to_hex(event.leaf) + "\n";
    for (auto const& record : view->vault_of(event.seq))
      text += record.key.text + " " + record.bound + " " + record.sealed + "\n";
  });
  for (auto const& paper : view->box_of("ballot-1")) text += paper.id + " " + paper.sealed + "\n";
  text += view->answered("key")->answer + view->look_up("digest")->text + "\n";
  for (int i = 0; i < 20; ++i) text += view->document(sha256(std::to_string(i)))->content + "\n";
  for (auto const& checkpoint : view->checkpoints(0, 10))
    text += std::to_string(checkpoint.size) + " " + checkpoint.note;
  for (auto const& one : view->accesses(0, 10))
    text += std::to_string(one.number) + one.body + "\n";
  for (auto const& one : view->witness_standings())
    text += one.witness + " " + one.standing + " " + std::to_string(one.size) + "\n";
  for (auto const& account : store.accounts().all())
    text += account.login + " " + account.password + " " +
            std::to_string(account.disabled ? account.disabled->ms : -1) + "\n";
  return text + store.deployment();
}

class StoreCopies : public testing::Test {
 protected:
  static std::unique_ptr<SqlStore> open(StoreUrl const& url, OpenMode mode = OpenMode::existing) {
    return open_store(url, {&timer_table(), &paper_table()}, {.mode = mode});
  }
  StoreUrl file(std::string const& name) const { return {Database::sqlite, folder_.file(name)}; }

  TemporaryFolder folder_;
};

TEST_F(StoreCopies, KeepEveryByteFromDatabaseToDatabaseAndBack) {
  ServerDatabase const postgresql{Database::postgresql};
  ServerDatabase const mariadb{Database::mysql};
  std::vector<StoreUrl> const journey{file("first.db"), postgresql.url(), mariadb.url(),
                                      file("second.db")};
  auto const first = open(journey.front(), OpenMode::create);
  fill(*first);
  auto const expected = contents_of(*first);

  for (std::size_t i = 1; i < journey.size(); ++i) {
    auto const keys = read_vault_keys(journey[i - 1]);
    auto const copy = copy_store(journey[i - 1], journey[i], {.keys = keys.keys});
    EXPECT_EQ(copy.deployment, first->deployment());
    EXPECT_EQ(copy.head.size, 4'500);

    auto const there = open(journey[i]);
    EXPECT_EQ(contents_of(*there), expected) << shown(journey[i]);
    EXPECT_EQ(there->view()->wrapped_key(VaultKeyId{"person/a"})->wrapped, "d3JhcHBlZA==");
    EXPECT_EQ(there->needs_rebuild().size(), 2u);
  }
}

TEST_F(StoreCopies, HoldNoKeyOfTheVaultUnlessItIsGiven) {
  fill(*open(file("city.db"), OpenMode::create));
  copy_store(file("city.db"), file("copy.db"), {});

  EXPECT_FALSE(open(file("copy.db"))->view()->wrapped_key(VaultKeyId{"person/a"}));
  std::ifstream bytes{file("copy.db").path, std::ios::binary};
  std::string const all{std::istreambuf_iterator<char>{bytes}, {}};
  EXPECT_EQ(all.find("d3JhcHBlZA=="), std::string::npos);
}

TEST_F(StoreCopies, AreTakenAsOfOneMomentWhileOthersWrite) {
  auto const city = open(file("city.db"), OpenMode::create);
  fill(*city);
  auto const append = [&] {
    auto const transaction = city->begin();
    Batch batch;
    batch.events = events_behind(*transaction, StreamId{"case/late"}, 10);
    batch.head = {.size = transaction->head().size + 10, .frontier = "2", .recorded = {}};
    transaction->write(batch);
    transaction->commit();
  };
  auto const copy = copy_store(file("city.db"), file("copy.db"),
                               {.progress = [&](std::int64_t, std::int64_t) { append(); }});

  EXPECT_EQ(copy.head.size, 4'500);
  EXPECT_EQ(log_of(*open(file("copy.db"))->view()).size(), 4'500u);
  EXPECT_GT(city->view()->head().size, 4'500);
}

struct Interrupted {};

class InterruptedCopy : public StoreCopies, public testing::WithParamInterface<Database> {
 protected:
  StoreUrl target() { return GetParam() == Database::sqlite ? file("copy.db") : server().url(); }
  ServerDatabase& server() {
    if (!server_) server_.emplace(GetParam());
    return *server_;
  }
  std::optional<ServerDatabase> server_;
};

TEST_P(InterruptedCopy, IsNoStoreUntilItHasGoneOnToItsEnd) {
  auto const city = open(file("city.db"), OpenMode::create);
  fill(*city);
  std::vector<std::int64_t> steps;
  auto const stop_after = [&](std::size_t count) {
    return [&steps, count, calls = std::size_t{0}](std::int64_t done, std::int64_t of) mutable {
      EXPECT_LE(done, of);
      steps.push_back(done);
      if (++calls == count) throw Interrupted{};
    };
  };
  for (std::size_t count = 1; count < 6; ++count) {
    EXPECT_THROW(copy_store(file("city.db"), target(), {.progress = stop_after(count)}),
                 Interrupted);
    EXPECT_THROW((void)open(target()), StoreFailed);
    EXPECT_THROW((void)open(target(), OpenMode::inspect), StoreFailed);
  }
  // The first page of events was written once, not at each beginning.
  EXPECT_EQ(std::count(steps.begin(), steps.end(), 2'000), 1);

  copy_store(file("city.db"), target(), {});
  EXPECT_EQ(contents_of(*open(target())), contents_of(*city));
}

TEST_P(InterruptedCopy, OverwritesNoOtherStoreAndNoWholeOne) {
  fill(*open(file("city.db"), OpenMode::create));
  fill(*open(target(), OpenMode::create));
  EXPECT_THROW(copy_store(file("city.db"), target(), {}), StoreFailed);

  EXPECT_THROW(copy_store(file("city.db"), file("city.db"), {}), StoreFailed);
  EXPECT_THROW(copy_store(file("missing.db"), file("new.db"), {}), StoreFailed);
  EXPECT_FALSE(store_exists(file("missing.db")));
}

TEST_F(StoreCopies, AreNotTakenOfWhatIsNoStoreOfThisVersion) {
  EXPECT_THROW(expect_copyable(file("city.db")), StoreFailed);
  fill(*open(file("city.db"), OpenMode::create));
  EXPECT_NO_THROW(expect_copyable(file("city.db")));
  {
    soci::session sql;
    store::Connector const connector{store::sqlite_dialect(), file("city.db"),
                                     std::chrono::seconds{1}};
    connector.connect(sql, store::Use::write);
    sql << "update store_format set version = 7";
  }
  EXPECT_THROW(expect_copyable(file("city.db")), StoreFailed);
}

TEST_F(StoreCopies, OfALogWithAGapIsNoStore) {
  {
    auto const city = open(file("city.db"), OpenMode::create);
    fill(*city);
  }
  soci::session sql;
  store::Connector const connector{store::sqlite_dialect(), file("city.db"),
                                   std::chrono::seconds{1}};
  connector.connect(sql, store::Use::write);
  sql << "delete from event where seq = 17";

  EXPECT_THROW(copy_store(file("city.db"), file("copy.db"), {}), StoreFailed);
  EXPECT_THROW((void)open(file("copy.db")), StoreFailed);
}

std::string name_of_target(testing::TestParamInfo<Database> const& database) {
  return std::string{name_of(database.param)};
}

INSTANTIATE_TEST_SUITE_P(Targets, InterruptedCopy,
                         testing::Values(Database::sqlite, Database::postgresql, Database::mysql),
                         name_of_target);

}  // namespace
}  // namespace gozin::tests
