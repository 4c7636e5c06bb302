#include "tests/adapters/witness/witnesses.hpp"

#include <algorithm>
#include <barrier>
#include <optional>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::witness {
namespace {

using tests::city;
using tests::DeskInMemory;
using tests::SampleLog;
using tests::told_otherwise;

std::optional<std::uint64_t> time_in(DeskInMemory const& desk, Reply const& reply,
                                     std::string const& checkpoint) {
  return cosigned_at(parse_note(checkpoint + reply.body).value(), desk.key()).value();
}

TEST(Desk, AnswersWithItsCosignature) {
  DeskInMemory desk{city().key()};

  auto const reply = desk.ask(city(), 0, 7);

  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.origin, city().key().name);
  EXPECT_EQ(reply.size, 7U);
  EXPECT_EQ(time_in(desk, reply, city().checkpoint(7)), tests::kNoonSeconds);
}

// C2SP tlog-witness: the body and the media type of 409.
TEST(Desk, TellsItsSizeWhereAnotherWasGiven) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 7).status, 200);

  auto const reply = desk.ask(city(), 5, 20);

  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.body, "7\n");
  EXPECT_EQ(reply.media, "text/x.tlog.size");
}

TEST(Desk, SaysNothingOfALogThatItDoesNotKnow) {
  DeskInMemory desk{NoteKey{"other.example/log", city().key().public_key}};

  auto const reply = desk.ask(city(), 0, 7);

  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.origin, "");
  EXPECT_EQ(reply.body, "");
}

TEST(Desk, RemembersWhatItCosignedWhenItBeginsAgain) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 20).status, 200);

  desk.restart();

  EXPECT_EQ(desk.ask(city(), 0, 7).body, "20\n");
  EXPECT_EQ(desk.ask(told_otherwise(), 20, 30).status, 422);
  EXPECT_EQ(desk.ask(city(), 20, 30).status, 200);
}

TEST(Desk, CosignsNothingThatItCannotKeep) {
  for (auto const fault : {DeskInMemory::Fault::before, DeskInMemory::Fault::after}) {
    DeskInMemory desk{city().key()};
    ASSERT_EQ(desk.ask(city(), 0, 7).status, 200);
    desk.fault = fault;
    EXPECT_THROW((void)desk.ask(city(), 7, 20), std::runtime_error);
    desk.fault = DeskInMemory::Fault::none;
    desk.restart();

    auto const size = fault == DeskInMemory::Fault::before ? "7\n" : "20\n";
    EXPECT_EQ(desk.ask(city(), 5, 30).body, size);
  }
}

TEST(Desk, DoesNotGoOnFromAMemoryWithAnyBitTurned) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 20).status, 200);
  auto const heads = desk.files()["heads"];
  for (std::size_t bit = 0; bit < heads.size() * 8; ++bit) {
    auto turned = heads;
    turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ 1 << bit % 8);
    desk.files()["heads"] = turned;
    try {
      desk.restart();
    } catch (std::runtime_error const&) {
      continue;
    }
    // The log's own line is not the witness's word; what it vouches for is unchanged.
    EXPECT_EQ(desk.ask(city(), 0, 7).body, "20\n") << bit;
  }
  desk.files()["heads"] = heads + heads;
  EXPECT_THROW(desk.restart(), std::runtime_error);
}

// Else it would cosign another history of the logs that it has forgotten.
TEST(Desk, DoesNotGoOnFromAMemoryThatWasEmptiedOrCut) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 20).status, 200);
  auto const heads = desk.files()["heads"];
  for (auto const& left : {std::string{}, std::string{"logs 1\n"}, "logs 2\n" + heads.substr(7),
                           "logs 0\n" + heads.substr(7)}) {
    desk.files()["heads"] = left;
    EXPECT_THROW(desk.restart(), std::runtime_error) << left;
  }
  // As it was written before it began with a count.
  desk.files()["heads"] = heads.substr(7);
  desk.restart();
  EXPECT_EQ(desk.ask(city(), 0, 7).body, "20\n");
}

