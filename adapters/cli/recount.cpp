#include "adapters/cli/recount.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

constexpr std::size_t kPage = 500;

std::size_t column_of(ReadTable const& table, std::string_view name) {
  auto const found = std::ranges::find(table.columns, name, &Column::name);
  if (found == table.columns.end())
    throw std::logic_error("no column " + std::string{name} + " in " + std::string{table.name});
  return static_cast<std::size_t>(found - table.columns.begin());
}

ReadTable const& case_table(Catalog const& catalog) {
  for (auto const* table : catalog.tables())
    if (table->name == "case_list") return *table;
  throw std::logic_error("a catalog without cases");
}

bool is_over(Catalog const& catalog, std::string_view state) {
  auto const* kind = catalog.find_kind("case");
  return kind && std::ranges::any_of(kind->chart.model.states, [&](chart::State const& one) {
           return one.ends && one.name == state;
         });
}

/// The cases that go on and are not suspended.
std::vector<StreamId> running_cases(Deployment& deployment) {
  auto const& catalog = deployment.pipeline().catalog();
  auto const& table = case_table(catalog);
  auto const stream = column_of(table, "stream");
  auto const state = column_of(table, "state");
  auto const suspended = column_of(table, "suspended");
  auto const view = deployment.store().view();
  std::vector<StreamId> running;
  Row after;
  for (;;) {
    auto const page =
        view->select({.table = &table, .order = table.key, .after = after, .limit = kPage});
    for (auto const& row : page) {
      auto const& id = std::get<std::string>(row[stream]);
      if (!is_over(catalog, std::get<std::string>(row[state])) &&
          std::get<std::int64_t>(row[suspended]) == 0)
        running.push_back(StreamId{id});
      after = {id};
    }
    if (page.size() < kPage) return running;
  }
}

}  // namespace

bool adopts_calendar(Accepted const& accepted) {
  return std::ranges::any_of(
      accepted.events, [](Receipt const& receipt) { return receipt.type == "CalendarAdopted"; });
}

void recount_deadlines(Deployment& deployment, std::function<void(Accepted const&)> const& done) {
  for (auto const& stream : running_cases(deployment)) {
    Request request;
    request.command = "recount_deadlines";
    request.stream = stream;
    request.actor = PersonId{"clock"};
    request.role = Code{"clock"};
    request.channel = Code{"clock"};
    request.id = "recount/" + stream.text;
    // Refused where every deadline of the case stays as it is.
    if (auto const outcome = deployment.pipeline().perform(std::move(request))) done(*outcome);
  }
}

}  // namespace gozin::cli
