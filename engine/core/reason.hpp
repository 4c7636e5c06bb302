#pragma once

#include "engine/core/named_enum.hpp"

#include <string_view>

namespace gozin {

/// Why something was turned down. The name states the rule that was broken; its spelling is part
/// of the API and of the log, so it is never changed or reused. Every list of reasons (the
/// engine's, one a workflow) is a named enum that converts to this.
class Reason {
 public:
  /// No reason: what Boost 1.81 makes when a good result is asked for its error.
  constexpr Reason() = default;

  template <NamedEnum E>
  constexpr Reason(E value) : name_{name_of(value)} {}

  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  friend constexpr bool operator==(Reason left, Reason right) { return left.name_ == right.name_; }

 private:
  std::string_view name_;
};

/// What the engine itself refuses, in any workflow.
#define GOZIN_ENGINE_REASONS(X)    \
  /* input */                      \
  X(input_must_be_well_formed)     \
  X(input_must_not_exceed_limits)  \
  X(field_must_be_known)           \
  X(field_must_be_given)           \
  X(field_must_have_its_type)      \
  X(text_must_be_given)            \
  X(text_must_not_be_too_long)     \
  X(text_must_be_clean)            \
  X(reason_must_be_given)          \
  X(date_must_exist)               \
  X(command_must_be_known)         \
  /* who */                        \
  X(actor_must_be_known)           \
  X(actor_must_hold_role)          \
  X(role_must_permit_command)      \
  X(actor_must_hold_one_duty)      \
  /* where */                      \
  X(stream_must_exist)             \
  X(stream_must_be_new)            \
  X(stream_must_be_unchanged)      \
  X(phase_must_allow_event)        \
  X(request_must_keep_its_content) \
  /* log */                        \
  X(log_must_be_open)              \
  X(log_must_be_demonstration)     \
  X(event_must_fit_leaf)           \
  X(clock_must_not_jump)           \
  X(occurred_must_not_be_later_than_recorded)
GOZIN_NAMED_ENUM(EngineReason, GOZIN_ENGINE_REASONS)

}  // namespace gozin
