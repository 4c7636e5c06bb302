#pragma once

#include "engine/command/typed.hpp"
#include "tests/model/witness.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

// A whole city in memory: streams by the real charts and folds, judged by the real hooks and
// decisions. A world is a value: copying shares everything, and what an event changes is cloned.
namespace gozin::model {

/// The workflows that a world lives by.
struct Laws {
  std::vector<Workflow> workflows;
  [[nodiscard]] StreamKind const& kind(std::string_view name) const;
  [[nodiscard]] Workflow const& workflow_of(CommandType const& type) const;
  [[nodiscard]] CommandType const& command(std::string_view name) const;
};
[[nodiscard]] Laws const& laws();

/// Who asks, and in which role; `behalf` through a clerk where the channel is `clerk`.
struct Caller {
  PersonId actor;
  Code role;
  PersonId behalf = {};
  Code channel{"test"};
};

/// A command with what its preparation would have made of the input.
struct Argument {
  std::shared_ptr<void const> command;
  bool usual = true;  // right as such, so worth exploring on from where it leads
  VaultKeyId kept_under = {};
  Opened kept = {};
  std::string box = {};  // the ballot into whose box `paper` goes
  std::string paper = {};
};

struct Attempt {
  CommandType const* type = nullptr;
  StreamId stream;
  Caller caller;
  Argument argument;
};

/// An event as it was recorded, and where its stream's chart stood before.
struct Happened {
  Recorded recorded;
  chart::Position before;
  chart::Position after;
};

/// One command of a history.
struct HistoryStep {
  std::shared_ptr<HistoryStep const> before;
  std::string what;
  std::vector<Happened> events;
};

/// The events of a stream, the last one first; worlds share what they have in common.
struct Past {
  Recorded recorded;
  std::shared_ptr<Past const> before;
};

class World final : public View {
 public:
  Instant now{};
  int fresh = 0;  // ids given so far
  Witness witness;
  std::shared_ptr<HistoryStep const> history;
  std::vector<Happened> recent;  // of the last command
  std::map<std::string, std::vector<std::string>> boxes;

  [[nodiscard]] Folded const* folded(StreamId const& stream) override;
  [[nodiscard]] Folded const* folded(StreamId const& stream) const;
  [[nodiscard]] std::shared_ptr<Folded const> folded_through(StreamId const& stream,
                                                             std::int64_t rev) override;
  /// The stream before this event, which is its first.
  [[nodiscard]] Folded start_of(StreamId const& stream, Event const& event);
  template <class State>
  [[nodiscard]] State const* state(StreamId const& stream) const {
    auto const* found = folded(stream);
    return found ? static_cast<State const*>(found->state.get()) : nullptr;
  }
  [[nodiscard]] bool stands(StreamId const& stream, std::string_view state) const;
  /// All streams in the order of their names.
  struct Entry {
    StreamId stream;
    std::shared_ptr<Folded> folded;
    std::shared_ptr<Past const> past = {};  // of a case
  };
  [[nodiscard]] std::vector<Entry> const& streams() const { return streams_; }

  /// Puts a stream as it stands; for what no command of the model changes.
  void put(StreamId const& stream, std::shared_ptr<void> state, std::string_view leaf);
  /// Folds an event as a log holds it, which the chart must accept: std::logic_error otherwise. The
  /// witness sees it.
  void follow(Recorded const& recorded, Hash const& leaf = {});
  /// Appends an event; the same.
  void record(StreamId const& stream, Event const& event, Call const& by);
  template <EventStruct E>
  void record(StreamId const& stream, E event) {
    record(stream, event_of(std::move(event)), by_clock());
  }
  [[nodiscard]] std::int64_t next_seq() const { return next_seq_; }
  [[nodiscard]] std::optional<Opened> opened(std::int64_t seq, VaultKeyId const& key) const;
  void keep(std::int64_t seq, VaultKeyId const& key, Opened opened);

 private:
  using Vault = std::map<std::pair<std::int64_t, VaultKeyId>, Opened>;

  [[nodiscard]] Call by_clock() const;
  [[nodiscard]] Entry& own(StreamId const& stream);

  std::vector<Entry> streams_;
  std::shared_ptr<Vault const> vault_ = std::make_shared<Vault const>();
  std::int64_t next_seq_ = kFirstSeq;
};

/// What the city's register says about people. The third nominee lacks the degree; about the
/// fourth the register does not know.
[[nodiscard]] Directory const& people_of_the_city();

/// Whether the workflow lets the caller give this command here.
[[nodiscard]] std::optional<Rejection> authorise(World& world, CommandType const& type,
                                                 StreamId const& stream, Caller const& caller);

/// Whether the command is refused once its caller may give it, and why; nothing is changed.
[[nodiscard]] std::optional<Rejection> flaw(World& world, Attempt const& attempt);

/// Judges a command whose caller may give it, and gives the world after it; `recent` holds what
/// happened. As in the pipeline: decision, then the chart for every event, then the folds.
[[nodiscard]] Result<World> perform(World& world, Attempt const& attempt);

/// The command, with the hook asked first. What is refused is a bug in the story:
/// std::logic_error with everything that happened before.
[[nodiscard]] World after(World world, Attempt const& attempt);

/// What happened, line by line.
[[nodiscard]] std::string story_of(World const& world);

}  // namespace gozin::model
