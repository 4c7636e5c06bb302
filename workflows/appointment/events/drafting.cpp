#include "workflows/appointment/events/drafting.hpp"

namespace gozin {

template EventType const& event_type<appointment::CaseOpened>();
template EventType const& event_type<appointment::VacancyDescribed>();
template EventType const& event_type<appointment::VacancyAmended>();
template EventType const& event_type<appointment::VacancySubmitted>();
template EventType const& event_type<appointment::EstablishmentConfirmed>();
template EventType const& event_type<appointment::BudgetConfirmed>();
template EventType const& event_type<appointment::ReturnedToDrafting>();
template EventType const& event_type<appointment::VacancyAuthorised>();
template EventType const& event_type<appointment::PanelAppointed>();
template EventType const& event_type<appointment::VacancyPublished>();
template EventType const& event_type<appointment::DirectAppointmentProposed>();

}  // namespace gozin
