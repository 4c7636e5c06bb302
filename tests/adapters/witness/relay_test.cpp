#include "adapters/witness/relay.hpp"

#include "tests/adapters/witness/witnesses.hpp"
#include "tests/support/memory_store.hpp"

#include <deque>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::witness {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::city;
using tests::DeskInMemory;
using tests::MemoryStore;
using tests::SampleLog;
using tests::told_otherwise;

/// A city's log in a store, its witnesses at their addresses, and what the operator hears.
class World {
 public:
  World() {
    add(court_, "court");
    give_lease_to("this node", 1);
  }

  void give_lease_to(std::string const& node, std::int64_t fence) {
    auto const transaction = store_.begin();
    Batch batch;
    batch.head = transaction->head();
    batch.leases = {{{"witnesses", node, fence, 0}, transaction->lease("witnesses")}};
    transaction->write(batch);
    transaction->commit();
  }

  /// Stores events of the history up to that size, and its checkpoint.
  void grow(SampleLog const& log, std::size_t to) {
    auto const transaction = store_.begin();
    auto const from = static_cast<std::size_t>(transaction->head().size);
    transaction->write(log.batch(from, to));
    transaction->commit();
  }

  void add(DeskInMemory& desk, std::string const& name) {
    policy_ += "witness " + name + " " + to_vkey(desk.key()) + " http://" + name + "/\n";
    desks_["http://" + name + "/add-checkpoint"] = &desk;
  }

  Relay& relay() {
    if (!relay_) start();
    return *relay_;
  }
  void start() {
    relay_ = std::make_unique<Relay>(
        policy(), Relay::World{.store = store_,
                               .clock = clock_,
                               .post = [this](auto const& url,
                                              auto body) { return post(url, std::string{body}); },
                               .lease = [this] { return lease_; },
                               .told =
                                   [this](bool is_grave, std::string const& text) {
                                     told_.push_back((is_grave ? "! " : "") + text);
                                   }});
  }
  [[nodiscard]] Policy policy() const { return parse_policy(policy_ + "quorum court\n").value(); }

