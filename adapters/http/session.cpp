#include "adapters/http/session.hpp"

#include "adapters/http/answer.hpp"
#include "adapters/http/errand.hpp"
#include "adapters/http/feeding.hpp"
#include "adapters/http/target.hpp"

#include <optional>

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace gozin::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast::http;
using boost::system::error_code;
using Parser = beast::request_parser<beast::string_body>;

/// Time and bytes given to a client that still sends when it has been refused. Without reading
/// them the connection would be reset, and the client would never see the answer.
constexpr std::chrono::milliseconds kLingerPatience{2'000};
constexpr std::size_t kLingerBytesMax = 4 << 20;

int status_of(error_code const& error, Parser const& parser) {
  if (error == beast::error::header_limit || error == beast::error::buffer_overflow)
    return parser.get().target().empty() ? 414 : 431;
  if (error == beast::error::body_limit) return 413;
  if (error == beast::error::bad_version) return 505;
  return 400;
}

bool is_protocol_error(error_code const& error) {
  return error.category() == make_error_code(beast::error::bad_method).category() &&
         error != beast::error::end_of_stream && error != beast::error::partial_message;
}

/// False when the header is one that no answer can be given to but 400.
bool read_head(beast::request<beast::string_body> const& message, Request& request) {
  request.method = std::string{message.method_string()};
  for (auto const& field : message) {
    std::string name{field.name_string()};
    for (auto& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    auto& value = request.headers[name];
    value += (value.empty() ? "" : ", ") + std::string{field.value()};
  }
  auto target = parse_target(std::string_view{message.target()});
  if (!target) return false;
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.cookies = parse_cookies(header(request, "cookie"));
  return message.version() < 11 || message.count(beast::field::host) == 1;
}

}  // namespace

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(asio::ip::tcp::socket socket, Hall& hall)
      : socket_{std::move(socket)}, timer_{socket_.get_executor()}, hall_{hall} {
    hall_.sessions.insert(this);
    error_code ignored;
    auto const remote = socket_.remote_endpoint(ignored);
    remote_ = remote.address().to_string();
  }
  ~Session() { hall_.sessions.erase(this); }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  void run(asio::yield_context const& yield) {
    while (serve_one(yield)) continue;
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

  void close_if_quiet() {
    error_code ignored;
    auto const is_quiet =
        is_idle_ && std::chrono::steady_clock::now() - idle_since_ >= hall_.limits.farewell;
    if (is_quiet && socket_.available(ignored) == 0) close();
  }
  void close() {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  /// Cancels what the socket does when the patience ends; `expired_` says that it was this.
  void allow(std::chrono::milliseconds patience) {
    expired_ = false;
    timer_.expires_after(patience);
    timer_.async_wait([self = shared_from_this(), round = ++round_](error_code const& error) {
      if (error || round != self->round_) return;
      self->expired_ = true;
      error_code ignored;
      self->socket_.cancel(ignored);
    });
  }
  void disallow() {
    ++round_;
    timer_.cancel();
  }

  /// True when the connection is good for another request.
  bool serve_one(asio::yield_context const& yield) {
    if (!wait_for_request(yield)) return false;
    Parser parser;
    Request request;
    request.remote = remote_;
    if (auto const status = read(parser, request, yield); status != 0) {
      if (status > 0) refuse(request, status, yield);
      return false;
    }
    auto const start = std::chrono::steady_clock::now();
    auto outcome = answered(std::make_shared<Request const>(std::move(request)), yield);
    return answer(parser.get(), outcome, start, yield);
  }

  bool wait_for_request(asio::yield_context const& yield) {
    if (buffer_.size() > 0) return true;
    error_code error;
    is_idle_ = true;
    idle_since_ = std::chrono::steady_clock::now();
    allow(hall_.limits.idle_patience);
    socket_.async_wait(asio::ip::tcp::socket::wait_read, yield[error]);
    disallow();
    is_idle_ = false;
    return !error;
  }

  /// 0 when the request is whole; otherwise the status it is refused with; -1: nobody to answer.
  int read(Parser& parser, Request& request, asio::yield_context const& yield) {
    parser.header_limit(static_cast<std::uint32_t>(hall_.limits.header_bytes_max));
    parser.body_limit(hall_.limits.body_bytes_max);
    error_code error;
    allow(hall_.limits.header_patience);
    beast::async_read_header(socket_, buffer_, parser, yield[error]);
    disallow();
    if (!parser.got_some() && error) return -1;
    auto const is_readable = !error && read_head(parser.get(), request);
    auto const given = header(request, "x-request-id");
    request.id = is_harmless_id(given) ? std::string{given} : fresh_request_id();
    if (error) return failure_status(error, parser);
    if (parser.get().target().size() > hall_.limits.target_bytes_max) return 414;
    if (!is_readable) return 400;
    return read_body(parser, request, yield);
  }

  int read_body(Parser& parser, Request& request, asio::yield_context const& yield) {
    error_code error;
    allow(hall_.limits.body_patience);
    if (!parser.is_done() && header(request, "expect") == "100-continue")
      asio::async_write(socket_, asio::buffer(std::string_view{"HTTP/1.1 100 Continue\r\n\r\n"}),
                        yield[error]);
    if (!error) beast::async_read(socket_, buffer_, parser, yield[error]);
    disallow();
    if (error) return failure_status(error, parser);
    request.body = std::move(parser.get().body());
    return 0;
  }

  int failure_status(error_code const& error, Parser const& parser) const {
    if (expired_) return 408;
    return is_protocol_error(error) ? status_of(error, parser) : -1;
  }

  void refuse(Request const& request, int status, asio::yield_context const& yield) {
    auto const start = std::chrono::steady_clock::now();
    auto outcome = refused(hall_.service, request, status);
    beast::request<beast::string_body> message;
    message.keep_alive(false);
    complete_and_tell(request, outcome, start);
    write(outcome.response, {.keep_alive = false, .with_body = true}, yield);
    linger(yield);
  }

  /// Has the request answered by others and comes home to the thread of the network.
  Outcome answered(std::shared_ptr<Request const> request, asio::yield_context const& yield) {
    request_ = request;
    auto const initiate = [this](auto handler, std::shared_ptr<Request const> const& asked) {
      auto shared = std::make_shared<decltype(handler)>(std::move(handler));
      auto const guard = asio::make_work_guard(socket_.get_executor());
      auto const come_home = [shared, guard](Outcome outcome) {
        auto const found = std::make_shared<Outcome>(std::move(outcome));
        asio::post(guard.get_executor(), [shared, found] { std::move (*shared)(found); });
      };
      std::make_shared<Errand>(Errand::Of{hall_.service, hall_.workers, asked}, come_home)->begin();
    };
    auto const found =
        asio::async_initiate<asio::yield_context const, void(std::shared_ptr<Outcome>)>(
            initiate, yield, request);
    return std::move(*found);
  }

  using Moment = std::chrono::steady_clock::time_point;
  void complete_and_tell(Request const& request, Outcome& outcome, Moment start) {
    complete(outcome.response, request);
    if (!hall_.service.served) return;
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    hall_.service.served({.id = request.id,
                          .method = request.method,
                          .path = request.path,
                          .status = outcome.response.status,
                          .took = took,
                          .failure = outcome.failure});
  }

  bool answer(beast::request<beast::string_body> const& message, Outcome& outcome, Moment start,
              asio::yield_context const& yield) {
    if (outcome.response.feed && message.version() < 11) {
      outcome = refused(hall_.service, *request_, 505);
    } else if (outcome.response.feed && hall_.feedings.size() >= hall_.limits.feeds_max) {
      outcome = refused(hall_.service, *request_, 503);
      outcome.response.headers.emplace_back("Retry-After", "30");
    }
    complete_and_tell(*request_, outcome, start);
    if (outcome.response.feed && message.method() != beast::verb::head) {
      go_on(outcome.response, yield);
      return false;
    }
    auto const keep_alive = message.keep_alive() && !hall_.stopping;
    auto const with_body = message.method() != beast::verb::head && outcome.response.status != 204;
    return write(outcome.response, {.keep_alive = keep_alive, .with_body = with_body}, yield) &&
           keep_alive;
  }

  /// An answer that goes on is the last one of its connection.
  void go_on(Response const& response, asio::yield_context const& yield) {
    beast::response<beast::empty_body> message;
    begin(message, response);
    message.keep_alive(false);
    message.chunked(true);
    beast::response_serializer<beast::empty_body> serializer{message};
    error_code error;
    allow(hall_.limits.write_patience);
    beast::async_write_header(socket_, serializer, yield[error]);
    disallow();
    if (error) return;
    auto const feeding = std::make_shared<Feeding>(socket_, hall_, response.feed);
    auto failure = feeding->run(yield);
    if (failure.empty() || !hall_.service.served) return;
    hall_.service.served({.id = request_->id,
                          .method = request_->method,
                          .path = request_->path,
                          .status = response.status,
                          .failure = std::move(failure)});
  }

  template <class Message>
  static void begin(Message& message, Response const& response) {
    message.result(static_cast<unsigned>(response.status));
    message.version(11);
    message.set(
        beast::field::date,
        http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
    for (auto const& [name, value] : response.headers) message.insert(name, value);
  }

  struct Manner {
    bool keep_alive;
    bool with_body;
  };
  bool write(Response& response, Manner manner, asio::yield_context const& yield) {
    beast::response<beast::string_body> message;
    begin(message, response);
    message.keep_alive(manner.keep_alive);
    if (response.status != 204) message.content_length(response.body.size());
    if (manner.with_body) message.body() = std::move(response.body);
    beast::response_serializer<beast::string_body> serializer{message};
    error_code error;
    allow(hall_.limits.write_patience);
    if (manner.with_body)
      beast::async_write(socket_, serializer, yield[error]);
    else
      beast::async_write_header(socket_, serializer, yield[error]);
    disallow();
    return !error;
  }

  void linger(asio::yield_context const& yield) {
    error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    std::array<char, 4096> bin{};
    allow(kLingerPatience);
    for (std::size_t bytes = 0; !error && bytes < kLingerBytesMax;)
      bytes += socket_.async_read_some(asio::buffer(bin), yield[error]);
    disallow();
  }

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  Hall& hall_;
  boost::beast::flat_buffer buffer_;
  std::string remote_;
  std::shared_ptr<Request const> request_;
  std::uint64_t round_ = 0;
  bool expired_ = false;
  bool is_idle_ = false;
  Moment idle_since_;
};

void serve(asio::ip::tcp::socket socket, Hall& hall) {
  auto const executor = socket.get_executor();
  auto session = std::make_shared<Session>(std::move(socket), hall);
  // A connection that breaks ends its own fiber only; what a handler throws never comes here.
  asio::spawn(
      executor, [session](asio::yield_context const& yield) { session->run(yield); },
      [&hall](std::exception_ptr const& failure) {
        Served broken;
        broken.failure = "a connection broke";
        if (failure && hall.service.served) hall.service.served(broken);
      });
}

void end_feeds(Hall& hall) {
  for (auto* feeding : hall.feedings) feeding->ring();
}

void close_quiet(Hall& hall) {
  for (auto* session : hall.sessions) session->close_if_quiet();
}

void close_all(Hall& hall) {
  for (auto* session : hall.sessions) session->close();
}

}  // namespace gozin::http
