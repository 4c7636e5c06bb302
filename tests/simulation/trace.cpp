#include "tests/simulation/trace.hpp"

namespace gozin::simulation {

void Trace::add(std::string line) {
  constexpr std::size_t kKept = 60;
  constexpr std::uint64_t kPrime = 0x100000001b3ULL;  // FNV-1a
  ++steps_;
  for (char const c : line) digest_ = (digest_ ^ static_cast<unsigned char>(c)) * kPrime;
  digest_ = (digest_ ^ '\n') * kPrime;
  if (told) told(line);
  last_.push_back(std::to_string(steps_) + " " + std::move(line));
  if (last_.size() > kKept) last_.pop_front();
}

}  // namespace gozin::simulation
