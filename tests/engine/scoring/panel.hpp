#pragma once

#include "engine/scoring/ranking.hpp"

#include <string>

namespace gozin::scoring {

inline Sheet sheet(std::string assessor, std::string nominee, int expertise, int experience) {
  return {PersonId{std::move(assessor)},
          NomineeId{std::move(nominee)},
          {{Code{"expertise"}, expertise}, {Code{"experience"}, experience}}};
}

/// Three assessors, two nominees; the third assessor alone turns the result (T9).
inline Assessment panel() {
  return {.criteria = {{.code = Code{"expertise"}, .weight = {"2/5"}},
                       {.code = Code{"experience"}, .weight = {"3/5"}}},
          .sheets = {sheet("P1", "A", 4, 4), sheet("P1", "B", 3, 3), sheet("P2", "A", 5, 4),
                     sheet("P2", "B", 4, 4), sheet("P3", "A", 1, 1), sheet("P3", "B", 5, 5)}};
}

}  // namespace gozin::scoring
