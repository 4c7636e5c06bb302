#include "engine/replay/scrub.hpp"

#include "engine/event/json.hpp"
#include "engine/port/read_tables.hpp"
#include "engine/replay/history.hpp"
#include "engine/replay/walk.hpp"

#include <algorithm>

namespace gozin {
namespace {

/// Behind the end of the log, at most.
constexpr std::int64_t kCheckpointsBeyond = 1'000'000;

bool is_about_values(Fault const& fault) {
  using enum VerifyFinding;
  return fault.finding == vault_value_differs || fault.finding == vault_key_missing ||
         fault.finding == vault_record_missing || fault.finding == document_missing ||
         fault.finding == document_differs;
}

json::array to_json(std::vector<Fault> const& faults) {
  json::array array;
  for (auto const& fault : faults)
    array.push_back(json::object{{"finding", name_of(fault.finding)}, {"place", fault.place}});
  return array;
}

std::vector<ReadTable const*> tables_by_name(Catalog const& catalog) {
  auto tables = catalog.tables();
  std::ranges::sort(tables, {}, [](ReadTable const* table) { return table->name; });
  return tables;
}

}  // namespace

json::object to_json(ScrubState const& state) {
  json::object object{
      {"rounds", state.rounds},          {"began", to_rfc3339(state.began)},
      {"checked", state.checked},        {"of", state.of},
      {"damage", to_json(state.damage)}, {"contradictions", to_json(state.contradictions)}};
  if (auto const& last = state.last)
    object["last"] = json::object{{"began", to_rfc3339(last->began)},
                                  {"ended", to_rfc3339(last->ended)},
                                  {"events", last->events},
                                  {"streams", last->streams},
                                  {"vault_records", last->vault_records},
                                  {"rows", last->rows},
                                  {"root", to_base64(view_of(last->root))}};
  return object;
}

/// What a round remembers between its steps.
struct Scrubber::Round {
  VerifyOptions options;
  VerifyReport report = {};
  LogWalk walk;
  bool walked = false;
  std::vector<StreamId> streams = {};
  std::size_t next_stream = 0;
  std::set<std::string, std::less<>> known = {};
  std::size_t next_table = 0;
  Row after = {};
  bool is_read = false;
  std::size_t next_range = 0;

