#include "workflows/ruleset/chart.hpp"

#include "engine/chart/reflect.hpp"
#include "workflows/ruleset/events.hpp"

// Proposed -> Approved -> InForce -> Superseded     ends

namespace gozin::ruleset {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

struct Proposed;
struct RuleSetChart : ChartBase<RuleSetChart, Proposed> {};

struct Approved;
struct Proposed : sc::simple_state<Proposed, RuleSetChart> {
  using reactions = mpl::list<Stay<RuleSetProposed>, On<RuleSetApproved, Approved>>;
};

struct InForce;
struct Approved : sc::simple_state<Approved, RuleSetChart> {
  using reactions = mpl::list<On<RuleSetInForce, InForce>>;
};

struct Superseded;
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
