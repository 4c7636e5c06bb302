#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/serving.hpp"
#include "adapters/app/site_writer.hpp"
#include "engine/ledger/policy.hpp"

#include <memory>
#include <optional>
#include <string>

namespace gozin::app {

/// A policy file (C2SP tlog-policy). Throws std::runtime_error with file and line.
[[nodiscard]] Policy read_policy(std::string const& path);

/// The policy of the setting `witnesses`; nothing where none is set. Throws as `read_policy`.
[[nodiscard]] std::optional<Policy> configured_witnesses(std::string const& config_file);

/// A thread of its own that relays checkpoints to witnesses until it goes.
class RelayThread {
 public:
  RelayThread(City& city, Policy const& policy, Writer& writer, Journal& journal);
  ~RelayThread();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Null where no witness with an address is configured.
[[nodiscard]] std::unique_ptr<RelayThread> relay_to_witnesses(City& city, Writer& writer,
                                                              Journal& journal);

}  // namespace gozin::app
