#include "adapters/store/sql_log_watch.hpp"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace gozin::store {
namespace {

constexpr std::chrono::milliseconds kBetweenHearers{1'000};

}  // namespace

SqlLogWatch::SqlLogWatch(ReaderPool& readers, Connector const& connector, WatchPace const& pace)
    : readers_{readers},
      connector_{connector},
      pace_{pace},
      waker_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
  if (waker_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

SqlLogWatch::~SqlLogWatch() { ::close(waker_); }

void SqlLogWatch::end() {
  has_ended_ = true;
  ::eventfd_write(waker_, 1);
}

/// It is asked for the head only when it listens: what is committed in between is heard, too.
std::optional<std::int64_t> SqlLogWatch::wait(std::int64_t seen,
                                              std::chrono::milliseconds patience) {
  auto const over = Steady::now() + patience;
  while (!has_ended_) {
    listen();
    auto const now = size();
    if (now && now != seen) return now;
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(over - Steady::now());
    if (left.count() <= 0) break;
    rest(std::min(left, now && news_socket_ >= 0 ? pace_.polls_behind_news : pace_.polls));
  }
  return std::nullopt;
}

/// Where no connection can be had that hears, asking for the head will do until the next try.
void SqlLogWatch::listen() {
  auto const& dialect = connector_.dialect;
  if (dialect.announce.empty() || news_socket_ >= 0 || Steady::now() < listen_due_) return;
  listen_due_ = Steady::now() + kBetweenHearers;
  try {
    connector_.connect(news_, Use::read);
    news_socket_ = translated(dialect, [&] { return dialect.listen(news_); });
  } catch (StoreBusy const&) {
    news_.close();
  } catch (StoreFailed const&) {
    news_.close();
  }
}

void SqlLogWatch::rest(std::chrono::milliseconds patience) {
  pollfd sources[] = {{waker_, POLLIN, 0}, {news_socket_, POLLIN, 0}};
  if (::poll(sources, news_socket_ < 0 ? 1 : 2, static_cast<int>(patience.count())) <= 0) return;
  if (news_socket_ < 0 || sources[1].revents == 0 || connector_.dialect.hear(news_)) return;
  news_socket_ = -1;
  news_.close();
}

/// Nothing while the database is not reached.
std::optional<std::int64_t> SqlLogWatch::size() const {
  try {
    auto const lease = lend_for_reading(readers_, connector_);
    return translated(connector_.dialect, [&] { return (*lease)->reads->head().size; });
  } catch (ConnectionLost const&) {
    return std::nullopt;
  }
}

}  // namespace gozin::store
