#include "workflows/appointment/leads.hpp"

namespace gozin::appointment {
namespace {

std::vector<Lead> of_drafting() {
  return {
      {"OpenCase", {"CaseOpened"}, "open_case"},
      {"DescribeVacancy", {"VacancyDescribed"}},
      {"AmendVacancy", {"VacancyAmended"}},
      {"ProposePaperFile", {"PaperFileProposed"}},
      {"ConfirmPaperFile", {"PaperFileTakenOver"}, "confirm_paper_file"},
      {"SubmitVacancy", {"VacancySubmitted"}, "submit_vacancy"},
      {"ConfirmEstablishment", {"EstablishmentConfirmed"}, "confirm_establishment"},
      {"RefuseEstablishment", {"ReturnedToDrafting"}, "confirm_establishment"},
      {"ConfirmBudget", {"BudgetConfirmed"}, "confirm_budget"},
      {"RefuseBudget", {"ReturnedToDrafting"}, "confirm_budget"},
  };
}

std::vector<Lead> of_authorised() {
  return {
      {"AppointPanel", {"PanelAppointed"}, "appoint_panel"},
      {"PublishVacancy", {"VacancyPublished"}, "publish_vacancy"},
      {"ProposeDirectly", {"DirectAppointmentProposed"}, "propose_directly"},
  };
}

std::vector<Lead> of_nominating() {
  return {
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
      {"SetNominationAside", {"NomineeExcluded"}, "match_nominee"},
      {"CompleteScreening", {"ScreeningCompleted", "CaseUnfilled"}, "complete_screening"},
  };
}

std::vector<Lead> of_assessing() {
  return {
      {"DeclareInterest", {"InterestDeclared"}, "declare_interest"},
      {"RecuseAssessor", {"AssessorRecused"}},
      {"ReplaceAssessor", {"AssessorReplaced"}},
      {"CompleteDeclarations", {"DeclarationsCompleted"}, "complete_declarations"},
      {"OpenRound", {"AssessmentRoundOpened", "AssessorsSeated"}},
      {"SealScoreSheet", {"ScoreSheetSealed"}, "seal_score_sheet"},
      {"RevealScores", {"ScoresRevealed"}},
      {"ReviseScore", {"ScoreRevised"}},
      {"NoteAnalysis", {"AnalysisNoted"}},
      {"EstablishRanking", {"RankingEstablished"}},
      {"ConfirmShortlist", {"ShortlistConfirmed"}},
      {"PublishRanking", {"RankingPublished"}, "publish_ranking"},
  };
}

std::vector<Lead> of_objecting() {
  return {
      {"RaiseObjection", {"ObjectionRaised"}},
      {"DismissObjection", {"ObjectionDismissed"}, "dismiss_objection"},
      {"SettleObjection", {"ObjectionSettled"}, "dismiss_objection"},
      {"UpholdObjection", {"NomineeReadmitted"}, "dismiss_objection"},
      {"ConcludeReadmission", {"ReadmissionConcluded"}},
      {"CloseObjections", {"ObjectionsClosed"}},
  };
}

std::vector<Lead> of_reviewing() {
  return {
      {"PutOnAgenda", {"PutOnAgenda"}, "put_on_agenda"},
      {"OpenItem", {"DeliberationOpened"}, "open_item"},
      {"DeclareInterestAsMember", {"InterestDeclared"}, "declare_interest_as_member"},
      {"RecuseMember", {"MemberRecused"}},
      {"RuleOnRecusal", {"RecusalRuled"}},
      {"ProposeCandidate", {"CandidateProposed"}},
      {"OpenBallot", {"BallotOpened"}, "open_ballot"},
      {"CastBallot", {"BallotCast"}, "cast_ballot"},
      {"RecordPaperRoll", {"BallotCast"}, "record_paper_roll"},
      {"CastElectionBallot", {"BallotCast"}, "cast_election_ballot"},
      {"CloseBallot", {"BallotClosed", "ElectionRoundClosed"}},
      {"CloseRoll", {"RollClosed"}, "record_paper_roll"},
      {"EnterPaperCount", {"PaperCountEntered"}, "enter_paper_count"},
      {"EnterElectionCount", {"ElectionCountEntered"}, "enter_election_count"},
      {"ConfirmPaperCount", {"PaperBallotCounted", "ElectionRoundClosed"}, "confirm_paper_count"},
      {"SettleTie", {"TieBroken"}, "settle_tie"},
      {"SettleElectionTie", {"ElectionTieBroken"}, "settle_election_tie"},
      {"VoidBallot", {"BallotVoided"}},
      {"DeferReview", {"ReviewDeferred"}},
      {"ReferToFallbackBody", {"CaseReferred", "BodyNotified"}},
      {"ReturnToScreening", {"ReturnedToScreening"}},
      {"ReturnToAssessing", {"ReturnedToAssessing"}},
      {"ObjectToResolution", {"ResolutionObjected"}},
      {"ConfirmResolution", {"ResolutionEffective"}},
  };
}

std::vector<Lead> of_decreeing() {
  return {
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
  };
}

std::vector<Lead> of_any_stage() {
  return {
      {"WithdrawNomination", {"NominationWithdrawn"}},
      {"CancelCase", {"CaseCancelled"}},
      {"DeclareUnfilled", {"CaseUnfilled"}},
      {"SuspendCase", {"CaseSuspended"}},
      {"ResumeCase", {"CaseResumed"}},
      {"MigrateRuleSet", {"RuleSetMigrated"}},
      {"AnnounceLot", {"LotAnnounced"}},
      {"DelegateTask", {"TaskDelegated"}},
      {"SendInquiry", {"InquirySent"}},
      {"AnswerInquiry", {"InquiryAnswered"}, "answer_inquiry"},
      {"DisposeHint", {"HintDisposed"}, "dispose_hint"},
      {"AddNote", {"NoteAdded"}},
      {"AttachDocument", {"DocumentAttached"}},
      {"ReportInfluence", {"InfluenceReported"}},
      {"RegisterContact", {"ContactRegistered"}},
      {"ServeNotice", {"NoticeAttempted", "NoticeServed"}},
      {"AcknowledgeNotice", {"NoticeServed"}, "acknowledge_notice"},
      {"ExtendDeadline", {"DeadlineExtended"}},
      {"MissDeadline", {"DeadlineMissed"}},
      {"RemindDeadline", {"DeadlineReminded"}},
      {"RecountDeadlines", {"DeadlineRecounted"}},
      {"RequestAccount", {"AccountRequested"}},
      {"GiveAccount", {"AccountGiven"}, "give_account"},
      {"ProposeCorrection", {"CorrectionProposed"}},
      {"ConfirmCorrection", {"ErrorCorrected"}, "confirm_correction"},
      {"DropCorrection", {"CorrectionDropped"}, "confirm_correction"},
      {"ConfirmTranscription", {"TranscriptionConfirmed"}, "confirm_transcription"},
      {"DisputeTranscription", {"TranscriptionDisputed"}, "confirm_transcription"},
      {"StayAppointment", {"AppointmentStayed"}},
      {"LiftStay", {"StayLifted"}},
      {"AnnulAppointment", {"CaseAnnulled"}},
      {"RemandCase", {"CaseRemanded"}, "remand_case"},
  };
}

std::vector<Lead> all_leads() {
  std::vector<Lead> all;
  for (auto const& stage : {of_drafting(), of_authorised(), of_nominating(), of_assessing(),
                            of_objecting(), of_reviewing(), of_decreeing(), of_any_stage()})
    all.insert(all.end(), stage.begin(), stage.end());
  return all;
}

}  // namespace

std::span<Lead const> leads() {
  static std::vector<Lead> const all = all_leads();
  return all;
}

}  // namespace gozin::appointment