TEST(Desk, KeepsTheEvidenceOfTwoRootsOfOneSize) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 20).status, 200);

  auto const reply = desk.ask(told_otherwise(), 20, 20);

  EXPECT_EQ(reply.status, 409);
  EXPECT_TRUE(reply.is_split_view);
  std::vector<TreeHead> trees;
  for (auto const& [name, bytes] : desk.files())
    if (name.starts_with("contradiction-"))
      trees.push_back(open_checkpoint(bytes, city().key()).value().tree);
  EXPECT_THAT(trees, testing::ElementsAre(city().tree(20), told_otherwise().tree(20)));
}

TEST(Desk, KeepsNoLineOfAStranger) {
  DeskInMemory desk{city().key()};
  auto note = parse_note(city().checkpoint(7)).value();
  note.signatures.push_back({"stranger.example", {1, 2, 3, 4}, std::string(2'000, 's')});

  ASSERT_EQ(desk.ask(to_text(ConsistencyFile{0, {}, to_text(note)})).status, 200);

  EXPECT_THAT(desk.files()["heads"], testing::Not(testing::HasSubstr("stranger.example")));
}

TEST(Desk, NeverCosignsAtAnEarlierTimeThanBefore) {
  DeskInMemory desk{city().key()};
  ASSERT_EQ(desk.ask(city(), 0, 7).status, 200);
  desk.clock().set(Instant{5});
  desk.restart();

  EXPECT_EQ(time_in(desk, desk.ask(city(), 7, 20), city().checkpoint(20)), tests::kNoonSeconds);
}

// Two requests at once about one log: one wins, the other is told the new size.
TEST(Desk, LetsOneOfTwoRequestsWin) {
  for (int round = 0; round < 20; ++round) {
    DeskInMemory desk{city().key()};
    ASSERT_EQ(desk.ask(city(), 0, 9).status, 200);
    std::barrier together{2};
    Reply mine;
    Reply theirs;
    std::thread first{[&] {
      together.arrive_and_wait();
      mine = desk.ask(city(), 9, 20);
    }};
    std::thread second{[&] {
      together.arrive_and_wait();
      theirs = desk.ask(told_otherwise(), 9, 20);
    }};
    first.join();
    second.join();

    EXPECT_THAT((std::vector{mine.status, theirs.status}), testing::UnorderedElementsAre(200, 409));
    EXPECT_TRUE(mine.is_split_view || theirs.is_split_view);
  }
}

// Killed at any moment and asked anything: all cosignatures it gave out are of one history.
RC_GTEST_PROP(Desk, CosignsOneHistoryOnly, ()) {
  DeskInMemory desk{city().key()};
  std::map<std::uint64_t, Hash> given;
  std::uint64_t largest = 0;
  for (int i = 0; i < 12; ++i) {
    desk.fault = *rc::gen::element(DeskInMemory::Fault::none, DeskInMemory::Fault::none,
                                   DeskInMemory::Fault::before, DeskInMemory::Fault::after);
    auto const& log = *rc::gen::arbitrary<bool>() ? city() : told_otherwise();
    auto const size = *rc::gen::inRange<std::size_t>(1, 41);
    auto const old_size = *rc::gen::arbitrary<bool>() ? std::min<std::size_t>(largest, size)
                                                      : *rc::gen::inRange<std::size_t>(0, size);
    try {
      if (desk.ask(log, old_size, size).status == 200) {
        auto const [known, is_new] = given.emplace(size, log.tree(size).root);
        RC_ASSERT(known->second == log.tree(size).root);
        RC_ASSERT(size >= largest);
        largest = size;
      }
    } catch (std::runtime_error const&) {
      desk.fault = DeskInMemory::Fault::none;
      desk.restart();
    }
  }
  auto const is_all_of = [&](SampleLog const& log) {
    return std::all_of(given.begin(), given.end(),
                       [&](auto const& one) { return log.tree(one.first).root == one.second; });
  };
  RC_ASSERT((is_all_of(city()) || is_all_of(told_otherwise())));
}

}  // namespace
}  // namespace gozin::witness
