#include "engine/chart/reflect.hpp"
#include "tests/engine/chart/sample_chart.hpp"

namespace gozin::chart {
namespace {

namespace mpl = boost::mpl;

struct Submitted {};
struct Noted {};
struct Approved {};
struct Amended {};
struct Shifted {};
struct Closed {};

namespace brief {
struct Drafted;
struct Filed;
struct Settled;
struct Short : ChartBase<Short, Drafted> {};
struct Drafted : sc::simple_state<Drafted, Short> {
  using reactions = On<Submitted, Filed>;
};
struct Filed : sc::simple_state<Filed, Short> {
  using reactions = mpl::list<Stay<Noted>, On<Approved, Settled>>;
};
struct Settled : sc::simple_state<Settled, Short> {};
}  // namespace brief

namespace extended {
struct Drafted;
struct Filed;
struct Settled;
struct Extended : ChartBase<Extended, Drafted> {};
struct Drafted : sc::simple_state<Drafted, Extended> {
  using reactions = On<Submitted, Filed>;
};
struct Filed : sc::simple_state<Filed, Extended> {
  using reactions = mpl::list<Stay<Noted>, On<Approved, Settled>, On<Amended, Drafted>>;
};
struct Settled : sc::simple_state<Settled, Extended> {};
}  // namespace extended

namespace rival {
struct Both;
struct LeftBefore;
struct LeftAfter;
struct RightBefore;
struct RightAfter;
struct Outside;
struct Rival : ChartBase<Rival, Both> {};
struct Both : sc::simple_state<Both, Rival, mpl::list<LeftBefore, RightBefore>> {};
struct LeftBefore : sc::simple_state<LeftBefore, Both> {
  using reactions = mpl::list<On<Shifted, LeftAfter>, On<Closed, Outside>>;
};
struct LeftAfter : sc::simple_state<LeftAfter, Both> {};
struct RightBefore : sc::simple_state<RightBefore, Both::orthogonal<1>> {
  using reactions = On<Shifted, RightAfter>;
};
struct RightAfter : sc::simple_state<RightAfter, Both::orthogonal<1>> {};
struct Outside : sc::simple_state<Outside, Rival> {};
}  // namespace rival

}  // namespace

Chart short_chart() { return chart_of<brief::Short>("short"); }
Chart extended_chart() { return chart_of<extended::Extended>("extended"); }
Chart rival_chart() { return chart_of<rival::Rival>("rival"); }

}  // namespace gozin::chart
