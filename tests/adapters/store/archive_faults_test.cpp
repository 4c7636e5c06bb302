// Ranges of a log in files of their own: what is missing, damaged or in the way is named, and holds
// up nobody else.

#include "tests/adapters/store/archive_world.hpp"
#include "tests/adapters/store/contract.hpp"

#include <fstream>
#include <sys/stat.h>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

class ArchiveFaults : public ArchiveWorld {};

std::string lines_of(std::function<void(StoreView::Visit const&)> const& read) {
  std::string lines;
  read([&](StoredEvent const& event) {
    lines += std::to_string(event.seq) + " " + std::to_string(event.rev) + " " + event.body + "\n";
  });
  return lines;
}
std::string read_stream_of(EventStore& store, std::string const& stream) {
  return lines_of([&](StoreView::Visit const& visit) {
    store.view()->read_stream(StreamId{stream}, 0, visit);
  });
}
std::string read_kind_of(EventStore& store, std::string const& kind) {
  return lines_of([&](StoreView::Visit const& visit) { store.view()->read_kind(kind, visit); });
}

TEST_P(ArchiveFaults, FileThatIsMissingIsNamedByWhoeverNeedsItAndNobodyElseIsHeldUp) {
  detach(0);
  detach(1);
  delete_all();
  fs::rename(file_of(1), file_of(1).string() + ".away");
  auto const city = open();

  auto const name = file_of(1).string();
  EXPECT_THAT(refusal_of([&] { read_event(*city, 300); }), HasSubstr(name));
  EXPECT_THAT(refusal_of([&] { (void)read_in_all_ways(*city->view()); }), HasSubstr(name));
  EXPECT_THAT(refusal_of([&] {
                city->view()->read_stream(StreamId{"case/c4"}, 0, [](StoredEvent const&) {});
              }),
              HasSubstr("unreadable"));
  EXPECT_THAT(faults_in(*city), testing::ElementsAre(name + ": it is not there"));
  read_event(*city, 10);
  read_event(*city, 600);
  for (auto const* stream : {"case/c14", "person/p3", "log", "body/council"})
    EXPECT_EQ(read_stream_of(*city, stream), read_stream_of(memory_, stream));
  for (auto const* kind : {"person", "body", "log"})
    EXPECT_EQ(read_kind_of(*city, kind), read_kind_of(memory_, kind));
  append_to(*city, 10);

  fs::rename(file_of(1).string() + ".away", file_of(1));
  append_to(memory_, 10);
  expect_same(*city, "brought back");
}

TEST_P(ArchiveFaults, NothingIsDeletedWhoseFileIsNotThere) {
  detach(0);
  fs::rename(file_of(0), file_of(0).string() + ".away");
  EXPECT_THAT(refusal_of([&] { store_->archive().delete_some(); }), HasSubstr("unreadable"));
  EXPECT_EQ(live_in(0), kEventsOfSmallRange);
  fs::rename(file_of(0).string() + ".away", file_of(0));
  delete_all();
  EXPECT_EQ(live_in(0), staying_in(0));
}