  Round(Ports const& ports, StoreView& view, std::optional<TreeHead> const& before)
      : options{.keys = ports.keys,
                .signer = ports.signer,
                .signed_before = before,
                .key = ports.key,
                .folds = false},
        walk{ports.catalog, view, options, report} {}
};

Scrubber::Scrubber(Ports const& ports, Pace const& pace) : ports_{ports}, pace_{pace} {}
Scrubber::~Scrubber() = default;

ScrubState Scrubber::state() const {
  auto state = state_;
  if (!round_) return state;
  state.checked = round_->report.events;
  auto const add = [](std::vector<Fault>& all, std::vector<Fault> const& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(state.damage, round_->report.damage);
  add(state.contradictions, round_->report.contradictions);
  return state;
}

bool Scrubber::step() {
  // Before the view, which is not older then.
  bool const is_new = !round_ && ports_.signer;
  auto const before = is_new ? signed_before(*ports_.signer) : std::nullopt;
  try {
    if (!round_ || !round_->is_read) go_on(*ports_.store.view(), before);
    if (round_ && round_->is_read && ranges()) end();
  } catch (RangeUnreadable const& range) {
    // What stands behind it hangs on what it holds: this round is over, and the next tries again.
    state_.checked = state().checked;
    state_.damage = round_ ? round_->report.damage : std::vector<Fault>{};
    state_.damage.push_back({VerifyFinding::range_damaged, range.place});
    round_.reset();
  }
  return !round_;
}

void Scrubber::go_on(StoreView& view, std::optional<TreeHead> const& before) {
  if (!round_) {
    round_ = std::make_unique<Round>(ports_, view, before);
    state_.began = ports_.clock.now();
  }
  state_.of = view.head().size;
  round_->walk.look_at(view);
  if (!round_->walked) try {
      events(view);
    } catch (RangeUnreadable const&) {
      throw;
    } catch (...) {
      // What was left in the middle cannot be taken up again: a new round begins.
      round_.reset();
      throw;
    }
  else if (round_->next_stream < round_->streams.size())
    streams(view);
  else
    round_->is_read = tables(view);
}

void Scrubber::events(StoreView& view) {
  auto& report = round_->report;
  auto& walk = round_->walk;
  auto const from = report.events;
  auto const damage = report.damage.size();
  walk.checkpoints_ahead(pace_.events);
  bool const went_on = walk.walk_on(pace_.events);
  confirm_values(from, damage);
  if (report.events < view.head().size && went_on &&
      report.damage.size() < round_->options.faults_max)
    return walk.hold_to_checkpoints();
  walk.end_events();
  walk.hold_to_checkpoints();
  // One that is signed for more than there is.
  bool const is_whole = report.events == view.head().size;
  if (is_whole) {
    walk.checkpoints_ahead(kCheckpointsBeyond);
    walk.hold_to_checkpoints();
  }
  round_->walked = true;
  round_->streams = walk.streams();
  for (auto const& stream : round_->streams) round_->known.insert(stream.text);
}

/// A key may have gone to another epoch between the reading of the store and its own: what does not
/// open is asked again, as of now.
void Scrubber::confirm_values(std::int64_t from, std::size_t known) {
  auto& damage = round_->report.damage;
  auto const begin = damage.begin() + static_cast<std::ptrdiff_t>(known);
  if (std::none_of(begin, damage.end(), is_about_values)) return;
  damage.erase(std::remove_if(begin, damage.end(), is_about_values), damage.end());
  auto const view = ports_.store.view();
  VerifyReport again;
  LogWalk walk{ports_.catalog, *view, round_->options, again};
  walk.values(from, round_->report.events);
  std::ranges::copy_if(again.damage, std::back_inserter(damage), is_about_values);
}

void Scrubber::streams(StoreView& view) {
  auto const end = std::min(round_->next_stream + pace_.streams, round_->streams.size());
  for (; round_->next_stream < end; ++round_->next_stream)
    stream(view, round_->streams[round_->next_stream]);
}

void Scrubber::stream(StoreView& view, StreamId const& stream) {
  auto& damage = round_->report.damage;
  if (damage.size() >= round_->options.faults_max) return;
  try {
    auto const history = replay(ports_.catalog, view, stream);
    for (auto& row : differences(view, stream, history.end.folded, ports_.catalog.tables()))
      damage.push_back({VerifyFinding::row_differs, std::move(row)});
  } catch (StoreBusy const&) {
    throw;
  } catch (StoreFailed const&) {
    throw;
  } catch (std::exception const&) {
    // As in verification: a bug where events were judged, here the bytes may be anybody's.
    damage.push_back({VerifyFinding::event_not_acceptable, stream.text});
  }
}

bool Scrubber::tables(StoreView& view) {
  auto const tables = tables_by_name(ports_.catalog);
  if (round_->next_table == tables.size()) return true;
  auto const& table = *tables[round_->next_table];
  auto const page = view.select(
      {.table = &table, .order = table.key, .after = round_->after, .limit = pace_.rows});
  for (auto const& row : page) {
    ++round_->report.rows;
    round_->after = key_of(table, row);
    auto const& stream = std::get<std::string>(row.front());
    // A stream that began since is looked at in the next round.
    auto const is_new = [&] {
      bool found = false;
      view.read_stream(StreamId{stream}, 0, [&](StoredEvent const&) { found = true; });
      return found;
    };
    if (!round_->known.contains(stream) && !is_new())
      round_->report.damage.push_back(
          {VerifyFinding::row_foreign, std::string{table.name} + " " + stream});
  }
  if (page.size() == pace_.rows) return false;
  round_->after = {};
  return ++round_->next_table == tables.size();
}

/// One range; whether it was the last.
bool Scrubber::ranges() {
  if (!ports_.archive) return true;
  auto const add = [this](std::vector<std::string> places) {
    for (auto& place : places)
      round_->report.damage.push_back({VerifyFinding::range_damaged, std::move(place)});
  };
  auto& next = round_->next_range;
  auto const all = ports_.archive->ranges();
  if (next == 0) add(ports_.archive->faults());
  if (next < all.size()) add(ports_.archive->faults_of(all[next].range));
  return ++next >= all.size();
}

void Scrubber::end() {
  auto const& report = round_->report;
  state_.last = ScrubRound{.began = state_.began,
                           .ended = ports_.clock.now(),
                           .events = report.events,
                           .streams = std::ssize(round_->streams),
                           .vault_records = report.vault_records,
                           .rows = report.rows,
                           .root = report.tree.root};
  ++state_.rounds;
  state_.checked = report.events;
  state_.damage = report.damage;
  state_.contradictions = report.contradictions;
  round_.reset();
}

Hash fingerprint_of_tables(Catalog const& catalog, StoreView& store) {
  auto hash = sha256({});
  auto const add = [&](std::string const& line) { hash = sha256({view_of(hash), line}); };
  for (auto const* table : tables_by_name(catalog))
    visit_rows(store, *table, [&](Row const& row) {
      json::array cells{table->name};
      for (auto const& value : row) {
        if (auto const* text = std::get_if<std::string>(&value))
          cells.emplace_back(*text);
        else if (auto const* number = std::get_if<std::int64_t>(&value))
          cells.emplace_back(*number);
        else
          cells.emplace_back(nullptr);
      }
      add(to_canonical(cells));
    });
  return hash;
}

}  // namespace gozin
