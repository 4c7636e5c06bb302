#pragma once

#include "workflows/transcription/events.hpp"

// What a second person says of what a clerk wrote down; the same in every stream.
namespace gozin::appointment {

using transcription::TranscriptionConfirmed;
using transcription::TranscriptionDisputed;

}  // namespace gozin::appointment
