// Leaves are read in the order in which they are written. That takes what searching for each member
// in the parsed and rewritten bytes takes, gives the same, and takes nothing else.

#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

struct Noted {
  static constexpr std::string_view kType = "Noted";
  Document note;

  static constexpr auto fields() { return fields_of(open("note", &Noted::note)); }
};

/// Takes members out of a parsed leaf, until none is left.
class Search {
 public:
  explicit Search(json::object leaf) : left_{std::move(leaf)} {}

  template <class T>
  Search& required(std::string_view name, T& value) {
    is_leaf_ = is_leaf_ && left_.contains(name);
    return optional(name, value);
  }
  template <class T>
  Search& optional(std::string_view name, T& value) {
    if (auto const* found = left_.if_contains(name)) {
      auto const read = decode<T>(*found);
      if (read) value = *read;
      is_leaf_ = is_leaf_ && read.has_value();
      left_.erase(name);
    }
    return *this;
  }
  [[nodiscard]] bool is_leaf() const { return is_leaf_ && left_.empty(); }

 private:
  json::object left_;
  bool is_leaf_ = true;
};

std::optional<Leaf> read_by_search(std::string const& bytes) {
  auto const value = parse_json(bytes, {.bytes = kLeafBytesMax});
  if (!value || !value->is_object() || to_canonical(*value) != bytes) return std::nullopt;
  Leaf leaf;
  std::int64_t format = 0;
  Label origin;
  Label type;
  Label cause;
  Hash prev;
  Hash rules;
  Document data;
  auto& at = leaf.at;
  auto const& object = value->get_object();
  Search search{object};
  search.required("v", format).required("origin", origin).required("seq", at.seq);
  search.required("stream", at.stream).required("rev", at.rev).required("type", type);
  search.required("tv", leaf.type_version).required("recorded", at.recorded);
  search.required("occurred", at.occurred).required("actor", at.actor).required("role", at.role);
  search.optional("behalf", at.behalf).required("channel", at.channel).optional("rules", rules);
  search.required("cause", cause).optional("prev", prev).required("data", data);
  if (!search.is_leaf() || format != kLeafFormat) return std::nullopt;
  if (object.contains("prev")) at.prev = prev;
  if (object.contains("rules")) at.rules = rules;
  leaf.origin = origin.text;
  leaf.type = type.text;
  at.cause = cause.text;
  leaf.data = data.value;
  return leaf;
}

auto said_by(Envelope const& at) {
  return std::tie(at.seq, at.stream, at.rev, at.recorded, at.occurred, at.actor, at.role, at.behalf,
                  at.channel, at.rules, at.cause, at.prev);
}

/// What an earlier leaf has left in `head` must not show.
bool is_read_as_by_search(LeafReader& reader, LeafHead& head, std::string const& bytes) {
  auto const expected = read_by_search(bytes);
  bool const is_refused = reader.read_into(head, bytes).has_value();
  if (!expected || is_refused) return !expected && is_refused;
  return said_by(head.at) == said_by(expected->at) && head.origin == expected->origin &&
         head.type == expected->type && head.type_version == expected->type_version &&
         reader.data() == expected->data;
}

std::string leaf_of(Envelope const& at, json::object note) {
  return leaf_bytes("log.example", at, event_of(Noted{Document{std::move(note)}})).value();
}

Envelope envelope() {
  Envelope at;
  at.seq = 17;
  at.stream = StreamId{"book/one"};
  at.rev = 3;
  at.recorded = Instant{1'790'000'000'123};
  at.occurred = Instant{1'780'000'000'000};
  at.actor = PersonId{"arash"};
  at.role = Code{"writer"};
  at.behalf = PersonId{"bahar"};
  at.channel = Code{"web"};
  at.rules = sha256("rules");
  at.cause = "a request";
  at.prev = sha256("before");
  return at;
}

