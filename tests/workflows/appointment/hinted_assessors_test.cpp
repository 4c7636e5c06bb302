// T6: what hints of undeclared links mean for whoever assesses.

#include "tests/workflows/appointment/assessing_story.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

// T6: what was found needs nobody's word, and holds up nobody where enough others judge.
TEST(CompleteDeclarations, LeaveOutWhomAHintSpeaksAgainst) {
  Story story;
  hint(story, "arash", true);
  story.declare_all();

  auto const completed = story.act("zohreh", "administrative_affairs", CompleteDeclarations{});

  ASSERT_TRUE(completed);
  auto const& aliases = judge::find<DeclarationsCompleted>(completed)->aliases;
  EXPECT_EQ(aliases.at(PersonId{"arash"}).size(), 2U);
  EXPECT_EQ(aliases.at(PersonId{"bahar"}).size(), 3U);
}

// T6: what was found against an assessor does not wait for the assessor's own word.
TEST(ReplaceAssessor, TakesOverFromWhomAHintSpeaksAgainst) {
  Story story;
  hint(story, "arash", true);
  story.declare_all();

  auto const replaced =
      story.act("zohreh", "administrative_affairs",
                ReplaceAssessor{.assessor = PersonId{"arash"}, .nominee = NomineeId{"n-1"}});

  ASSERT_TRUE(replaced);
  EXPECT_EQ(judge::find<AssessorReplaced>(replaced)->replacement, PersonId{"farid"});
  EXPECT_TRUE(story.act("zohreh", "administrative_affairs", CompleteDeclarations{}));
}

}  // namespace
}  // namespace gozin::appointment
