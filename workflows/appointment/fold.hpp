#pragma once

#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

// How each event changes the case: plain assignments, no judgement. Live and in replay alike.

// drafting
void apply(Case& state, Recorded const& at, CaseOpened const& event);
void apply(Case& state, Recorded const& at, PaperFileProposed const& event);
void apply(Case& state, Recorded const& at, PaperFileTakenOver const& event);
void apply(Case& state, Recorded const& at, CallOpened const& event);
void apply(Case& state, Recorded const& at, VacancyDescribed const& event);
void apply(Case& state, Recorded const& at, VacancyAmended const& event);
void apply(Case& state, Recorded const& at, VacancySubmitted const& event);
void apply(Case& state, Recorded const& at, EstablishmentConfirmed const& event);
void apply(Case& state, Recorded const& at, BudgetConfirmed const& event);
void apply(Case& state, Recorded const& at, ReturnedToDrafting const& event);
void apply(Case& state, Recorded const& at, VacancyAuthorised const& event);
void apply(Case& state, Recorded const& at, PanelAppointed const& event);
void apply(Case& state, Recorded const& at, VacancyPublished const& event);
void apply(Case& state, Recorded const& at, DirectAppointmentProposed const& event);

// nominating
void apply(Case& state, Recorded const& at, NominationReceived const& event);
void apply(Case& state, Recorded const& at, NomineeMatched const& event);
void apply(Case& state, Recorded const& at, NominationMerged const& event);
void apply(Case& state, Recorded const& at, PoolMemberInvited const& event);
void apply(Case& state, Recorded const& at, NominationConsented const& event);
void apply(Case& state, Recorded const& at, NominationDeclined const& event);
void apply(Case& state, Recorded const& at, EvidenceFiled const& event);
void apply(Case& state, Recorded const& at, EvidenceVerified const& event);
void apply(Case& state, Recorded const& at, NominationWindowExtended const& event);
void apply(Case& state, Recorded const& at, NominationsClosed const& event);
void apply(Case& state, Recorded const& at, NomineeAdmitted const& event);
void apply(Case& state, Recorded const& at, NomineeExcluded const& event);
void apply(Case& state, Recorded const& at, ScreeningCompleted const& event);

// assessing
void apply(Case& state, Recorded const& at, AssessmentRoundOpened const& event);
void apply(Case& state, Recorded const& at, AssessorsSeated const& event);
void apply(Case& state, Recorded const& at, InterestDeclared const& event);
void apply(Case& state, Recorded const& at, AssessorRecused const& event);
void apply(Case& state, Recorded const& at, AssessorReplaced const& event);
void apply(Case& state, Recorded const& at, DeclarationsCompleted const& event);
void apply(Case& state, Recorded const& at, ScoreSheetSealed const& event);
void apply(Case& state, Recorded const& at, ScoreSheetRevealed const& event);
void apply(Case& state, Recorded const& at, ScoresRevealed const& event);
void apply(Case& state, Recorded const& at, ScoreRevised const& event);
void apply(Case& state, Recorded const& at, AnalysisNoted const& event);
void apply(Case& state, Recorded const& at, RankingEstablished const& event);
void apply(Case& state, Recorded const& at, ShortlistConfirmed const& event);
void apply(Case& state, Recorded const& at, RankingPublished const& event);
void apply(Case& state, Recorded const& at, NomineeReadmitted const& event);
void apply(Case& state, Recorded const& at, ReadmissionConcluded const& event);
void apply(Case& state, Recorded const& at, ObjectionsClosed const& event);

// reviewing
void apply(Case& state, Recorded const& at, CaseReferred const& event);
void apply(Case& state, Recorded const& at, PutOnAgenda const& event);
void apply(Case& state, Recorded const& at, DeliberationOpened const& event);
void apply(Case& state, Recorded const& at, MemberRecused const& event);
void apply(Case& state, Recorded const& at, RecusalRuled const& event);
void apply(Case& state, Recorded const& at, CandidateProposed const& event);
void apply(Case& state, Recorded const& at, BallotOpened const& event);
void apply(Case& state, Recorded const& at, BallotCast const& event);
void apply(Case& state, Recorded const& at, BallotClosed const& event);
void apply(Case& state, Recorded const& at, BallotVoided const& event);
void apply(Case& state, Recorded const& at, RollClosed const& event);
void apply(Case& state, Recorded const& at, PaperCountEntered const& event);
void apply(Case& state, Recorded const& at, PaperBallotCounted const& event);
void apply(Case& state, Recorded const& at, TieBroken const& event);
void apply(Case& state, Recorded const& at, ElectionCountEntered const& event);
void apply(Case& state, Recorded const& at, ElectionRoundClosed const& event);
void apply(Case& state, Recorded const& at, ElectionTieBroken const& event);
void apply(Case& state, Recorded const& at, BodyApproved const& event);
void apply(Case& state, Recorded const& at, BodyRejected const& event);
void apply(Case& state, Recorded const& at, BodyAdvised const& event);
void apply(Case& state, Recorded const& at, BodyNotified const& event);
void apply(Case& state, Recorded const& at, BodyElected const& event);
void apply(Case& state, Recorded const& at, ResolutionSent const& event);
void apply(Case& state, Recorded const& at, ResolutionObjected const& event);
void apply(Case& state, Recorded const& at, ResolutionEffective const& event);
void apply(Case& state, Recorded const& at, ReturnedToScreening const& event);
void apply(Case& state, Recorded const& at, ReturnedToAssessing const& event);
void apply(Case& state, Recorded const& at, ReviewDeferred const& event);
void apply(Case& state, Recorded const& at, GatesPassed const& event);

