#pragma once

#include "engine/ledger/log_folder.hpp"
#include "tests/support/sample_log.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace gozin::tests {

// What tests of a look at a log say of its report.

inline std::vector<std::string> places(std::vector<LogFault> const& faults) {
  std::vector<std::string> words;
  for (auto const& fault : faults)
    words.push_back(std::string{name_of(fault.finding)} + " " + fault.place);
  return words;
}

inline std::string told(LogReport const& report) {
  return testing::PrintToString(places(report.damage)) +
         testing::PrintToString(places(report.contradictions));
}

inline bool is_sound(LogReport const& report) {
  return report.damage.empty() && report.contradictions.empty();
}

inline bool is_contradicted(LogReport const& report) {
  return report.damage.empty() && !report.contradictions.empty();
}

inline LogReport check(MemoryFiles files, std::vector<GivenEvidence> given = {}) {
  return check_log(files, {.given = std::move(given)});
}

/// The bytes with one bit turned over.
inline std::string flipped(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return bytes;
}

}  // namespace gozin::tests
