#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

// Two cases on one post: one names an acting head, the other fills the post for good or names the
// next acting head.
namespace gozin::model {
namespace {

StreamId const kCase{"case/c-1"};
StreamId const kOther{"case/c-2"};
StreamId const kPost{"post/parks"};

constexpr int kRegular = 0;  // of what is tried of `OpenCase`
constexpr int kActing = 1;
constexpr int kDirect = 1;  // of `DescribeVacancy`
constexpr int kHead = 0;    // of `ProposeDirectly`
constexpr int kTransfer = 1;

rules::RuleSet rules() {
  auto rules = small_rules();
  rules.routes.direct_reasons = {rules::DirectReason::acting,
                                 rules::DirectReason::transfer_of_equal_grade};
  rules.limits.acting_days_max = 3;
  rules.limits.acting_gap_days = 2;
  auto& clock = rules.clocks[rules::Stage::acting_call];
  clock.length = {1, rules::DayCount::calendar_days};
  return rules;
}

Story& authorise(Story& story, int tenure) {
  story.act("omid", "OpenCase", tenure).act("omid", "DescribeVacancy", kDirect);
  story.act("omid", "SubmitVacancy").act("azar", "ConfirmEstablishment");
  return story.act("farhad", "ConfirmBudget");
}

Story& choose(Story& story, int ground) {
  story.act("mayor", "ProposeDirectly", ground).act("mayor", "DeclareAsDecider");
  return story.act("mayor", "SelectPerson");
}

Story& publish(Story& story) {
  story.act("azar", "DraftDecree").act("mayor", "SignDecree").act("azar", "RegisterDecree");
  return story.act("azar", "PublishDecree");
}

std::set<std::string_view> const kDecrees{
    "DraftDecree",    "SignDecree",    "ReturnDecreeToDraft", "VoidDecreeNumber",
    "RegisterDecree", "PublishDecree", "CancelCase",          "EndActing"};

/// Both have chosen: whose decree comes first, what is held back, what ends the other.
Exploration beside_a_call() {
  Story story{rules()};
  choose(authorise(story, kActing), kHead);
  story.on(kOther);
  choose(authorise(story, kRegular), kTransfer);
  return {.name = "an acting head and the call",
          .start = story.world(),
          .streams = {kCase, kOther, kPost},
          .moves = kDecrees,
          .waits = false};
}

/// The acting head holds the post: a call is opened or not, is given up, and time passes.
Exploration owed() {
  Story story{rules()};
  publish(choose(authorise(story, kActing), kHead));
  story.act("omid", "AttachDocument");
  return {.name = "a call that is owed",
          .start = story.world(),
          .streams = {kCase, kOther, kPost},
          .moves = {"OpenCase", "CancelCase", "MissDeadline", "EndActing", "VacatePost",
                    "AnnulAppointment", "ProposeHolder", "DropHolderProposal"}};
}

/// The next acting head: at once, after the first has gone, or after a while.
Exploration another() {
  Story story{rules()};
  publish(choose(authorise(story, kActing), kHead));
  story.on(kOther);
  story.pass(1);
  authorise(story, kActing);
  return {
      .name = "another acting head",
      .start = story.world(),
      .streams = {kOther, kPost},
      .moves = {"ProposeDirectly", "DeclareAsDecider", "SelectPerson", "DraftDecree", "SignDecree",
                "RegisterDecree", "PublishDecree", "CancelCase", "EndActing", "VacatePost"}};
}

}  // namespace

std::vector<Exploration> acting_heads() { return {beside_a_call(), owed(), another()}; }

}  // namespace gozin::model
