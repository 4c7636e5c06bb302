#pragma once

#include "engine/core/fraction_text.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/named_enum.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/event/committed.hpp"
#include "engine/event/input.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace gozin {

namespace json = boost::json;

/// Public wording of registers and notices: the title of a post, the name of a body. At most 400
/// bytes, no control characters. Never a text about a person.
struct Label {
  std::string text = {};
  friend auto operator<=>(Label const&, Label const&) = default;
};

/// A public document that belongs into the log whole, such as a rule set. A JSON value.
struct Document {
  json::value value = nullptr;
  friend bool operator==(Document const& a, Document const& b) { return a.value == b.value; }
};

/// How a type stands in JSON. `input` says how people are asked for it; `committed` that only a
/// commitment may stand for it; `omissible` that it may be left out.
/// Reading refuses another shape as `field_must_have_its_type`, `detail` = what was expected.
template <class T>
struct Codec;

[[nodiscard]] Rejection wrong_type(std::string_view expected);

/// A rejection from inside `name`: its detail becomes a path from the outer value.
[[nodiscard]] Rejection inside(std::string_view name, Rejection rejection);

template <class T>
json::value encode(T const& value) {
  return Codec<T>::encode(value);
}

template <class T>
Result<T> decode(json::value const& value) {
  return Codec<T>::decode(value);
}

/// The common shape of codecs whose two functions are written in codec.cpp.
template <class T, Input Kind>
struct PlainCodec {
  static constexpr Input input = Kind;
  static constexpr bool committed = false;
  static constexpr bool omissible = false;
  static json::value encode(T const& value);
  static Result<T> decode(json::value const& value);
};

template <>
struct Codec<std::int64_t> : PlainCodec<std::int64_t, Input::number> {};
template <>
struct Codec<bool> : PlainCodec<bool, Input::flag> {};
template <>
struct Codec<PersonId> : PlainCodec<PersonId, Input::person> {};
template <>
struct Codec<NomineeId> : PlainCodec<NomineeId, Input::nominee> {};
template <>
struct Codec<Code> : PlainCodec<Code, Input::code> {};
template <>
struct Codec<StreamId> : PlainCodec<StreamId, Input::stream> {};
template <>
struct Codec<Label> : PlainCodec<Label, Input::text> {};
template <>
struct Codec<Hash> : PlainCodec<Hash, Input::hash> {};
template <>
struct Codec<Instant> : PlainCodec<Instant, Input::instant> {};
template <>
struct Codec<Day> : PlainCodec<Day, Input::date> {};
template <>
struct Codec<ExactText> : PlainCodec<ExactText, Input::decimal> {};
template <>
struct Codec<Document> : PlainCodec<Document, Input::document> {};

template <>
struct Codec<Committed> : PlainCodec<Committed, Input::reason> {
  static constexpr bool committed = true;
};

