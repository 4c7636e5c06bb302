#pragma once

#include "engine/chart/model.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace gozin {

struct StreamKind;

/// A stream folded: its state as plain data, where its chart stands, how long it is.
struct Folded {
  StreamKind const* kind = nullptr;
  std::shared_ptr<void> state;
  chart::Position position;
  std::int64_t rev = -1;  // of the last event
  Hash last_leaf;
  Instant last_recorded;
};

/// The folded streams a command is judged against, all as of the same head. Streams are loaded when
/// they are asked for; the writer holds the head meanwhile, so asking late changes nothing.
class View {
 public:
  virtual ~View() = default;

  /// Null when the stream has no event or its kind is unknown.
  [[nodiscard]] virtual Folded const* folded(StreamId const& stream) = 0;

  /// The stream as it was once its event of this revision was recorded; null where it has none.
  /// Folded anew each time: for what happens seldom.
  [[nodiscard]] virtual std::shared_ptr<Folded const> folded_through(StreamId const& stream,
                                                                     std::int64_t rev) = 0;

  /// The state as its type; null as above, or when the stream is of another kind.
  template <class State>
  [[nodiscard]] State const* find(StreamId const& stream) {
    if (stream.kind() != State::kKind) return nullptr;
    auto const* found = folded(stream);
    return found ? static_cast<State const*>(found->state.get()) : nullptr;
  }

  /// Whether a state of the stream's chart is active, by its name; false when there is no stream.
  [[nodiscard]] bool in(StreamId const& stream, std::string_view state);
};

}  // namespace gozin
