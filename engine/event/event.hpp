#pragma once

#include "engine/event/field.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Brings what one version of a type recorded to what the next one would have. Pure; the leaf stays
/// as it is. Commitments are carried over as they stand, or what they hide could not be opened.
using Upcast = json::object (*)(json::object data);

/// The events of another stream, from its first to the one of revision `through`, with which a
/// stream begins without copying them. `leaf` is the hash of the last of them, and so, through what
/// each says of the one before, of all.
struct Lineage {
  StreamId from;
  std::int64_t through = 0;
  Hash leaf;
  friend bool operator==(Lineage const&, Lineage const&) = default;

  static constexpr auto fields() {
    return fields_of(open("from", &Lineage::from), open("through", &Lineage::through),
                     open("leaf", &Lineage::leaf));
  }
};

/// The member of an event's data, and of its struct, that makes it one that takes over.
inline constexpr std::string_view kTakesOver = "takes_over";

/// One type of event as data: its name and version, its fields with their classes, and how its
/// value is written and read. There is exactly one of these a type; compare by address.
struct EventType {
  std::string_view name;
  int version = 1;
  std::vector<Field> fields;
  Shape const* shape = nullptr;
  std::span<Upcast const> upcasts = {};  // from version 1 to 2, from 2 to 3, …
  /// What a stream takes over that begins with an event of this type; null: nothing.
  Lineage const& (*lineage)(void const* value) = nullptr;

  [[nodiscard]] json::value encode(void const* value) const { return encode_shaped(*shape, value); }
  [[nodiscard]] Result<std::shared_ptr<void const>> decode(json::value const& data) const {
    return decode_shaped(*shape, data);
  }
  /// What a version from 1 to this type's own recorded. Refuses what this version would refuse.
  [[nodiscard]] Result<std::shared_ptr<void const>> decode(json::value const& data,
                                                           std::int64_t recorded_by) const;
};

/// A fact of some type. Copying shares the value, which never changes.
class Event {
 public:
  Event() = default;
  Event(EventType const& type, std::shared_ptr<void const> value)
      : type_{&type}, value_{std::move(value)} {}

  [[nodiscard]] EventType const& type() const { return *type_; }
  [[nodiscard]] void const* value() const { return value_.get(); }
  [[nodiscard]] json::value data() const { return type_->encode(value_.get()); }
  /// Null where it takes nothing over.
  [[nodiscard]] Lineage const* lineage() const {
    return type_->lineage ? &type_->lineage(value_.get()) : nullptr;
  }

  /// The fact as type `E`; nothing when it is of another type.
  template <class E>
  [[nodiscard]] E const* as() const;

 private:
  EventType const* type_ = nullptr;
  std::shared_ptr<void const> value_;
};

/// An event struct names itself and its version: `static constexpr std::string_view kType`, and
/// where it is not 1 `kVersion` with as many `kUpcasts` as there are versions before. A member that
/// may be absent makes no new version: logs of before are read as they are. One that has a member
/// `Lineage takes_over` may stand at the beginning of a stream only.
template <class E>
concept EventStruct = Described<E> && requires {
  { E::kType } -> std::convertible_to<std::string_view>;
};

namespace detail {

template <EventStruct E>
constexpr int version_of() {
  if constexpr (requires { E::kVersion; })
    return E::kVersion;
  else
    return 1;
}

template <EventStruct E>
constexpr std::span<Upcast const> upcasts_of() {
  if constexpr (requires { E::kUpcasts; }) {
    static_assert(E::kUpcasts.size() + 1 == version_of<E>(), "an upcast for each former version");
    return E::kUpcasts;
  } else {
    static_assert(version_of<E>() == 1, "a later version says how former ones are read");
    return {};
  }
}

template <EventStruct E>
constexpr auto lineage_of() -> Lineage const& (*)(void const*) {
  if constexpr (requires(E const& event) {
                  { event.takes_over } -> std::convertible_to<Lineage const&>;
                })
    return [](void const* value) -> Lineage const& {
      return static_cast<E const*>(value)->takes_over;
    };
  else
    return nullptr;
}

}  // namespace detail

template <EventStruct E>
EventType const& event_type() {
  static EventType const type{E::kType,       detail::version_of<E>(), field_list<E>(),
                              &shape_of<E>(), detail::upcasts_of<E>(), detail::lineage_of<E>()};
  return type;
}

template <EventStruct E>
Event event_of(E value) {
  return {event_type<E>(),
          std::shared_ptr<void const>{static_cast<void const*>(new E(std::move(value))),
                                      shape_of<E>().destroy}};
}

template <class E>
E const* Event::as() const {
  return type_ == &event_type<E>() ? static_cast<E const*>(value_.get()) : nullptr;
}

/// What is recorded about every event beside its data.
struct Envelope {
  std::int64_t seq = 0;  // in the log, from 0 without gaps
  StreamId stream;
  std::int64_t rev = 0;  // in the stream, from 0
  Instant recorded;
  Instant occurred;
  PersonId actor;  // a person, `operator/<user>`, `clock` or `anonymous`
  Code role;
  PersonId behalf;            // empty: nobody's but the actor's own
  Code channel;               // web, cli, clerk, clock, story …
  std::optional<Hash> rules;  // the rule set that judged it
  std::string cause;          // the request
  std::optional<Hash> prev;   // leaf hash of the stream's previous event
};

/// An event where it stands in the log.
struct Recorded {
  Envelope at;
  Event event;
};

}  // namespace gozin
