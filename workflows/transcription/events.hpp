#pragma once

#include "engine/event/event.hpp"

namespace gozin::transcription {

/// Who reads why a second person said that an act was never done so.
inline constexpr std::string_view kReaders =
    "department_officer administrative_affairs finance mayor council_secretary auditor "
    "inspectorate";

/// A second person, its actor, has found acts that a clerk wrote down as they stand on paper.
/// `acts`: each by the number in the log of its first event. `scan`: of the paper, by its hash.
struct TranscriptionConfirmed {
  static constexpr std::string_view kType = "TranscriptionConfirmed";
  std::vector<std::int64_t> acts;
  Hash scan;

  static constexpr auto fields() {
    return fields_of(open("acts", &TranscriptionConfirmed::acts),
                     open("scan", &TranscriptionConfirmed::scan));
  }
};

/// A second person, its actor, has found that the paper says otherwise, or that there is none.
struct TranscriptionDisputed {
  static constexpr std::string_view kType = "TranscriptionDisputed";
  std::int64_t act = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("act", &TranscriptionDisputed::act),
                     restricted("reason", &TranscriptionDisputed::reason, kReaders));
  }
};

}  // namespace gozin::transcription

namespace gozin {

// Compiled once, in events.cpp.
extern template EventType const& event_type<transcription::TranscriptionConfirmed>();
extern template EventType const& event_type<transcription::TranscriptionDisputed>();

}  // namespace gozin