TEST_P(ArchiveFaults, FileOfAnotherRangeOrLogAndOneThatIsCutOrOverwrittenIsRefused) {
  detach(0);
  detach(1);
  delete_all();
  auto const kept = folder_.file("kept");
  fs::copy_file(file_of(1), kept);
  auto const expect_refused = [&](std::string const& why) {
    EXPECT_THAT(refusal_of([&] { read_event(*open(), 300); }), HasSubstr("unreadable")) << why;
    EXPECT_THAT(faults_in(*open()), testing::Not(IsEmpty())) << why;
    fs::remove(file_of(1));
    fs::copy_file(kept, file_of(1));
  };
  auto const put = [&](fs::path const& other) {
    fs::copy_file(other, file_of(1), fs::copy_options::overwrite_existing);
  };
  put(file_of(0));
  expect_refused("another range");
  {
    TemporaryFolder const elsewhere;
    StoreUrl const other_url{Database::sqlite, elsewhere.file("log.db")};
    auto const other = open_store(other_url, {}, {.mode = OpenMode::create});
    append_to(*other, 600);
    other->archive().detach(range(1), cases_go());
    put(other->archive().ranges().front().file);
    expect_refused("another log");
  }
  fs::resize_file(file_of(1), 4'096);
  expect_refused("cut");
  std::ofstream{file_of(1)} << std::string(100'000, 'x');
  expect_refused("overwritten");
  expect_same(*open(), "put back");
}

TEST_P(ArchiveFaults, FileThatIsNoneOfOursIsNotOverwritten) {
  fs::create_directories(file_of(0).parent_path());
  std::ofstream{file_of(0)} << "of somebody else";
  EXPECT_THAT(refusal_of([&] { detach(0); }), HasSubstr(file_of(0).string()));
  EXPECT_EQ(fs::file_size(file_of(0)), 16u);
  EXPECT_THAT(store_->archive().ranges(), IsEmpty());
}

TEST_P(ArchiveFaults, ListsAndRowsThatWereChangedAreNamed) {
  auto const names = [&](std::string const& statement, std::string const& place) {
    run(statement);
    EXPECT_THAT(faults_in(*store_), testing::Contains(place)) << statement;
  };
  detach(0);
  detach(1);
  delete_all();
  EXPECT_THAT(faults_in(*store_), IsEmpty());
  names(
      "update archived_stream set last_rev = last_rev + 1 where stream = 'case/c1' "
      "and first_seq = 0",
      "archived_stream case/c1 0");
  names("delete from archived_stream where stream = 'case/again' and first_seq = 0", "event 11");
  names("update log_range set deleted = deleted + 1 where number = 2", "log_range 2");
  names("update log_range set number = 7 where number = 1", "log_range 7");
}

TEST_P(ArchiveFaults, EventsThatStayedAndAreNotThoseOfTheFileAreNamed) {
  detach(0);
  delete_all();
  auto const expect_fault = [&](std::string const& statement, std::string const& place) {
    run(statement);
    EXPECT_THAT(faults_in(*store_), testing::ElementsAre(place)) << statement;
  };
  expect_fault("update event set body = '{}' where seq = 5", "event 5");
  expect_fault("delete from event where seq = 5", "event 5");
  expect_fault(
      "insert into event (seq, stream, rev, type, recorded, body, leaf) "
      "values (1, 'person/p0', 900, 'Written', 10, '{}', 'no')",
      "event 1");
}

TEST_P(ArchiveFaults, WhateverIsNoPlainFileIsRefusedAtOnce) {
  detach(0);
  delete_all();
  auto const file = file_of(0);
  auto const kept = folder_.file("kept");
  fs::rename(file, kept);
  auto const expect_refused = [&](std::string const& what) {
    EXPECT_THAT(refusal_of([&] { read_event(*open(), 30); }), HasSubstr("unreadable")) << what;
    EXPECT_THAT(faults_in(*open()), testing::SizeIs(1)) << what;
  };
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  expect_refused("a pipe");
  fs::remove(file);
  fs::create_directory(file);
  expect_refused("a folder");
  fs::remove(file);
  fs::create_symlink(folder_.file("nowhere"), file);
  expect_refused("a link to nothing");
  fs::remove(file);
  fs::create_symlink(kept, file);
  expect_same(*open(), "a link to the file");
  ASSERT_EQ(::mkfifo((file.string() + "-journal").c_str(), 0600), 0);
  expect_refused("a journal");
}

TEST_P(ArchiveFaults, FolderIsForItsOwnerAndItsLockIsNoLink) {
  detach(0);
  auto const folder = file_of(0).parent_path();
  EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
  auto const to_its_owner = fs::perms::owner_read | fs::perms::owner_write;
  EXPECT_EQ(fs::status(file_of(0)).permissions(), to_its_owner);
  EXPECT_EQ(fs::status(folder / "lock").permissions(), to_its_owner);
  fs::remove(folder / "lock");
  fs::create_symlink(folder_.file("elsewhere"), folder / "lock");
  EXPECT_THAT(refusal_of([&] { detach(1); }), HasSubstr("lock"));
  EXPECT_FALSE(fs::exists(folder_.file("elsewhere")));
}

TEST_P(ArchiveFaults, RangeWithAnotherRootThanTheSignedOneStaysWhereItIs) {
  auto other = range(1);
  other.root = sha256("another");
  EXPECT_THAT(refusal_of([&] { store_->archive().detach(other, cases_go()); }),
              HasSubstr("not those that were signed"));
  run("update event set body = '{}' where seq = 300");
  EXPECT_THAT(refusal_of([&] { detach(1); }), HasSubstr("event 300 is not as it was recorded"));
  EXPECT_THAT(store_->archive().ranges(), IsEmpty());
  EXPECT_FALSE(fs::exists(file_of(1)));
}

TEST(ArchiveFolder, MayBeNamedInAnyPlainWayAndIsForItsOwner) {
  for (auto const* name : {"up/../beside", "ends/", "one/in/another"}) {
    TemporaryFolder const folder;
    StoreUrl url{Database::sqlite, folder.file("log.db")};
    url.archive = folder.file(name);
    auto const store = open_store(url, {}, {.mode = OpenMode::create});
    append_to(*store, 300);
    store->archive().detach(ArchiveWorld::range(0), cases_go());
    read_event(*open_store(url, {}, {}), 10);
    EXPECT_EQ(fs::status(url.archive).permissions(), fs::perms::owner_all) << name;
  }
  StoreUrl url{Database::sqlite, "log.db"};
  url.archive = "two\" words=\"";
  EXPECT_THAT(refusal_of([&] { (void)store::archive_folder(url); }), HasSubstr("plain name"));
}

INSTANTIATE_TEST_SUITE_P(Stores, ArchiveFaults,
                         testing::Values(Database::sqlite, Database::postgresql, Database::mysql),
                         name_of_archive);

}  // namespace
}  // namespace gozin::tests
