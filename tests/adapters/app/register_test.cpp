#include "adapters/app/register.hpp"

#include "adapters/app/site_writer.hpp"
#include "adapters/keys/system_ports.hpp"
#include "engine/command/streams.hpp"
#include "tests/adapters/app/played_city.hpp"

#include <future>

#include <gtest/gtest.h>

namespace gozin::app {
namespace {

/// A store whose views are made and then held back.
class HeldBack final : public EventStore {
 public:
  explicit HeldBack(EventStore& inner) : inner_{inner} {}

  std::unique_ptr<WriteTransaction> begin() override { return inner_.begin(); }
  std::unique_ptr<StoreView> view() override {
    auto view = inner_.view();
    made_.set_value();
    let_go_.get_future().wait();
    return view;
  }
  void await_view() { made_.get_future().wait(); }
  void let_go() { let_go_.set_value(); }

 private:
  EventStore& inner_;
  std::promise<void> made_;
  std::promise<void> let_go_;
};

/// A store that fails a number of times before it is read.
template <class Failure>
class Failing final : public EventStore {
 public:
  Failing(EventStore& inner, int times) : inner_{inner}, times_{times} {}

  std::unique_ptr<WriteTransaction> begin() override { return inner_.begin(); }
  std::unique_ptr<StoreView> view() override {
    if (times_-- > 0) throw Failure("not now");
    return inner_.view();
  }

 private:
  EventStore& inner_;
  int times_;
};

/// Ends a story behind its first registration.
struct FirstRegistered {};

class RegisterTest : public testing::Test {
 protected:
  void SetUp() override {
    std::optional<Request> found;
    auto const keep = [&](Request const& request) {
      if (found) throw FirstRegistered{};
      if (request.command == "register_person") found = request;
    };
    EXPECT_THROW(played_.play(keep), FirstRegistered);
    request_ = *found;
    first_ = register_person("نخست");
  }

  PersonId register_person(std::string const& name) {
    request_.input["name"] = name;
    request_.id = "registration of " + name;
    auto const outcome = played_.city().pipeline().perform(request_);
    EXPECT_TRUE(outcome);
    seq_ = outcome->events.front().seq;
    return PersonId{std::string{outcome->events.front().stream.key()}};
  }
  /// What was registered last, as the log and the vault have it.
  [[nodiscard]] Recorded recorded() {
    std::optional<Recorded> found;
    store().view()->read_log(
        seq_, 1, [&](StoredEvent const& stored) { found = read_recorded(catalog(), stored); });
    return *found;
  }
  [[nodiscard]] EventStore& store() { return played_.city().store(); }
  [[nodiscard]] Register::From from(EventStore& store) { return {store, *played_.city().keys()}; }

  static constexpr RegisterPace kImpatient{.patience = std::chrono::milliseconds{0},
                                           .between_tries = std::chrono::milliseconds{1}};
  static constexpr RegisterPace kPatient{.patience = std::chrono::seconds{60},
                                         .between_tries = std::chrono::milliseconds{1}};
  static constexpr std::chrono::seconds kLong{60};

