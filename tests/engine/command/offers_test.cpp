#include "engine/command/offers.hpp"

#include "engine/command/streams.hpp"
#include "tests/engine/command/notebook_world.hpp"
#include "tests/support/judge.hpp"

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::optional<Rejection> only_writers(CommandType const&, Context const& context) {
  if (context.call.role.text == "writer" && context.call.actor.text == "arash") return std::nullopt;
  return Rejection{EngineReason::actor_must_hold_role};
}

std::vector<Lead> book_leads() {
  return {{"OpenLog", {"LogStarted"}},
          {"OpenBook", {"BookOpened"}},
          {"ContinueBook", {"BookContinued"}},
          {"WriteLine", {"LineWritten"}},
          {"ReadRemark", {"RemarkRead"}, "read_remark"},
          {"AddReader", {"ReaderAdded"}},
          {"AddPage", {"LineWritten"}},
          {"CastPaper", {"PaperCast"}},
          {"CountPapers", {"PapersCounted", "BookClosed"}},
          {"CloseBook", {"BookClosed"}},
          {"ForgetPerson", {"SubjectErased"}}};
}

Workflow guarded() {
  auto workflow = notebook::notebook_workflow();
  workflow.authorise = &only_writers;
  take_leads(workflow.commands, book_leads());
  return workflow;
}

using judge::FakeFacts;

class Offers : public NotebookWorld {
 protected:
  std::vector<std::string> offered_to(std::string const& who, StreamId const& stream) {
    auto const view = store_.view();
    StoredView folded{guarded_, *view};
    Call const call{.actor = PersonId{who}, .role = {}, .channel = {}, .now = {}, .request = {}};
    std::vector<std::string> names;
    auto const is_waited_for = [&](std::string_view task, std::span<Code const>) {
      return task == awaited_;
    };
    Context const context{call, stream, folded, facts_};
    auto const found = stream.empty() ? opening_offers(guarded_, context)
                                      : offers(guarded_, context, is_waited_for);
    for (auto const& offer : found) names.push_back(offer.type->wire);
    return names;
  }

  Catalog guarded_{{guarded()}};
  FakeFacts facts_;
  std::string awaited_;
};

TEST_F(Offers, FollowTheChart) {
  open_log();
  auto const book = open_book("one");
  EXPECT_THAT(offered_to("arash", book), Contains("write_line"));

  ASSERT_TRUE(perform("CloseBook", book));

  EXPECT_THAT(offered_to("arash", book), IsEmpty());
}

TEST_F(Offers, GoToThoseWhoHoldTheRole) {
  open_log();
  auto const book = open_book("one");

  EXPECT_THAT(offered_to("bahar", book), IsEmpty());
}

TEST_F(Offers, WaitForTheTaskTheyServe) {
  open_log();
  auto const book = open_book("one");
  EXPECT_THAT(offered_to("arash", book), Not(Contains("read_remark")));

  awaited_ = "read_remark";

  EXPECT_THAT(offered_to("arash", book), Contains("read_remark"));
}

TEST_F(Offers, OfAStreamAreNotThoseThatOpenOne) {
  open_log();
  auto const book = open_book("one");

  EXPECT_THAT(offered_to("arash", book), Not(Contains("open_book")));
  EXPECT_THAT(offered_to("arash", {}), ElementsAre("open_log", "open_book", "continue_book"));
  EXPECT_THAT(offered_to("bahar", {}), IsEmpty());
}

TEST_F(Offers, AreNoneWhereThereIsNoStream) {
  open_log();
  EXPECT_THAT(offered_to("arash", StreamId{"book/none"}), IsEmpty());
}

TEST(Leads, AreWantedForEveryCommand) {
  auto commands = notebook::notebook_workflow().commands;
  auto leads = book_leads();
  leads.pop_back();
  EXPECT_THROW(take_leads(commands, leads), std::logic_error);
}

}  // namespace
}  // namespace gozin::tests
