#include "adapters/http/feeding.hpp"

#include "adapters/http/failure.hpp"
#include "engine/port/event_store.hpp"

#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>

namespace gozin::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast::http;
using boost::system::error_code;

/// When a client whose connection broke may come again, in milliseconds.
constexpr char kBeginning[] = "retry: 3000\n\n";
/// A comment, so that whoever stands between does not take the connection for dead.
constexpr char kHeartbeat[] = ":\n\n";
/// Where the store is busy, or too many wait: those who ask again make it no better.
constexpr int kPausesWhileBusy = 8;

}  // namespace

Feeding::Feeding(asio::ip::tcp::socket& socket, Hall& hall, std::shared_ptr<Feed> feed)
    : socket_{socket},
      hall_{hall},
      feed_{std::move(feed)},
      bell_{socket.get_executor()},
      patience_{socket.get_executor()} {
  hall_.feedings.insert(this);
}

Feeding::~Feeding() {
  feed_->wake_by({});
  hall_.feedings.erase(this);
}

std::string Feeding::run(asio::yield_context const& yield) {
  watch_client();
  auto const executor = socket_.get_executor();
  feed_->wake_by([weak = weak_from_this(), executor] {
    asio::post(executor, [weak] {
      if (auto const self = weak.lock()) self->ring();
    });
  });
  bool goes_on = send(kBeginning, yield);
  while (goes_on && !is_ending()) {
    is_rung_ = false;
    auto const [news, failure, is_busy] = ask(yield);
    if (!failure.empty()) return failure;
    goes_on = (news.events.empty() || send(news.events, yield)) && !news.is_over;
    auto const& pause = hall_.limits.feed_pause;
    if (goes_on) rest(is_busy ? pause * kPausesWhileBusy : pause, yield);
    if (goes_on && !is_rung_) wait_for_news(yield);
    if (goes_on && !is_rung_ && !is_ending()) goes_on = send(kHeartbeat, yield);
  }
  error_code ignored;
  if (is_gone_) return {};
  allow(hall_.limits.write_patience);
  asio::async_write(socket_, beast::make_chunk_last(), yield[ignored]);
  disallow();
  return {};
}

void Feeding::ring() {
  is_rung_ = true;
  bell_.cancel();
}

/// Whoever listens has nothing more to say: whatever can be read now, a half-closed connection
/// too, is taken for the end.
void Feeding::watch_client() {
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [weak = weak_from_this()](error_code const&) {
                       auto const self = weak.lock();
                       if (!self) return;
                       self->is_gone_ = true;
                       self->bell_.cancel();
                     });
}

Feeding::Answer Feeding::ask(asio::yield_context const& yield) {
  auto const initiate = [this](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    auto const guard = asio::make_work_guard(socket_.get_executor());
    auto const job = [feed = feed_, shared, guard] {
      auto answer = std::make_shared<Answer>();
      try {
        answer->news = feed->news();
      } catch (StoreBusy const&) {
        answer->is_busy = true;
      } catch (std::exception const& failure) {
        answer->failure = words_of(failure);
      }
      asio::post(guard.get_executor(), [shared, answer] { std::move (*shared)(answer); });
    };
    if (!hall_.feeders.post(job))
      asio::post(guard.get_executor(), [shared] {
        std::move (*shared)(std::make_shared<Answer>(Answer{.news = {}, .is_busy = true}));
      });
  };
  auto const found = asio::async_initiate<asio::yield_context const, void(std::shared_ptr<Answer>)>(
      initiate, yield);
  is_rung_ = is_rung_ || found->is_busy;
  return std::move(*found);
}

void Feeding::allow(std::chrono::milliseconds patience) {
  patience_.expires_after(patience);
  patience_.async_wait([weak = weak_from_this(), round = ++round_](error_code const& error) {
    auto const self = weak.lock();
    if (error || !self || round != self->round_) return;
    error_code ignored;
    self->socket_.close(ignored);
  });
}

void Feeding::disallow() {
  ++round_;
  patience_.cancel();
}

/// A client that does not read in time is cut off: nothing is kept for it.
bool Feeding::send(std::string const& text, asio::yield_context const& yield) {
  error_code error;
  allow(hall_.limits.write_patience);
  asio::async_write(socket_, beast::make_chunk(asio::buffer(text)), yield[error]);
  disallow();
  is_gone_ = is_gone_ || error;
  return !error;
}

/// Much that comes at once is told once.
void Feeding::rest(std::chrono::milliseconds pause, asio::yield_context const& yield) {
  auto const until = std::chrono::steady_clock::now() + pause;
  error_code ignored;
  while (!is_ending() && std::chrono::steady_clock::now() < until) {
    bell_.expires_at(until);
    bell_.async_wait(yield[ignored]);
  }
}

void Feeding::wait_for_news(asio::yield_context const& yield) {
  error_code ignored;
  if (is_ending()) return;
  bell_.expires_after(hall_.limits.feed_heartbeat);
  bell_.async_wait(yield[ignored]);
}

}  // namespace gozin::http