  PlayedCity played_{"karaj-1401"};
  Request request_;
  std::int64_t seq_ = 0;
  PersonId first_;
};

TEST_F(RegisterTest, LetsWhoeverAsksWaitUntilAllAreKnown) {
  HeldBack held{store()};
  Register people{kPatient};
  people.read_behind(from(held));

  auto name = std::async(std::launch::async, [&] { return people.name(first_); });
  EXPECT_EQ(name.wait_for(std::chrono::milliseconds{20}), std::future_status::timeout);
  EXPECT_FALSE(people.wait(std::chrono::milliseconds{0}));
  held.let_go();

  EXPECT_EQ(name.get(), "نخست");
  EXPECT_TRUE(people.wait(kLong));
}

TEST_F(RegisterTest, SaysNothingOfAnybodyToWhoeverHasWaitedTooLong) {
  HeldBack held{store()};
  Register people{kImpatient};
  people.read_behind(from(held));

  EXPECT_THROW((void)people.name(first_), StoreBusy);
  EXPECT_THROW((void)people.is_erased(first_), StoreBusy);
  EXPECT_THROW((void)people.count_meeting({}), StoreBusy);
  EXPECT_THROW((void)people.examine(first_, {}), StoreBusy);
  EXPECT_THROW((void)people.people(), StoreBusy);
  held.let_go();

  EXPECT_TRUE(people.wait(kLong));
  EXPECT_EQ(people.name(first_), "نخست");
}

TEST_F(RegisterTest, KnowsWhatWasRecordedWhileItWasRead) {
  HeldBack held{store()};
  Register people{kPatient};
  people.read_behind(from(held));
  held.await_view();

  auto const second = register_person("دوم");
  people.learn(recorded(), played_.city().opened(seq_));
  held.let_go();

  EXPECT_EQ(people.name(second), "دوم");
  EXPECT_EQ(people.name(first_), "نخست");
  auto const third = register_person("سوم");
  people.learn(recorded(), played_.city().opened(seq_));
  EXPECT_EQ(people.name(third), "سوم");
}

TEST_F(RegisterTest, IsTriedAgainWhereReadingFails) {
  Failing<StoreFailed> store{this->store(), 2};
  Register people{kPatient};
  people.read_behind(from(store));

  EXPECT_EQ(people.name(first_), "نخست");
  EXPECT_NO_THROW(people.expect_readable());
}

TEST_F(RegisterTest, TellsThatItCannotBeRead) {
  Failing<StoreFailed> store{this->store(), 1'000'000};
  Register people{kPatient};
  std::promise<void> told;
  people.on_failure([&] { told.set_value(); });
  people.read_behind(from(store));

  ASSERT_EQ(told.get_future().wait_for(kLong), std::future_status::ready);
  EXPECT_THROW(people.expect_readable(), StoreFailed);
  EXPECT_THROW((void)people.name(first_), StoreBusy);
  int late = 0;
  people.on_failure([&] { ++late; });
  EXPECT_EQ(late, 1);
}

TEST_F(RegisterTest, WaitsForADatabaseThatIsAwayAndLeavesOffWhenItGoes) {
  Failing<StoreBusy> away{store(), 50};
  Failing<StoreBusy> gone{store(), 1'000'000'000};
  Register people{kPatient};
  Register leaving{kImpatient};
  people.read_behind(from(away));
  leaving.read_behind(from(gone));

  EXPECT_EQ(people.name(first_), "نخست");
  EXPECT_THROW((void)leaving.name(first_), StoreBusy);
}

TEST_F(RegisterTest, IsEmptyWhereItIsNotToBeRead) {
  Register const people{kImpatient};

  EXPECT_EQ(people.name(first_), std::nullopt);
  EXPECT_FALSE(people.is_erased(first_));
}

TEST_F(RegisterTest, IsThereForWhoeverAsksACityAtOnce) {
  City serving{{.url = "sqlite:" + played_.city().address(), .is_to_serve = true}};

  EXPECT_EQ(serving.directory().name(first_), "نخست");
}

TEST_F(RegisterTest, IsThereForACommandThatIsGivenAtOnce) {
  City serving{{.url = "sqlite:" + played_.city().address(), .is_to_serve = true}};
  SystemClock clock;
  Leases leases{serving.store(), {.holder = "here", .works = {}, .running_ms = [] { return 0; }}};
  Writer writer{serving, clock, leases, [](std::string const& text) { ADD_FAILURE() << text; }};
  request_.input["name"] = "دوم";
  request_.id = "at once";

  auto const outcome = writer.perform(request_);

  ASSERT_TRUE(outcome);
  PersonId const second{std::string{outcome->events.front().stream.key()}};
  EXPECT_EQ(serving.directory().name(second), "دوم");
  EXPECT_EQ(serving.directory().name(first_), "نخست");
}

}  // namespace
}  // namespace gozin::app
