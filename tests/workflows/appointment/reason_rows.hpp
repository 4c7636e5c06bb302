#pragma once

#include "tests/workflows/appointment/course.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::appointment {

/// One row of a table of refusals: the reason, and what is refused for it.
struct ReasonRow {
  std::string reason;
  std::function<Result<Decision>()> attempt;
};

inline void PrintTo(ReasonRow const& row, std::ostream* out) { *out << row.reason; }

inline std::string name_of_row(testing::TestParamInfo<ReasonRow> const& info) {
  std::string name;
  bool upper = true;
  for (char const c : info.param.reason) {
    if (c == '_') {
      upper = true;
      continue;
    }
    name.push_back(upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c);
    upper = false;
  }
  return name + std::to_string(info.index);
}

/// The reasons of a list without a row.
inline std::vector<std::string> without_row(std::initializer_list<std::string_view> reasons,
                                            std::vector<ReasonRow> const& rows) {
  std::set<std::string, std::less<>> with;
  for (auto const& row : rows) with.insert(row.reason);
  return judge::without_row(std::vector<std::string_view>{reasons}, with);
}

/// A row whose case is brought to where it must be, then asked.
template <class Prepare, CommandStruct C>
ReasonRow row(std::string reason, Prepare prepare, By by, C command) {
  return {std::move(reason), [prepare, by, command]() -> Result<Decision> {
            Course course;
            prepare(course);
            return course.judge(by, command);
          }};
}

#define GOZIN_REASON_TEXT(name) std::string_view{#name},

}  // namespace gozin::appointment
