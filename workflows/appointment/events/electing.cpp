#include "workflows/appointment/events/electing.hpp"

namespace gozin {

template EventType const& event_type<appointment::ElectionCountEntered>();
template EventType const& event_type<appointment::ElectionRoundClosed>();
template EventType const& event_type<appointment::ElectionTieBroken>();

}  // namespace gozin
