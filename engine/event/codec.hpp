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
#include <optional>
#include <set>
#include <string>
#include <tuple>
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

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Value = T;
};

template <class T>
void encode_member(json::object& object, std::string_view name, T const& member) {
  if constexpr (IsOptional<T>::value) {
    if (member) object.emplace(name, gozin::encode(*member));
  } else {
    object.emplace(name, gozin::encode(member));
  }
}

/// Nothing when it was read; otherwise why not. A member that is not required keeps its default
/// when it is absent, such as a list in a command.
template <class T>
std::optional<Rejection> decode_member(json::object const& object, std::string_view name,
                                       bool required, T& member) {
  auto const* found = object.if_contains(name);
  if (!found && (IsOptional<T>::value || !required)) return std::nullopt;
  if constexpr (IsOptional<T>::value) {
    auto value = gozin::decode<typename IsOptional<T>::Value>(*found);
    if (!value) return inside(name, value.error());
    member = std::move(*value);
  } else {
    if (!found) return Rejection{EngineReason::field_must_be_given, std::string{name}};
    auto value = gozin::decode<T>(*found);
    if (!value) return inside(name, value.error());
    member = std::move(*value);
  }
  return std::nullopt;
}

/// The name of the first member that `known` does not list; empty when there is none.
[[nodiscard]] std::string_view unknown_member(json::object const& object,
                                              std::span<std::string_view const> known);

}  // namespace detail

/// An aggregate that lists all of its fields in `static fields()` (see field.hpp).
template <class T>
concept Listed = std::is_aggregate_v<T> && requires {
  T::fields();
};

template <Listed T>
struct Codec<T> {
  static constexpr Input input = Input::document;
  static constexpr bool committed = false;
  static constexpr bool omissible = false;

  static json::value encode(T const& value) {
    json::object object;
    std::apply(
        [&](auto const&... of) {
          (detail::encode_member(object, of.field.name, value.*(of.member)), ...);
        },
        T::fields());
    return object;
  }

  static Result<T> decode(json::value const& source) {
    if (!source.is_object()) return wrong_type("object");
    auto const& object = source.get_object();
    T value{};
    std::optional<Rejection> refused;
    std::apply(
        [&](auto const&... of) {
          std::string_view const known[] = {of.field.name..., std::string_view{}};
          if (auto const name = detail::unknown_member(object, known); !name.empty())
            refused = Rejection{EngineReason::field_must_be_known, std::string{name}};
          ((refused = refused ? refused
                              : detail::decode_member(object, of.field.name, of.field.required,
                                                      value.*(of.member))),
           ...);
        },
        T::fields());
    if (refused) return *refused;
    return value;
  }
};

}  // namespace gozin
