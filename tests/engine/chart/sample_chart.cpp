#include "tests/engine/chart/sample_chart.hpp"

#include "engine/chart/reflect.hpp"

namespace gozin::chart {
namespace {

namespace mpl = boost::mpl;

struct Noted {};
struct Submitted {};
struct Shortened {};
struct LegalConfirmed {};
struct LegalRefused {};
struct MoneyConfirmed {};
struct ChecksJoined {};
struct Returned {};
struct Counted {};
struct Recalled {};
struct Restarted {};
struct Approved {};
struct Withdrawn {};
struct HoldPlaced {};
struct HoldLifted {};

// Matter
// ‖ Course
// │  ├─ Working
// │  │  ├─ Draft
// │  │  ├─ Checking  ‖ LegalPending -> LegalDone  ‖ MoneyPending -> MoneyDone
// │  │  └─ Voting    Casting -> Result
// │  ├─ Granted  [end]
// │  └─ Refused  [end]
// ‖ Watch  Free <-> Held
struct Matter;
struct Course;
struct Working;
struct Draft;
struct Checking;
struct LegalPending;
struct LegalDone;
struct MoneyPending;
struct MoneyDone;
struct Voting;
struct Casting;
struct Result;
struct Granted;
struct Refused;
struct Watch;
struct Free;
struct Held;

struct SampleMachine : ChartBase<SampleMachine, Matter> {};

struct Matter : sc::simple_state<Matter, SampleMachine, mpl::list<Course, Watch>> {};

struct Course : sc::simple_state<Course, Matter, Working> {
  using reactions = Stay<Noted>;
};

struct Working : sc::simple_state<Working, Course, Draft> {
  using reactions = mpl::list<On<Withdrawn, Refused>>;
};

// The first target lies in states that nothing has led to before.
struct Draft : sc::simple_state<Draft, Working> {
  using reactions = mpl::list<On<Shortened, Result>, On<Submitted, Checking>>;
};

struct Checking : sc::simple_state<Checking, Working, mpl::list<LegalPending, MoneyPending>> {
  using reactions = mpl::list<On<ChecksJoined, Voting>, On<Returned, Draft>>;
};
// A way out of one region: it leaves the other one too.
struct LegalPending : sc::simple_state<LegalPending, Checking> {
  using reactions = mpl::list<On<LegalConfirmed, LegalDone>, On<LegalRefused, Draft>>;
};
struct LegalDone : sc::simple_state<LegalDone, Checking> {};
struct MoneyPending : sc::simple_state<MoneyPending, Checking::orthogonal<1>> {
  using reactions = On<MoneyConfirmed, MoneyDone>;
};
struct MoneyDone : sc::simple_state<MoneyDone, Checking::orthogonal<1>> {};

struct Voting : sc::simple_state<Voting, Working, Casting> {
  using reactions = On<Restarted, Casting>;
};
struct Casting : sc::simple_state<Casting, Voting> {
  using reactions = On<Counted, Result>;
};
// Noted is listed here too: the innermost state takes it. Recalled enters one region by name and
// the other by its initial state.
struct Result : sc::simple_state<Result, Voting> {
  using reactions = mpl::list<On<Approved, Granted>, On<Recalled, LegalDone>, On<Noted, Casting>>;
};

struct Granted : sc::simple_state<Granted, Course> {
  using permits = mpl::list<Noted>;
  static constexpr bool kEnds = true;
};
struct Refused : sc::simple_state<Refused, Course> {
  using permits = mpl::list<HoldLifted, Noted>;
  static constexpr bool kEnds = true;
};

struct Watch : sc::simple_state<Watch, Matter::orthogonal<1>, Free> {};
struct Free : sc::simple_state<Free, Watch> {
  using reactions = On<HoldPlaced, Held>;
};
struct Held : sc::simple_state<Held, Watch> {
  using reactions = On<HoldLifted, Free>;
  using permits = mpl::list<Noted, HoldLifted, Withdrawn>;
};

}  // namespace

Chart sample_chart() { return chart_of<SampleMachine>("sample"); }

}  // namespace gozin::chart
