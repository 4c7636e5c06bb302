#pragma once

#include "engine/core/named_enum.hpp"

#include <string_view>

namespace gozin {

/// Declares a named enum whose values are reasons of refusal.
#define GOZIN_REASONS(Type, LIST) \
  GOZIN_NAMED_ENUM(Type, LIST)    \
  constexpr std::true_type is_reason(std::type_identity<Type>) { return {}; }

template <class E>
concept ReasonEnum = NamedEnum<E> && requires {
  is_reason(std::type_identity<E>{});
};

/// Why something was turned down. The name states the rule that was broken; its spelling is part
/// of the API and of the log, so it is never changed or reused. Every list of reasons (the
/// engine's, one a workflow) converts to this.
class Reason {
 public:
  constexpr Reason() = default;
  template <ReasonEnum E>
  constexpr Reason(E value) : name_{name_of(value)} {}

  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  friend constexpr bool operator==(Reason left, Reason right) { return left.name_ == right.name_; }

 private:
  std::string_view name_ = "none";
};

/// What the engine itself refuses, in any workflow.
#define GOZIN_ENGINE_REASONS(X)          \
  /* input */                            \
  X(input_must_be_well_formed)           \
  X(file_must_be_readable)               \
  X(input_must_not_exceed_limits)        \
  X(field_must_be_known)                 \
  X(field_must_be_given)                 \
  X(field_must_have_its_type)            \
  X(text_must_be_given)                  \
  X(text_must_not_be_too_long)           \
  X(text_must_be_clean)                  \
  X(reason_must_be_given)                \
  X(date_must_exist)                     \
  X(command_must_be_known)               \
  /* who */                              \
  X(actor_must_be_known)                 \
  X(actor_must_hold_role)                \
  X(role_must_permit_command)            \
  X(person_must_not_be_registered_twice) \
  X(actor_must_hold_one_duty)            \
  /* where */                            \
  X(stream_must_exist)                   \
  X(stream_must_be_new)                  \
  X(stream_must_be_unchanged)            \
  X(phase_must_allow_event)              \
  X(request_must_keep_its_content)       \
  /* log */                              \
  X(log_must_be_open)                    \
  X(log_must_be_demonstration)           \
  X(event_must_fit_leaf)                 \
  X(lineage_must_not_be_too_long)        \
  X(range_must_be_readable)              \
  X(clock_must_not_jump)                 \
  X(signing_key_must_be_at_hand)         \
  X(lease_must_be_held)                  \
  X(occurred_must_not_be_later_than_recorded)
GOZIN_REASONS(EngineReason, GOZIN_ENGINE_REASONS)

}  // namespace gozin
