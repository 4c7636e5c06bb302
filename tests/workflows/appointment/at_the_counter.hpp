#pragma once

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/transcribing.hpp"

// People who come to the counter, and what a clerk writes down for them.
namespace gozin::appointment::at_the_counter {

inline constexpr By kWalkIn{"clara", "citizen", "c-2", "clerk"};
inline constexpr By kByLetter{"clara", "nominee", "p-1", "clerk"};

inline Nominate naming(std::string_view nominee_id, std::string_view who) {
  return {.nominee = nominee(nominee_id), .channel = rules::Channel::clerk, .person = person(who)};
}

inline std::vector<std::int64_t> awaited(Course& course) {
  std::vector<std::int64_t> acts;
  for (auto const& [number, act] : course.state().transcribed)
    if (act.word == transcription::Word::awaited) acts.push_back(number);
  return acts;
}

inline ConfirmTranscription letters(Course& course) {
  return {.acts = awaited(course), .scan = sha256("letter")};
}

inline void confirm(Course& course) { (void)course.act(kAffairs, letters(course)).value(); }

inline Result<Decision> dispute(Course& course) {
  return course.act(kAffairs, DisputeTranscription{.act = awaited(course).front(),
                                                   .reason = judge::hidden("there is no letter")});
}

inline Standing standing(Course& course, std::string_view name) {
  return course.state().nominees.at(nominee(name)).standing;
}

/// p-1 is put forward by a walk-in, and consents in person.
inline void walk_in(Course& course) {
  course.publish();
  (void)course.act(kWalkIn, naming("p-1", "p-1")).value();
  course.now.ms += 1;
  (void)course.act({"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("p-1")}).value();
}

}  // namespace gozin::appointment::at_the_counter
