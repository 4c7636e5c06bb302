#include "adapters/app/site_writer.hpp"

#include "adapters/cli/recount.hpp"
#include "engine/event/json.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

namespace gozin::app {
namespace {

constexpr std::size_t kWaitingMax = 2'048;
constexpr std::size_t kBatchMax = 512;
constexpr std::size_t kTimersAtOnce = 64;
constexpr std::chrono::milliseconds kBetweenTimers{1'000};
constexpr std::chrono::seconds kBetweenTries{30};
constexpr std::chrono::milliseconds kRegisterPatience{5'000};
constexpr std::chrono::milliseconds kBetweenLooks{10};

}  // namespace

Writer::Writer(City& city, Clock& clock, Leases& leases, Told told)
    : city_{city}, clock_{clock}, leases_{leases}, told_{std::move(told)}, thread_{[this] {
        work();
      }} {}

Writer::~Writer() {
  {
    std::scoped_lock const lock{mutex_};
    ending_ = true;
  }
  waiting_.notify_all();
  thread_.join();
}

void Writer::submit(Submission submission, Done done) {
  {
    std::scoped_lock const lock{mutex_};
    if (ending_ || jobs_.size() >= kWaitingMax)
      throw StoreBusy("too many commands are waiting to be recorded");
    jobs_.push_back({std::move(submission), std::move(done)});
  }
  waiting_.notify_one();
}

Outcome Writer::perform(Request request) {
  auto submission = city_.pipeline().prepare(std::move(request));
  if (!submission) return submission.error();
  auto const promise = std::make_shared<std::promise<Outcome>>();
  submit(std::move(*submission), [promise](Outcome outcome, std::exception_ptr const& failure) {
    if (failure)
      promise->set_exception(failure);
    else
      promise->set_value(std::move(outcome));
  });
  return promise->get_future().get();
}

void Writer::hear_of(std::int64_t size) {
  {
    std::scoped_lock const lock{mutex_};
    size_told_ = size;
  }
  waiting_.notify_one();
}

std::deque<Writer::Job> Writer::take() {
  std::deque<Job> taken;
  std::unique_lock lock{mutex_};
  waiting_.wait_for(lock, kBetweenTimers,
                    [this] { return ending_ || !jobs_.empty() || size_told_; });
  while (!jobs_.empty() && taken.size() < kBatchMax) {
    taken.push_back(std::move(jobs_.front()));
    jobs_.pop_front();
  }
  return taken;
}

void Writer::work() {
  await_register();
  auto timers_due = std::chrono::steady_clock::now();
  for (;;) {
    auto jobs = take();
    if (!jobs.empty()) write(jobs);
    follow();
    {
      std::scoped_lock const lock{mutex_};
      if (ending_ && jobs_.empty()) break;
    }
    if (std::chrono::steady_clock::now() < timers_due) continue;
    act_on_timers();
    finish_epoch();
    if (jobs.empty()) catch_up();
    timers_due = std::chrono::steady_clock::now() + kBetweenTimers;
  }
  catch_up();
  // What is left in the journal is in the file when the program has ended.
  try {
    city_.maintain();
  } catch (std::exception const& failure) {
    told_(std::string{"maintenance waits: "} + failure.what());
  }
}

/// Nothing is decided on half a register, and nobody waits for it with the head of the log held.
/// Whoever has waited too long is told so.
void Writer::await_register() {
  while (!city_.people_register().wait(kRegisterPatience)) {
    std::unique_lock lock{mutex_};
    auto const late = std::exchange(jobs_, {});
    lock.unlock();
    auto const busy = std::make_exception_ptr(StoreBusy("the register is still being read"));
    for (auto const& job : late) job.done(Accepted{}, busy);
    lock.lock();
    // It may not be read at all, which nobody waits for.
    if (waiting_.wait_for(lock, kBetweenLooks, [this] { return ending_; })) return;
  }
}

void Writer::write(std::deque<Job>& jobs) {
  std::vector<Submission> batch;
  batch.reserve(jobs.size());
  for (auto& job : jobs) batch.push_back(std::move(job.submission));
  std::vector<Outcome> outcomes;
  try {
    outcomes = city_.pipeline().write(batch);
    if (auto const& why = city_.pipeline().unsigned_because())
      told_("what was recorded waits to be signed for: " + *why);
    recount_where_due(outcomes);
  } catch (std::exception const&) {
    // Nothing of the batch was recorded; each caller hears why from the exception itself.
    for (auto const& job : jobs) job.done(Accepted{}, std::current_exception());
    return;
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].done(std::move(outcomes[i]), nullptr);
}

/// What this node has written itself it has seen. That a log has become shorter is found by whoever
/// writes.
void Writer::follow() {
  std::optional<std::int64_t> told;
  {
    std::scoped_lock const lock{mutex_};
    told = std::exchange(size_told_, std::nullopt);
  }
  if (!told || *told <= city_.pipeline().size_seen()) return;
  try {
    city_.pipeline().follow();
  } catch (std::exception const& failure) {
    told_(std::string{"what others recorded waits to be heard: "} + failure.what());
  }
}

/// Another calendar moves what is still open. Failing that, the next import of holidays does it.
void Writer::recount_where_due(std::vector<Outcome> const& outcomes) {
  bool const is_due = std::ranges::any_of(
      outcomes, [](Outcome const& outcome) { return outcome && cli::adopts_calendar(*outcome); });
  if (!is_due) return;
  try {
    cli::recount_deadlines(city_, [](Accepted const&) {});
  } catch (std::exception const& failure) {
    told_(std::string{"deadlines wait to be counted anew: "} + failure.what());
  }
}

/// After an erasure: as long as a place for the bundle of keys cannot be written, the former epoch
/// key stays, and it is tried again.
void Writer::finish_epoch() {
  auto const now = std::chrono::steady_clock::now();
  if (now < epoch_due_) return;
  try {
    if (city_.is_changing_epoch()) (void)city_.finish_epoch();
  } catch (std::exception const& failure) {
    epoch_due_ = now + kBetweenTries;
    told_(std::string{"the former epoch key waits to be destroyed: "} + failure.what());
  }
}

void Writer::catch_up() {
  try {
    city_.pipeline().follow();
    publish();
  } catch (std::exception const& failure) {
    told_(std::string{"the newest checkpoint waits to be published: "} + failure.what());
  }
}

/// A checkpoint is stored with the batch that follows it; while none follows, it is stored here, so
/// that what is published is never older than a moment.
void Writer::publish() {
  auto const is_published = [](StoreView& view) {
    auto const last = view.last_checkpoint();
    return view.head().size == (last ? last->size : 0);
  };
  if (!is_published(*city_.store().view())) (void)city_.pipeline().checkpoint();
}

/// Whatever another node has done under the lease before is in the rows that are read here, and
/// what it still tries afterwards is refused.
void Writer::act_on_timers() {
  auto const lease = lease_for(kTimersWork);
  if (!lease) return;
  try {
    auto const now = clock_.now();
    auto const over = std::chrono::steady_clock::now();
    std::erase_if(refused_, [&](auto const& one) { return one.second <= over; });
    // Those that wait for their next try do not keep others from theirs.
    auto const rows = city_.store().view()->select(
        {.table = &timer_table(), .order = {"due"}, .limit = kTimersAtOnce + refused_.size()});
    for (auto const& row : rows) {
      bool const is_due = std::get<std::int64_t>(row.at(2)) <= now.ms && !refused_.contains(row);
      if (is_due && !act(row, *lease)) return;
    }
  } catch (std::exception const& failure) {
    told_(std::string{"timers wait: "} + failure.what());
  }
}

/// A store that is busy says nothing about the timer.
Outcome Writer::perform_now(Request request, Row const& timer) {
  try {
    return city_.pipeline().perform(std::move(request));
  } catch (StoreBusy const&) {
    refused_.erase(timer);
    throw;
  }
}

bool Writer::stands(Row const& timer) {
  auto const found = city_.store().view()->select(
      {.table = &timer_table(), .where = {{"stream", timer.at(0)}, {"name", timer.at(1)}}});
  return !found.empty() && found.front() == timer;
}

bool Writer::act(Row const& timer, HeldLease const& lease) {
  auto const text = [&](std::size_t column) { return std::get<std::string>(timer.at(column)); };
  auto input = parse_json(text(4));
  Request request;
  request.command = text(3);
  request.stream = StreamId{text(0)};
  if (input && input->is_object()) request.input = input->get_object();
  request.actor = PersonId{std::string{registry::kClockActor}};
  request.role = Code{std::string{registry::kClock}};
  request.channel = Code{"clock"};
  request.lease = lease;
  request.id = "timer/" + text(0) + "/" + text(1);
  // What is refused or fails today may be right when something else has been done.
  refused_.emplace(timer, std::chrono::steady_clock::now() + kBetweenTries);
  auto const outcome = perform_now(std::move(request), timer);
  bool const is_lost =
      !outcome && outcome.error().reason == Reason{EngineReason::lease_must_be_held};
  if (outcome || is_lost) {
    refused_.erase(timer);
    return !is_lost;
  }
  // What an earlier one has ended takes its timers along.
  if (!stands(timer)) {
    refused_.erase(timer);
    return true;
  }
  told_("the clock's " + text(3) + " on " + text(0) +
        " was refused: " + std::string{outcome.error().reason.name()});
  return true;
}

}  // namespace gozin::app
