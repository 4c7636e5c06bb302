#include "workflows/appointment/events/running.hpp"

namespace gozin {

template EventType const& event_type<appointment::ObjectionRaised>();
template EventType const& event_type<appointment::ObjectionDismissed>();
template EventType const& event_type<appointment::ObjectionSettled>();
template EventType const& event_type<appointment::InquirySent>();
template EventType const& event_type<appointment::InquiryAnswered>();
template EventType const& event_type<appointment::CaseCancelled>();
template EventType const& event_type<appointment::TaskDelegated>();
template EventType const& event_type<appointment::HintRaised>();
template EventType const& event_type<appointment::HintDisposed>();
template EventType const& event_type<appointment::RuleSetMigrated>();
template EventType const& event_type<appointment::NominationWithdrawn>();
template EventType const& event_type<appointment::CaseUnfilled>();
template EventType const& event_type<appointment::DeadlineSet>();
template EventType const& event_type<appointment::DeadlineExtended>();
template EventType const& event_type<appointment::DeadlineMissed>();
template EventType const& event_type<appointment::InfluenceReported>();
template EventType const& event_type<appointment::ContactRegistered>();
template EventType const& event_type<appointment::NoticeAttempted>();
template EventType const& event_type<appointment::NoticeServed>();
template EventType const& event_type<appointment::NoteAdded>();
template EventType const& event_type<appointment::DocumentAttached>();
template EventType const& event_type<appointment::ErrorCorrected>();
template EventType const& event_type<appointment::AccountRequested>();
template EventType const& event_type<appointment::AccountGiven>();
template EventType const& event_type<appointment::CaseSuspended>();
template EventType const& event_type<appointment::CaseResumed>();

}  // namespace gozin
