#include "adapters/app/scrub_thread.hpp"

#include "adapters/app/log_accounts.hpp"

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
constexpr milliseconds kBetweenLooks{2'000};
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
    if (is_over) look_at_accounts();
    auto const took = std::chrono::duration_cast<milliseconds>(Steady::now() - began);
    bool const is_news = tell_findings();
    if (is_over || is_news || Steady::now() >= report_due) report();
    return is_over ? kBetweenRounds : std::max(kShortestPause, took * kPausesOfWork);
  }

  /// A row is written a moment behind its event, which another node may have recorded: what is
  /// wrong twice is wrong.
  void look_at_accounts() {
    account_faults = faults_by_register(city);
    if (account_faults.empty()) return;
    auto const again = ends_within(kBetweenLooks) ? std::vector<Fault>{} : faults_by_register(city);
    std::erase_if(account_faults, [&](Fault const& fault) {
      return std::ranges::find(again, fault.place, &Fault::place) == again.end();
    });
  }

  [[nodiscard]] ScrubState found() const {
    auto state = scrubber.state();
    state.damage.insert(state.damage.end(), account_faults.begin(), account_faults.end());
    return state;
  }

  /// Each finding once, until a round goes by without it.
  bool tell_findings() {
    auto const state = found();
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
    batch.states = {{name, to_canonical(to_json(found())), clock.now()}};
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
  std::vector<Fault> account_faults;
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
