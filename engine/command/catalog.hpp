#pragma once

#include "engine/chart/chart.hpp"
#include "engine/command/context.hpp"
#include "engine/projection/table.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace gozin {

/// What is needed to draw a stream's rows: its state, where it stands, when it last changed.
struct Projected {
  StreamId const& stream;
  Folded const& folded;
};

/// A kind of stream: by which chart its events are accepted, how they fold, what rows they give.
struct StreamKind {
  std::string_view name;  // `case`
  chart::Chart chart;
  std::vector<EventType const*> events;
  std::shared_ptr<void> (*start)() = nullptr;
  std::shared_ptr<void> (*copy)(void const* state) = nullptr;
  void (*fold)(void* state, Recorded const& recorded) = nullptr;
  /// The rule set that judges the stream's events; null: none does.
  std::optional<Hash> (*rules)(void const* state) = nullptr;
  /// Read rows and timers, a pure function of the state. Null: none.
  void (*project)(Projected const& projected, std::vector<TableRow>& rows) = nullptr;
  /// Whether its streams reach an end state of the chart and are seldom asked for behind it. Their
  /// events go with a range of the log that is detached, once all of those in it have.
  bool comes_to_an_end = false;
};

/// Whether the stream stands in an end state of its chart. Such a one may take events all the same.
[[nodiscard]] bool has_ended(Folded const& folded);

/// A procedure: its kinds of streams, commands, read tables, and how it decides who may act.
struct Workflow {
  std::string_view name;
  std::vector<StreamKind> kinds;
  std::vector<CommandType> commands;
  std::vector<ReadTable const*> tables;
  /// Whether the caller may give this command here: holds the role, breaks no separation of
  /// duties. Nothing when all is well.
  std::optional<Rejection> (*authorise)(CommandType const& type, Context const& context) = nullptr;
};

/// All workflows of the program. Built once, never changed.
class Catalog {
 public:
  explicit Catalog(std::vector<Workflow> workflows);

  [[nodiscard]] std::vector<Workflow> const& workflows() const { return workflows_; }
  [[nodiscard]] Workflow const* find_workflow(std::string_view name) const;
  [[nodiscard]] StreamKind const* find_kind(std::string_view name) const;
  /// By its name or its wire name.
  [[nodiscard]] CommandType const* find_command(std::string_view name) const;
  [[nodiscard]] Workflow const& workflow_of(CommandType const& type) const;
  [[nodiscard]] EventType const* find_event(StreamKind const& kind, std::string_view type) const;
  /// Every workflow's, and the timers'.
  [[nodiscard]] std::vector<ReadTable const*> tables() const;

 private:
  std::vector<Workflow> workflows_;
};

}  // namespace gozin
