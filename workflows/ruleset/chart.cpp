#include "workflows/ruleset/chart.hpp"

#include "engine/chart/reflect.hpp"
#include "workflows/balloting/events.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/transcription/events.hpp"

// Proposed <-> Voting
// Proposed -> Approved -> InForce -> Superseded             ends
//             Approved -> Scheduled -> InForce
//                         Scheduled -> Superseded

namespace gozin::ruleset {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

struct Proposed;
struct RuleSetChart : ChartBase<RuleSetChart, Proposed> {};

struct Voting;
struct Approved;
struct Proposed : sc::simple_state<Proposed, RuleSetChart> {
  using reactions = mpl::list<Stay<RuleSetProposed>, On<balloting::BallotOpened, Voting>,
                              On<RuleSetApproved, Approved>>;
};

// What the vote leads to is an event of its own. A vote that was written down and never given ends
// it: it is held again.
struct Voting : sc::simple_state<Voting, RuleSetChart> {
  using reactions =
      mpl::list<Stay<balloting::BallotCast>, Stay<transcription::TranscriptionConfirmed>,
                On<transcription::TranscriptionDisputed, Proposed>,
                On<balloting::BallotClosed, Proposed>>;
};

struct Scheduled;
struct InForce;
struct Approved : sc::simple_state<Approved, RuleSetChart> {
  using reactions = mpl::list<On<RuleSetScheduled, Scheduled>, On<RuleSetInForce, InForce>>;
};

// A later version can overtake one that has not begun.
struct Superseded;
struct Scheduled : sc::simple_state<Scheduled, RuleSetChart> {
  using reactions = mpl::list<On<RuleSetInForce, InForce>, On<RuleSetSuperseded, Superseded>>;
};

struct InForce : sc::simple_state<InForce, RuleSetChart> {
  using reactions = mpl::list<On<RuleSetSuperseded, Superseded>>;
};

// Cases that pinned it go on under it.
struct Superseded : sc::simple_state<Superseded, RuleSetChart> {
  static constexpr bool kEnds = true;
};

}  // namespace

chart::Chart ruleset_chart() { return chart::chart_of<RuleSetChart>("ruleset"); }

}  // namespace gozin::ruleset