  /// A second later.
  void round() { relay().round(now_ms_ += 1'000); }
  void pass(std::int64_t ms) { now_ms_ += ms; }

  [[nodiscard]] WitnessingReport report() { return report_witnesses(*store_.view(), policy()); }
  [[nodiscard]] Standing standing() { return report().witnesses.at(0).standing.value(); }
  [[nodiscard]] std::vector<std::string> take_told() { return std::exchange(told_, {}); }
  [[nodiscard]] std::string asked() { return std::exchange(asked_, {}); }

  DeskInMemory court_{city().key()};
  MemoryStore store_;
  std::deque<Reached> instead_;  // answers before those of the desks
  std::function<void()> meanwhile_;
  std::optional<HeldLease> lease_ = HeldLease{"witnesses", "this node", 1};

 private:
  Reached post(std::string const& url, std::string const& body) {
    asked_ += body.substr(4, body.find('\n') - 4) + " ";
    if (meanwhile_) std::exchange(meanwhile_, {})();
    if (!instead_.empty()) {
      auto const answer = instead_.front();
      instead_.pop_front();
      return answer;
    }
    auto const reply = desks_.at(url)->ask(body);
    return {reply.status, reply.body};
  }

  tests::FixedClock clock_{Instant{tests::kNoon}};
  std::string policy_;
  std::map<std::string, DeskInMemory*> desks_;
  std::unique_ptr<Relay> relay_;
  std::int64_t now_ms_ = 0;
  std::vector<std::string> told_;
  std::string asked_;
};

TEST(Relay, StoresTheCosignatureWithItsCheckpoint) {
  World world;
  world.grow(city(), 7);
  world.round();

  auto const note = parse_note(world.store_.view()->last_checkpoint()->note).value();
  EXPECT_EQ(cosigned_at(note, world.court_.key()).value(), tests::kNoonSeconds);
  EXPECT_TRUE(world.report().is_quorum_met);
  EXPECT_EQ(world.report().witnesses.at(0).size, 7);
  EXPECT_EQ(world.report().witnesses.at(0).cosigned, Instant{tests::kNoon});
  EXPECT_THAT(world.take_told(), ElementsAre("witness court cosigns"));
}

TEST(Relay, AsksNobodyWithoutTheLeaseAndGoesOnWhereTheOtherNodeWas) {
  World world;
  world.grow(city(), 7);
  world.lease_.reset();
  world.round();
  EXPECT_EQ(world.asked(), "");

  world.lease_ = HeldLease{"witnesses", "this node", 1};
  world.round();
  EXPECT_EQ(world.asked(), "0 ");
}

TEST(Relay, KeepsNothingOfWhatItHeardWhenTheLeaseIsGone) {
  World world;
  world.grow(city(), 7);
  // The node stands still while the witness answers, and wakes with a lease of before.
  world.meanwhile_ = [&] { world.give_lease_to("another node", 2); };
  world.round();
  EXPECT_EQ(world.asked(), "0 ");
  EXPECT_TRUE(world.store_.view()->cosignatures(0, 100).empty());
  EXPECT_TRUE(world.store_.view()->witness_standings().empty());
  EXPECT_THAT(world.take_told(), IsEmpty());
  // However long it goes on believing in it, nobody is asked under it once more.
  world.pass(600'000);
  world.round();
  EXPECT_EQ(world.asked(), "");
}

TEST(Relay, GoesOnUnderALeaseThatIsGivenOutAgainAsItWas) {
  World world;
  world.grow(city(), 7);
  world.meanwhile_ = [&] { world.give_lease_to("another node", 2); };
  world.round();
  EXPECT_TRUE(world.store_.view()->cosignatures(0, 100).empty());
  // A standby was promoted that never heard of the other node.
  world.give_lease_to("this node", 1);
  world.pass(600'000);
  world.round();
  EXPECT_EQ(world.standing(), Standing::cosigning);
}

TEST(Relay, ReadsInANewTermWhatTheOtherNodeHasHeard) {
  World world;
  world.grow(city(), 7);
  world.round();
  EXPECT_EQ(world.asked(), "0 ");
  world.lease_->fence = 3;
  world.give_lease_to("this node", 3);
  world.grow(city(), 11);
  // Between the two terms another node has submitted it, and has the cosignature.
  auto const transaction = world.store_.begin();
  Batch batch;
  batch.head = transaction->head();
  batch.cosignatures = {{11, to_vkey(world.court_.key()), "— line\n"}};
  transaction->write(batch);
  transaction->commit();
  world.round();
  EXPECT_EQ(world.asked(), "");
}

TEST(Relay, GoesOnFromWhatTheWitnessHas) {
  World world;
  world.grow(city(), 7);
  world.round();
  world.grow(city(), 20);
  world.round();
  world.round();

  EXPECT_EQ(world.asked(), "0 7 ");
  EXPECT_EQ(world.report().witnesses.at(0).size, 20);
}

TEST(Relay, RemembersAfterAStartWhereItWas) {
  World world;
  world.grow(city(), 7);
  world.round();
  (void)world.asked();
  world.grow(city(), 20);
  world.start();
  world.round();

  EXPECT_EQ(world.asked(), "7 ");
}

TEST(Relay, IsToldTheSizeOfAWitnessThatKnowsMoreThanItThought) {
  World world;
  ASSERT_EQ(world.court_.ask(city(), 0, 9).status, 200);
  world.grow(city(), 20);
  world.round();

  EXPECT_EQ(world.asked(), "0 9 ");
  EXPECT_EQ(world.report().witnesses.at(0).size, 20);
}

TEST(Relay, HasNothingToSubmitWithoutACheckpoint) {
  World world;
  world.round();

  EXPECT_EQ(world.asked(), "");
}

TEST(Relay, AsksASilentWitnessEverMoreSeldom) {
  World world;
  world.grow(city(), 7);
  for (int i = 0; i < 100; ++i) world.instead_.push_back({});
  std::vector<int> asked_at;
  for (int second = 1; second <= 1'300; ++second) {
    world.round();
    if (!world.asked().empty()) asked_at.push_back(second);
  }

  EXPECT_THAT(asked_at, ElementsAre(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 812, 1'112));
  EXPECT_EQ(world.standing(), Standing::unreachable);
  EXPECT_THAT(world.take_told(), ElementsAre("witness court is not reached"));
}

TEST(Relay, ForgivesAWitnessThatIsThereAgain) {
  World world;
  world.grow(city(), 7);
  world.instead_ = {{}, {503, "busy"}};
  for (int i = 0; i < 4; ++i) world.round();

  EXPECT_EQ(world.standing(), Standing::cosigning);
  EXPECT_THAT(world.take_told(),
              ElementsAre("witness court is not reached", "witness court cosigns"));
}

TEST(Relay, KeepsNothingOfAnAnswerThatIsNoCosignature) {
  auto const of_another = [] {
    DeskInMemory other{city().key(), "other.example/w"};
    return other.ask(city(), 0, 7).body;
  }();
  DeskInMemory court{city().key()};
  auto forged = court.ask(city(), 0, 7).body;
  forged[forged.size() - 20] = forged[forged.size() - 20] == 'A' ? 'B' : 'A';
  for (auto const& body : {std::string{}, std::string{"ok\n"}, of_another, forged}) {
    World world;
    world.grow(city(), 7);
    world.instead_ = {{200, body}};
    world.round();

    EXPECT_EQ(world.standing(), Standing::refusing) << body;
    EXPECT_THAT(world.store_.view()->cosignatures(0, 100), IsEmpty());
  }
}

TEST(Relay, TellsWhatAWitnessRefuses) {
  for (auto const& answer : std::initializer_list<Reached>{
           {400, ""}, {403, ""}, {404, ""}, {301, ""}, {409, "seven"}, {409, "0\n"}}) {
    World world;
    world.grow(city(), 7);
    world.instead_ = {answer};
    world.round();

    EXPECT_EQ(world.standing(), Standing::refusing) << answer.status << answer.body;
    EXPECT_THAT(world.take_told(), ElementsAre(HasSubstr("refuses"))) << answer.status;
  }
}

TEST(Relay, SaysLoudlyThatAWitnessHasSeenAnotherHistory) {
  struct Row {
    std::size_t seen;
    std::size_t told;
  };
  // Of more, of as many and of fewer events than the city's own.
  for (auto const& [seen, told] : std::initializer_list<Row>{{30, 20}, {20, 20}, {15, 20}}) {
    World world;
    ASSERT_EQ(world.court_.ask(told_otherwise(), 0, seen).status, 200);
    world.grow(city(), told);
    world.round();

    EXPECT_EQ(world.standing(), Standing::contradicting) << seen;
    EXPECT_EQ(static_cast<std::size_t>(world.report().witnesses.at(0).standing_size), seen);
    EXPECT_THAT(world.take_told(),
                ElementsAre(testing::AllOf(testing::StartsWith("! witness court has seen"),
                                           HasSubstr("gozin log verify --checkpoint"))));
    EXPECT_THAT(world.store_.view()->cosignatures(0, 100), IsEmpty());
    // It is not said once only.
    for (int i = 0; i < 4; ++i) world.round();
    EXPECT_THAT(world.take_told(), testing::Not(IsEmpty()));
  }
}

TEST(Relay, FindsALogThatWasCutBack) {
  World world;
  ASSERT_EQ(world.court_.ask(city(), 0, 30).status, 200);
  world.grow(city(), 20);
  world.round();

  EXPECT_EQ(world.standing(), Standing::contradicting);
}

TEST(Relay, AccusesNobodyWhileTheLogGrows) {
  World world;
  world.grow(city(), 7);
  // Another node has stored and submitted more, between this one's look and its request.
  world.meanwhile_ = [&] {
    world.grow(city(), 20);
    EXPECT_EQ(world.court_.ask(city(), 0, 20).status, 200);
  };
  world.round();

  EXPECT_EQ(world.standing(), Standing::cosigning);
  EXPECT_EQ(world.report().witnesses.at(0).size, 20);
}

TEST(Relay, LetsNoWitnessWaitForAnother) {
  World world;
  DeskInMemory province{city().key(), "province.example/w"};
  world.add(province, "province");
  world.grow(city(), 7);
  world.instead_ = {{}};
  world.round();

  auto const report = world.report();
  EXPECT_EQ(report.witnesses.at(0).size, std::nullopt);
  EXPECT_EQ(report.witnesses.at(1).size, 7);
  EXPECT_FALSE(report.is_quorum_met);
}

}  // namespace
}  // namespace gozin::witness
