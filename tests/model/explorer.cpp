#include "tests/model/explorer.hpp"

#include "engine/command/streams.hpp"
#include "tests/model/key.hpp"
#include "workflows/appointment/chart.hpp"

#include <deque>
#include <stdexcept>
#include <unordered_set>

namespace gozin::model {
namespace {

/// Enough of a hash to tell a million worlds apart.
struct Fingerprint {
  std::size_t operator()(Hash const& hash) const noexcept {
    std::size_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | hash.bytes[i];
    return value;
  }
};

std::string leaves_of(World const& world, StreamId const& stream) {
  std::string text;
  auto const* folded = world.folded(stream);
  if (folded)
    for (auto const& leaf : chart::leaf_names(folded->kind->chart.model, folded->position))
      text += leaf + " ";
  return text;
}

[[noreturn]] void report(World const& world, Attempt const& attempt) {
  std::string text = "What must never happen has happened:\n";
  for (auto const& broken : world.witness.broken) text += "  " + broken + "\n";
  text += attempt.type->name;
  text += " by " + attempt.caller.actor.text + " (" + attempt.caller.role.text + ")";
  if (!attempt.caller.behalf.empty()) text += " for " + attempt.caller.behalf.text;
  text += ", now at " + leaves_of(world, attempt.stream) + "\n";
  for (auto const& happened : world.recent)
    text += "    " + happened.recorded.at.stream.text + " " +
            std::string{happened.recorded.event.type().name} + "\n";
  throw std::logic_error(text + "after\n" + story_of(world));
}

void note(Findings& findings, World const& next, Attempt const& attempt) {
  ++findings.transitions;
  ++findings.commands[attempt.type->name];
  findings.events += next.recent.size();
  static auto const& kind = laws().kind("case");
  auto const& model = kind.chart.model;
  for (auto const& happened : next.recent) {
    if (happened.recorded.at.stream.kind() != "case") continue;
    auto const event = *chart_index(kind, happened.recorded.event.type());
    auto const moved = findings.moves.try_emplace({happened.before, event}, happened.after);
    if (moved.second) findings.reactions.insert({taker_of(model, happened.before, event), event});
  }
}

class Explorer {
 public:
  explicit Explorer(Exploration const& exploration) : exploration_{exploration} {}

  Findings run() {
    meet(exploration_.start);
    while (!open_.empty()) {
      auto world = std::move(open_.front());
      open_.pop_front();
      expand(world);
    }
    return std::move(findings_);
  }

 private:
  void meet(World world) {
    auto const key = key_of(world, exploration_.start);
    if (!seen_.insert(sha256(key.text)).second) return;
    ++findings_.states;
    if (findings_.states > exploration_.states_max)
      throw std::logic_error(std::string{exploration_.name} + " explodes\n" + key.text + "\n" +
                             story_of(world));
    for (auto const& stream : exploration_.streams) remember(world, stream);
    if (exploration_.waits && key.next_due) {
      auto later = world;
      later.now = *key.next_due;
      waiting_.emplace_back(std::move(later));
    }
    open_.push_back(std::move(world));
    while (!waiting_.empty()) {
      auto later = std::move(waiting_.back());
      waiting_.pop_back();
      meet(std::move(later));
    }
  }

  void remember(World const& world, StreamId const& stream) {
    auto const* folded = stream.kind() == "case" ? world.folded(stream) : nullptr;
    if (!folded || !findings_.positions.insert(folded->position).second) return;
    findings_.ways[folded->position] = world.history;
    if (stream.text == "case/c-1") findings_.landmarks.push_back(world);
  }

  void expand(World& world) {
    for (auto const& attempt : attempts_in(world, exploration_.streams, findings_)) {
      auto next = perform(world, attempt);
      if (!next) {
        ++findings_.refusals;
        findings_.reasons.insert(next.error().reason.name());
        continue;
      }
      note(findings_, *next, attempt);
      if (!next->witness.broken.empty()) report(*next, attempt);
      bool const on = attempt.argument.usual && exploration_.moves.contains(attempt.type->name) &&
                      (!exploration_.bounds || exploration_.bounds(*next));
      if (!on) continue;
      next->history = std::make_shared<HistoryStep const>(HistoryStep{
          world.history, std::string{attempt.type->name} + " by " + attempt.caller.actor.text,
          next->recent});
      meet(std::move(*next));
    }
  }

