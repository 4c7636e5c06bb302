#include "tests/model/world.hpp"

#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/commitment.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/workflow.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::model {
namespace {

class Register final : public Directory {
 public:
  [[nodiscard]] std::optional<std::string> name(PersonId const& person) const override {
    return person.text;
  }
  [[nodiscard]] std::int64_t count_meeting(std::span<rules::Condition const>) const override {
    return 12;
  }
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const override {
    auto const finding = person.text == "p-3"   ? rules::Finding::unmet
                         : person.text == "p-4" ? rules::Finding::unknown
                                                : rules::Finding::met;
    std::map<Code, rules::Finding> found;
    for (auto const& condition : conditions) found[condition.code] = finding;
    return found;
  }
};

/// Facts as the world has them. Chance is the same in every world, so that equal worlds stay equal.
class WorldFacts final : public Facts {
 public:
  struct Kept {
    VaultKeyId key;
    std::string name;
    std::string value;
    Committed committed;
  };

  WorldFacts(World const& world, Argument const& argument)
      : world_{world}, argument_{argument}, fresh_{world.fresh + 1} {}

  [[nodiscard]] std::optional<Opened> open(std::int64_t seq, VaultKeyId const& key) override {
    return world_.opened(seq, key);
  }
  [[nodiscard]] std::int64_t next_seq() override { return world_.next_seq(); }
  [[nodiscard]] std::optional<Opened> open_kept(VaultKeyId const& key) override {
    if (argument_.kept_under.text.empty() || key != argument_.kept_under) return std::nullopt;
    return argument_.kept;
  }
  [[nodiscard]] std::vector<std::string> open_box(std::string const& ballot) override {
    auto const found = world_.boxes.find(ballot);
    return found == world_.boxes.end() ? std::vector<std::string>{} : found->second;
  }
  [[nodiscard]] std::string fresh_id() override { return fresh_text(fresh_++); }
  Committed keep(VaultKeyId const& key, std::string_view name, std::string_view value,
                 std::optional<Hash> seed) override {
    auto const with = seed.value_or(sha256({"seed ", key.text}));
    Committed const committed{field_commitment(field_salt(view_of(with), name), name, value)};
    kept.push_back({key, std::string{name}, std::string{value}, committed});
    return committed;
  }
  Hash attach(VaultKeyId const&, std::string_view, std::string_view bytes) override {
    return sha256(bytes);
  }
  [[nodiscard]] Directory const& directory() override { return people_of_the_city(); }
  /// The commands of a case ask for none.
  [[nodiscard]] std::vector<Row> rows(ReadTable const&, std::string_view, Value const&) override {
    return {};
  }
  [[nodiscard]] Hash published_root() override { return sha256("published root"); }

  [[nodiscard]] int fresh() const { return fresh_; }

  std::vector<Kept> kept;

 private:
  World const& world_;
  Argument const& argument_;
  int fresh_;
};

Call call_of(World const& world, Caller const& caller) {
  return {.actor = caller.actor,
          .role = caller.role,
          .behalf = caller.behalf,
          .channel = caller.channel,
          .now = world.now,
          .request = "r"};
}

/// As the pipeline asks: every event acceptable in the position reached so far.
std::optional<Rejection> unacceptable(World& world, Decision const& decision) {
  std::map<StreamId, chart::Position> reached;
  for (auto const& [stream, event] : decision.events) {
    auto const& kind = laws().kind(stream.kind());
    auto const& model = kind.chart.model;
    auto const* folded = world.folded(stream);
    auto const begins = folded ? chart::Position{} : world.start_of(stream, event).position;
    auto& position = reached.try_emplace(stream, folded ? folded->position : begins).first->second;
    auto const index = chart_index(kind, event.type());
    if (!index || !chart::accepts(model, position, *index))
      return Rejection{EngineReason::phase_must_allow_event, std::string{event.type().name}};
    position = chart::next(model, position, *index).value();
  }
  return std::nullopt;
}

/// Alias maps and sheets rest with the event that carries them; nothing else is opened again.
void lay_down(World& world, WorldFacts const& facts, Attempt const& attempt) {
  for (auto const& happened : world.recent) {
    auto const type = happened.recorded.event.type().name;
    auto const seq = happened.recorded.at.seq;
    bool const maps = type == "DeclarationsCompleted" || type == "AssessorReplaced" ||
                      type == "AssessmentRoundOpened" || type == "NomineeReadmitted";
    for (auto const& kept : facts.kept)
      if (maps && kept.name == "alias_map")
        world.keep(seq, kept.key, {.seed = {}, .values = {{kept.name, kept.value}}});
    if (type == "ScoreSheetSealed")
      world.keep(seq, attempt.argument.kept_under, attempt.argument.kept);
  }
}

std::string describe(Attempt const& attempt) {
  auto text = attempt.type->name.data() + std::string{" by "} + attempt.caller.actor.text + " (" +
              attempt.caller.role.text + ")";
  if (!attempt.caller.behalf.empty()) text += " for " + attempt.caller.behalf.text;
  return text + " on " + attempt.stream.text;
}

}  // namespace

