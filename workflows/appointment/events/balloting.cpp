#include "workflows/appointment/events/balloting.hpp"

namespace gozin {

template EventType const& event_type<appointment::BallotVoided>();
template EventType const& event_type<appointment::RollClosed>();
template EventType const& event_type<appointment::PaperCountEntered>();
template EventType const& event_type<appointment::PaperBallotCounted>();
template EventType const& event_type<appointment::TieBroken>();

}  // namespace gozin
