#include "workflows/registry/charts.hpp"

#include "engine/chart/reflect.hpp"
#include "workflows/registry/events.hpp"

// Every kind begins in a state that its first event alone leaves, so that nothing is registered
// twice and nothing happens to what is not registered.

namespace gozin::registry {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

// Unopened -> Opened <-> EpochChanging
namespace of_log {

struct Unopened;
struct LogChart : ChartBase<LogChart, Unopened> {};

struct Opened;
struct Unopened : sc::simple_state<Unopened, LogChart> {
  using reactions = mpl::list<On<LogOpened, Opened>>;
};

struct EpochChanging;
struct Opened : sc::simple_state<Opened, LogChart> {
  using reactions = mpl::list<Stay<CalendarAdopted>, Stay<GoLiveSet>, Stay<AccessJournalSealed>,
                              Stay<SigningKeyRotated>, Stay<AccountsAdopted>,
                              Stay<AdministratorNamed>, On<EpochKeyActivated, EpochChanging>>;
};

// The former epoch key is there until everybody who restores can do without it.
struct EpochChanging : sc::simple_state<EpochChanging, LogChart> {
  using reactions = mpl::list<Stay<CalendarAdopted>, Stay<GoLiveSet>, Stay<AccessJournalSealed>,
                              Stay<SigningKeyRotated>, Stay<AccountsAdopted>,
                              Stay<AdministratorNamed>, On<EpochKeyDestroyed, Opened>>;
};

}  // namespace of_log

// Unregistered -> Registered <-> ErasureRequested -> ErasureConfirmed -> Erased
// Withdrawn, an erasure leads back to Registered.
namespace of_person {

struct Unregistered;
struct PersonChart : ChartBase<PersonChart, Unregistered> {};

struct Registered;
struct Unregistered : sc::simple_state<Unregistered, PersonChart> {
  using reactions = mpl::list<On<PersonRegistered, Registered>>;
};

struct ErasureRequested;
struct Registered : sc::simple_state<Registered, PersonChart> {
  using reactions =
      mpl::list<Stay<PersonMoved>, Stay<PersonDescribed>, Stay<RoleGranted>, Stay<RoleEnded>,
                Stay<OverrideCounted>, Stay<DirectAppointmentCounted>, Stay<KinDeclared>,
                Stay<PostTaken>, Stay<PostLeft>, Stay<HoldPlaced>, Stay<HoldLifted>,
                Stay<AccountBound>, Stay<CredentialsReplaced>, Stay<AccountClosed>,
                Stay<RoleProposed>, Stay<RoleProposalDropped>,
                On<SubjectErasureRequested, ErasureRequested>>;
};

// Until it is done an erasure keeps nobody from anything.
struct ErasureConfirmed;
struct ErasureRequested : sc::simple_state<ErasureRequested, PersonChart> {
  using reactions = mpl::list<
      Stay<PersonMoved>, Stay<PersonDescribed>, Stay<RoleGranted>, Stay<RoleEnded>,
      Stay<OverrideCounted>, Stay<DirectAppointmentCounted>, Stay<KinDeclared>, Stay<PostTaken>,
      Stay<PostLeft>, Stay<HoldPlaced>, Stay<HoldLifted>, Stay<AccountBound>,
      Stay<CredentialsReplaced>, Stay<AccountClosed>, Stay<RoleProposed>, Stay<RoleProposalDropped>,
      On<SubjectErasureConfirmed, ErasureConfirmed>, On<SubjectErasureWithdrawn, Registered>>;
};

struct Erased;
struct ErasureConfirmed : sc::simple_state<ErasureConfirmed, PersonChart> {
  using reactions =
      mpl::list<Stay<PersonMoved>, Stay<PersonDescribed>, Stay<RoleGranted>, Stay<RoleEnded>,
                Stay<OverrideCounted>, Stay<DirectAppointmentCounted>, Stay<KinDeclared>,
                Stay<PostTaken>, Stay<PostLeft>, Stay<HoldPlaced>, Stay<HoldLifted>,
                Stay<AccountBound>, Stay<CredentialsReplaced>, Stay<AccountClosed>,
                Stay<RoleProposed>, Stay<RoleProposalDropped>, On<SubjectErased, Erased>,
                On<SubjectErasureWithdrawn, Registered>>;
};

struct Erased : sc::simple_state<Erased, PersonChart> {};

}  // namespace of_person

// Unregistered -> Vacant <-> Claimed -> Occupied -> Vacant
// Vacant <-> ActingHeld <-> ActingHeldClaimed <-> Claimed
// Vacant <-> HolderAwaited -> Occupied, ActingHeld
// A case for an acting head changes no state before its decree: it goes on beside that of the call.
namespace of_post {

struct Unregistered;
struct PostChart : ChartBase<PostChart, Unregistered> {};

struct Vacant;
struct Unregistered : sc::simple_state<Unregistered, PostChart> {
  using reactions = mpl::list<On<PostRegistered, Vacant>>;
};

struct Claimed;
struct Occupied;
struct ActingHeld;
struct HolderAwaited;
struct Vacant : sc::simple_state<Vacant, PostChart> {
  using reactions = mpl::list<Stay<ActingClaimed>, Stay<ActingReleased>, Stay<PostChanged>,
                              On<PostClaimed, Claimed>, On<ActingAppointed, ActingHeld>,
                              On<HolderProposed, HolderAwaited>>;
};

// Somebody is in the post by its papers, which a second person has yet to confirm: no case fills
// it meanwhile.
struct HolderAwaited : sc::simple_state<HolderAwaited, PostChart> {
  using reactions =
      mpl::list<Stay<HolderProposed>, On<HolderRecorded, Occupied>,
                On<ActingHeadRecorded, ActingHeld>, On<HolderProposalDropped, Vacant>>;
};

struct ActingHeldClaimed;
struct Claimed : sc::simple_state<Claimed, PostChart> {
  using reactions = mpl::list<Stay<ActingClaimed>, Stay<ActingReleased>, On<PostReleased, Vacant>,
                              On<PostFilled, Occupied>, On<ActingAppointed, ActingHeldClaimed>>;
};

struct ActingHeld : sc::simple_state<ActingHeld, PostChart> {
  using reactions = mpl::list<Stay<ActingClaimed>, Stay<ActingReleased>, Stay<PostChanged>,
                              On<PostClaimed, ActingHeldClaimed>, On<PostVacated, Vacant>>;
};

struct ActingHeldClaimed : sc::simple_state<ActingHeldClaimed, PostChart> {
  using reactions = mpl::list<Stay<ActingClaimed>, Stay<ActingReleased>,
                              On<PostReleased, ActingHeld>, On<PostVacated, Claimed>>;
};

// A case for an acting head that comes too late gives its claim back.
struct Occupied : sc::simple_state<Occupied, PostChart> {
  using reactions = mpl::list<Stay<ActingReleased>, Stay<PostChanged>, On<PostVacated, Vacant>>;
};

}  // namespace of_post

// Unopened -> Opened
namespace of_budget {

struct Unopened;
struct BudgetChart : ChartBase<BudgetChart, Unopened> {};

struct Opened;
struct Unopened : sc::simple_state<Unopened, BudgetChart> {
  using reactions = mpl::list<On<BudgetLineOpened, Opened>>;
};

struct Opened : sc::simple_state<Opened, BudgetChart> {
  using reactions = mpl::list<Stay<BudgetLineChanged>, Stay<CreditReserved>, Stay<CreditReleased>,
                              Stay<CreditUsed>>;
};

}  // namespace of_budget

// Unformed -> Formed
namespace of_body {

struct Unformed;
struct BodyChart : ChartBase<BodyChart, Unformed> {};

struct Formed;
struct Unformed : sc::simple_state<Unformed, BodyChart> {
  using reactions = mpl::list<On<BodyFormed, Formed>>;
};

struct Formed : sc::simple_state<Formed, BodyChart> {
  using reactions = mpl::list<Stay<MemberSeated>, Stay<MemberLeft>, Stay<SeatProposed>,
                              Stay<SeatProposalDropped>>;
};

}  // namespace of_body

// Unopened -> Proposed -> Opened; a demonstration's from Unopened at once
namespace of_decrees {

struct Unopened;
struct DecreesChart : ChartBase<DecreesChart, Unopened> {};

struct Proposed;
struct Opened;
struct Unopened : sc::simple_state<Unopened, DecreesChart> {
  using reactions = mpl::list<On<DecreeSeriesProposed, Proposed>, On<DecreeSeriesOpened, Opened>>;
};

struct Proposed : sc::simple_state<Proposed, DecreesChart> {
  using reactions = mpl::list<Stay<DecreeSeriesProposed>, On<DecreeSeriesOpened, Opened>>;
};

struct Opened : sc::simple_state<Opened, DecreesChart> {
  using reactions = mpl::list<Stay<DecreeNumberTaken>>;
};

}  // namespace of_decrees

}  // namespace

chart::Chart log_chart() { return chart::chart_of<of_log::LogChart>("log"); }
chart::Chart person_chart() { return chart::chart_of<of_person::PersonChart>("person"); }
chart::Chart post_chart() { return chart::chart_of<of_post::PostChart>("post"); }
chart::Chart budget_chart() { return chart::chart_of<of_budget::BudgetChart>("budget"); }
chart::Chart body_chart() { return chart::chart_of<of_body::BodyChart>("body"); }
chart::Chart decrees_chart() { return chart::chart_of<of_decrees::DecreesChart>("decrees"); }

}  // namespace gozin::registry
