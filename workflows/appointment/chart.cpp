#include "workflows/appointment/chart.hpp"

#include "engine/chart/reflect.hpp"
#include "workflows/appointment/events/all.hpp"

#include <boost/mpl/joint_view.hpp>

// Case
// | Progress                 what is possible even after the end stands here
// |   Running                what is possible as long as the case runs
// |     Drafting
// |     Authorising
// |     | EstablishmentPending -> EstablishmentCleared
// |     | BudgetPending -> BudgetCleared
// |     Authorised           panel and reserves appointed before any name is known
// |     Nominating           rule set pinned, window open
// |     Screening
// |     Assessing            Declaring -> Sealing -> Moderating -> Ranked (-> Sealing or Declaring)
// |     Objecting            Hearing <-> Readmitting
// |     Reviewing            AwaitingSession -> Deliberating <-> Balloting; AwaitingEffect
// |     Decreeing            DecreePending -> AwaitingRegistration -> AwaitingPublication
// |   Appointed, Unfilled, Cancelled, Annulled     ends
// | Oversight                Clear <-> Suspended
//
// Nothing here looks at data: where a target depends on it, the decision picks the event. No event
// stands in two regions, and no transition on Case, which would enter both regions anew.

namespace gozin::appointment {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

struct Case;
struct CaseChart : ChartBase<CaseChart, Case> {};

struct Progress;
struct Oversight;
struct Case : sc::simple_state<Case, CaseChart, mpl::list<Progress, Oversight>> {};

// --- Progress ---

struct Running;
struct Progress : sc::simple_state<Progress, Case::orthogonal<0>, Running> {
  using reactions =
      mpl::list<Stay<DeadlineSet>, Stay<DeadlineExtended>, Stay<DeadlineMissed>,
                Stay<DeadlineReminded>, Stay<InfluenceReported>, Stay<ContactRegistered>,
                Stay<NoticeAttempted>, Stay<NoticeServed>, Stay<NoteAdded>, Stay<DocumentAttached>,
                Stay<CorrectionProposed>, Stay<ErrorCorrected>, Stay<CorrectionDropped>,
                Stay<AccountRequested>, Stay<AccountGiven>, Stay<CallOpened>,
                Stay<TranscriptionConfirmed>, Stay<TranscriptionDisputed>>;
};

/// What goes on whatever becomes of the case: all that stands on Progress.
using Ongoing =
    mpl::list<DeadlineSet, DeadlineExtended, DeadlineMissed, DeadlineReminded, InfluenceReported,
              ContactRegistered, NoticeAttempted, NoticeServed, NoteAdded, DocumentAttached,
              CorrectionProposed, ErrorCorrected, CorrectionDropped, AccountRequested, AccountGiven,
              CallOpened, TranscriptionConfirmed, TranscriptionDisputed>;

struct Drafting;
struct Cancelled;
struct Unfilled;
struct Running : sc::simple_state<Running, Progress, Drafting> {
  using reactions =
      mpl::list<Stay<ObjectionRaised>, Stay<ObjectionDismissed>, Stay<ObjectionSettled>,
                Stay<InquirySent>, Stay<InquiryAnswered>, Stay<LotAnnounced>, Stay<TaskDelegated>,
                Stay<HintRaised>, Stay<HintDisposed>, Stay<RuleSetMigrated>,
                Stay<NominationWithdrawn>, Stay<DeadlineRecounted>, Stay<CaseTakenOver>,
                On<CaseCancelled, Cancelled>, On<CaseUnfilled, Unfilled>>;
};

struct Authorising;
struct Drafting : sc::simple_state<Drafting, Running> {
  using reactions = mpl::list<Stay<CaseOpened>, Stay<VacancyDescribed>, Stay<VacancyAmended>,
                              Stay<PaperFileProposed>, Stay<PaperFileTakenOver>,
                              On<VacancySubmitted, Authorising>>;
};

struct EstablishmentPending;
struct BudgetPending;
struct Authorised;
struct Authorising
    : sc::simple_state<Authorising, Running, mpl::list<EstablishmentPending, BudgetPending>> {
  using reactions = mpl::list<On<ReturnedToDrafting, Drafting>, On<VacancyAuthorised, Authorised>>;
};

struct EstablishmentCleared;
struct EstablishmentPending : sc::simple_state<EstablishmentPending, Authorising::orthogonal<0>> {
  using reactions = mpl::list<On<EstablishmentConfirmed, EstablishmentCleared>>;
};
struct EstablishmentCleared : sc::simple_state<EstablishmentCleared, Authorising::orthogonal<0>> {};

struct BudgetCleared;
struct BudgetPending : sc::simple_state<BudgetPending, Authorising::orthogonal<1>> {
  using reactions = mpl::list<On<BudgetConfirmed, BudgetCleared>>;
};
struct BudgetCleared : sc::simple_state<BudgetCleared, Authorising::orthogonal<1>> {};

struct Nominating;
struct Decreeing;
struct Authorised : sc::simple_state<Authorised, Running> {
  using reactions = mpl::list<Stay<PanelAppointed>, On<VacancyPublished, Nominating>,
                              On<DirectAppointmentProposed, Decreeing>>;
};

struct Screening;
struct Nominating : sc::simple_state<Nominating, Running> {
  using reactions =
      mpl::list<Stay<NominationReceived>, Stay<NomineeMatched>, Stay<NominationMerged>,
                Stay<PoolMemberInvited>, Stay<NominationConsented>, Stay<NominationDeclined>,
                Stay<EvidenceFiled>, Stay<EvidenceVerified>, Stay<NominationWindowExtended>,
                On<NominationsClosed, Screening>>;
};

// A nominee named on the last day may still consent, decline and file evidence.
struct Assessing;
struct Screening : sc::simple_state<Screening, Running> {
  using reactions =
      mpl::list<Stay<NomineeMatched>, Stay<NominationMerged>, Stay<NominationConsented>,
                Stay<NominationDeclined>, Stay<EvidenceFiled>, Stay<EvidenceVerified>,
                Stay<NomineeAdmitted>, Stay<NomineeExcluded>, On<ScreeningCompleted, Assessing>>;
};

struct Declaring;
struct Assessing : sc::simple_state<Assessing, Running, Declaring> {};

struct Sealing;
struct Declaring : sc::simple_state<Declaring, Assessing> {
  using reactions = mpl::list<Stay<InterestDeclared>, Stay<AssessorRecused>, Stay<AssessorReplaced>,
                              On<DeclarationsCompleted, Sealing>>;
};

struct Moderating;
struct Sealing : sc::simple_state<Sealing, Assessing> {
  using reactions = mpl::list<Stay<ScoreSheetSealed>, Stay<AssessorRecused>, Stay<AssessorReplaced>,
                              Stay<ScoreSheetRevealed>, On<ScoresRevealed, Moderating>>;
};

struct Ranked;
struct Moderating : sc::simple_state<Moderating, Assessing> {
  using reactions =
      mpl::list<Stay<ScoreRevised>, Stay<AnalysisNoted>, On<RankingEstablished, Ranked>>;
};

struct Objecting;
struct Ranked : sc::simple_state<Ranked, Assessing> {
  using reactions = mpl::list<Stay<AnalysisNoted>, On<AssessmentRoundOpened, Sealing>,
                              On<AssessorsSeated, Declaring>, On<ShortlistConfirmed, Objecting>>;
};

struct Hearing;
struct Objecting : sc::simple_state<Objecting, Running, Hearing> {};

struct Readmitting;
struct Reviewing;
struct Hearing : sc::simple_state<Hearing, Objecting> {
  using reactions = mpl::list<Stay<RankingPublished>, Stay<AnalysisNoted>,
                              On<NomineeReadmitted, Readmitting>, On<ObjectionsClosed, Reviewing>>;
};

struct Readmitting : sc::simple_state<Readmitting, Objecting> {
  using reactions = mpl::list<Stay<EvidenceFiled>, Stay<EvidenceVerified>, Stay<NomineeAdmitted>,
                              Stay<NomineeExcluded>, Stay<InterestDeclared>, Stay<AssessorRecused>,
                              Stay<ScoreSheetSealed>, Stay<ScoreSheetRevealed>,
                              On<ReadmissionConcluded, Hearing>>;
};

struct AwaitingSession;
struct Reviewing : sc::simple_state<Reviewing, Running, AwaitingSession> {};

struct Deliberating;
struct AwaitingSession : sc::simple_state<AwaitingSession, Reviewing> {
  using reactions = mpl::list<Stay<CaseReferred>, Stay<PutOnAgenda>, Stay<BodyNotified>,
                              On<DeliberationOpened, Deliberating>, On<GatesPassed, Decreeing>>;
};

struct Balloting;
struct AwaitingEffect;
struct Deliberating : sc::simple_state<Deliberating, Reviewing> {
  using reactions =
      mpl::list<Stay<InterestDeclared>, Stay<MemberRecused>, Stay<RecusalRuled>,
                Stay<CandidateProposed>, Stay<TieBroken>, Stay<ElectionTieBroken>,
                Stay<BodyApproved>, Stay<BodyRejected>, Stay<BodyAdvised>, Stay<BodyNotified>,
                Stay<BodyElected>, On<BallotOpened, Balloting>, On<ResolutionSent, AwaitingEffect>,
                On<ReviewDeferred, AwaitingSession>, On<CaseReferred, AwaitingSession>,
                On<GatesPassed, Decreeing>, On<ReturnedToScreening, Screening>,
                On<ReturnedToAssessing, Assessing>>;
};

struct Balloting : sc::simple_state<Balloting, Reviewing> {
  using reactions = mpl::list<Stay<BallotCast>, Stay<RollClosed>, Stay<PaperCountEntered>,
                              Stay<ElectionCountEntered>, On<BallotClosed, Deliberating>,
                              On<BallotVoided, Deliberating>, On<PaperBallotCounted, Deliberating>,
                              On<ElectionRoundClosed, Deliberating>>;
};

struct AwaitingEffect : sc::simple_state<AwaitingEffect, Reviewing> {
  using reactions = mpl::list<Stay<ResolutionEffective>, On<ResolutionObjected, AwaitingSession>,
                              On<CaseReferred, AwaitingSession>, On<GatesPassed, Decreeing>>;
};

struct DecreePending;
struct Decreeing : sc::simple_state<Decreeing, Running, DecreePending> {};

struct AwaitingRegistration;
struct DecreePending : sc::simple_state<DecreePending, Decreeing> {
  using reactions =
      mpl::list<Stay<DeciderDeclared>, Stay<PersonSelected>, Stay<SelectionOverridden>,
                Stay<DecreeDrafted>, Stay<DecreeNumberVoided>,
                On<DecreeSigned, AwaitingRegistration>, On<DecreeReturnedToReview, Reviewing>>;
};

struct AwaitingPublication;
struct AwaitingRegistration : sc::simple_state<AwaitingRegistration, Decreeing> {
  using reactions = mpl::list<On<DecreeRegistered, AwaitingPublication>,
                              On<DecreeReturnedToDraft, DecreePending>>;
};

struct Appointed;
struct AwaitingPublication : sc::simple_state<AwaitingPublication, Decreeing> {
  using reactions = mpl::list<On<DecreePublished, Appointed>>;
};

// --- Ends ---

struct Annulled;
struct Appointed : sc::simple_state<Appointed, Progress> {
  static constexpr bool kEnds = true;
  using permits = mpl::joint_view<
      Ongoing, mpl::list<CaseResumed, CaseSuspended, AppointmentStayed, StayLifted, CaseAnnulled>>;
  using reactions =
      mpl::list<Stay<AppointmentStayed>, Stay<StayLifted>, On<CaseAnnulled, Annulled>>;
};

using PermittedAfterTheEnd = mpl::joint_view<Ongoing, mpl::list<CaseResumed>>;

struct Unfilled : sc::simple_state<Unfilled, Progress> {
  static constexpr bool kEnds = true;
  using permits = PermittedAfterTheEnd;
};

struct Cancelled : sc::simple_state<Cancelled, Progress> {
  static constexpr bool kEnds = true;
  using permits = PermittedAfterTheEnd;
};

// A case that takes over stands wherever the annulled one stood before its defect.
struct Annulled : sc::simple_state<Annulled, Progress> {
  static constexpr bool kEnds = true;
  using permits = mpl::joint_view<PermittedAfterTheEnd, mpl::list<CaseRemanded>>;
  using reactions = mpl::list<Stay<CaseRemanded>>;
};

// --- Oversight ---

struct Clear;
struct Oversight : sc::simple_state<Oversight, Case::orthogonal<1>, Clear> {};

struct Suspended;
struct Clear : sc::simple_state<Clear, Oversight> {
  using reactions = mpl::list<On<CaseSuspended, Suspended>>;
};

// BallotVoided is here because a nominee who withdraws during a suspension takes the open ballot
// on him along.
struct Suspended : sc::simple_state<Suspended, Oversight> {
  using permits =
      mpl::joint_view<Ongoing,
                      mpl::list<ObjectionRaised, NominationWithdrawn, BallotVoided,
                                NominationDeclined, CaseCancelled, CaseAnnulled, CaseResumed>>;
  using reactions = mpl::list<On<CaseResumed, Clear>>;
};

}  // namespace

chart::Chart const& case_chart() {
  static chart::Chart const chart = chart::chart_of<CaseChart>("appointment");
  return chart;
}

}  // namespace gozin::appointment
