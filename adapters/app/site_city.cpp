#include "adapters/app/site_case.hpp"
#include "adapters/app/site_streams.hpp"
#include "adapters/app/site_writing.hpp"
#include "engine/port/log_archive.hpp"
#include "workflows/appointment/tables.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/commands/seating.hpp"
#include "workflows/registry/tables.hpp"
#include "workflows/session/procedure.hpp"
#include "workflows/session/workflow.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace gozin::app {
namespace {

constexpr std::size_t kCasesAPage = 24;
constexpr std::size_t kTasksOfARole = 100;

constexpr std::array<std::string_view, 10> kFilters{
    "Drafting",  "Authorising", "Nominating", "Screening", "Assessing",
    "Objecting", "Reviewing",   "Decreeing",  "Appointed", "Unfilled"};

/// A row with its columns by name.
class Cells {
 public:
  Cells(ReadTable const& table, Row const& row) : table_{table}, row_{row} {}
  [[nodiscard]] std::string text(std::string_view column) const {
    auto const* found = std::get_if<std::string>(&row_.at(index(column)));
    return found ? *found : std::string{};
  }
  [[nodiscard]] std::optional<Instant> instant(std::string_view column) const {
    auto const* found = std::get_if<std::int64_t>(&row_.at(index(column)));
    return found ? std::optional{Instant{*found}} : std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t index(std::string_view column) const {
    auto const found = std::ranges::find(table_.columns, column, &Column::name);
    return static_cast<std::size_t>(std::distance(table_.columns.begin(), found));
  }
  ReadTable const& table_;
  Row const& row_;
};

std::string_view key_of_stream(std::string const& stream) {
  return std::string_view{stream}.substr(stream.find('/') + 1);
}

/// `<changed>~<stream>`: after which row the page goes on.
Row cursor(std::string const& text) {
  auto const at = text.find('~');
  std::int64_t changed = 0;
  if (at == std::string::npos) return {};
  auto const read = std::from_chars(text.data(), text.data() + at, changed);
  if (read.ec != std::errc{} || read.ptr != text.data() + at) return {};
  return {changed, text.substr(at + 1)};
}

web::CaseRow case_row(Visit& visit, Cells const& cells) {
  auto const& words = visit.words();
  auto const stream = cells.text("stream");
  web::CaseRow row{.id = stream,
                   .href = "/cases/" + std::string{key_of_stream(stream)},
                   .title = cells.text("post_title"),
                   .unit = words.unit(Code{cells.text("unit")}),
                   .state = words.named("state", cells.text("state")),
                   .position = {},
                   .waiting = {},
                   .deadline = {},
                   .changed = words.minute(cells.instant("changed").value_or(Instant{}))};
  try {
    if (auto const at = find_case(visit, key_of_stream(stream))) {
      row.position = leaves_of(words, *at->folded);
      row.kin = kin_of(words, *at->state);
      row.waiting = waiting_of(visit, *at, Sight{});
      auto const deadlines = deadlines_of(visit, *at);
      if (!deadlines.empty()) row.deadline = deadlines.front();
    }
  } catch (RangeUnreadable const&) {
    // Of a case that is over, the list goes on with what its own row says.
    row.position = {row.state};
  }
  return row;
}

std::vector<web::Offer> opening(Visit& visit) {
  std::vector<web::Offer> found;
  if (visit.actor().empty()) return found;
  auto const& catalog = visit.city().pipeline().catalog();
  StreamId const none;
  for (auto const& offer : opening_offers(catalog, visit.context(none))) {
    auto named = visit.words().named("command", offer.type->name);
    named.name = offer.type->wire;
    auto const is_case = offer.type->kind == appointment::Case::kKind;
    found.push_back({std::move(named), "/do/" + offer.type->wire, is_case});
  }
  std::ranges::stable_sort(found, std::greater{}, &web::Offer::waiting);
  return found;
}

/// Rows of tasks that concern the reader: by name, and by each role that anything gives them.
std::vector<Row> task_rows(Visit& visit) {
  auto const& table = appointment::task_table();
  auto const me = visit.actor().text;
  auto rows = visit.store().select(
      {.table = &table, .where = {{"person", me}}, .order = {"due"}, .limit = kTasksOfARole});
  std::set<std::string> roles;
  for (auto const& grant :
       visit.store().select({.table = &registry::role_grants(), .where = {{"person", me}}}))
    roles.insert(std::get<std::string>(grant.at(1)));
  for (auto const& seat :
       visit.store().select({.table = &registry::body_member(), .where = {{"person", me}}})) {
    auto const office = std::get<std::string>(seat.at(2));
    roles.insert("body_" + office);
    if (office == "chair") roles.insert("body_member");
  }
  if (roles.contains("mayor") || roles.contains("governor") || roles.contains("minister"))
    roles.insert("decider");
  for (auto const& role : roles)
    for (auto& row : visit.store().select({.table = &table,
                     .where = {{"role", role}},
                     .order = {"due"},
                     .limit = kTasksOfARole}))
      if (!std::holds_alternative<std::string>(row.at(3))) rows.push_back(std::move(row));
  return rows;
}

std::optional<web::Task> task_of(Visit& visit, Cells const& cells) {
  auto const stream = cells.text("stream");
  auto const at = find_case(visit, key_of_stream(stream));
  auto const* type = visit.city().pipeline().catalog().find_command(cells.text("command"));
  if (!at || !type) return std::nullopt;
  auto const role = cells.text("role");
  auto const task = appointment::Task{
      .command = type->wire, .role = role, .person = PersonId{cells.text("person")}};
  auto const waiting = tasks_of(visit, *at);
  bool const does_wait = std::ranges::any_of(waiting, [&](appointment::Task const& one) {
    return one.command == task.command && one.role == task.role && one.person == task.person;
  });
  if (!does_wait || !waits_for(visit, *at, task)) return std::nullopt;
  auto const& words = visit.words();
  // A case that must be opened has no page yet.
  auto const page =
      type->traits.opens ? std::string{} : "/cases/" + std::string{key_of_stream(stream)};
  web::Task shown{.href = page + "/do/" + type->wire,
                  .title = at->state->post_title.text,
                  .what = {type->wire, words.named("command", type->name).text},
                  .role = words.named("role", role),
                  .deadline = {}};
  if (auto const due = cells.instant("due"))
    shown.deadline = deadline(visit, cells.text("command"), *due);
  return shown;
}

/// A second person's word, asked for beside the cases.
class SecondWords {
 public:
  explicit SecondWords(Visit& visit) : visit_{visit} {}

