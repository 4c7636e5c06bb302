#include "tests/workflows/appointment/preparing.hpp"
#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/appointment/commands/paper.hpp"
#include "workflows/appointment/commands/sealing.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::IsEmpty;

void nothing(Course&) {}
void open(Course& course) { course.open(); }

OpenCase opening(std::string_view post = "post/parks-head") {
  return {
      .post = StreamId{std::string{post}}, .ruleset = StreamId{"ruleset/r-1"}, .readvertises = {}};
}

DescribeVacancy description(std::int64_t cost, std::string_view line = "budget/b-1") {
  return {.budget_line = StreamId{std::string{line}}, .yearly_cost = cost};
}

AmendVacancy amendment(std::int64_t cost, std::string_view line = "budget/b-1") {
  return {.budget_line = StreamId{std::string{line}},
          .yearly_cost = cost,
          .reason = judge::hidden("a reason")};
}

void describe(Course& course) { (void)course.open().act(kOfficer, description(400)).value(); }

void submit(Course& course) {
  describe(course);
  (void)course.act(kOfficer, SubmitVacancy{}).value();
}

registry::Post& post_of(Course& course) { return course.view.state<registry::Post>(course.post); }

/// Where a case stands on a post or a budget line that the register does not have.
void submit_about_nothing(Course& course) {
  submit(course);
  course.state().post = StreamId{"post/gone"};
  course.state().budget_line = StreamId{"budget/gone"};
}

template <class Change>
void change_rules(Course& course, Change change) {
  auto& stream = course.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto rules = *stream.rules;
  change(rules);
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
}

std::vector<ReasonRow> opening_rows() {
  auto readvertising = opening();
  readvertising.readvertises = StreamId{"case/other"};
  return {
      row("post_must_be_registered", nothing, kOfficer, opening("post/gone")),
      row("officer_must_belong_to_unit", nothing, {"other", "department_officer"}, opening()),
      row(
          "post_must_be_vacant", [](Course& course) { post_of(course).holder = person("p-1"); },
          kOfficer, opening()),
      // Somebody is in the post by its papers, as one person says so far.
      row(
          "post_must_be_vacant",
          [](Course& course) {
            post_of(course).proposal = registry::Post::Proposal{.holder = {}, .by = person("p-1")};
          },
          kOfficer, opening()),
      row(
          "class_of_post_must_be_live",
          [](Course& course) {
            auto& log = course.view.state<registry::Log>(registry::log_stream());
            log.go_live[post_of(course).post_class] = judge::day("2026-11-19");
          },
          kOfficer, opening()),
      row(
          "post_must_have_no_other_case",
          [](Course& course) { post_of(course).claimed_by = StreamId{"case/other"}; }, kOfficer,
          opening()),
      row(
          "ruleset_must_be_in_force",
          [](Course& course) { course.view.move(StreamId{"ruleset/r-1"}, {"Superseded"}); },
          kOfficer, opening()),
      row(
          "votes_must_suit_the_gate",
          [](Course& course) {
            change_rules(course, [](rules::RuleSet& rules) {
              rules.gates.emplace_back().body = Code{"council"};
              rules.ballots.at(Code{"council"}).rule.values = ballot::Values::choose_one;
            });
          },
          kOfficer, opening()),
      // The body that would take the question over, at the second hand.
      row(
          "votes_must_suit_the_gate",
          [](Course& course) {
            change_rules(course, [](rules::RuleSet& rules) {
              rules.gates.emplace_back().body = Code{"council"};
              rules.ballots.at(Code{"council"}).refer_to = Code{"second"};
              rules.ballots[Code{"second"}].refer_to = Code{"third"};
              rules.ballots[Code{"third"}].rule.values = ballot::Values::rank;
            });
          },
          kOfficer, opening()),
      row("case_must_be_unfilled", nothing, kOfficer, readvertising),
      // By the rules for managers nobody fills the post of the mayor.
      row(
          "class_of_post_must_be_listed",
          [](Course& course) { post_of(course).post_class = Code{"mayor"}; }, kOfficer, opening()),
  };
}

