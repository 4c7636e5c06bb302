#include "workflows/appointment/events/progress.hpp"

namespace gozin {

template EventType const& event_type<appointment::DeadlineSet>();
template EventType const& event_type<appointment::DeadlineExtended>();
template EventType const& event_type<appointment::DeadlineMissed>();
template EventType const& event_type<appointment::InfluenceReported>();
template EventType const& event_type<appointment::ContactRegistered>();
template EventType const& event_type<appointment::NoticeAttempted>();
template EventType const& event_type<appointment::NoticeServed>();
template EventType const& event_type<appointment::NoteAdded>();
template EventType const& event_type<appointment::DocumentAttached>();
template EventType const& event_type<appointment::CorrectionProposed>();
template EventType const& event_type<appointment::ErrorCorrected>();
template EventType const& event_type<appointment::CorrectionDropped>();
template EventType const& event_type<appointment::AccountRequested>();
template EventType const& event_type<appointment::AccountGiven>();

}  // namespace gozin
