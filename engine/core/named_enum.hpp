#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

/// Declares an enum class whose enumerators know their names, with `name_of(value)` and
/// `names_of(Type)`. Enumerators are spelled as they stand on the wire.
#define GOZIN_ENUMERATOR(name) name,
#define GOZIN_ENUMERATOR_NAME(name) std::string_view{#name},
#define GOZIN_NAMED_ENUM(Type, LIST)                                                  \
  enum class Type { LIST(GOZIN_ENUMERATOR) };                                         \
  inline constexpr std::string_view k##Type##Names[] = {LIST(GOZIN_ENUMERATOR_NAME)}; \
  constexpr std::span<std::string_view const> names_of(std::type_identity<Type>) {    \
    return k##Type##Names;                                                            \
  }

namespace gozin {

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires {
  { names_of(std::type_identity<E>{}) } -> std::same_as<std::span<std::string_view const>>;
};

template <NamedEnum E>
constexpr std::string_view name_of(E value) {
  return names_of(std::type_identity<E>{})[static_cast<std::size_t>(value)];
}

template <NamedEnum E>
constexpr std::optional<E> find_by_name(std::string_view name) {
  auto const names = names_of(std::type_identity<E>{});
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace gozin
