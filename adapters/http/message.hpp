#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gozin::http {

/// Names and values as they came; a name may come more than once.
using Parameters = std::multimap<std::string, std::string, std::less<>>;

/// What a client asks for, taken apart and decoded.
struct Request {
  std::string method;  // upper case
  std::string path;    // percent-decoded UTF-8; begins with a slash
  Parameters query;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::map<std::string, std::string, std::less<>> cookies;
  std::string body;
  std::string remote;  // the address of the other side, without its port
  std::string id;      // of the request: the client's `X-Request-Id` where it is harmless
};

/// Empty when the header was not sent; lines of one name are joined by `, `.
[[nodiscard]] std::string_view header(Request const& request, std::string_view name);

/// The first value of that name; empty when there is none.
[[nodiscard]] std::string_view first(Parameters const& parameters, std::string_view name);

/// What an answer that goes on has to say now: whole events, and whether it ends behind them.
struct News {
  std::string events = {};
  bool is_over = false;
};

/// An answer that goes on: events one after another (WHATWG HTML, server-sent events).
class Feed {
 public:
  virtual ~Feed() = default;
  /// What came up since the last call. On a worker, never in two at once.
  [[nodiscard]] virtual News news() = 0;
  /// From now on `wake` is called, from any thread, when there may be news; an empty one is not.
  virtual void wake_by(std::function<void()> wake) = 0;
};

class Reply;

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::shared_ptr<Feed> feed = {};  // what goes on behind the headers, in place of a body
  /// Where the answer is not known yet, in place of all else: called when the handler has returned,
  /// with what takes the answer. Until then the request lives.
  std::function<void(std::shared_ptr<Reply> const&)> later = {};
};

/// Takes an answer that comes later: once, from any thread. Nobody waits for it meanwhile.
class Reply {
 public:
  using Make = std::function<Response()>;
  virtual ~Reply() = default;
  /// What `make` returns or throws is the handler's. It is called at once, so it must be quick.
  virtual void give(Make const& make) = 0;
  /// The same on a worker, however many wait for one: whoever asks was let in before.
  virtual void make_on_worker(Make make) = 0;
};

/// Whether the answer has a header of that name already, in any case.
[[nodiscard]] bool has_header(Response const& response, std::string_view name);

/// Called on a worker, never on a thread of the network.
using Handler = std::function<Response(Request const&)>;

}  // namespace gozin::http
