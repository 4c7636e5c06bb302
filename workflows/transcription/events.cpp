#include "workflows/transcription/events.hpp"

namespace gozin {

template EventType const& event_type<transcription::TranscriptionConfirmed>();
template EventType const& event_type<transcription::TranscriptionDisputed>();

}  // namespace gozin
