#include "engine/event/leaf.hpp"

#include "engine/event/json.hpp"

namespace gozin {
namespace {

/// A document that stays where it is; without one its place is held for it.
struct Borrowed {
  json::value const* value = nullptr;
};

}  // namespace

template <>
struct Codec<Borrowed> {
  static constexpr Input input = Input::document;
  static constexpr bool committed = false;
  static constexpr bool omissible = false;
  static json::value encode(Borrowed const& borrowed) {
    return borrowed.value ? json::value(*borrowed.value, json::storage_ptr{}) : json::value();
  }
  static Result<Borrowed> decode(json::value const& value) {
    if (!value.is_object()) return wrong_type("object");
    return Borrowed{&value};
  }
};

namespace {

/// The members of a leaf beside its data, as fields of the same kind as any event's.
struct Members {
  std::int64_t v = kLeafFormat;
  Label origin;
  std::int64_t seq = 0;
  StreamId stream;
  std::int64_t rev = 0;
  Label type;
  std::int64_t tv = 1;
  Instant recorded;
  Instant occurred;
  PersonId actor;
  Code role;
  std::optional<PersonId> behalf;
  Code channel;
  std::optional<Hash> rules;
  Label cause;
  std::optional<Hash> prev;
  Borrowed data;

  static constexpr auto fields() {
    using M = Members;
    return fields_of(open("v", &M::v), open("origin", &M::origin), open("seq", &M::seq),
                     open("stream", &M::stream), open("rev", &M::rev), open("type", &M::type),
                     open("tv", &M::tv), open("recorded", &M::recorded),
                     open("occurred", &M::occurred), open("actor", &M::actor),
                     open("role", &M::role), open("behalf", &M::behalf),
                     open("channel", &M::channel), open("rules", &M::rules),
                     open("cause", &M::cause), open("prev", &M::prev), open("data", &M::data));
  }
};

Rejection malformed(std::string detail) {
  return {EngineReason::input_must_be_well_formed, std::move(detail)};
}

}  // namespace

Result<std::string> leaf_bytes(std::string_view origin, Envelope const& at, Event const& event) {
  Members members;
  members.origin.text = origin;
  members.seq = at.seq;
  members.stream = at.stream;
  members.rev = at.rev;
  members.type.text = event.type().name;
  members.tv = event.type().version;
  members.recorded = at.recorded;
  members.occurred = at.occurred;
  members.actor = at.actor;
  members.role = at.role;
  if (!at.behalf.empty()) members.behalf = at.behalf;
  members.channel = at.channel;
  members.rules = at.rules;
  members.cause.text = at.cause;
  members.prev = at.prev;

  auto leaf = encode(members);
  leaf.as_object()["data"] = event.data();
  std::string bytes;
  append_canonical(bytes, leaf);
  if (bytes.size() > kLeafBytesMax)
    return Rejection{EngineReason::event_must_fit_leaf, std::to_string(bytes.size())};
  return bytes;
}

Result<Leaf> parse_leaf(std::string_view bytes) {
  LeafReader reader;
  auto head = reader.read(bytes);
  if (!head) return head.error();
  // A copy would stay in the reader's memory.
  return Leaf{std::move(*head), json::value(reader.data(), json::storage_ptr{})};
}

Result<LeafHead> LeafReader::read(std::string_view bytes) {
  auto const* value = bytes.size() <= kLeafBytesMax ? canonical_.read(bytes) : nullptr;
  if (!value) {
    auto parsed = parse_json(bytes, {.bytes = kLeafBytesMax});
    if (!parsed) return parsed.error();
    uncommon_ = std::move(*parsed);
    if (to_canonical(uncommon_) != bytes) return malformed("canonical");
    value = &uncommon_;
  }
  auto members = decode<Members>(*value);
  if (!members) return malformed(members.error().detail);
  if (members->v != kLeafFormat) return malformed("v");
  data_ = members->data.value;

  LeafHead leaf;
  leaf.origin = std::move(members->origin.text);
  leaf.type = std::move(members->type.text);
  leaf.type_version = members->tv;
  leaf.at.seq = members->seq;
  leaf.at.stream = std::move(members->stream);
  leaf.at.rev = members->rev;
  leaf.at.recorded = members->recorded;
  leaf.at.occurred = members->occurred;
  leaf.at.actor = std::move(members->actor);
  leaf.at.role = std::move(members->role);
  if (members->behalf) leaf.at.behalf = std::move(*members->behalf);
  leaf.at.channel = std::move(members->channel);
  leaf.at.rules = members->rules;
  leaf.at.cause = std::move(members->cause.text);
  leaf.at.prev = members->prev;
  return leaf;
}

}  // namespace gozin