template <NamedEnum E>
struct Codec<E> {
  static constexpr Input input = Input::choice;
  static constexpr bool committed = false;
  static constexpr bool omissible = false;
  static constexpr std::span<std::string_view const> choices() {
    return names_of(std::type_identity<E>{});
  }
  static json::value encode(E value) { return json::value(name_of(value)); }
  static Result<E> decode(json::value const& value) {
    if (!value.is_string()) return wrong_type("name");
    auto const found = find_by_name<E>(std::string_view{value.get_string()});
    if (!found) return wrong_type("known name");
    return *found;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static constexpr Input input = Codec<T>::input;
  static constexpr bool committed = Codec<T>::committed;
  static constexpr bool omissible = true;
  static constexpr auto choices() requires NamedEnum<T> { return Codec<T>::choices(); }
};

template <class T>
struct Codec<std::vector<T>> {
  static constexpr Input input = Input::list;
  static constexpr Input element = Codec<T>::input;
  static constexpr bool keyed = false;
  static constexpr auto choices() requires NamedEnum<T> { return Codec<T>::choices(); }
  static constexpr bool committed = Codec<T>::committed;
  static constexpr bool omissible = false;
  static json::value encode(std::vector<T> const& values) {
    json::array array;
    array.reserve(values.size());
    for (auto const& value : values) array.push_back(gozin::encode(value));
    return array;
  }
  static Result<std::vector<T>> decode(json::value const& value) {
    if (!value.is_array()) return wrong_type("list");
    std::vector<T> values;
    for (auto const& element : value.get_array()) {
      auto one = gozin::decode<T>(element);
      if (!one) return inside(std::to_string(values.size()), one.error());
      values.push_back(std::move(*one));
    }
    return values;
  }
};

/// Keys of maps in JSON are strings: ids, or decimal numbers.
template <class Key>
struct KeyText {
  static std::string text(Key const& key) { return key.text; }
  static Key key(std::string_view text) { return Key{std::string{text}}; }
};

template <class Key, class T>
struct Codec<std::map<Key, T>> {
  static constexpr Input input = Input::list;
  static constexpr Input element = Codec<T>::input;
  static constexpr bool keyed = true;
  static constexpr auto choices() requires NamedEnum<T> { return Codec<T>::choices(); }
  static constexpr bool committed = Codec<T>::committed;
  static constexpr bool omissible = false;
  static json::value encode(std::map<Key, T> const& values) {
    json::object object;
    for (auto const& [key, value] : values)
      object.emplace(KeyText<Key>::text(key), gozin::encode(value));
    return object;
  }
  static Result<std::map<Key, T>> decode(json::value const& value) {
    if (!value.is_object()) return wrong_type("object");
    std::map<Key, T> values;
    for (auto const& [key, element] : value.get_object()) {
      auto name = gozin::decode<Key>(json::value(key));
      if (!name) return inside(key, name.error());
      auto one = gozin::decode<T>(element);
      if (!one) return inside(key, one.error());
      values.emplace(std::move(*name), std::move(*one));
    }
    return values;
  }
};

/// Who may see the value of a field.
/// `open`: anyone who may see the leaf. `personal`: the key of the person named by the field `of`.
/// `sealed`: a key of its own until the event type `of` opens it. `restricted`: the key of the
/// stream, for the roles listed in `of` (blank-separated).
enum class Visibility { open, personal, sealed, restricted };

struct FieldClass {
  Visibility visibility = Visibility::open;
  std::string_view of = {};
  friend bool operator==(FieldClass const&, FieldClass const&) = default;
};

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Value = T;
};

/// How a member of some type is written into an object and read out of a value. One a type,
/// whatever the aggregate: a hundred events do not compile the same a hundred times.
struct MemberCodec {
  void (*encode)(json::object& object, std::string_view name, void const* member) = nullptr;
  std::optional<Rejection> (*decode)(json::value const& value, void* member) = nullptr;
};

template <class T>
void encode_member(json::object& object, std::string_view name, void const* member) {
  auto const& value = *static_cast<T const*>(member);
  if constexpr (IsOptional<T>::value) {
    if (value) object.emplace(name, gozin::encode(*value));
  } else {
    object.emplace(name, gozin::encode(value));
  }
}

template <class T>
std::optional<Rejection> decode_member(json::value const& source, void* member) {
  auto& into = *static_cast<T*>(member);
  if constexpr (IsOptional<T>::value) {
    auto value = gozin::decode<typename IsOptional<T>::Value>(source);
    if (!value) return value.error();
    into = std::move(*value);
  } else {
    auto value = gozin::decode<T>(source);
    if (!value) return value.error();
    into = std::move(*value);
  }
  return std::nullopt;
}

template <class T>
inline constexpr MemberCodec kMemberCodec{&encode_member<T>, &decode_member<T>};

}  // namespace detail

/// A field as data, the same for events and commands.
struct Field {
  std::string_view name;
  FieldClass field_class;
  Input input = Input::none;
  bool required = true;
  std::size_t bytes_max = 256;
  std::span<std::string_view const> choices = {};
  bool secret = false;  // a choice in a ballot: in no fingerprint, stored answer or log line
  std::string_view source = {};  // which list the form offers: `persons`, `nominees`, `aliases` …
  Input element = Input::none;   // of a list: how one of its values is asked for
  bool keyed = false;            // of a list: the values have keys, taken from `source`
};

