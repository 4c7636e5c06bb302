#include "engine/chart/reflect.hpp"
#include "engine/event/erasure.hpp"
#include "tests/support/notebook.hpp"

namespace gozin::notebook {
namespace {

namespace mpl = boost::mpl;
namespace sc = boost::statechart;
using chart::ChartBase;
using chart::On;
using chart::Stay;

// Unstarted -> Started
struct Unstarted;
struct LogChart : ChartBase<LogChart, Unstarted> {};
struct Started;
struct Unstarted : sc::simple_state<Unstarted, LogChart> {
  using reactions = On<LogStarted, Started>;
};
struct Started : sc::simple_state<Started, LogChart> {};

// Unopened -> Open -> Closed
struct Unopened;
struct BookChart : ChartBase<BookChart, Unopened> {};
struct Open;
struct Closed;
struct Unopened : sc::simple_state<Unopened, BookChart> {
  using reactions = On<BookOpened, Open>;
};
struct Open : sc::simple_state<Open, BookChart> {
  using reactions =
      mpl::list<Stay<BookContinued>, Stay<LineWritten>, Stay<RemarkRead>, Stay<ReaderAdded>,
                Stay<PaperCast>, Stay<PapersCounted>, Stay<SubjectErased>, On<BookClosed, Closed>>;
};
struct Closed : sc::simple_state<Closed, BookChart> {
  static constexpr bool kEnds = true;
};

}  // namespace

chart::Chart log_chart() { return chart::chart_of<LogChart>("log"); }
chart::Chart book_chart() { return chart::chart_of<BookChart>("book"); }

}  // namespace gozin::notebook
