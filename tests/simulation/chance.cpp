#include "tests/simulation/chance.hpp"

#include <bit>
#include <stdexcept>

namespace gozin::simulation {
namespace {

std::uint64_t splitmix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  auto mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}

}  // namespace

Chance::Chance(std::uint64_t seed) {
  for (auto& word : state_) word = splitmix(seed);
}

std::uint64_t Chance::next() {
  auto const result = std::rotl(state_[1] * 5, 7) * 9;
  auto const shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::size_t Chance::below(std::size_t count) {
  if (count == 0) throw std::logic_error("nothing to choose from");
  return static_cast<std::size_t>(next() % count);
}

std::int64_t Chance::between(std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
}

std::uint64_t seed_of_part(std::uint64_t seed, std::uint64_t part) {
  std::uint64_t state = seed ^ (part * 0xd1342543de82ef95ULL);
  return splitmix(state);
}

}  // namespace gozin::simulation