// decreeing
void apply(Case& state, Recorded const& at, DeciderDeclared const& event);
void apply(Case& state, Recorded const& at, PersonSelected const& event);
void apply(Case& state, Recorded const& at, SelectionOverridden const& event);
void apply(Case& state, Recorded const& at, DecreeDrafted const& event);
void apply(Case& state, Recorded const& at, DecreeSigned const& event);
void apply(Case& state, Recorded const& at, DecreeNumberVoided const& event);
void apply(Case& state, Recorded const& at, DecreeReturnedToReview const& event);
void apply(Case& state, Recorded const& at, DecreeReturnedToDraft const& event);
void apply(Case& state, Recorded const& at, DecreeRegistered const& event);
void apply(Case& state, Recorded const& at, DecreePublished const& event);
void apply(Case& state, Recorded const& at, AppointmentStayed const& event);
void apply(Case& state, Recorded const& at, StayLifted const& event);
void apply(Case& state, Recorded const& at, CaseAnnulled const& event);
void apply(Case& state, Recorded const& at, CaseRemanded const& event);
void apply(Case& state, Recorded const& at, CaseTakenOver const& event);

// running
void apply(Case& state, Recorded const& at, ObjectionRaised const& event);
void apply(Case& state, Recorded const& at, ObjectionDismissed const& event);
void apply(Case& state, Recorded const& at, ObjectionSettled const& event);
void apply(Case& state, Recorded const& at, InquirySent const& event);
void apply(Case& state, Recorded const& at, InquiryAnswered const& event);
void apply(Case& state, Recorded const& at, CaseCancelled const& event);
void apply(Case& state, Recorded const& at, LotAnnounced const& event);
void apply(Case& state, Recorded const& at, TaskDelegated const& event);
void apply(Case& state, Recorded const& at, HintRaised const& event);
void apply(Case& state, Recorded const& at, HintDisposed const& event);
void apply(Case& state, Recorded const& at, RuleSetMigrated const& event);
void apply(Case& state, Recorded const& at, NominationWithdrawn const& event);
void apply(Case& state, Recorded const& at, CaseUnfilled const& event);
void apply(Case& state, Recorded const& at, DeadlineSet const& event);
void apply(Case& state, Recorded const& at, DeadlineExtended const& event);
void apply(Case& state, Recorded const& at, DeadlineRecounted const& event);
void apply(Case& state, Recorded const& at, DeadlineReminded const& event);
void apply(Case& state, Recorded const& at, DeadlineMissed const& event);
void apply(Case& state, Recorded const& at, InfluenceReported const& event);
void apply(Case& state, Recorded const& at, ContactRegistered const& event);
void apply(Case& state, Recorded const& at, NoticeAttempted const& event);
void apply(Case& state, Recorded const& at, NoticeServed const& event);
void apply(Case& state, Recorded const& at, NoteAdded const& event);
void apply(Case& state, Recorded const& at, DocumentAttached const& event);
void apply(Case& state, Recorded const& at, CorrectionProposed const& event);
void apply(Case& state, Recorded const& at, ErrorCorrected const& event);
void apply(Case& state, Recorded const& at, CorrectionDropped const& event);
void apply(Case& state, Recorded const& at, AccountRequested const& event);
void apply(Case& state, Recorded const& at, AccountGiven const& event);
void apply(Case& state, Recorded const& at, TranscriptionConfirmed const& event);
void apply(Case& state, Recorded const& at, TranscriptionDisputed const& event);
void apply(Case& state, Recorded const& at, CaseSuspended const& event);
void apply(Case& state, Recorded const& at, CaseResumed const& event);

}  // namespace gozin::appointment
