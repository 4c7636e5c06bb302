#pragma once

#include "engine/command/typed.hpp"
#include "workflows/appointment/events/all.hpp"

namespace gozin::appointment {

/// Every type of event a case can have.
using Events = EventList<
    CaseOpened, CallOpened, PaperFileProposed, PaperFileTakenOver, VacancyDescribed, VacancyAmended,
    VacancySubmitted, EstablishmentConfirmed, BudgetConfirmed, ReturnedToDrafting,
    VacancyAuthorised, PanelAppointed, VacancyPublished, DirectAppointmentProposed,
    NominationReceived, NomineeMatched, NominationMerged, PoolMemberInvited, NominationConsented,
    NominationDeclined, EvidenceFiled, EvidenceVerified, NominationWindowExtended,
    NominationsClosed, NomineeAdmitted, NomineeExcluded, ScreeningCompleted, AssessmentRoundOpened,
    AssessorsSeated, InterestDeclared, AssessorRecused, AssessorReplaced, DeclarationsCompleted,
    ScoreSheetSealed, ScoreSheetRevealed, ScoresRevealed, ScoreRevised, AnalysisNoted,
    RankingEstablished, ShortlistConfirmed, RankingPublished, NomineeReadmitted,
    ReadmissionConcluded, ObjectionsClosed, CaseReferred, PutOnAgenda, DeliberationOpened,
    MemberRecused, RecusalRuled, CandidateProposed, BallotOpened, BallotCast, BallotClosed,
    BallotVoided, RollClosed, PaperCountEntered, PaperBallotCounted, TieBroken,
    ElectionCountEntered, ElectionRoundClosed, ElectionTieBroken, BodyApproved, BodyRejected,
    BodyAdvised, BodyNotified, BodyElected, ResolutionSent, ResolutionObjected, ResolutionEffective,
    ReturnedToScreening, ReturnedToAssessing, ReviewDeferred, GatesPassed, DeciderDeclared,
    PersonSelected, SelectionOverridden, DecreeDrafted, DecreeSigned, DecreeNumberVoided,
    DecreeReturnedToReview, DecreeReturnedToDraft, DecreeRegistered, DecreePublished,
    AppointmentStayed, StayLifted, CaseAnnulled, CaseRemanded, CaseTakenOver, ObjectionRaised,
    ObjectionDismissed, ObjectionSettled, InquirySent, InquiryAnswered, CaseCancelled, LotAnnounced,
    TaskDelegated, HintRaised, HintDisposed, RuleSetMigrated, NominationWithdrawn, CaseUnfilled,
    DeadlineSet, DeadlineExtended, DeadlineRecounted, DeadlineReminded, DeadlineMissed,
    InfluenceReported, ContactRegistered, NoticeAttempted, NoticeServed, NoteAdded,
    DocumentAttached, CorrectionProposed, ErrorCorrected, CorrectionDropped, AccountRequested,
    AccountGiven, TranscriptionConfirmed, TranscriptionDisputed, CaseSuspended, CaseResumed>;

}  // namespace gozin::appointment