  /// Motions of sessions that are open, and seats with a vote.
  std::vector<web::Task> all() {
    for (auto const& stream :
         streams({.table = &session::session_list(), .where = {{"state", std::string{"Open"}}}})) {
      auto const* meeting = visit_.view().find<session::Session>(stream);
      if (!meeting) continue;
      bool const waits = std::ranges::any_of(meeting->motions, [&](session::Motion const& motion) {
        return session::may_confirm(*meeting, motion, visit_.actor(), visit_.view());
      });
      if (waits) add(session::ConfirmMotion::kName, stream);
    }
    for (auto const& stream : streams({.table = &registry::body_list()})) {
      auto const* body = visit_.view().find<registry::Body>(stream);
      if (!body) continue;
      bool const waits = std::ranges::any_of(body->proposals, [&](auto const& proposal) {
        return registry::may_confirm(proposal.second, visit_.actor());
      });
      if (waits) add(registry::ConfirmSeat::kName, stream);
    }
    return std::move(tasks_);
  }

 private:
  std::vector<StreamId> streams(Query query) {
    query.limit = kTasksOfARole;
    std::vector<StreamId> found;
    for (auto const& row : visit_.store().select(query)) {
      Cells const cells{*query.table, row};
      found.push_back(StreamId{cells.text("stream")});
    }
    return found;
  }

  /// Where the reader may in fact give the command.
  void add(std::string_view command, StreamId const& stream) {
    auto const& catalog = visit_.city().pipeline().catalog();
    auto const* type = catalog.find_command(command);
    auto const roles = roles_for(catalog, *type, visit_.context(stream));
    if (roles.empty()) return;
    auto const& words = visit_.words();
    tasks_.push_back({.href = form_path(*type, stream),
                      .title = title_of(visit_, stream),
                      .what = {type->wire, words.named("command", type->name).text},
                      .role = words.named("role", roles.front().text),
                      .deadline = {}});
  }

  Visit& visit_;
  std::vector<web::Task> tasks_;
};

}  // namespace

web::CityPage city_page(Visit& visit) {
  auto const& table = appointment::case_list();
  auto const& words = visit.words();
  auto const state = visit.query("state");
  web::CityPage page;
  page.filters.push_back({"/", words.say("all_states"), state.empty()});
  for (auto const name : kFilters)
    page.filters.push_back(
        {"/?state=" + std::string{name}, words.named("state", name).text, state == name});
  page.offers = opening(visit);

  Query query{.table = &table,
              .order = {"-changed"},
              .after = cursor(visit.query("after")),
              .limit = kCasesAPage + 1};
  if (!state.empty()) query.where = {{"state", state}};
  auto rows = visit.store().select(query);
  auto const is_more = rows.size() > kCasesAPage;
  if (is_more) rows.pop_back();
  for (auto const& row : rows) page.cases.push_back(case_row(visit, {table, row}));
  if (is_more) {
    Cells const last{table, rows.back()};
    page.more = "/?" + (state.empty() ? "" : "state=" + state + "&") +
                "after=" + std::to_string(last.instant("changed").value_or(Instant{}).ms) + "~" +
                last.text("stream");
  }
  return page;
}

web::InboxPage inbox(Visit& visit) {
  web::InboxPage page;
  if (visit.actor().empty()) return page;
  std::set<std::pair<std::string, std::string>> seen;  // one line a form
  for (auto const& row : task_rows(visit)) {
    auto task = task_of(visit, {appointment::task_table(), row});
    if (!task || !seen.insert({task->href, task->what.name}).second) continue;
    page.tasks.push_back(std::move(*task));
  }
  std::ranges::move(SecondWords{visit}.all(), std::back_inserter(page.tasks));
  std::ranges::stable_sort(page.tasks, {}, [](web::Task const& task) {
    return task.deadline ? std::pair{0, task.deadline->due.iso} : std::pair{1, std::string{}};
  });
  return page;
}

}  // namespace gozin::app
