#include "tests/support/judge.hpp"

#include "engine/ledger/commitment.hpp"

#include <stdexcept>

namespace gozin::judge {
namespace {

constexpr std::string_view kNow = "2026-11-18T09:00:00.000Z";

chart::Position position_in(chart::ChartModel const& model,
                            std::initializer_list<std::string_view> leaves) {
  std::vector<std::string> const names{leaves.begin(), leaves.end()};
  auto const position = chart::position_of(model, names);
  if (!position) throw std::logic_error("no such leaf states in " + model.name);
  return *position;
}

}  // namespace

Instant at(std::string_view rfc3339) {
  auto const instant = parse_rfc3339(rfc3339);
  if (!instant) throw std::logic_error("not an instant: " + std::string{rfc3339});
  return *instant;
}

Day day(std::string_view iso) {
  auto const found = parse_iso_date(iso);
  if (!found) throw std::logic_error("not a day: " + std::string{iso});
  return *found;
}

Call call(std::string_view actor, std::string_view role) { return call(actor, role, at(kNow)); }

Call call(std::string_view actor, std::string_view role, Instant now) {
  return {.actor = PersonId{std::string{actor}},
          .role = Code{std::string{role}},
          .channel = Code{"test"},
          .now = now,
          .request = "r-1"};
}

Committed hidden(std::string_view text) { return {sha256({"hidden ", text})}; }

chart::Chart states_only(std::string_view name, std::initializer_list<std::string_view> states) {
  // A chart lives as long as the program.
  static std::deque<chart::ChartModel> models;
  auto& model = models.emplace_back();
  model.name = name;
  for (auto const state : states) model.states.push_back({.name = std::string{state}});
  return {.model = model, .start = nullptr};
}

StreamKind bare_kind(std::string_view name, chart::Chart chart) {
  return {.name = name, .chart = chart, .events = {}};
}

void FakeView::know(StreamKind kind) { kinds_.push_back(std::move(kind)); }

void FakeView::know(Workflow const& workflow) {
  for (auto const& kind : workflow.kinds) know(kind);
}

Folded const* FakeView::folded(StreamId const& stream) {
  auto const found = streams_.find(stream);
  return found == streams_.end() ? nullptr : &found->second;
}

std::shared_ptr<Folded const> FakeView::folded_through(StreamId const& stream, std::int64_t rev) {
  auto const found = pasts_.find({stream, rev});
  return found == pasts_.end() ? nullptr : found->second;
}

StreamKind const& FakeView::kind_of(StreamId const& stream) const {
  auto const found = std::ranges::find(kinds_, stream.kind(), &StreamKind::name);
  if (found == kinds_.end()) throw std::logic_error("unknown kind of stream: " + stream.text);
  return *found;
}

Folded const& FakeView::stand(StreamId const& stream) const {
  auto const found = streams_.find(stream);
  if (found == streams_.end()) throw std::logic_error("no stream " + stream.text);
  return found->second;
}

void FakeView::place(StreamId const& stream, std::shared_ptr<void> state,
                     std::initializer_list<std::string_view> leaves) {
  auto const& kind = kind_of(stream);
  streams_[stream] = {.kind = &kind,
                      .state = std::move(state),
                      .position = position_in(kind.chart.model, leaves),
                      .rev = 0,
                      .last_leaf = {},
                      .last_recorded = at(kNow)};
}

void FakeView::move(StreamId const& stream, std::initializer_list<std::string_view> leaves) {
  auto const& kind = kind_of(stream);
  static_cast<void>(stand(stream));
  streams_[stream].position = position_in(kind.chart.model, leaves);
}

Folded FakeView::before_first(StreamId const& stream, Event const& event) {
  auto const& kind = kind_of(stream);
  Folded folded;
  folded.kind = &kind;
  folded.state = kind.start();
  folded.position = chart::initial(kind.chart.model);
  auto const* lineage = event.lineage();
  if (!lineage) return folded;
  auto const past = FakeView::folded_through(lineage->from, lineage->through);
  if (!past) throw std::logic_error(stream.text + " takes over what is not there");
  folded.state = kind.copy(past->state.get());
  folded.position = past->position;
  return folded;
}

std::int64_t FakeView::record(StreamId const& stream, Event const& event, Call const& by) {
  auto const& kind = kind_of(stream);
  if (!kind.start || !kind.fold) throw std::logic_error("no folds for " + stream.text);
  auto const& model = kind.chart.model;
  auto const* before = FakeView::folded(stream);
  Folded folded = before ? *before : before_first(stream, event);
  auto const index = chart::find_event(model, event.type().name);
  if (!index || !chart::accepts(model, folded.position, *index))
    throw std::logic_error(stream.text + " does not accept " + std::string{event.type().name});

  Recorded recorded;
  recorded.event = event;
  recorded.at.seq = next_seq_++;
  recorded.at.stream = stream;
  recorded.at.rev = ++folded.rev;
  recorded.at.recorded = by.now;
  recorded.at.occurred = by.occurred.value_or(by.now);
  recorded.at.actor = by.actor;
  recorded.at.role = by.role;
  recorded.at.behalf = by.behalf;
  recorded.at.channel = by.channel;
  folded.position = chart::next(model, folded.position, *index).value_or(folded.position);
  folded.last_recorded = by.now;
  kind.fold(folded.state.get(), recorded);
  auto past = std::make_shared<Folded>(folded);
  past->state = kind.copy(folded.state.get());
  pasts_[{stream, folded.rev}] = std::move(past);
  streams_[stream] = std::move(folded);
  return recorded.at.seq;
}

std::vector<TableRow> FakeView::rows(StreamId const& stream) {
  auto const& folded = stand(stream);
  std::vector<TableRow> rows;
  if (folded.kind->project) folded.kind->project({.stream = stream, .folded = folded}, rows);
  return rows;
}

std::optional<std::string> FakeDirectory::name(PersonId const& person) const {
  auto const found = names.find(person);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

std::int64_t FakeDirectory::count_meeting(std::span<rules::Condition const>) const {
  return meeting;
}

std::map<Code, rules::Finding> FakeDirectory::examine(
    PersonId const& person, std::span<rules::Condition const> conditions) const {
  std::map<Code, rules::Finding> answers;
  auto const known = findings.find(person);
  for (auto const& condition : conditions) {
    answers[condition.code] = rules::Finding::unknown;
    if (known == findings.end()) continue;
    auto const answer = known->second.find(condition.code);
    if (answer != known->second.end()) answers[condition.code] = answer->second;
  }
  return answers;
}

std::optional<Opened> FakeFacts::open(std::int64_t seq, VaultKeyId const& key) {
  auto const found = vault.find({seq, key});
  if (found == vault.end()) return std::nullopt;
  return found->second;
}

std::optional<Opened> FakeFacts::open_kept(VaultKeyId const& key) {
  auto const found = prepared.find(key);
  if (found == prepared.end()) return std::nullopt;
  return found->second;
}

Hash FakeFacts::attach(VaultKeyId const& key, std::string_view media, std::string_view bytes) {
  auto const hash = sha256(bytes);
  attached.push_back({key, std::string{media}, std::string{bytes}, hash});
  return hash;
}

std::vector<Row> FakeFacts::rows(ReadTable const& table, std::string_view column,
                                 Value const& value) {
  std::vector<Row> found;
  for (auto const& laid : laid_rows)
    for (std::size_t i = 0; i < laid.row.size(); ++i)
      if (laid.table == &table && table.columns[i].name == column && laid.row[i] == value)
        found.push_back(laid.row);
  return found;
}

std::vector<std::string> FakeFacts::open_box(std::string const& ballot) {
  auto const found = boxes.find(ballot);
  return found == boxes.end() ? std::vector<std::string>{} : found->second;
}

std::string FakeFacts::fresh_id() { return "id-" + std::to_string(++named_); }

Committed FakeFacts::keep(VaultKeyId const& key, std::string_view name, std::string_view value,
                          std::optional<Hash> seed) {
  auto const earlier = std::ranges::find(kept, key, &Kept::key);
  auto const with = seed                    ? *seed
                    : earlier != kept.end() ? earlier->seed
                                            : sha256({"seed ", key.text});
  Committed const committed{field_commitment(field_salt(view_of(with), name), name, value)};
  kept.push_back({key, std::string{name}, std::string{value}, with, committed});
  return committed;
}

std::optional<Rejection> Judge::authorise(Workflow const& workflow, CommandType const& type,
                                          Call const& by, StreamId const& stream) {
  Context const context{.call = by, .stream = stream, .view = view, .facts = facts};
  return workflow.authorise(type, context);
}

std::string_view reason_of(std::optional<Rejection> const& refused) {
  return refused ? refused->reason.name() : std::string_view{};
}

std::vector<std::string> types_of(Result<Decision> const& decision) {
  std::vector<std::string> types;
  if (!decision) return types;
  for (auto const& emitted : decision->events) types.emplace_back(emitted.event.type().name);
  return types;
}

StreamId stream_of_first(Result<Decision> const& decision, std::string_view type) {
  if (!decision) return {};
  for (auto const& emitted : decision->events)
    if (emitted.event.type().name == type) return emitted.stream;
  return {};
}

CommandType const& command_of(Workflow const& workflow, std::string_view name) {
  auto const found = std::ranges::find(workflow.commands, name, &CommandType::name);
  if (found == workflow.commands.end()) throw std::logic_error("no command " + std::string{name});
  return *found;
}

std::vector<std::string> without_row(std::span<std::string_view const> reasons,
                                     std::set<std::string, std::less<>> const& rows) {
  std::vector<std::string> missing;
  for (auto const reason : reasons)
    if (!rows.contains(reason)) missing.emplace_back(reason);
  return missing;
}

}  // namespace gozin::judge