std::vector<ReasonRow> description_rows() {
  return {
      row("cost_must_be_positive", open, kOfficer, description(0)),
      row("cost_must_be_positive", open, kOfficer, description(-1)),
      row("budget_line_must_be_registered", open, kOfficer, description(400, "budget/gone")),
      row("vacancy_must_be_described", open, kOfficer, amendment(400)),
      row("cost_must_be_positive", describe, kOfficer, amendment(0)),
      row("budget_line_must_be_registered", describe, kOfficer, amendment(400, "budget/gone")),
      row("vacancy_must_be_described", open, kOfficer, SubmitVacancy{}),
  };
}

std::vector<ReasonRow> route_rows() {
  auto internal = description(400);
  internal.route = rules::Route::internal;
  auto amended = amendment(400);
  amended.route = rules::Route::internal;
  auto direct = description(400);
  direct.route = rules::Route::direct;
  auto const full_class = [](Course& course) {
    change_rules(course, [](rules::RuleSet& rules) {
      rules.routes.post_classes[0].route = rules::Route::full;
    });
  };
  auto const opened = [full_class](Course& course) {
    open(course);
    full_class(course);
  };
  auto const unlisted = [](Course& course) {
    open(course);
    change_rules(course, [](rules::RuleSet& rules) { rules.routes.post_classes.clear(); });
  };
  auto const described = [full_class](Course& course) {
    describe(course);
    full_class(course);
  };
  auto const without_direct = [](Course& course) {
    open(course);
    change_rules(course,
                 [](rules::RuleSet& rules) { rules.routes.permitted = {rules::Route::full}; });
  };
  return {
      row("route_must_be_that_of_its_class", opened, kOfficer, internal),
      row("class_of_post_must_be_listed", unlisted, kOfficer, internal),
      row("class_of_post_must_be_listed", unlisted, kOfficer, description(400)),
      row("route_must_be_that_of_its_class", described, kOfficer, amended),
      row("route_must_be_permitted", without_direct, kOfficer, direct),
  };
}

std::vector<ReasonRow> check_rows() {
  return {
      row("post_must_be_registered", submit_about_nothing, kAffairs, ConfirmEstablishment{}),
      row(
          "post_must_be_vacant",
          [](Course& course) {
            submit(course);
            post_of(course).holder = person("p-1");
          },
          kAffairs, ConfirmEstablishment{}),
      row("budget_line_must_be_registered", submit_about_nothing, kFinance, ConfirmBudget{}),
      row(
          "budget_must_cover_cost",
          [](Course& course) {
            submit(course);
            course.state().yearly_cost = 1001;
          },
          kFinance, ConfirmBudget{}),
  };
}

ProposePaperFile paper_file() {
  return {.file = {"1405/7"},
          .establishment = {"a/12"},
          .budget = {"m/30"},
          .document = sha256("a scan")};
}

/// Posts of its class are filled here from the fifteenth of November on.
void live(Course& course) {
  auto& log = course.view.state<registry::Log>(registry::log_stream());
  log.go_live[Code{"manager"}] = judge::day("2026-11-15");
}

ProposePaperFile called_file(std::string_view day = "2026-11-10") {
  auto file = paper_file();
  file.stage = PaperStage::called;
  file.called = judge::day(day);
  file.call = Label{"city board"};
  return file;
}

void described_live(Course& course) {
  describe(course);
  live(course);
}

void propose(Course& course) {
  described_live(course);
  (void)course.act(kAffairs, paper_file()).value();
}

