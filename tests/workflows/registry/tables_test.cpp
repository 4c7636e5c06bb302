#include "workflows/registry/tables.hpp"

#include "tests/support/city.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;

Row const* row_of(std::vector<TableRow> const& rows, ReadTable const& table) {
  auto const found = std::ranges::find(rows, &table, &TableRow::table);
  return found == rows.end() ? nullptr : &found->row;
}

TEST(RegistryTables, BeginWithTheStreamAndNameTheirOwnColumns) {
  for (auto const& workflow :
       {registry_workflow(), ruleset::ruleset_workflow(), session::session_workflow()})
    for (auto const* table : workflow.tables) {
      std::set<std::string_view> columns;
      for (auto const& column : table->columns) columns.insert(column.name);
      EXPECT_EQ(columns.size(), table->columns.size()) << table->name;
      EXPECT_EQ(table->columns.front().name, "stream") << table->name;
      EXPECT_EQ(table->key.front(), "stream") << table->name;
      for (auto const column : table->key) EXPECT_TRUE(columns.contains(column)) << column;
      for (auto const& index : table->indexes)
        for (auto const column : index) EXPECT_TRUE(columns.contains(column)) << column;
    }
}

TEST(RegistryTables, ListAPersonAndTheRoles) {
  auto city = judge::empty_city();
  judge::register_person(city, "arash", "parks");
  StreamId const arash{"person/arash"};
  city.view.record(arash, RoleGranted{.role = Code{"finance"},
                                      .scope = Code{"parks"},
                                      .from = Instant{10},
                                      .until = Instant{20}});
  city.view.record(
      arash, RoleGranted{.role = Code{"clerk"}, .scope = {}, .from = Instant{30}, .until = {}});

  auto const rows = city.view.rows(arash);

  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].row, (Row{"person/arash", "arash", "staff", "parks", {}}));
  EXPECT_EQ(rows[1].row,
            (Row{"person/arash", "finance", "parks", std::int64_t{10}, "arash", std::int64_t{20}}));
  EXPECT_EQ(rows[2].row,
            (Row{"person/arash", "clerk", "", std::int64_t{30}, "arash", std::monostate{}}));
}

TEST(RegistryTables, ListAPostWithItsStateAndHolder) {
  auto city = judge::empty_city();
  auto const post = judge::register_post(city, "parks-head", "parks");
  auto const vacant = city.view.rows(post);
  judge::fill_post(city, post, StreamId{"case/a"}, PersonId{"bahar"});

  EXPECT_EQ(row_of(vacant, post_list())->at(6), Value{"Vacant"});
  EXPECT_EQ(
      *row_of(city.view.rows(post), post_list()),
      (Row{"post/parks-head", "parks-head", "parks-head", "unit_head", "parks", std::int64_t{9},
           "Occupied", std::monostate{}, "bahar", "2030-11-17", std::int64_t{0}}));

  auto const other = judge::register_post(city, "fire-chief");
  city.view.record(other, PostClaimed{.by = StreamId{"case/b"}});
  city.view.record(other, PostFilled{.by = StreamId{"case/b"},
                                     .person = PersonId{"nima"},
                                     .from = judge::day("2026-11-18"),
                                     .until = {},
                                     .decree = {"1/2"},
                                     .outsider = true});
  EXPECT_EQ(row_of(city.view.rows(other), post_list())->at(10), Value{std::int64_t{1}});
}

TEST(RegistryTables, ListActingHeadsOfBeforeThisLogWithoutACase) {
  auto city = judge::empty_city();
  auto const post = judge::register_post(city, "parks-head", "parks");
  for (auto const* month : {"2026-09", "2026-10"}) {
    auto const from = judge::day(std::string{month} + "-01");
    city.view.record(
        post,
        HolderProposed{.person = PersonId{"bahar"}, .from = from, .reference = {}, .source = {}});
    city.view.record(post, ActingHeadRecorded{.person = PersonId{"bahar"},
                                              .from = from,
                                              .until = from + std::chrono::days{9},
                                              .ends = {},
                                              .reference = {},
                                              .source = {}});
    city.view.record(post, PostVacated{.cause = VacancyCause::term_ended, .from = from});
  }

  std::vector<Row> listed;
  for (auto const& row : city.view.rows(post))
    if (row.table == &acting_list()) listed.push_back(row.row);

  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].at(2), Value{});
  EXPECT_EQ(listed[1].at(1), Value{std::int64_t{2}});
  EXPECT_EQ(listed[1].at(8), Value{std::int64_t{10}});
  EXPECT_EQ(listed[1].at(9), Value{std::int64_t{0}});
}

