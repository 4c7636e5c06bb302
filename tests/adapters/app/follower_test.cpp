#include "adapters/app/follower.hpp"

#include "tests/adapters/app/played_city.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace gozin::app {
namespace {

/// Ends a story behind its first registration.
struct HasRegistered {};

/// No timer is ever due.
class BeginningOfTime final : public Clock {
 public:
  [[nodiscard]] Instant now() override { return {}; }
};

/// The registration of somebody, as a story asks for it.
Request registration_in(PlayedCity& played) {
  std::optional<Request> found;
  auto const keep = [&](Request const& request) {
    if (found) throw HasRegistered{};
    if (request.command == "register_person") found = request;
  };
  EXPECT_THROW(played.play(keep), HasRegistered);
  return *found;
}

// The writer's own round hears of others once a second: twelve of them in a row would take twelve.
TEST(Follower, KnowsWhomAnotherNodeRegistersLongBeforeTheWritersOwnRound) {
  constexpr int kPeople = 12;
  constexpr std::chrono::seconds kAllKnownIn{7};
  PlayedCity played{"karaj-1401"};
  auto request = registration_in(played);
  BeginningOfTime clock;
  City here{{.url = "sqlite:" + played.city().address(), .clock = &clock}};
  Leases leases{here.store(), {.holder = "here", .works = {}, .running_ms = [] { return 0; }}};
  Writer writer{here, clock, leases, [](std::string const& text) { ADD_FAILURE() << text; }};
  Follower const following{here, writer};

  auto const over = std::chrono::steady_clock::now() + kAllKnownIn;
  for (int i = 0; i < kPeople; ++i) {
    auto const name = "شهروند " + std::to_string(i);
    request.input["name"] = name;
    request.id = "registration-" + std::to_string(i);
    auto const outcome = played.city().pipeline().perform(request);
    ASSERT_TRUE(outcome) << outcome.error().reason.name() << " " << outcome.error().detail;
    PersonId const person{std::string{outcome->events.front().stream.key()}};
    while (here.directory().name(person) != name) {
      ASSERT_LT(std::chrono::steady_clock::now(), over) << i << " are known";
      std::this_thread::yield();
    }
  }
}

}  // namespace
}  // namespace gozin::app