std::vector<ReasonRow> paper_rows() {
  auto called = called_file();
  called.call.reset();
  auto not_called = paper_file();
  not_called.called = judge::day("2026-11-10");
  auto const amended = [](Course& course) {
    propose(course);
    (void)course.act(kOfficer, amendment(500)).value();
  };
  auto const held = [](Course& course) {
    propose(course);
    post_of(course).holder = person("p-1");
  };
  auto const costly = [](Course& course) {
    propose(course);
    course.state().yearly_cost = 1001;
  };
  auto const direct = [](Course& course) {
    describe(course);
    course.state().route = rules::Route::direct;
  };
  auto unseen = called_file();
  unseen.document.reset();
  By const same{"azar", "finance"};
  By const for_the_proposer{"lena", "finance", "azar", "clerk"};
  return {
      row("vacancy_must_be_described", open, kAffairs, paper_file()),
      row("route_must_have_a_call", direct, kAffairs, paper_file()),
      row("paper_must_say_when_it_was_called", describe, kAffairs, called),
      row("paper_must_say_when_it_was_called", describe, kAffairs, not_called),
      row("paper_call_must_not_lie_ahead", describe, kAffairs, called_file("2026-11-19")),
      // Nothing of this class was ever run anywhere else.
      row("paper_must_precede_going_live", describe, kAffairs, called_file()),
      row("paper_must_precede_going_live", describe, kAffairs, paper_file()),
      row("paper_must_precede_going_live", described_live, kAffairs, called_file("2026-11-15")),
      row("field_must_be_given", described_live, kAffairs, unseen),
      row("paper_file_must_be_proposed", describe, kFinance, ConfirmPaperFile{}),
      // What was confirmed is not what was proposed any more.
      row("paper_file_must_be_proposed", amended, kFinance, ConfirmPaperFile{}),
      row("confirmer_must_be_another_person", propose, same, ConfirmPaperFile{}),
      row("confirmer_must_be_another_person", propose, for_the_proposer, ConfirmPaperFile{}),
      row("post_must_be_vacant", held, kFinance, ConfirmPaperFile{}),
      row("budget_must_cover_cost", costly, kFinance, ConfirmPaperFile{}),
  };
}

/// What every stage may answer; the other names of the list have their rows with the stages too.
std::vector<ReasonRow> rows_of_anywhere() {
  auto const nowhere = []() -> Result<Decision> {
    Course course;
    auto const prepared =
        prepared_as<SealScoreSheet>(course.view, StreamId{"case/gone"}, course.call(kOfficer),
                                    {{"alias", "a-1"}, {"levels", json::object{}}});
    if (!prepared) return prepared.error();
    return Decision{};
  };
  auto const publish = [](Course& course) { course.publish(); };
  auto const withdrawn = [](Course& course) {
    course.publish().nominate("p-1");
    course.state().nominees[nominee("p-1")].standing = Standing::withdrawn;
  };
  WithdrawNomination const withdrawal{.nominee = nominee("p-1"), .reason = {}};
  auto panel = usual_panel();
  panel.members[1] = person("nobody");
  return {
      {"case_must_exist", nowhere},
      row("nominee_must_be_known", publish, {"p-1", "nominee"}, withdrawal),
      row("nominee_must_be_in_the_running", withdrawn, {"p-1", "nominee"}, withdrawal),
      row(
          "person_must_be_registered", [](Course& course) { course.authorise_vacancy(); }, kAffairs,
          panel),
  };
}

std::vector<ReasonRow> all_rows() {
  auto rows = opening_rows();
  for (auto& row : description_rows()) rows.push_back(std::move(row));
  for (auto& row : route_rows()) rows.push_back(std::move(row));
  for (auto& row : check_rows()) rows.push_back(std::move(row));
  for (auto& row : paper_rows()) rows.push_back(std::move(row));
  for (auto& row : rows_of_anywhere()) rows.push_back(std::move(row));
  return rows;
}

class DraftingRefusal : public testing::TestWithParam<ReasonRow> {};

TEST_P(DraftingRefusal, IsNamedAfterTheRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rows, DraftingRefusal, testing::ValuesIn(all_rows()), name_of_row);

TEST(DraftingReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_DRAFTING(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
  EXPECT_THAT(without_row({GOZIN_REASONS_ANYWHERE(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
