#include "workflows/appointment/events/running.hpp"

namespace gozin {

template EventType const& event_type<appointment::ObjectionRaised>();
template EventType const& event_type<appointment::ObjectionDismissed>();
template EventType const& event_type<appointment::ObjectionSettled>();
template EventType const& event_type<appointment::InquirySent>();
template EventType const& event_type<appointment::InquiryAnswered>();
template EventType const& event_type<appointment::CaseCancelled>();
template EventType const& event_type<appointment::LotAnnounced>();
template EventType const& event_type<appointment::TaskDelegated>();
template EventType const& event_type<appointment::HintRaised>();
template EventType const& event_type<appointment::HintDisposed>();
template EventType const& event_type<appointment::RuleSetMigrated>();
template EventType const& event_type<appointment::NominationWithdrawn>();
template EventType const& event_type<appointment::CaseUnfilled>();
template EventType const& event_type<appointment::CaseSuspended>();
template EventType const& event_type<appointment::CaseResumed>();

}  // namespace gozin
