#include "adapters/app/access_keeper.hpp"

#include "adapters/http/workers.hpp"
#include "engine/command/streams.hpp"
#include "workflows/registry/commands/log.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::app {
namespace {

constexpr std::size_t kWaitingMax = 2'048;
constexpr std::chrono::minutes kBetweenSeals{5};

std::int64_t first_unsealed(City& city, StoreView& store) {
  StoredView view{city.pipeline().catalog(), store, &city.snapshots()};
  auto const* log = view.find<registry::Log>(registry::log_stream());
  return log ? log->accesses_sealed : 0;
}

Request sealing(AccessRange const& range, HeldLease const& lease) {
  Request request;
  request.command = registry::SealAccessJournal::kName;
  request.stream = registry::log_stream();
  request.input = {{"from", range.from}, {"to", range.to}, {"hash", to_hex(range.hash)}};
  request.actor = PersonId{std::string{registry::kClockActor}};
  request.role = Code{std::string{registry::kClock}};
  request.channel = Code{"clock"};
  request.lease = lease;
  request.id = "access-journal/" + std::to_string(range.from);
  return request;
}

}  // namespace

void write_accesses(EventStore& store, std::vector<Access> const& accesses) {
  auto const transaction = store.begin();
  Batch batch;
  batch.head = transaction->head();
  auto number = transaction->accesses_end();
  for (auto const& access : accesses) batch.accesses.push_back({number++, to_text(access)});
  transaction->write(batch);
  transaction->commit();
}

AccessKeeper::AccessKeeper(City& city, Writer& writer)
    : city_{city},
      writer_{writer},
      seal_due_{std::chrono::steady_clock::now() + kBetweenSeals},
      thread_{[this] { work(); }} {}

AccessKeeper::~AccessKeeper() {
  {
    std::scoped_lock const lock{mutex_};
    ending_ = true;
  }
  waiting_.notify_all();
  thread_.join();
}

void AccessKeeper::keep(Access access) {
  std::future<void> done;
  {
    std::scoped_lock const lock{mutex_};
    if (ending_ || entries_.size() >= kWaitingMax)
      throw StoreBusy("too many readings are waiting to be recorded");
    entries_.push_back({std::move(access), {}});
    done = entries_.back().done.get_future();
  }
  waiting_.notify_one();
  http::Workers::stand_aside([&] { done.wait(); });
  done.get();
}

std::deque<AccessKeeper::Entry> AccessKeeper::take() {
  std::unique_lock lock{mutex_};
  waiting_.wait_until(lock, seal_due_, [this] { return ending_ || !entries_.empty(); });
  return std::exchange(entries_, {});
}

void AccessKeeper::work() {
  for (;;) {
    auto entries = take();
    if (!entries.empty()) write(entries);
    bool is_over = false;
    {
      std::scoped_lock const lock{mutex_};
      is_over = ending_ && entries_.empty();
    }
    if (is_over || std::chrono::steady_clock::now() >= seal_due_) seal();
    if (is_over) return;
  }
}

void AccessKeeper::write(std::deque<Entry>& entries) {
  try {
    std::vector<Access> accesses;
    for (auto& entry : entries) accesses.push_back(std::move(entry.access));
    write_accesses(city_.store(), accesses);
  } catch (std::exception const&) {
    // Whoever asked for the page hears of it: it is not shown.
    for (auto& entry : entries) entry.done.set_exception(std::current_exception());
    return;
  }
  for (auto& entry : entries) entry.done.set_value();
}

void AccessKeeper::seal() {
  seal_due_ = std::chrono::steady_clock::now() + kBetweenSeals;
  auto const lease = writer_.lease_for(kSealingWork);
  if (!lease) return;
  try {
    auto const view = city_.store().view();
    auto const range = range_from(*view, first_unsealed(city_, *view));
    if (!range) return;
    // Refused where another node has sealed them meanwhile, or does so from now on.
    static_cast<void>(writer_.perform(sealing(*range, *lease)));
  } catch (std::exception const& failure) {
    writer_.tell(std::string{"the access journal waits to be sealed: "} + failure.what());
  }
}

}  // namespace gozin::app
