#pragma once

#include "engine/command/pipeline.hpp"

namespace gozin {

/// Refuses a role that the command does not list. Whether the caller holds it the writer asks.
[[nodiscard]] std::optional<Rejection> flaw_of_role(CommandType const& type, Call const& call);

/// Checks the input of a command against its fields: none unknown, none missing, texts clean and
/// within their limits. Nothing when it is well.
[[nodiscard]] std::optional<Rejection> check_input(CommandType const& type,
                                                   json::object const& input);

/// Replaces every text that may not stand in the log by its commitment. A personal text belongs to
/// the person or nominee that the field's class names, or, where the command has no such field, to
/// the one who acts.
void hide_texts(Submission& submission, Preparation& preparation);

/// What tells two requests apart under one idempotency key; without what is secret in the input.
[[nodiscard]] std::string fingerprint_text(CommandType const& type, StreamId const& stream,
                                           json::object const& input);

}  // namespace gozin
