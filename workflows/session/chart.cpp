#include "workflows/session/chart.hpp"

#include "engine/chart/reflect.hpp"
#include "workflows/session/events.hpp"

// Called -> Open -> Closed -> Recorded     ends
// Called -> Inquorate                      ends

namespace gozin::session {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

struct Called;
struct SessionChart : ChartBase<SessionChart, Called> {};

struct Open;
struct Inquorate;
struct Called : sc::simple_state<Called, SessionChart> {
  using reactions = mpl::list<Stay<SessionCalled>, Stay<AgendaItemAdded>, Stay<AttendanceRecorded>,
                              On<SessionOpened, Open>, On<SessionFailed, Inquorate>>;
};

struct Closed;
struct Open : sc::simple_state<Open, SessionChart> {
  using reactions = mpl::list<Stay<AgendaItemAdded>, Stay<AttendanceRecorded>, Stay<MotionEntered>,
                              Stay<MotionConfirmed>, On<SessionClosed, Closed>>;
};

struct Recorded;
struct Closed : sc::simple_state<Closed, SessionChart> {
  using reactions = mpl::list<On<MinutesApproved, Recorded>>;
};

struct Recorded : sc::simple_state<Recorded, SessionChart> {
  static constexpr bool kEnds = true;
};

struct Inquorate : sc::simple_state<Inquorate, SessionChart> {
  static constexpr bool kEnds = true;
};

}  // namespace

chart::Chart session_chart() { return chart::chart_of<SessionChart>("session"); }

}  // namespace gozin::session
