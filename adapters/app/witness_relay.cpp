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
constexpr std::chrono::milliseconds kLastPublished{3'000};
constexpr std::chrono::milliseconds kBetweenAsking{20};
/// Short enough that the program still ends in time while a witness hangs.
constexpr client::Limits kRelayLimits{.connect_patience = std::chrono::milliseconds{3'000},
                                      .patience = std::chrono::milliseconds{8'000}};

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
  State(City& watched, Policy const& policy, Writer& writer, Journal& tells)
      : city{watched},
        running_ms{running_on(writer.clock())},
        journal{tells},
        relay{policy,
              {.store = watched.store(),
               .clock = writer.clock(),
               .post = [this](std::string const& url,
                              std::string_view body) { return post_to_witness(poster, url, body); },
               .lease = [&writer] { return writer.lease_for(kWitnessesWork); },
               .told =
                   [this](bool is_grave, std::string const& text) {
                     journal.tell(is_grave ? "error" : "info", {{"msg", text}});
                   }}} {}

  void work() {
    for (bool is_last = false; !is_last;) {
      {
        std::unique_lock lock{mutex};
        is_last = ended.wait_for(lock, kBetweenRounds, [this] { return is_ending; });
      }
      try {
        if (is_last) wait_for_the_last();
        relay.round(running_ms());
      } catch (std::exception const& failure) {
        journal.tell("warning", {{"msg", std::string{"witnesses wait: "} + failure.what()}});
      }
    }
  }

  /// What is recorded at the very end is published by the writer a moment later: a log that stands
  /// still is to be one that the witnesses have seen.
  void wait_for_the_last() {
    auto const patience = std::chrono::steady_clock::now() + kLastPublished;
    auto const is_published = [this] {
      auto const view = city.store().view();
      auto const last = view->last_checkpoint();
      return last && last->size == view->head().size;
    };
    while (!is_published() && std::chrono::steady_clock::now() < patience)
      std::this_thread::sleep_for(kBetweenAsking);
  }

  City& city;
  std::function<std::int64_t()> running_ms;
  Journal& journal;
  client::Client poster{kRelayLimits};
  witness::Relay relay;
  std::mutex mutex;
  std::condition_variable ended;
  bool is_ending = false;
  std::thread thread;
};

RelayThread::RelayThread(City& city, Policy const& policy, Writer& writer, Journal& journal)
    : state_{std::make_unique<State>(city, policy, writer, journal)} {
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

std::unique_ptr<RelayThread> relay_to_witnesses(City& city, Writer& writer, Journal& journal) {
  auto const policy = configured_witnesses("");
  auto const has_address = [](Policy::Witness const& one) { return !one.url.empty(); };
  if (!policy || std::none_of(policy->witnesses.begin(), policy->witnesses.end(), has_address))
    return nullptr;
  return std::make_unique<RelayThread>(city, *policy, writer, journal);
}

}  // namespace gozin::app
