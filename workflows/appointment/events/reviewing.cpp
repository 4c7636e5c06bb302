#include "workflows/appointment/events/reviewing.hpp"

namespace gozin {

template EventType const& event_type<appointment::CaseReferred>();
template EventType const& event_type<appointment::PutOnAgenda>();
template EventType const& event_type<appointment::DeliberationOpened>();
template EventType const& event_type<appointment::MemberRecused>();
template EventType const& event_type<appointment::RecusalRuled>();
template EventType const& event_type<appointment::CandidateProposed>();
template EventType const& event_type<appointment::BodyApproved>();
template EventType const& event_type<appointment::BodyRejected>();
template EventType const& event_type<appointment::BodyAdvised>();
template EventType const& event_type<appointment::BodyNotified>();
template EventType const& event_type<appointment::BodyElected>();
template EventType const& event_type<appointment::ResolutionSent>();
template EventType const& event_type<appointment::ResolutionObjected>();
template EventType const& event_type<appointment::ResolutionEffective>();
template EventType const& event_type<appointment::ReturnedToScreening>();
template EventType const& event_type<appointment::ReturnedToAssessing>();
template EventType const& event_type<appointment::ReviewDeferred>();
template EventType const& event_type<appointment::GatesPassed>();

}  // namespace gozin
