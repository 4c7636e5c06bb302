#pragma once

#include "engine/command/typed.hpp"

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What a decision needs, in memory: streams that are folded from events or put as they are, and
// facts that come out the same in every run.
namespace gozin::judge {

/// A moment; what is no RFC 3339 is a bug in the test.
[[nodiscard]] Instant at(std::string_view rfc3339);
[[nodiscard]] Day day(std::string_view iso);

/// A call in a role at the moment at which tests play unless they say otherwise,
/// 2026-11-18T09:00:00.000Z.
[[nodiscard]] Call call(std::string_view actor, std::string_view role);
[[nodiscard]] Call call(std::string_view actor, std::string_view role, Instant now);

/// A commitment that stands for this text; different for different texts.
[[nodiscard]] Committed hidden(std::string_view text);

/// A chart with these states, which accepts nothing: for streams that are only looked at.
[[nodiscard]] chart::Chart states_only(std::string_view name,
                                       std::initializer_list<std::string_view> states);

/// A kind of stream without folds: its streams can be put, not recorded.
[[nodiscard]] StreamKind bare_kind(std::string_view name, chart::Chart chart);

/// Folded streams by their ids. A kind must be known before its streams are.
class FakeView final : public View {
 public:
  void know(StreamKind kind);
  void know(Workflow const& workflow);

  [[nodiscard]] Folded const* folded(StreamId const& stream) override;
  [[nodiscard]] std::shared_ptr<Folded const> folded_through(StreamId const& stream,
                                                             std::int64_t rev) override;

  /// Puts a stream as it stands: its state, and its chart in exactly these leaf states.
  template <class State>
  State& put(StreamId const& stream, State state, std::initializer_list<std::string_view> leaves) {
    auto value = std::make_shared<State>(std::move(state));
    place(stream, value, leaves);
    return *value;
  }
  /// The state, to be changed under the test's hands.
  template <class State>
  State& state(StreamId const& stream) {
    return *static_cast<State*>(const_cast<Folded&>(stand(stream)).state.get());
  }
  void move(StreamId const& stream, std::initializer_list<std::string_view> leaves);

  /// Appends an event, as the pipeline does: the chart must accept it (std::logic_error otherwise),
  /// then it is folded, the first of a stream upon what it takes over. Gives its place in the log.
  std::int64_t record(StreamId const& stream, Event const& event, Call const& by);
  template <EventStruct E>
  std::int64_t record(StreamId const& stream, E event, Call const& by = call("clock", "clock")) {
    return record(stream, event_of(std::move(event)), by);
  }

  /// The read rows of a stream; none when its kind projects nothing.
  [[nodiscard]] std::vector<TableRow> rows(StreamId const& stream);

 private:
  [[nodiscard]] StreamKind const& kind_of(StreamId const& stream) const;
  [[nodiscard]] Folded const& stand(StreamId const& stream) const;
  void place(StreamId const& stream, std::shared_ptr<void> state,
             std::initializer_list<std::string_view> leaves);
  [[nodiscard]] Folded before_first(StreamId const& stream, Event const& event);

  std::deque<StreamKind> kinds_;
  std::map<StreamId, Folded> streams_;
  std::map<std::pair<StreamId, std::int64_t>, std::shared_ptr<Folded const>> pasts_;
  std::int64_t next_seq_ = 0;
};

/// People as tests need them: names, and answers that were laid down beforehand.
class FakeDirectory final : public Directory {
 public:
  std::map<PersonId, std::string> names;
  std::map<PersonId, std::map<Code, rules::Finding>> findings;
  std::int64_t meeting = 0;

  [[nodiscard]] std::optional<std::string> name(PersonId const& person) const override;
  [[nodiscard]] std::int64_t count_meeting(std::span<rules::Condition const>) const override;
  /// What was laid down for the person; `unknown` for conditions without an answer.
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const override;
};

/// Facts without chance: the n-th id is `id-n`.
class FakeFacts final : public Facts {
 public:
  struct Kept {
    VaultKeyId key;
    std::string name;
    std::string value;
    Hash seed;
    Committed committed;
  };

