#include "workflows/appointment/events/assessing.hpp"

namespace gozin {

template EventType const& event_type<appointment::AssessmentRoundOpened>();
template EventType const& event_type<appointment::AssessorsSeated>();
template EventType const& event_type<appointment::InterestDeclared>();
template EventType const& event_type<appointment::AssessorRecused>();
template EventType const& event_type<appointment::AssessorReplaced>();
template EventType const& event_type<appointment::DeclarationsCompleted>();
template EventType const& event_type<appointment::ScoreSheetSealed>();
template EventType const& event_type<appointment::ScoreSheetRevealed>();
template EventType const& event_type<appointment::ScoresRevealed>();
template EventType const& event_type<appointment::ScoreRevised>();
template EventType const& event_type<appointment::AnalysisNoted>();
template EventType const& event_type<appointment::RankingEstablished>();
template EventType const& event_type<appointment::ShortlistConfirmed>();
template EventType const& event_type<appointment::RankingPublished>();
template EventType const& event_type<appointment::NomineeReadmitted>();
template EventType const& event_type<appointment::ReadmissionConcluded>();
template EventType const& event_type<appointment::ObjectionsClosed>();

}  // namespace gozin
