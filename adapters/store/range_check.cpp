#include "adapters/store/range_check.hpp"

#include "adapters/store/event_rows.hpp"

#include <algorithm>
#include <unordered_set>

namespace gozin::store {
namespace {

constexpr std::int64_t kEventsOfStep = 2'000;

using Streams = std::unordered_set<StreamId>;

bool is_same(StoredEvent const& one, StoredEvent const& other) {
  return one.seq == other.seq && one.stream == other.stream && one.rev == other.rev &&
         one.type == other.type && one.recorded == other.recorded && one.body == other.body &&
         one.leaf == other.leaf;
}

bool is_before(StreamPart const& one, StreamPart const& other) {
  return one.stream.text < other.stream.text;
}

/// Takes in the events of streams that stayed.
auto those_that_stayed(std::vector<StoredEvent>& events, Streams const& gone) {
  return [&](StoredEvent const& event) {
    if (!gone.contains(event.stream)) events.push_back(event);
  };
}

}  // namespace

std::vector<std::string> faults_of_rows(soci::session& sql) {
  std::vector<std::string> faults;
  std::int64_t number = 0;
  std::int64_t too_many = 0;
  std::int64_t expected = 0;
  soci::statement statement =
      (sql.prepare << "select number, case when deleted > events or deleted < 0 then 1 else "
                      "(select count(*) from event where seq >= log_range.first_seq "
                      "and seq < log_range.first_seq + log_range.deleted and exists (select 1 "
                      "from archived_stream where archived_stream.stream = event.stream "
                      "and archived_stream.first_seq = log_range.first_seq)) end "
                      "from log_range order by number",
       soci::into(number), soci::into(too_many));
  statement.execute();
  while (statement.fetch())
    if (number != ++expected || too_many > 0)
      faults.push_back("log_range " + std::to_string(number));
  return faults;
}

std::vector<std::string> RangeCheck::faults() {
  faults_.clear();
  try {
    RangeFile file{of_.folder / file_name_of(of_.range.range), of_.range};
    file.expect_sound();
    look(file);
  } catch (RangeUnreadable const& unreadable) {
    faults_.push_back(unreadable.place);
  }
  return std::move(faults_);
}

void RangeCheck::look(RangeFile& file) {
  auto const gone = listed();
  // Both by stream.
  auto const held = file.streams();
  auto own = held.begin();
  for (auto const& part : gone) {
    own = std::find_if(own, held.end(), [&](auto const& one) { return !is_before(one, part); });
    if (own == held.end() || *own != part)
      faults_.push_back("archived_stream " + part.stream.text + " " +
                        std::to_string(part.first_seq));
  }
  if (auto const seq = event_that_differs(file, gone))
    faults_.push_back("event " + std::to_string(*seq));
}

std::vector<StreamPart> RangeCheck::listed() const {
  std::vector<StreamPart> parts;
  StreamPart part{.stream = {}, .first_seq = of_.range.range.first};
  soci::statement statement =
      (sql_.prepare << "select stream, first_rev, last_rev from archived_stream "
                       "where first_seq = :first order by stream",
       soci::use(part.first_seq, "first"), soci::into(part.stream.text), soci::into(part.first_rev),
       soci::into(part.last_rev));
  statement.execute();
  while (statement.fetch()) parts.push_back(part);
  return parts;
}

/// Two events in one place, or one in the place of none, differ, too. A stream that is missing in
/// the list is looked for among those that stayed.
std::optional<std::int64_t> RangeCheck::event_that_differs(
    RangeFile& file, std::vector<StreamPart> const& gone) const {
  Streams streams;
  for (auto const& part : gone) streams.insert(part.stream);
  auto const& range = of_.range.range;
  for (auto seq = range.first; seq < range.end(); seq += kEventsOfStep) {
    auto const end = std::min(seq + kEventsOfStep, range.end());
    std::vector<StoredEvent> held;
    std::vector<StoredEvent> live;
    file.read_log(seq, end - seq, those_that_stayed(held, streams));
    EventRows{sql_, select_events("where seq >= :seq and seq < :end order by seq")}.visit(
        those_that_stayed(live, streams), seq, end);
    auto const [own, other] = std::ranges::mismatch(held, live, is_same);
    if (own == held.end() && other == live.end()) continue;
    auto const own_seq = own == held.end() ? range.end() : own->seq;
    return other == live.end() ? own_seq : std::min(own_seq, other->seq);
  }
  return std::nullopt;
}

}  // namespace gozin::store