  Exploration const& exploration_;
  Findings findings_;
  std::deque<World> open_;
  std::vector<World> waiting_;
  std::unordered_set<Hash, Fingerprint> seen_;
};

/// The claims that the hook lets through, each once.
std::vector<Claim> admitted_claims(World& world, CommandType const& type, StreamId const& stream,
                                   Findings& findings) {
  std::vector<Claim> admitted;
  for (auto const role : all_roles()) {
    bool const listed = std::ranges::find(type.traits.roles, role) != type.traits.roles.end();
    for (auto const& claim : claims_of(role)) {
      auto const refused = authorise(world, type, stream, claim.caller);
      if (refused) {
        ++findings.refusals;
        findings.reasons.insert(refused->reason.name());
      } else {
        admitted.push_back(claim);
      }
      if (!listed) break;  // a role that the command does not list is refused to everybody alike
    }
  }
  return admitted;
}

void add_attempts(World& world, CommandType const& type, StreamId const& stream,
                  std::pair<Findings&, std::vector<Attempt>&> into) {
  auto const* state = world.state<appointment::Case>(stream);
  auto const offer = all_offers().at(type.name);
  for (auto const& claim : admitted_claims(world, type, stream, into.first)) {
    Arguments arguments;
    offer({world, stream, claim.caller, state}, arguments);
    for (auto& argument : arguments.list()) {
      argument.usual = argument.usual && claim.usual;
      into.second.push_back({&type, stream, claim.caller, std::move(argument)});
      // For stand-ins and strangers the first, right one tells whether they may.
      if (!claim.usual) break;
    }
  }
}

}  // namespace

void Findings::add(Findings const& other) {
  states += other.states;
  transitions += other.transitions;
  refusals += other.refusals;
  events += other.events;
  positions.insert(other.positions.begin(), other.positions.end());
  reactions.insert(other.reactions.begin(), other.reactions.end());
  for (auto const& [name, count] : other.commands) commands[name] += count;
  reasons.insert(other.reasons.begin(), other.reasons.end());
  moves.insert(other.moves.begin(), other.moves.end());
  for (auto const& landmark : other.landmarks)
    if (!ways.contains(landmark.folded(StreamId{"case/c-1"})->position))
      landmarks.push_back(landmark);
  ways.insert(other.ways.begin(), other.ways.end());
}

chart::ChartModel const& case_model() { return appointment::case_chart().model; }

chart::StateIndex taker_of(chart::ChartModel const& model, chart::Position position,
                           chart::EventIndex event) {
  for (std::size_t leaf = 0; leaf < model.states.size(); ++leaf) {
    if ((position.leaves >> leaf & 1) == 0) continue;
    for (std::optional<chart::StateIndex> at = static_cast<chart::StateIndex>(leaf); at;
         at = model.states[*at].parent)
      for (auto const& reaction : chart::reactions_of(model, *at))
        if (reaction.event == event) return *at;
  }
  throw std::logic_error("nobody takes " + model.events[event]);
}

std::vector<Attempt> attempts_in(World& world, std::vector<StreamId> const& streams,
                                 Findings& findings) {
  std::vector<Attempt> attempts;
  for (auto const& workflow : laws().workflows)
    for (auto const& type : workflow.commands)
      for (auto const& stream : streams) {
        bool const exists = world.folded(stream) != nullptr;
        if (stream.kind() != type.kind || type.traits.opens == exists) continue;
        add_attempts(world, type, stream, {findings, attempts});
      }
  return attempts;
}

Findings explore(Exploration const& exploration) { return Explorer{exploration}.run(); }

}  // namespace gozin::model
