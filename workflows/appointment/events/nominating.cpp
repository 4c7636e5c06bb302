#include "workflows/appointment/events/nominating.hpp"

namespace gozin {

template EventType const& event_type<appointment::NominationReceived>();
template EventType const& event_type<appointment::NomineeMatched>();
template EventType const& event_type<appointment::NominationMerged>();
template EventType const& event_type<appointment::PoolMemberInvited>();
template EventType const& event_type<appointment::NominationConsented>();
template EventType const& event_type<appointment::NominationDeclined>();
template EventType const& event_type<appointment::EvidenceFiled>();
template EventType const& event_type<appointment::EvidenceVerified>();
template EventType const& event_type<appointment::NominationWindowExtended>();
template EventType const& event_type<appointment::NominationsClosed>();
template EventType const& event_type<appointment::NomineeAdmitted>();
template EventType const& event_type<appointment::NomineeExcluded>();
template EventType const& event_type<appointment::ScreeningCompleted>();

}  // namespace gozin
