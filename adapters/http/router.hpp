#pragma once

#include "adapters/http/message.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::http {

/// The named parts of a path: `{id}` of `/cases/{id}`.
using PathParts = std::map<std::string, std::string, std::less<>>;

/// Which function answers which path. `{name}` in a pattern stands for one part of the path that is
/// not empty; of two patterns that fit, the one given first answers.
class Router {
 public:
  using Route = std::function<Response(Request const&, PathParts const&)>;
  using Refusal = std::function<Response(Request const&, int status)>;

  /// `refuse` answers 404 and 405.
  explicit Router(Refusal refuse) : refuse_{std::move(refuse)} {}

  void on(std::string_view method, std::string_view pattern, Route route);

  /// HEAD is answered as GET, OPTIONS with 204; both and 405 say `Allow`.
  [[nodiscard]] Response answer(Request const& request) const;

 private:
  struct Entry {
    std::string method;
    std::vector<std::string> pattern;
    Route route;
  };
  Refusal refuse_;
  std::vector<Entry> entries_;
};

}  // namespace gozin::http
