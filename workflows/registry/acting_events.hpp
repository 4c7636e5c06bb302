#pragma once

#include "engine/event/event.hpp"

// Acting heads (سرپرست) in the stream of a post.
namespace gozin::registry {

/// A case has begun that will name an acting head (سرپرست) for the time being. It keeps nobody from
/// opening the case of the call.
struct ActingClaimed {
  static constexpr std::string_view kType = "ActingClaimed";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &ActingClaimed::by)); }
};

struct ActingReleased {
  static constexpr std::string_view kType = "ActingReleased";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &ActingReleased::by)); }
};

/// An acting head holds the post until a hard end. `days` counts all acting heads since `since`,
/// by whatever decrees, this tenure included (threat T26); `ends` is the first moment after it.
struct ActingAppointed {
  static constexpr std::string_view kType = "ActingAppointed";
  StreamId by;  // the case whose decree it is
  PersonId person;
  Day from;
  Day until;
  Instant ends;
  Label decree;
  StreamId budget_line;
  Day since;
  std::int64_t days = 0;
  std::optional<StreamId> call = {};  // the case that fills the post for good, where it is open
  std::optional<bool> outsider = {};  // is not of the staff; absent: as if of the staff

  static constexpr auto fields() {
    return fields_of(open("by", &ActingAppointed::by), open("person", &ActingAppointed::person),
                     open("from", &ActingAppointed::from), open("until", &ActingAppointed::until),
                     open("ends", &ActingAppointed::ends), open("decree", &ActingAppointed::decree),
                     open("budget_line", &ActingAppointed::budget_line),
                     open("since", &ActingAppointed::since), open("days", &ActingAppointed::days),
                     open("call", &ActingAppointed::call),
                     open("outsider", &ActingAppointed::outsider));
  }
};

}  // namespace gozin::registry
