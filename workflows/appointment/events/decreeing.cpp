#include "workflows/appointment/events/decreeing.hpp"

namespace gozin {

template EventType const& event_type<appointment::DeciderDeclared>();
template EventType const& event_type<appointment::PersonSelected>();
template EventType const& event_type<appointment::SelectionOverridden>();
template EventType const& event_type<appointment::DecreeDrafted>();
template EventType const& event_type<appointment::DecreeSigned>();
template EventType const& event_type<appointment::DecreeNumberVoided>();
template EventType const& event_type<appointment::DecreeReturnedToReview>();
template EventType const& event_type<appointment::DecreeReturnedToDraft>();
template EventType const& event_type<appointment::DecreeRegistered>();
template EventType const& event_type<appointment::DecreePublished>();
template EventType const& event_type<appointment::AppointmentStayed>();
template EventType const& event_type<appointment::StayLifted>();
template EventType const& event_type<appointment::CaseAnnulled>();

}  // namespace gozin
