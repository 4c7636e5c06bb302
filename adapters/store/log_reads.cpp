#include "adapters/store/log_reads.hpp"

#include "adapters/store/event_rows.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <set>
#include <tuple>

namespace gozin::store {
namespace {

/// Servers send the whole answer at once, so a log is asked for by pieces.
constexpr std::int64_t kEventsAPage = 2'000;
constexpr std::int64_t kStreamsAPage = 1'000;
constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();

/// Between the events of a stream, before what may be left of those that went with a range, a row
/// without a type that names the range and the revisions: one statement tells of both.
std::string const& select_stream_with_ranges() {
  static std::string const text =
      select_events("where stream = :stream and rev >= :rev ") +
      "union all select first_seq, stream, first_rev, '', last_rev, '', '' from archived_stream "
      "where stream = :archived and last_rev >= :last order by 3, 1, 4";
  return text;
}

bool is_before(StoredEvent const& one, StoredEvent const& other) {
  return std::tie(one.stream.text, one.rev) < std::tie(other.stream.text, other.rev);
}

}  // namespace

void LogReads::read_stream(StreamId const& stream, std::int64_t rev,
                           StoreView::Visit const& visit) {
  if (ranges_.empty()) {
    EventRows{sql_, select_events("where stream = :stream and rev >= :rev order by rev")}.visit(
        visit, stream.text, rev);
    return;
  }
  LogRange const* gone = nullptr;
  auto const live_or_range = [&](StoredEvent const& row) {
    if (!row.type.empty()) {
      if (!gone || !gone->holds(row.seq)) visit(row);
    } else if (auto const* range = ranges_.at(row.seq)) {
      gone = range;
      ranges_.open(*range)->read_stream(stream, rev, visit);
    }
  };
  EventRows{sql_, select_stream_with_ranges()}.visit(live_or_range, stream.text, rev, stream.text,
                                                     rev);
}

/// The events of a kind that went with ranges, by stream and in its order: read for some streams at
/// a time, out of one range after another, so that each file is opened once for many streams.
class LogReads::KindInRanges {
 public:
  KindInRanges(LogReads& reads, std::string first, std::string end)
      : reads_{reads}, after_{std::move(first)}, end_{std::move(end)} {}

  /// All that come before this one; whether it is one of them itself, and so not read here.
  [[nodiscard]] bool visit_before(StoredEvent const& live, StoreView::Visit const& visit) {
    while (!is_over() && is_before(next_.front(), live)) visit_next(visit);
    return !is_over() && !is_before(live, next_.front());
  }
  void visit_rest(StoreView::Visit const& visit) {
    while (!is_over()) visit_next(visit);
  }

 private:
  [[nodiscard]] bool is_over() {
    while (next_.empty() && after_ != end_) read_page();
    return next_.empty();
  }

  void visit_next(StoreView::Visit const& visit) {
    auto const event = std::move(next_.front());
    next_.pop_front();
    visit(event);
  }

  void read_page() {
    auto const last = last_of_page();
    for (auto const first : ranges_of_page(last))
      if (auto const* range = reads_.ranges_.at(first))
        reads_.ranges_.open(*range)->read_streams(
            after_, last, [&](StoredEvent const& event) { next_.push_back(event); });
    std::ranges::sort(next_, is_before);
    after_ = last;
  }

  /// No stream's name ends a kind, so the last page may hold it.
  [[nodiscard]] std::string last_of_page() {
    std::string last = end_;
    auto const before = kStreamsAPage - 1;
    reads_.sql_ << "select distinct stream from archived_stream "
                   "where stream > :after and stream < :last order by stream limit 1 offset :n",
        soci::use(after_, "after"), soci::use(end_, "last"), soci::use(before, "n"),
        soci::into(last);
    return last;
  }

  [[nodiscard]] std::set<std::int64_t> ranges_of_page(std::string const& last) {
    std::set<std::int64_t> ranges;
    std::int64_t first = 0;
    soci::statement statement =
        (reads_.sql_.prepare << "select distinct first_seq from archived_stream "
                                "where stream > :after and stream <= :last",
         soci::use(after_, "after"), soci::use(last, "last"), soci::into(first));
    statement.execute();
    while (statement.fetch()) ranges.insert(first);
    return ranges;
  }

  LogReads& reads_;
  std::string after_;
  std::string end_;
  std::deque<StoredEvent> next_;
};

void LogReads::read_kind(std::string const& first, std::string const& end,
                         StoreView::Visit const& visit) {
  EventRows live{sql_, select_events("where stream > :first and stream < :last "
                                     "order by stream, rev")};
  if (ranges_.empty()) {
    live.visit(visit, first, end);
    return;
  }
  KindInRanges in_ranges{*this, first, end};
  live.visit(
      [&](StoredEvent const& event) {
        if (!in_ranges.visit_before(event, visit)) visit(event);
      },
      first, end);
  in_ranges.visit_rest(visit);
}

void LogReads::read_log(std::int64_t seq, std::int64_t count, StoreView::Visit const& visit) {
  while (count > 0) {
    if (auto const* range = ranges_.holding(seq)) {
      auto const end = range->end();
      count -= ranges_.open(*range)->read_log(seq, count, visit);
      seq = end;
      continue;
    }
    auto const* next = ranges_.behind(seq);
    auto const end = next ? next->first : kNoEnd;
    count -= read_live(seq, end, count, visit);
    if (end == kNoEnd) return;
    seq = end;
  }
}

std::int64_t LogReads::read_live(std::int64_t seq, std::int64_t end, std::int64_t count,
                                 StoreView::Visit const& visit) {
  std::int64_t seen = 0;
  while (seen < count) {
    auto const page = std::min(count - seen, kEventsAPage);
    EventRows events{sql_,
                     select_events("where seq >= :seq and seq < :end order by seq limit :count")};
    auto const in_page = events.visit(visit, seq, end, page);
    seen += in_page;
    if (in_page < page) break;
    seq = events.last_seq() + 1;
  }
  return seen;
}

}  // namespace gozin::store
