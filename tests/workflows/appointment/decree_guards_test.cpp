// Which days a decree may bear, and what it waits for.

#include "tests/workflows/appointment/decrees_begun.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

/// The number that the secretariat gave a decree of that day.
DraftDecree dated(std::string_view day) {
  auto command = from("2026-11-25");
  command.number = Label{"1405/900"};
  command.dated = judge::day(day);
  return command;
}

Call on(Call by, std::string_view moment) {
  by.now = judge::at(moment);
  return by;
}

// T19: the ballot was on the eighteenth, the choice on the twentieth.
TEST(DraftDecree, IsDatedNoEarlierThanTheChoice) {
  auto council = decreeing();
  council->act(on(by_mayor(), "2026-11-20T09:00:00Z"), select("arash")).value();
  auto const affairs = on(by_affairs(), "2026-11-22T09:00:00Z");

  EXPECT_EQ(judge::reason_of(council->judged(affairs, dated("2026-11-19"))),
            "decree_date_must_follow_the_decision");
  EXPECT_TRUE(council->judged(affairs, dated("2026-11-20")));
}

TEST(DraftDecree, BeginsWithinAYear) {
  EXPECT_TRUE(selected()->judged(by_affairs(), from("2027-11-19")));
}

Objection open_against(Against what) {
  return {.code = Code{"o-1"}, .objector = person("dorsa"), .against = what, .nominee = {}};
}

// Nobody is appointed before an objection is heard.
TEST(Decree, GoesNoFurtherWhileAnObjectionIsOpen) {
  for (auto const what : {Against::exclusion, Against::ranking}) {
    auto choice = selected();
    choice->state().objections.push_back(open_against(what));
    auto draft = drafted();
    draft->state().objections.push_back(open_against(what));
    auto signed_one = signed_by_mayor();
    signed_one->act(by_affairs(), RegisterDecree{.entry = {"3/61"}}).value();
    signed_one->state().objections.push_back(open_against(what));
    auto const refused = [](Result<Decision> const& decided) { return judge::reason_of(decided); };

    EXPECT_EQ(refused(choice->judged(by_affairs(), from("2026-11-25"))),
              "objections_must_be_decided");
    EXPECT_EQ(refused(draft->judged(by_mayor(), signature(*draft))), "objections_must_be_decided");
    EXPECT_EQ(refused(signed_one->judged(by_affairs(), PublishDecree{})),
              "objections_must_be_decided");
    signed_one->state().objections.back().open = false;
    EXPECT_EQ(refused(signed_one->judged(by_affairs(), PublishDecree{})), "");
  }
}

TEST(Decree, DoesNotWaitForAnObjectionToTheConditions) {
  auto council = selected();
  council->state().objections.push_back(open_against(Against::conditions));

  EXPECT_TRUE(council->judged(by_affairs(), from("2026-11-25")));
}

}  // namespace
}  // namespace gozin::appointment
