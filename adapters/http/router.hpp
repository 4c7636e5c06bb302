#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::http {

/// The named parts of a path: `{id}` of `/cases/{id}`.
using PathParts = std::map<std::string, std::string, std::less<>>;

/// Which number answers which path; the caller keeps a function for each number. `{name}` in a
/// pattern stands for one part of the path that is not empty; of two patterns that fit, the one
/// added first answers.
class Routes {
 public:
  /// Numbers rise from 0.
  std::size_t add(std::string_view method, std::string_view pattern);

  struct Found {
    std::optional<std::size_t> route = {};
    PathParts parts = {};
    std::string allow = {};  // what the path allows; empty: there is no such path
  };
  /// HEAD is answered as GET.
  [[nodiscard]] Found find(std::string_view method, std::string_view path) const;

 private:
  struct Entry {
    std::string method;
    std::vector<std::string> pattern;
  };
  std::vector<Entry> entries_;
};

}  // namespace gozin::http
