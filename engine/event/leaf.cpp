#include "engine/event/leaf.hpp"

#include "engine/core/utf8.hpp"
#include "engine/event/canonical_text.hpp"
#include "engine/event/json.hpp"
#include "engine/event/spelling.hpp"

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

/// A leaf as `leaf_bytes` writes it, member by member. What it does not take may be a leaf all the
/// same, or is refused: whoever searches for the members finds out.
class WrittenLeaf {
 public:
  explicit WrittenLeaf(std::string_view bytes) : text_{bytes} {}

  /// The data, in the reader's memory; null: it gives up.
  json::value const* read(LeafHead& head, CanonicalReader& canonical) {
    auto& at = head.at;
    bool const is_begun = text_.take(R"({"actor":)") && name(at.actor.text, is_person) &&
                          behalf(at.behalf.text) && text_.take(R"(,"cause":)") &&
                          name(at.cause, is_label) && text_.take(R"(,"channel":)") &&
                          name(at.channel.text, is_code) && text_.take(R"(,"data":)") &&
                          text_.rest().starts_with('{');
    auto const* data = is_begun ? canonical.read_from(text_, 1) : nullptr;
    return data && rest(head) && text_.is_over() ? data : nullptr;
  }

 private:
  bool rest(LeafHead& head) {
    auto& at = head.at;
    return text_.take(R"(,"occurred":)") && instant(at.occurred) && text_.take(R"(,"origin":)") &&
           name(head.origin, is_label) && hash(at.prev, text_.take(R"(,"prev":)")) &&
           text_.take(R"(,"recorded":)") && instant(at.recorded) && text_.take(R"(,"rev":)") &&
           text_.take_integer(at.rev) && text_.take(R"(,"role":)") && name(at.role.text, is_code) &&
           hash(at.rules, text_.take(R"(,"rules":)")) && text_.take(R"(,"seq":)") &&
           text_.take_integer(at.seq) && text_.take(R"(,"stream":)") &&
           name(at.stream.text, is_stream) && text_.take(R"(,"tv":)") &&
           text_.take_integer(head.type_version) && text_.take(R"(,"type":)") &&
           name(head.type, is_label) && text_.take(R"(,"v":1})");
  }

  /// A string without escapes.
  std::optional<std::string_view> string() {
    if (!text_.take('"')) return std::nullopt;
    auto const plain = text_.take_plain();
    return text_.take('"') ? std::optional{plain} : std::nullopt;
  }

  bool name(std::string& name, bool (*fits)(std::string_view)) {
    auto const text = string();
    if (!text || !fits(*text)) return false;
    name.assign(*text);
    return true;
  }

  bool behalf(std::string& person) {
    person.clear();
    return !text_.take(R"(,"behalf":)") || name(person, is_person);
  }

  bool hash(std::optional<Hash>& hash, bool is_there) {
    hash.reset();
    if (!is_there) return true;
    auto const text = string();
    if (text) hash = parse_hash(*text);
    return hash.has_value();
  }

  /// Mostly both are the same.
  bool instant(Instant& instant) {
    auto const text = string();
    if (!text) return false;
    if (text->empty() || *text != instant_text_) {
      auto const read = parse_rfc3339(*text);
      if (!read) return false;
      instant_text_ = *text;
      instant_ = *read;
    }
    instant = instant_;
    return true;
  }

  CanonicalText text_;
  std::string_view instant_text_;  // that was read last
  Instant instant_;
};

static_assert(kLeafFormat == 1, "a written leaf ends with its format");

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
  LeafHead head;
  if (auto const refused = read_into(head, bytes)) return *refused;
  return head;
}

bool LeafReader::read_as_written(LeafHead& head, std::string_view bytes) {
  data_ = is_utf8(bytes) ? WrittenLeaf{bytes}.read(head, canonical_) : nullptr;
  return data_ != nullptr;
}

std::optional<Rejection> LeafReader::read_into(LeafHead& leaf, std::string_view bytes) {
  bool const may_fit = bytes.size() <= kLeafBytesMax;
  if (may_fit && read_as_written(leaf, bytes)) return std::nullopt;
  auto const* value = may_fit ? canonical_.read(bytes) : nullptr;
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
  leaf.at.behalf = members->behalf.value_or(PersonId{});
  leaf.at.channel = std::move(members->channel);
  leaf.at.rules = members->rules;
  leaf.at.cause = std::move(members->cause.text);
  leaf.at.prev = members->prev;
  return std::nullopt;
}

}  // namespace gozin
