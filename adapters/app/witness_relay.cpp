#include "adapters/app/witness_relay.hpp"

#include "adapters/app/settings.hpp"
#include "adapters/client/client.hpp"
#include "adapters/witness/relay.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace gozin::app {
namespace {

constexpr std::chrono::milliseconds kBetweenRounds{1'000};
/// Short enough that the program still ends in time while a witness hangs.
constexpr client::Limits kRelayLimits{.connect_patience = std::chrono::milliseconds{3'000},
                                      .patience = std::chrono::milliseconds{8'000}};

std::int64_t even_ms() {
  using std::chrono::milliseconds;
  auto const now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<milliseconds>(now).count();
}

witness::Reached post_to_witness(client::Client& poster, std::string const& url,
                                 std::string_view body) {
  try {
    auto answer = poster.post(url, body);
    return {answer.status, std::move(answer.body)};
  } catch (client::Unreachable const&) {
    return {};
  }
}

}  // namespace

Policy read_policy(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error(path + ": cannot be read");
  std::string const text{std::istreambuf_iterator<char>{file}, {}};
  auto policy = parse_policy(text);
  if (!policy)
    throw std::runtime_error(path + ":" + policy.error().detail + ": no line of a policy");
  return *std::move(policy);
}

std::optional<Policy> configured_witnesses(std::string const& config_file) {
  auto const path = setting(config_file, "witnesses");
  return path.empty() ? std::nullopt : std::optional{read_policy(path)};
}

struct RelayThread::State {
  State(City& city, Policy const& policy, Clock& clock, Journal& tells)
      : journal{tells},
        relay{policy,
              {.store = city.store(),
               .clock = clock,
               .post = [this](std::string const& url,
                              std::string_view body) { return post_to_witness(poster, url, body); },
               .told =
                   [this](bool is_grave, std::string const& text) {
                     journal.tell(is_grave ? "error" : "info", {{"msg", text}});
                   }}} {}

  void work() {
    for (;;) {
      {
        std::unique_lock lock{mutex};
        if (ended.wait_for(lock, kBetweenRounds, [this] { return is_ending; })) return;
      }
      try {
        relay.round(even_ms());
      } catch (std::exception const& failure) {
        journal.tell("warning", {{"msg", std::string{"witnesses wait: "} + failure.what()}});
      }
    }
  }

  Journal& journal;
  client::Client poster{kRelayLimits};
  witness::Relay relay;
  std::mutex mutex;
  std::condition_variable ended;
  bool is_ending = false;
  std::thread thread;
};

RelayThread::RelayThread(City& city, Policy const& policy, Clock& clock, Journal& journal)
    : state_{std::make_unique<State>(city, policy, clock, journal)} {
  state_->thread = std::thread{[state = state_.get()] { state->work(); }};
}

RelayThread::~RelayThread() {
  {
    std::scoped_lock const lock{state_->mutex};
    state_->is_ending = true;
  }
  state_->ended.notify_all();
  state_->thread.join();
}

std::unique_ptr<RelayThread> relay_to_witnesses(City& city, Clock& clock, Journal& journal) {
  auto const policy = configured_witnesses("");
  auto const has_address = [](Policy::Witness const& one) { return !one.url.empty(); };
  if (!policy || std::none_of(policy->witnesses.begin(), policy->witnesses.end(), has_address))
    return nullptr;
  return std::make_unique<RelayThread>(city, *policy, clock, journal);
}

}  // namespace gozin::app
