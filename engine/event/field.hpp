#pragma once

#include "engine/event/codec.hpp"

#include <bit>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/pfr/tuple_size.hpp>

namespace gozin {

namespace detail {

template <class Owner, class Member>
constexpr FieldPlace place_of(std::string_view name, Member Owner::*member,
                              FieldClass field_class) {
  Field field{.name = name, .field_class = field_class};
  field.input = Codec<Member>::input;
  field.required = !Codec<Member>::omissible;
  if constexpr (requires { Codec<Member>::choices(); }) field.choices = Codec<Member>::choices();
  if constexpr (requires { Codec<Member>::element; }) {
    field.element = Codec<Member>::element;
    field.keyed = Codec<Member>::keyed;
  }
  if (field.input == Input::reason) field.bytes_max = 8000;
  // A pointer to a data member is its offset (Itanium C++ ABI, 2.3.1).
  auto const offset = std::bit_cast<std::ptrdiff_t>(member);
  return {field, static_cast<std::size_t>(offset), &kMemberCodec<Member>};
}

}  // namespace detail

/// A value that may stand in the leaf. Free text has no codec, so it cannot be declared open.
template <class Owner, class Member>
constexpr FieldPlace open(std::string_view name, Member Owner::*member) {
  static_assert(!Codec<Member>::committed, "a committed value is not open: declare its class");
  return detail::place_of(name, member, {Visibility::open, {}});
}

/// A value about the person that the field `subject` of the same struct names.
template <class Owner, class Member>
constexpr FieldPlace personal(std::string_view name, Member Owner::*member,
                              std::string_view subject) {
  static_assert(Codec<Member>::committed, "a personal value stands as a commitment");
  return detail::place_of(name, member, {Visibility::personal, subject});
}

/// A value nobody may read before an event of type `until`.
template <class Owner, class Member>
constexpr FieldPlace sealed(std::string_view name, Member Owner::*member, std::string_view until) {
  static_assert(Codec<Member>::committed, "a sealed value stands as a commitment");
  return detail::place_of(name, member, {Visibility::sealed, until});
}

/// A value for the listed roles only.
template <class Owner, class Member>
constexpr FieldPlace restricted(std::string_view name, Member Owner::*member,
                                std::string_view roles) {
  static_assert(Codec<Member>::committed, "a restricted value stands as a commitment");
  return detail::place_of(name, member, {Visibility::restricted, roles});
}

template <class... Places>
constexpr std::vector<FieldPlace> fields_of(Places... places) {
  return {places...};
}

/// An aggregate that lists all of its fields, each with its class, in `static fields()`.
template <class T>
concept Described = Listed<T>;

/// The fields of a described type, in the order of its declaration. A member without a class is a
/// bug: std::logic_error, at the start of every program that knows the type.
template <Described T>
std::vector<Field> field_list() {
  return fields_of_shape(shape_of<T>(), boost::pfr::tuple_size_v<T>);
}

}  // namespace gozin