TEST(RegistryTables, WakeTheClockAtTheEndOfATerm) {
  auto city = judge::empty_city();
  auto const council = judge::form_body(city, "council", 3, {});
  city.view.record(council, MemberSeated{.person = PersonId{"arash"}, .until = Instant{99}});

  auto const rows = city.view.rows(council);

  EXPECT_EQ(*row_of(rows, timer_table()), (Row{"body/council", "seat:arash", std::int64_t{99},
                                               "end_seat", R"({"person":"arash"})"}));
}

// T26: who acts, until when, how long in all; T2: and whether they won.
TEST(RegistryTables, ListActingHeadsWithTheirEnd) {
  auto city = judge::empty_city();
  auto const post = judge::register_post(city, "parks-head", "parks");
  city.view.record(post, ActingAppointed{.by = StreamId{"case/a"},
                                         .person = PersonId{"bahar"},
                                         .from = judge::day("2026-11-01"),
                                         .until = judge::day("2027-01-29"),
                                         .ends = at("2027-01-29T20:30:00.000Z"),
                                         .decree = {"1/1"},
                                         .budget_line = StreamId{"budget/parks"},
                                         .since = judge::day("2026-10-02"),
                                         .days = 120});
  auto const acting = city.view.rows(post);
  city.view.record(post, PostClaimed{.by = StreamId{"case/b"}});
  city.view.record(post, PostVacated{.by = StreamId{"case/b"},
                                     .cause = VacancyCause::term_ended,
                                     .from = judge::day("2026-12-01")});
  city.view.record(post, PostFilled{.by = StreamId{"case/b"},
                                    .person = PersonId{"bahar"},
                                    .from = judge::day("2026-12-01"),
                                    .until = judge::day("2030-11-30"),
                                    .decree = {"1/2"}});

  EXPECT_EQ(
      *row_of(acting, acting_list()),
      (Row{"post/parks-head", std::int64_t{1}, "case/a", "bahar", "2026-11-01", "2027-01-29",
           std::monostate{}, "2026-10-02", std::int64_t{120}, std::int64_t{1}, std::monostate{}}));
  auto const* timer = row_of(acting, timer_table());
  ASSERT_NE(timer, nullptr);
  EXPECT_EQ(timer->at(2), Value{at("2027-01-29T20:30:00.000Z").ms});
  EXPECT_EQ(*row_of(city.view.rows(post), acting_list()),
            (Row{"post/parks-head", std::int64_t{1}, "case/a", "bahar", "2026-11-01", "2027-01-29",
                 "2026-12-01", "2026-10-02", std::int64_t{120}, std::int64_t{0}, std::int64_t{1}}));
  EXPECT_EQ(row_of(city.view.rows(post), timer_table()), nullptr);
}

TEST(RegistryTables, ListWhatIsLeftOfABudgetLine) {
  auto city = judge::empty_city();
  StreamId const line{"budget/parks"};
  city.view.record(line,
                   BudgetLineOpened{.code = Code{"parks"}, .title = {"Parks"}, .amount = 100});
  city.view.record(line, CreditReserved{.by = StreamId{"case/a"}, .amount = 30});
  city.view.record(line, CreditReserved{.by = StreamId{"case/b"}, .amount = 20});
  city.view.record(line, CreditUsed{.by = StreamId{"case/b"}});

  EXPECT_EQ(*row_of(city.view.rows(line), budget_list()),
            (Row{"budget/parks", "parks", "Parks", std::int64_t{100}, std::int64_t{30},
                 std::int64_t{20}, std::int64_t{50}}));
}

TEST(RegistryTables, ListABodyAndWhoSitsOnIt) {
  auto city = judge::empty_city();
  auto const council = judge::form_body(city, "council", 3,
                                        {{"arash", Office::chair}, {"kaveh", Office::secretary}});

  auto const rows = city.view.rows(council);

  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].row,
            (Row{"body/council", "council", "council", std::int64_t{3}, std::int64_t{1}, {}}));
  EXPECT_EQ(rows[1].row, (Row{"body/council", "arash", "chair"}));
  EXPECT_EQ(rows[2].row, (Row{"body/council", "kaveh", "secretary"}));
}

}  // namespace
}  // namespace gozin::registry
