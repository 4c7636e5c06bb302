#pragma once

#include "engine/event/codec.hpp"
#include "engine/event/input.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <boost/pfr/tuple_size.hpp>

namespace gozin {

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
};

/// A field of an aggregate: its description and where it stands.
template <class Owner, class Member>
struct FieldOf {
  Field field;
  Member Owner::*member;

  /// How a command's form asks for it.
  [[nodiscard]] constexpr FieldOf ask(Input input, std::string_view source = {}) const {
    auto copy = *this;
    copy.field.input = input;
    copy.field.source = source;
    return copy;
  }
  [[nodiscard]] constexpr FieldOf optional() const {
    auto copy = *this;
    copy.field.required = false;
    return copy;
  }
  [[nodiscard]] constexpr FieldOf secret() const {
    auto copy = *this;
    copy.field.secret = true;
    return copy;
  }
  [[nodiscard]] constexpr FieldOf at_most(std::size_t bytes) const {
    auto copy = *this;
    copy.field.bytes_max = bytes;
    return copy;
  }
};

namespace detail {

template <class Owner, class Member>
constexpr FieldOf<Owner, Member> field_of(std::string_view name, Member Owner::*member,
                                          FieldClass field_class) {
  Field field{.name = name, .field_class = field_class};
  field.input = Codec<Member>::input;
  field.required = !Codec<Member>::omissible;
  if constexpr (requires { Codec<Member>::choices(); }) field.choices = Codec<Member>::choices();
  if (field.input == Input::reason) field.bytes_max = 8000;
  return {field, member};
}

}  // namespace detail

/// A value that may stand in the leaf. Free text has no codec, so it cannot be declared open.
template <class Owner, class Member>
constexpr auto open(std::string_view name, Member Owner::*member) {
  static_assert(!Codec<Member>::committed, "a committed value is not open: declare its class");
  return detail::field_of(name, member, {Visibility::open, {}});
}

/// A value about the person that the field `subject` of the same struct names.
template <class Owner, class Member>
constexpr auto personal(std::string_view name, Member Owner::*member, std::string_view subject) {
  static_assert(Codec<Member>::committed, "a personal value stands as a commitment");
  return detail::field_of(name, member, {Visibility::personal, subject});
}

/// A value nobody may read before an event of type `until`.
template <class Owner, class Member>
constexpr auto sealed(std::string_view name, Member Owner::*member, std::string_view until) {
  static_assert(Codec<Member>::committed, "a sealed value stands as a commitment");
  return detail::field_of(name, member, {Visibility::sealed, until});
}

/// A value for the listed roles only.
template <class Owner, class Member>
constexpr auto restricted(std::string_view name, Member Owner::*member, std::string_view roles) {
  static_assert(Codec<Member>::committed, "a restricted value stands as a commitment");
  return detail::field_of(name, member, {Visibility::restricted, roles});
}

template <class... Fields>
constexpr std::tuple<Fields...> fields_of(Fields... fields) {
  return {fields...};
}

/// An aggregate that lists all of its fields, each with its class, in `static fields()`.
template <class T>
concept Described = Listed<T>;

template <Described T>
constexpr void check_described() {
  static_assert(boost::pfr::tuple_size_v<T> == std::tuple_size_v<decltype(T::fields())>,
                "every field has a class");
}

/// The fields of a described type, in the order of its declaration.
template <Described T>
std::vector<Field> field_list() {
  check_described<T>();
  std::vector<Field> list;
  std::apply([&](auto const&... fields) { (list.push_back(fields.field), ...); }, T::fields());
  return list;
}

}  // namespace gozin
