#include "adapters/app/scrub_thread.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace gozin::app {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kShortestPause{20};
constexpr milliseconds kBetweenRounds{10'000};
constexpr milliseconds kBetweenTries{5'000};
constexpr milliseconds kBetweenReports{30'000};
constexpr int kPausesOfWork = 9;
constexpr std::int64_t kForgottenAfterMs = 24 * 3'600'000;

/// Gives way to everybody else, and is never stopped altogether: for moments it holds the head of
/// the log. Where that cannot be asked for, the pauses alone do.
void give_way() {
  constexpr int kNice = 15;
  auto const self = static_cast<id_t>(::gettid());
  static_cast<void>(::setpriority(PRIO_PROCESS, self, kNice));
}

}  // namespace

struct ScrubThread::State {
  State(City& scrubbed, std::string const& node, Clock& clock_of_node, Journal& tells)
      : city{scrubbed},
        name{std::string{kScrubberOf} + node},
        clock{clock_of_node},
        journal{tells},
        scrubber{{scrubbed.pipeline().catalog(),
                  scrubbed.store(),
                  clock_of_node,
                  scrubbed.keys(),
                  {},
                  scrubbed.signer(),
                  &scrubbed.archive()}} {}

  void work() {
    give_way();
    auto pause = kShortestPause;
    while (!ends_within(pause)) {
      try {
        pause = step();
      } catch (std::exception const& failure) {
        journal.tell("warning", {{"msg", std::string{"scrubbing waits: "} + failure.what()}});
        pause = kBetweenTries;
      }
    }
  }

  bool ends_within(milliseconds pause) {
    std::unique_lock lock{mutex};
    return ended.wait_for(lock, pause, [this] { return is_ending; });
  }

  milliseconds step() {
    auto const began = Steady::now();
    bool const is_over = scrubber.step();
    auto const took = std::chrono::duration_cast<milliseconds>(Steady::now() - began);
    bool const is_news = tell_findings();
    if (is_over || is_news || Steady::now() >= report_due) report();
    return is_over ? kBetweenRounds : std::max(kShortestPause, took * kPausesOfWork);
  }

  /// Each finding once, until a round goes by without it.
  bool tell_findings() {
    auto const state = scrubber.state();
    std::set<std::string> found;
    for (auto const* faults : {&state.damage, &state.contradictions})
      for (auto const& fault : *faults)
        found.insert(std::string{name_of(fault.finding)} + ": " + fault.place);
    bool is_news = false;
    for (auto const& one : found)
      if (!told.contains(one)) {
        journal.tell("error", {{"msg", "the scrubber found " + one}});
        is_news = true;
      }
    told = std::move(found);
    return is_news;
  }

  void report() {
    auto transaction = city.store().begin();
    Batch batch;
    batch.head = transaction->head();
    batch.states = {{name, to_canonical(to_json(scrubber.state())), clock.now()}};
    for (auto const& state : transaction->node_states())
      if (state.since.ms < clock.now().ms - kForgottenAfterMs)
        batch.forgotten_states.push_back(state.name);
    transaction->write(batch);
    transaction->commit();
    report_due = Steady::now() + kBetweenReports;
  }

  City& city;
  std::string name;
  Clock& clock;
  Journal& journal;
  Scrubber scrubber;
  std::set<std::string> told;
  Steady::time_point report_due;
  std::mutex mutex;
  std::condition_variable ended;
  bool is_ending = false;
  std::thread thread;
};

ScrubThread::ScrubThread(City& city, std::string const& node, Clock& clock, Journal& journal)
    : state_{std::make_unique<State>(city, node, clock, journal)} {
  state_->thread = std::thread{[state = state_.get()] { state->work(); }};
}

ScrubThread::~ScrubThread() {
  {
    std::scoped_lock const lock{state_->mutex};
    state_->is_ending = true;
  }
  state_->ended.notify_all();
  state_->thread.join();
}

}  // namespace gozin::app
