#include "tests/simulation/node.hpp"

#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "tests/simulation/founding.hpp"
#include "workflows/registry/roles.hpp"

namespace gozin::simulation {
namespace {

/// Now and then so few that streams are always forgotten and read again.
constexpr std::size_t kStreamsKept = 400;
constexpr std::size_t kStreamsKeptByFew = 12;
constexpr std::int64_t kBetweenTriesMs = 30'000;
constexpr std::size_t kTimersAtOnce = 64;

}  // namespace

Node::Node(Site const& site, std::string its_name)
    : name{std::move(its_name)},
      store{site.disk, fuse},
      clock{site.time, fuse},
      site_{site},
      random_{site.chance, fuse},
      keys_{site.folder, site.chance, fuse},
      signer_{fuse, [this](std::string_view text) { site_.watch.signing(text); }} {}

void Node::start() {
  // A machine that starts asks others for the time, which is right to a second.
  clock.skew_ms = site_.chance.between(-1'000, 1'000);
  clock.restart();
  refuses = false;
  auto const kept = site_.chance.one_in(6) ? kStreamsKeptByFew : kStreamsKept;
  snapshots_ = std::make_unique<RecentSnapshots>(kept);
  Ports const ports{.store = store,
                    .clock = clock,
                    .random = random_,
                    .keys = keys_,
                    .signer = signer_,
                    .directory = model::people_of_the_city(),
                    .snapshots = snapshots_.get()};
  auto pipeline = std::make_unique<Pipeline>(catalog(), ports, std::string{kOrigin},
                                             PipelineLimits{.streams_cached = kept});
  // Reading all of the log anew each time would be most of what a simulation does.
  bool const reads_all = site_.chance.one_in(4);
  heard_ = reads_all ? 0 : site_.disk.contents.head.size;
  auto const hear = [this](Recorded const& recorded, std::vector<Opened> const&) {
    site_.watch.heard(heard_++, recorded);
  };
  if (reads_all)
    store.view()->read_log(0, site_.disk.contents.head.size, [&](StoredEvent const& stored) {
      hear(read_recorded(catalog(), stored), {});
    });
  pipeline->on_recorded(hear);
  pipeline_ = std::move(pipeline);
}

void Node::die() {
  pipeline_.reset();
  snapshots_.reset();
  refused_.clear();
  queue.clear();
  fuse.put_out();
  store.arm(Fault::none);
}

void Node::show_held() {
  pipeline_->visit_held(
      [this](StreamId const& stream, Folded const& folded) { site_.watch.held(stream, folded); });
  for (auto const& [stream, folded, past] : site_.watch.world().streams())
    if (auto const snapshot = snapshots_->find(stream); snapshot.folded)
      site_.watch.held(stream, *snapshot.folded);
}

/// As the program's writer does it (adapters/app/site_writer.cpp).
std::vector<Request> Node::due_timers() {
  auto const now = clock.now();
  std::erase_if(refused_, [&](auto const& one) { return one.second <= site_.time.now; });
  auto const rows = store.view()->select(
      {.table = &timer_table(), .order = {"due"}, .limit = kTimersAtOnce + refused_.size()});
  std::vector<Request> due;
  for (auto const& row : rows) {
    if (std::get<std::int64_t>(row.at(2)) > now.ms || refused_.contains(row)) continue;
    auto const text = [&](std::size_t column) { return std::get<std::string>(row.at(column)); };
    Request request;
    request.command = text(3);
    request.stream = StreamId{text(0)};
    request.input = parse_json(text(4)).value().as_object();
    request.actor = PersonId{std::string{registry::kClockActor}};
    request.role = Code{std::string{registry::kClock}};
    request.channel = Code{"clock"};
    refused_.emplace(row, Instant{site_.time.now.ms + kBetweenTriesMs});
    due.push_back(std::move(request));
  }
  return due;
}

}  // namespace gozin::simulation
