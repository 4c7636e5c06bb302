#pragma once

#include "engine/command/catalog.hpp"

#include <stdexcept>
#include <unordered_map>

namespace gozin {

/// A command struct names itself: `static constexpr std::string_view kName`.
template <class C>
concept CommandStruct = Described<C> && requires {
  { C::kName } -> std::convertible_to<std::string_view>;
};

/// The command's description, judged by `decide(C const&, Context const&)` and, where the type has
/// one, prepared by `prepare(std::type_identity<C>, Preparation&)`; both found beside the type.
template <CommandStruct C>
CommandType command_type(std::string_view workflow, std::string_view kind, CommandTraits traits) {
  CommandType type;
  type.name = C::kName;
  type.wire = wire_name(C::kName);
  type.workflow = workflow;
  type.kind = kind;
  type.traits = std::move(traits);
  type.fields = field_list<C>();
  type.shape = &shape_of<C>();
  type.decide = [](void const* command, Context const& context) -> Result<Decision> {
    return decide(*static_cast<C const*>(command), context);
  };
  if constexpr (requires(Preparation & p) { prepare(std::type_identity<C>{}, p); })
    type.prepare = [](Preparation& p) -> Result<void> {
      return prepare(std::type_identity<C>{}, p);
    };
  return type;
}

template <EventStruct... E>
struct EventList {};

namespace detail {

template <class State, EventStruct... E>
void fold_into(void* state, Recorded const& recorded) {
  using Fold = void (*)(State&, Recorded const&);
  static std::unordered_map<EventType const*, Fold> const folds = {
      {&event_type<E>(), [](State& into, Recorded const& at) {
         apply(into, at, *static_cast<E const*>(at.event.value()));
       }}...};
  auto const found = folds.find(&recorded.event.type());
  if (found == folds.end())
    throw std::logic_error("no fold for " + std::string{recorded.event.type().name});
  found->second(*static_cast<State*>(state), recorded);
}

}  // namespace detail

/// A kind of stream whose state is `State` and whose events fold by
/// `apply(State&, Recorded const&, E const&)`.
template <class State, EventStruct... E>
StreamKind stream_kind(chart::Chart chart, EventList<E...>) {
  return {.name = State::kKind,
          .chart = chart,
          .events = {&event_type<E>()...},
          .start = []() -> std::shared_ptr<void> { return std::make_shared<State>(); },
          .copy = [](void const* state) -> std::shared_ptr<void> {
            return std::make_shared<State>(*static_cast<State const*>(state));
          },
          .fold = &detail::fold_into<State, E...>};
}

}  // namespace gozin