StreamKind const& Laws::kind(std::string_view name) const {
  for (auto const& workflow : workflows)
    for (auto const& one : workflow.kinds)
      if (one.name == name) return one;
  throw std::logic_error("no kind of stream is called " + std::string{name});
}

Workflow const& Laws::workflow_of(CommandType const& type) const {
  return *std::ranges::find(workflows, type.workflow, &Workflow::name);
}

CommandType const& Laws::command(std::string_view name) const {
  for (auto const& workflow : workflows)
    for (auto const& one : workflow.commands)
      if (one.name == name) return one;
  throw std::logic_error("no command is called " + std::string{name});
}

Directory const& people_of_the_city() {
  static Register const people;
  return people;
}

Laws const& laws() {
  static Laws const all{{appointment::appointment_workflow(), session::session_workflow(),
                         registry::registry_workflow(), ruleset::ruleset_workflow()}};
  return all;
}

Folded const* World::folded(StreamId const& stream) const {
  auto const found = std::ranges::lower_bound(streams_, stream, {}, &Entry::stream);
  return found == streams_.end() || found->stream != stream ? nullptr : found->folded.get();
}

Folded const* World::folded(StreamId const& stream) { return std::as_const(*this).folded(stream); }

bool World::stands(StreamId const& stream, std::string_view state) const {
  auto const* found = folded(stream);
  if (!found) return false;
  auto const& model = found->kind->chart.model;
  auto const index = chart::find_state(model, state);
  return index && chart::is_active(model, found->position, *index);
}

std::shared_ptr<Folded const> World::folded_through(StreamId const& stream, std::int64_t rev) {
  auto const found = std::ranges::lower_bound(streams_, stream, {}, &Entry::stream);
  if (found == streams_.end() || found->stream != stream) return nullptr;
  std::vector<Recorded const*> events;
  for (auto const* past = found->past.get(); past; past = past->before.get())
    if (past->recorded.at.rev <= rev) events.push_back(&past->recorded);
  if (events.empty() || events.front()->at.rev != rev) return nullptr;
  auto folded = std::make_shared<Folded>(start_of(stream, events.back()->event));
  for (auto event = events.rbegin(); event != events.rend(); ++event)
    gozin::follow(*folded, **event, {});
  return folded;
}

Folded World::start_of(StreamId const& stream, Event const& event) {
  Folded folded;
  folded.kind = &laws().kind(stream.kind());
  auto const* lineage = event.lineage();
  if (!lineage) {
    folded.state = folded.kind->start();
    folded.position = chart::initial(folded.kind->chart.model);
    return folded;
  }
  auto const before = folded_through(lineage->from, lineage->through);
  if (!before) throw std::logic_error(stream.text + " takes over what is not there");
  folded.state = folded.kind->copy(before->state.get());
  folded.position = before->position;
  return folded;
}

World::Entry& World::own(StreamId const& stream) {
  auto found = std::ranges::lower_bound(streams_, stream, {}, &Entry::stream);
  if (found == streams_.end() || found->stream != stream) {
    auto const& kind = laws().kind(stream.kind());
    auto fresh_one = std::make_shared<Folded>();
    fresh_one->kind = &kind;
    fresh_one->state = kind.start();
    fresh_one->position = chart::initial(kind.chart.model);
    found = streams_.insert(found, {stream, std::move(fresh_one)});
  } else if (found->folded.use_count() > 1) {
    // Other worlds look at it too; worlds live in one thread, so the count can be trusted.
    auto copy = std::make_shared<Folded>(*found->folded);
    copy->state = copy->kind->copy(copy->state.get());
    found->folded = std::move(copy);
  }
  return *found;
}

void World::put(StreamId const& stream, std::shared_ptr<void> state, std::string_view leaf) {
  auto& folded = *own(stream).folded;
  folded.state = std::move(state);
  std::vector<std::string> const leaves{std::string{leaf}};
  folded.position = chart::position_of(folded.kind->chart.model, leaves).value();
  folded.rev = 0;
}

Call World::by_clock() const { return call_of(*this, {PersonId{"clock"}, Code{"clock"}}); }

