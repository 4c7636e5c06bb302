#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/live.hpp"
#include "adapters/app/site_writer.hpp"
#include "adapters/http/message.hpp"

#include <functional>
#include <memory>
#include <string>

namespace gozin::app {

/// What the pages stand on. All of it outlives them.
struct SiteParts {
  City& city;
  Writer& writer;
  Live& live;
  Clock& clock;
  Texts const& texts;
  /// Hears of what somebody has done to the accounts behind the program's back.
  std::function<void(std::string const&)> alarm = {};
};

/// The pages of one city: what a request shows and does. May be called from any number of threads.
class Site {
 public:
  explicit Site(SiteParts const& parts);
  ~Site();

  [[nodiscard]] http::Response answer(http::Request const& request);
  /// The page of an error that the server found, in the reader's language and shape.
  [[nodiscard]] http::Response refuse(http::Request const& request, int status);
  /// From now on `/readyz` says that no new work should come here.
  void drain();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gozin::app
