#pragma once

#include "engine/event/field.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// One type of event as data: its name and version, its fields with their classes, and how its
/// value is written and read. There is exactly one of these a type; compare by address.
struct EventType {
  std::string_view name;
  int version = 1;
  std::vector<Field> fields;
  Shape const* shape = nullptr;

  [[nodiscard]] json::value encode(void const* value) const { return encode_shaped(*shape, value); }
  [[nodiscard]] Result<std::shared_ptr<void const>> decode(json::value const& data) const {
    return decode_shaped(*shape, data);
  }
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

  /// The fact as type `E`; nothing when it is of another type.
  template <class E>
  [[nodiscard]] E const* as() const;

 private:
  EventType const* type_ = nullptr;
  std::shared_ptr<void const> value_;
};

/// An event struct names itself and its version: `static constexpr std::string_view kType`, and
/// `kVersion` where it is not 1.
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

}  // namespace detail

template <EventStruct E>
EventType const& event_type() {
  static EventType const type{E::kType, detail::version_of<E>(), field_list<E>(), &shape_of<E>()};
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
