#pragma once

#include "adapters/app/city.hpp"
#include "adapters/http/message.hpp"
#include "engine/publication/log_tree.hpp"

#include <functional>
#include <mutex>
#include <optional>

namespace gozin::app {

/// The log as a static site (C2SP tlog-tiles): `/checkpoint`, `/tile/…`, and `/checkpoints/…` with
/// those signed before. The same bytes as in an export. May be asked by any number of threads.
class LogShelf {
 public:
  /// Entries are for everybody where the deployment publishes them, else for whom `may_read` says.
  LogShelf(City& city, bool publishes_entries)
      : city_{city}, publishes_entries_{publishes_entries} {}

  /// 0 for a reader who may see entries, else the status that says why not.
  using MayRead = std::function<int()>;
  /// Nothing for a path of another kind. A refusal has a status of 400 and above, and no body.
  [[nodiscard]] std::optional<http::Response> answer(http::Request const& request,
                                                     MayRead const& may_read);

 private:
  [[nodiscard]] http::Response find(http::Request const& request, MayRead const& may_read);
  [[nodiscard]] http::Response tile(http::Request const& request, MayRead const& may_read);
  [[nodiscard]] http::Response kept(http::Request const& request);

  City& city_;
  bool publishes_entries_;
  std::mutex mutex_;
  LogTree tree_;
};

/// The setting `publish_entries`: `yes` or `no`. Throws std::runtime_error for anything else.
[[nodiscard]] bool publishes_entries();

}  // namespace gozin::app