void World::follow(Recorded const& recorded, Hash const& leaf) {
  auto const& stream = recorded.at.stream;
  bool const begins = recorded.event.lineage() && !World::folded(stream);
  auto& entry = own(stream);
  auto& folded = *entry.folded;
  if (begins) folded = start_of(stream, recorded.event);
  auto const& model = folded.kind->chart.model;
  auto const index = chart_index(*folded.kind, recorded.event.type());
  if (!index || !chart::accepts(model, folded.position, *index))
    throw std::logic_error(stream.text + " does not accept " +
                           std::string{recorded.event.type().name});

  Happened happened{.recorded = recorded, .before = folded.position, .after = {}};
  folded.position = chart::next(model, folded.position, *index).value();
  folded.rev = recorded.at.rev;
  folded.last_leaf = leaf;
  folded.last_recorded = recorded.at.recorded;
  happened.after = folded.position;
  folded.kind->fold(folded.state.get(), recorded);
  if (stream.kind() == appointment::Case::kKind)
    entry.past = std::make_shared<Past const>(Past{recorded, entry.past});
  witness.see(recorded);
  recent.push_back(std::move(happened));
}

void World::record(StreamId const& stream, Event const& event, Call const& by) {
  auto const* folded = World::folded(stream);
  Recorded recorded{.at = {}, .event = event};
  auto& at = recorded.at;
  at.seq = next_seq_++;
  at.stream = stream;
  at.rev = folded ? folded->rev + 1 : 0;
  at.recorded = by.now;
  at.occurred = by.now;
  at.actor = by.actor;
  at.role = by.role;
  at.behalf = by.behalf;
  at.channel = by.channel;
  follow(recorded);
}

std::optional<Opened> World::opened(std::int64_t seq, VaultKeyId const& key) const {
  auto const found = vault_->find({seq, key});
  if (found == vault_->end()) return std::nullopt;
  return found->second;
}

void World::keep(std::int64_t seq, VaultKeyId const& key, Opened opened) {
  auto copy = std::make_shared<Vault>(*vault_);
  (*copy)[{seq, key}] = std::move(opened);
  vault_ = std::move(copy);
}

std::optional<Rejection> authorise(World& world, CommandType const& type, StreamId const& stream,
                                   Caller const& caller) {
  auto const call = call_of(world, caller);
  Argument const none;
  WorldFacts facts{world, none};
  Context const context{.call = call, .stream = stream, .view = world, .facts = facts};
  return laws().workflow_of(type).authorise(type, context);
}

std::optional<Rejection> flaw(World& world, Attempt const& attempt) {
  auto const call = call_of(world, attempt.caller);
  WorldFacts facts{world, attempt.argument};
  Context const context{.call = call, .stream = attempt.stream, .view = world, .facts = facts};
  auto const decision = attempt.type->judge(attempt.argument.command.get(), context);
  return decision ? unacceptable(world, *decision) : decision.error();
}

Result<World> perform(World& world, Attempt const& attempt) {
  auto const call = call_of(world, attempt.caller);
  WorldFacts facts{world, attempt.argument};
  Context const context{.call = call, .stream = attempt.stream, .view = world, .facts = facts};
  auto const decision = attempt.type->judge(attempt.argument.command.get(), context);
  if (!decision) return decision.error();
  if (decision->events.empty())
    throw std::logic_error("a command must lead to an event: " + std::string{attempt.type->name});
  if (auto const refused = unacceptable(world, *decision)) return *refused;

  World next = world;
  next.recent.clear();
  if (!attempt.argument.box.empty())
    next.boxes[attempt.argument.box].push_back(attempt.argument.paper);
  for (auto const& emitted : decision->events) next.record(emitted.stream, emitted.event, call);
  next.witness.conclude();
  lay_down(next, facts, attempt);
  for (auto const& ballot : decision->opened_boxes) next.boxes.erase(ballot);
  next.fresh = facts.fresh();
  next.now.ms += 1;  // so that what is recorded lies in the past of whatever comes next
  return next;
}

void remember(World& world, Attempt const& attempt) {
  world.history = std::make_shared<HistoryStep const>(
      HistoryStep{world.history, describe(attempt), world.recent});
}

World after(World world, Attempt const& attempt) {
  auto refused = authorise(world, *attempt.type, attempt.stream, attempt.caller);
  if (!refused) {
    auto next = perform(world, attempt);
    if (next) {
      remember(*next, attempt);
      return std::move(*next);
    }
    refused = next.error();
  }
  throw std::logic_error(describe(attempt) + " is refused: " + std::string{refused->reason.name()} +
                         " " + refused->detail + "\n" + story_of(world));
}

std::string story_of(World const& world) {
  std::vector<HistoryStep const*> steps;
  for (auto const* step = world.history.get(); step; step = step->before.get())
    steps.push_back(step);
  std::string text;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    text += (*step)->what + "\n";
    for (auto const& happened : (*step)->events)
      text += "    " + happened.recorded.at.stream.text + " " +
              std::string{happened.recorded.event.type().name} + " " +
              to_canonical(happened.recorded.event.data()) + "\n";
  }
  return text;
}

}  // namespace gozin::model
