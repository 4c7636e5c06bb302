#include "tests/adapters/witness/witnesses.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::tests {

SampleLog const& city() {
  static SampleLog const log{40};
  return log;
}

SampleLog const& told_otherwise() {
  static SampleLog const log{40, "as it never was", 10};
  return log;
}

witness::Desk::Cosigner cosigner(std::string const& name, std::string const& seed) {
  auto const signer = std::make_shared<FixedSigner>(seed);
  CosignerKey key{name, {}};
  auto const bytes = signer->public_key();
  std::copy(bytes.begin(), bytes.end(), key.public_key.bytes.begin());
  return {key, [signer](std::string_view message) { return signer->sign(message); }};
}

Policy policy_listing(NoteKey const& log) {
  return parse_policy("log " + to_vkey(log) + "\nquorum none\n").value();
}

DeskInMemory::DeskInMemory(NoteKey const& log, std::string const& name)
    : log_{log}, cosigner_{cosigner(name, name)} {
  files_["heads"] = witness::Desk::kNoHeads;
  restart();
}

void DeskInMemory::restart() {
  auto const keep = [this](std::string const& file, std::string const& bytes) {
    if (fault == Fault::before) throw std::runtime_error("the disk is full");
    files_[file] = bytes;
    if (fault == Fault::after) throw std::runtime_error("the disk is gone");
  };
  desk_ = std::make_unique<witness::Desk>(policy_listing(log_), cosigner_,
                                          witness::Desk::Memory{files_["heads"], keep}, clock_);
}

witness::Reply DeskInMemory::ask(SampleLog const& log, std::size_t old_size, std::size_t size) {
  return ask(to_text(log.consistency(old_size, size)));
}

}  // namespace gozin::tests