/// A field of an aggregate: its description, where it stands, and how it is written and read.
struct FieldPlace {
  Field field;
  std::size_t offset = 0;
  detail::MemberCodec const* codec = nullptr;

  /// How a command's form asks for it.
  [[nodiscard]] constexpr FieldPlace ask(Input input, std::string_view source = {}) const {
    auto copy = *this;
    copy.field.input = input;
    copy.field.source = source;
    return copy;
  }
  [[nodiscard]] constexpr FieldPlace optional() const {
    auto copy = *this;
    copy.field.required = false;
    return copy;
  }
  [[nodiscard]] constexpr FieldPlace secret() const {
    auto copy = *this;
    copy.field.secret = true;
    return copy;
  }
  [[nodiscard]] constexpr FieldPlace at_most(std::size_t bytes) const {
    auto copy = *this;
    copy.field.bytes_max = bytes;
    return copy;
  }
};

/// An aggregate that lists all of its fields in `static fields()` (see field.hpp).
template <class T>
concept Listed = std::is_aggregate_v<T> && requires {
  T::fields();
};

namespace detail {

/// The fields of an aggregate, as declared and in the order that their names have in canonical
/// JSON, so that a leaf is read without searching.
class FieldPlaces {
 public:
  explicit FieldPlaces(std::vector<FieldPlace> declared);
  FieldPlaces(FieldPlaces const&) = delete;
  FieldPlaces& operator=(FieldPlaces const&) = delete;

  [[nodiscard]] std::vector<FieldPlace> const& declared() const { return declared_; }
  [[nodiscard]] std::span<FieldPlace const* const> by_name() const { return by_name_; }

 private:
  std::vector<FieldPlace> declared_;
  std::vector<FieldPlace const*> by_name_;
};

[[nodiscard]] json::value encode_fields(FieldPlaces const& places, void const* owner);
[[nodiscard]] std::optional<Rejection> decode_fields(FieldPlaces const& places,
                                                     json::value const& source, void* owner);

template <Listed T>
FieldPlaces const& places_of() {
  static FieldPlaces const places{T::fields()};
  return places;
}

}  // namespace detail

/// A type that lists its fields, without its type: where its members stand, and how a value of it
/// is made and destroyed. What works by it is compiled once and not once a type.
struct Shape {
  detail::FieldPlaces const& places;
  void* (*make)() = nullptr;
  void (*destroy)(void const* value) = nullptr;
};

template <Listed T>
Shape const& shape_of() {
  static Shape const shape{detail::places_of<T>(), []() -> void* { return new T{}; },
                           [](void const* value) { delete static_cast<T const*>(value); }};
  return shape;
}

/// As `encode` and `decode` of the type.
[[nodiscard]] json::value encode_shaped(Shape const& shape, void const* value);
[[nodiscard]] Result<std::shared_ptr<void const>> decode_shaped(Shape const& shape,
                                                                json::value const& source);

/// The fields in the order of their declaration. Not as many as the type has members: a bug,
/// std::logic_error.
[[nodiscard]] std::vector<Field> fields_of_shape(Shape const& shape, std::size_t members);

/// A member that the source does not have is refused as `field_must_be_given`, unless the field is
/// not required: then it keeps its default. One that the aggregate does not have is refused as
/// `field_must_be_known`.
template <Listed T>
struct Codec<T> {
  static constexpr Input input = Input::document;
  static constexpr bool committed = false;
  static constexpr bool omissible = false;

  static json::value encode(T const& value) {
    return detail::encode_fields(detail::places_of<T>(), &value);
  }

  static Result<T> decode(json::value const& source) {
    T value{};
    if (auto const refused = detail::decode_fields(detail::places_of<T>(), source, &value))
      return *refused;
    return value;
  }
};

}  // namespace gozin