  struct Attached {
    VaultKeyId key;
    std::string media;
    std::string bytes;
    Hash hash;
  };

  std::map<std::pair<std::int64_t, VaultKeyId>, Opened> vault;
  std::map<VaultKeyId, Opened> prepared;
  std::vector<Attached> attached;
  std::map<std::string, std::vector<std::string>> boxes;
  std::vector<Kept> kept;
  FakeDirectory people;
  std::vector<TableRow> laid_rows;
  Hash root = sha256("published root");
  std::int64_t head = 0;  // where the next event will stand

  [[nodiscard]] std::optional<Opened> open(std::int64_t seq, VaultKeyId const& key) override;
  [[nodiscard]] std::int64_t next_seq() override { return head; }
  /// What the test says that the command's preparation keeps.
  [[nodiscard]] std::optional<Opened> open_kept(VaultKeyId const& key) override;
  Hash attach(VaultKeyId const& key, std::string_view media, std::string_view bytes) override;
  [[nodiscard]] std::vector<std::string> open_box(std::string const& ballot) override;
  [[nodiscard]] std::string fresh_id() override;
  /// The true commitment; what is kept under a key within one decision shares its seed.
  Committed keep(VaultKeyId const& key, std::string_view name, std::string_view value,
                 std::optional<Hash> seed = std::nullopt) override;
  /// Of the rows that the test has laid down.
  [[nodiscard]] std::vector<Row> rows(ReadTable const& table, std::string_view column,
                                      Value const& value) override;
  [[nodiscard]] Directory const& directory() override { return people; }
  [[nodiscard]] Hash published_root() override { return root; }

 private:
  int named_ = 0;
};

/// A view and facts together, and a command judged against them.
struct Judge {
  FakeView view = {};
  FakeFacts facts = {};

  template <CommandStruct C>
  Result<Decision> judge(Call const& by, StreamId const& stream, C const& command) {
    Context const context{.call = by, .stream = stream, .view = view, .facts = facts};
    return decide(command, context);
  }

  /// Judges, and records what was decided.
  template <CommandStruct C>
  Result<Decision> act(Call const& by, StreamId const& stream, C const& command) {
    auto decision = judge(by, stream, command);
    if (decision)
      for (auto const& emitted : decision->events) view.record(emitted.stream, emitted.event, by);
    return decision;
  }

  /// What a workflow's hook says to a command of this description.
  std::optional<Rejection> authorise(Workflow const& workflow, CommandType const& type,
                                     Call const& by, StreamId const& stream);
};

/// The name of the reason of a refusal; empty when nothing was refused.
template <class T>
std::string_view reason_of(Result<T> const& result) {
  return result ? std::string_view{} : result.error().reason.name();
}
[[nodiscard]] std::string_view reason_of(std::optional<Rejection> const& refused);

/// The types of the events decided on, in order; none when it was refused.
[[nodiscard]] std::vector<std::string> types_of(Result<Decision> const& decision);

/// The first event of a type; null when there is none.
template <EventStruct E>
E const* find(Result<Decision> const& decision) {
  if (!decision) return nullptr;
  for (auto const& emitted : decision->events)
    if (auto const* found = emitted.event.as<E>()) return found;
  return nullptr;
}

/// The stream of the first event of a type; empty when there is none.
[[nodiscard]] StreamId stream_of_first(Result<Decision> const& decision, std::string_view type);

/// The command of a workflow by its name; what is not there is a bug in the test.
[[nodiscard]] CommandType const& command_of(Workflow const& workflow, std::string_view name);

/// The names in a list of reasons that no row of a table has: the test's message.
[[nodiscard]] std::vector<std::string> without_row(std::span<std::string_view const> reasons,
                                                   std::set<std::string, std::less<>> const& rows);

}  // namespace gozin::judge