rc::Gen<Envelope> envelopes() {
  return rc::gen::exec([] {
    auto at = envelope();
    at.seq = *rc::gen::inRange<std::int64_t>(0, kJsonIntegerMax + 1);
    at.rev = *rc::gen::inRange<std::int64_t>(0, 12);
    at.recorded.ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
    at.stream.text = *rc::gen::element<std::string>("log", "case/1", "person/a-b_c.d", "a/b/c");
    at.actor.text = *rc::gen::element<std::string>("clock", "operator/\u06af\u0632 x", "arash.2");
    at.cause = *rc::gen::element<std::string>("r", "a \"request\"", "\u06a9\u0627\u0631", "a\\b");
    if (*rc::gen::arbitrary<bool>()) at.behalf = {};
    if (*rc::gen::arbitrary<bool>()) at.rules.reset();
    if (*rc::gen::arbitrary<bool>()) at.prev.reset();
    return at;
  });
}

rc::Gen<json::object> notes() {
  json::array const list{1, "\u0628\n", nullptr, true, json::object{{"x", -5}}};
  return rc::gen::elementOf(std::vector<json::object>{
      json::object{}, {{"a", 1}}, {{"a \"key\"", "with escapes"}}, {{"list", list}}});
}

RC_GTEST_PROP(WrittenLeaves, AreReadAsTheySay, ()) {
  auto const at = *envelopes();
  auto const bytes = leaf_of(at, *notes());
  LeafReader reader;
  LeafHead head;

  RC_ASSERT(is_read_as_by_search(reader, head, leaf_of(envelope(), {})));
  RC_ASSERT(is_read_as_by_search(reader, head, bytes));
  RC_ASSERT(said_by(head.at) == said_by(at));
}

RC_GTEST_PROP(WrittenLeaves, AreReadAsBySearchWhateverBecameOfThem, ()) {
  auto bytes = leaf_of(*envelopes(), *notes());
  auto const at = *rc::gen::inRange<std::size_t>(0, bytes.size() + 1);
  auto const piece = *rc::gen::element<std::string>(
      " ", "0", "-", "9", ",", "\"", "\\", "\\u000a", "{}", "/", "\x7f", "\x01", "\xff", "\xd8\x80",
      "Z", "+00:00", ".5", "\u06af", ",\"behalf\":\"dorsa\"", "\"seq\":1,");
  auto const taken = *rc::gen::inRange<std::size_t>(0, 3);
  bytes.replace(at, taken, piece);
  LeafReader reader;
  LeafHead head;

  RC_ASSERT(is_read_as_by_search(reader, head, bytes));
}

TEST(WrittenLeaves, AreReadAsBySearchWithAnyBitFlipped) {
  auto const bytes = leaf_of(envelope(), {{"list", json::array{1, "two"}}});
  LeafReader reader;
  LeafHead head;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    ASSERT_TRUE(is_read_as_by_search(reader, head, changed)) << changed;
  }
}

TEST(WrittenLeaves, AreReadAsBySearchWithAnyMemberLeftOutOrElsewhere) {
  auto const whole = parse_json(leaf_of(envelope(), {{"a", 1}}))->as_object();
  LeafReader reader;
  LeafHead head;
  for (auto const& [name, value] : whole) {
    auto changed = whole;
    changed.erase(name);
    auto const without = to_canonical(changed);
    EXPECT_TRUE(is_read_as_by_search(reader, head, without)) << without;
    changed["after_all"] = value;
    auto const renamed = to_canonical(changed);
    EXPECT_TRUE(is_read_as_by_search(reader, head, renamed)) << renamed;
    for (json::value const& other : {json::value(nullptr), json::value(json::object{}),
                                     json::value(-1), json::value(""), json::value("log")}) {
      changed = whole;
      changed[name] = other;
      auto const replaced = to_canonical(changed);
      EXPECT_TRUE(is_read_as_by_search(reader, head, replaced)) << replaced;
    }
  }
}

TEST(WrittenLeaves, AreNoLongerThanAnEntryMayBe) {
  auto const with = [](std::size_t letters) {
    return leaf_of(envelope(), {{"a", std::string(letters, 'x')}});
  };
  auto const rest = with(0).size();
  auto longest = with(kLeafBytesMax - rest);
  LeafReader reader;

  EXPECT_EQ(longest.size(), kLeafBytesMax);
  EXPECT_TRUE(reader.read(longest));
  longest.insert(longest.find("xxx"), "x");
  EXPECT_FALSE(reader.read(longest));
}

}  // namespace
}  // namespace gozin
