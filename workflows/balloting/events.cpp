#include "workflows/balloting/events.hpp"

namespace gozin {

template EventType const& event_type<balloting::BallotOpened>();
template EventType const& event_type<balloting::BallotCast>();
template EventType const& event_type<balloting::BallotClosed>();

}  // namespace gozin
