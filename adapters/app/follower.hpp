#pragma once

#include "adapters/app/site_writer.hpp"

#include <memory>
#include <thread>

namespace gozin::app {

/// The thread that hears of what other nodes and programs record, and tells the writer at once, so
/// that their names and their erasures are known here, too.
class Follower {
 public:
  Follower(City& city, Writer& writer);
  ~Follower();
  Follower(Follower const&) = delete;
  Follower& operator=(Follower const&) = delete;

 private:
  void work();
  void rest();

  Writer& writer_;
  std::unique_ptr<LogWatch> watch_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace gozin::app
