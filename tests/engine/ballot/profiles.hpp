#pragma once

#include "engine/ballot/preferences.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace gozin::ballot {

/// Papers as they are printed: how many, and the candidates by letter, `A` being the first.
inline Profile profile_of(std::size_t candidates,
                          std::vector<std::pair<std::int64_t, std::string_view>> const& rows) {
  Profile profile{.candidates = candidates, .papers = {}};
  for (auto const& [count, letters] : rows) {
    auto& papers = profile.papers.emplace_back(RankedPapers{.count = count, .order = {}});
    for (char const letter : letters) papers.order.push_back(static_cast<Candidate>(letter - 'A'));
  }
  return profile;
}

}  // namespace gozin::ballot
