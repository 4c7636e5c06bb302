#pragma once

#include "adapters/http/server.hpp"
#include "adapters/http/workers.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace gozin::http {

/// What came of a request.
struct Outcome {
  Response response;
  std::string failure = {};  // what broke, for the operator; empty when nothing did
};

/// The answer to what the server itself turns down.
[[nodiscard]] Outcome refused(Service const& service, Request const& request, int status);

/// One request on its way to its answer, over whatever threads that leads. Nobody waits for it
/// anywhere: `done` is called once, on the thread where the answer was made.
class Errand final : public Reply, public std::enable_shared_from_this<Errand> {
 public:
  struct Of {
    Service const& service;
    Workers& workers;
    std::shared_ptr<Request const> request;
  };
  using Done = std::function<void(Outcome)>;
  Errand(Of of, Done done) : of_{std::move(of)}, done_{std::move(done)} {}
  /// An answer that nobody has given is a bug in the handler: 500.
  ~Errand() override;
  Errand(Errand const&) = delete;
  Errand& operator=(Errand const&) = delete;

  /// Asks the handler on a worker; 503 where too many wait for one.
  void begin();

  void give(Make const& make) override;
  void make_on_worker(Make make) override;

 private:
  void end(Outcome outcome);

  Of of_;
  Done done_;
  std::atomic<bool> is_over_ = false;
};

}  // namespace gozin::http
