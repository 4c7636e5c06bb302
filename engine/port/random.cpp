#include "engine/port/random.hpp"

namespace gozin {

std::string fresh_id(Random& random) {
  static constexpr char kAlphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";
  auto const drawn = random.draw();
  std::string id;
  for (std::size_t i = 0; i < 26; ++i) id.push_back(kAlphabet[drawn.bytes[i] & 31]);
  return id;
}

}  // namespace gozin
