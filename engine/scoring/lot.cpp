#include "engine/scoring/lot.hpp"

#include <map>

namespace gozin::scoring {

Hash lot_seed(Hash const& published_root, std::string_view public_value) {
  return sha256({"gozin-lot/1\n", to_hex(published_root), "\n", public_value});
}

std::vector<std::string> draw(Hash const& seed, std::vector<std::string> ids) {
  std::map<Hash, std::string> tickets;
  for (auto& id : ids) {
    auto const ticket = sha256({view_of(seed), id});
    tickets.emplace(ticket, std::move(id));
  }
  std::vector<std::string> drawn;
  for (auto& [ticket, id] : tickets) drawn.push_back(std::move(id));
  return drawn;
}

}  // namespace gozin::scoring
