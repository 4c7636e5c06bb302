#include "workflows/appointment/leads.hpp"

namespace gozin::appointment {
namespace {

std::vector<Lead> all_leads() {
  return {
      // Drafting, Authorising
      {"OpenCase", {"CaseOpened"}},
      {"DescribeVacancy", {"VacancyDescribed"}},
      {"AmendVacancy", {"VacancyAmended"}},
      {"SubmitVacancy", {"VacancySubmitted"}, "submit_vacancy"},
      {"ConfirmEstablishment", {"EstablishmentConfirmed"}, "confirm_establishment"},
      {"RefuseEstablishment", {"ReturnedToDrafting"}, "confirm_establishment"},
      {"ConfirmBudget", {"BudgetConfirmed"}, "confirm_budget"},
      {"RefuseBudget", {"ReturnedToDrafting"}, "confirm_budget"},
      // Authorised
      {"AppointPanel", {"PanelAppointed"}, "appoint_panel"},
      {"PublishVacancy", {"VacancyPublished"}, "publish_vacancy"},
      {"ProposeDirectly", {"DirectAppointmentProposed"}, "propose_directly"},
      // Nominating, Screening
      {"Nominate", {"NominationReceived"}},
      {"MatchNominee", {"NomineeMatched"}, "match_nominee"},
      {"MergeNominations", {"NominationMerged"}},
      {"InvitePoolMember", {"PoolMemberInvited"}},
      {"ConsentToNomination", {"NominationConsented"}, "consent_to_nomination"},
      {"DeclineNomination", {"NominationDeclined"}, "consent_to_nomination"},
      {"FileEvidence", {"EvidenceFiled"}},
      {"VerifyEvidence", {"EvidenceVerified"}, "verify_evidence"},
      {"ExtendNominationWindow", {"NominationWindowExtended"}},
      {"CloseNominations", {"NominationsClosed"}},
      {"AdmitNominee", {"NomineeAdmitted"}, "admit_nominee"},
      {"ExcludeNominee", {"NomineeExcluded"}, "admit_nominee"},
      {"CompleteScreening", {"ScreeningCompleted", "CaseUnfilled"}, "complete_screening"},
      // Assessing
      {"DeclareInterest", {"InterestDeclared"}, "declare_interest"},
      {"RecuseAssessor", {"AssessorRecused"}},
      {"ReplaceAssessor", {"AssessorReplaced"}},
      {"CompleteDeclarations", {"DeclarationsCompleted"}, "complete_declarations"},
      {"OpenRound", {"AssessmentRoundOpened"}},
      {"SealScoreSheet", {"ScoreSheetSealed"}, "seal_score_sheet"},
      {"RevealScores", {"ScoresRevealed"}},
      {"ReviseScore", {"ScoreRevised"}},
      {"NoteAnalysis", {"AnalysisNoted"}},
      {"EstablishRanking", {"RankingEstablished"}},
      {"ConfirmShortlist", {"ShortlistConfirmed"}},
      {"PublishRanking", {"RankingPublished"}, "publish_ranking"},
      // Objecting
      {"RaiseObjection", {"ObjectionRaised"}},
      {"DismissObjection", {"ObjectionDismissed"}, "dismiss_objection"},
      {"SettleObjection", {"ObjectionSettled"}, "dismiss_objection"},
      {"UpholdObjection", {"NomineeReadmitted"}, "dismiss_objection"},
      {"ConcludeReadmission", {"ReadmissionConcluded"}},
      {"CloseObjections", {"ObjectionsClosed"}},
      // Reviewing
      {"PutOnAgenda", {"PutOnAgenda"}, "put_on_agenda"},
      {"OpenItem", {"DeliberationOpened"}, "open_item"},
      {"DeclareInterestAsMember", {"InterestDeclared"}, "declare_interest_as_member"},
      {"RecuseMember", {"MemberRecused"}},
      {"RuleOnRecusal", {"RecusalRuled"}},
      {"ProposeCandidate", {"CandidateProposed"}},
      {"OpenBallot", {"BallotOpened"}, "open_ballot"},
      {"CastBallot", {"BallotCast"}, "cast_ballot"},
      {"RecordPaperRoll", {"BallotCast"}},
      {"CloseBallot", {"BallotClosed"}},
      {"CountPaperBallot", {"PaperBallotCounted"}},
      {"SettleTie", {"TieBroken"}},
      {"VoidBallot", {"BallotVoided"}},
      {"DeferReview", {"ReviewDeferred"}},
      {"ReferToFallbackBody", {"CaseReferred"}},
      {"ReturnToScreening", {"ReturnedToScreening"}},
      {"ReturnToAssessing", {"ReturnedToAssessing"}},
      {"ObjectToResolution", {"ResolutionObjected"}},
      {"ConfirmResolution", {"ResolutionEffective"}},
      // Decreeing
      {"DeclareAsDecider", {"DeciderDeclared"}, "declare_as_decider"},
      {"SelectPerson", {"PersonSelected"}, "select_person"},
      {"OverrideSelection", {"SelectionOverridden"}, "select_person"},
      {"DraftDecree", {"DecreeDrafted"}, "draft_decree"},
      {"SignDecree", {"DecreeSigned"}, "sign_decree"},
      {"ReturnDecreeToReview", {"DecreeReturnedToReview"}},
      {"ReturnDecreeToDraft", {"DecreeReturnedToDraft"}},
      {"VoidDecreeNumber", {"DecreeNumberVoided"}},
      {"RegisterDecree", {"DecreeRegistered"}, "register_decree"},
      {"PublishDecree", {"DecreePublished"}, "publish_decree"},
      // Running, Progress, Oversight, Appointed
      {"WithdrawNomination", {"NominationWithdrawn"}},
      {"CancelCase", {"CaseCancelled"}},
      {"DeclareUnfilled", {"CaseUnfilled"}},
      {"SuspendCase", {"CaseSuspended"}},
      {"ResumeCase", {"CaseResumed"}},
      {"MigrateRuleSet", {"RuleSetMigrated"}},
      {"DelegateTask", {"TaskDelegated"}},
      {"SendInquiry", {"InquirySent"}},
      {"AnswerInquiry", {"InquiryAnswered"}, "answer_inquiry"},
      {"DisposeHint", {"HintDisposed"}, "dispose_hint"},
      {"AddNote", {"NoteAdded"}},
      {"AttachDocument", {"DocumentAttached"}},
      {"ReportInfluence", {"InfluenceReported"}},
      {"RegisterContact", {"ContactRegistered"}},
      {"ServeNotice", {"NoticeAttempted", "NoticeServed"}},
      {"ExtendDeadline", {"DeadlineExtended"}},
      {"MissDeadline", {"DeadlineMissed"}},
      {"RequestAccount", {"AccountRequested"}},
      {"GiveAccount", {"AccountGiven"}, "give_account"},
      {"CorrectError", {"ErrorCorrected"}},
      {"StayAppointment", {"AppointmentStayed"}},
      {"LiftStay", {"StayLifted"}},
      {"AnnulAppointment", {"CaseAnnulled"}},
  };
}

}  // namespace

std::span<Lead const> leads() {
  static std::vector<Lead> const all = all_leads();
  return all;
}

}  // namespace gozin::appointment
