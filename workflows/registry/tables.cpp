#include "workflows/registry/tables.hpp"

#include "engine/event/json.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::registry {
namespace {

template <class Id>
Value text_or_null(std::optional<Id> const& id) {
  return id ? Value{id->text} : Value{};
}

Value text_or_null(std::optional<Day> const& day) {
  return day ? Value{to_iso_date(*day)} : Value{};
}

std::int64_t sum(std::map<StreamId, std::int64_t> const& amounts) {
  std::int64_t total = 0;
  for (auto const& [by, amount] : amounts) total += amount;
  return total;
}

template <class State>
State const& state_of(Projected const& projected) {
  return *static_cast<State const*>(projected.folded.state.get());
}

std::string leaf_of(Projected const& projected) {
  return chart::leaf_names(projected.folded.kind->chart.model, projected.folded.position).front();
}

}  // namespace

ReadTable const& person_list() {
  // `erased` is the event by which somebody's values went. The indexes serve the lists of a unit
  // and of a kind.
  static ReadTable const table{
      .name = "person_list",
      .columns = {{"stream"}, {"person"}, {"kind"}, {"unit"}, {"erased", ColumnType::integer}},
      .key = {"stream"},
      .indexes = {{"unit"}, {"kind"}}};
  return table;
}

ReadTable const& role_grants() {
  // A grant for the whole city has the empty scope, since key columns are never null. The indexes
  // serve "what may I do" and "who holds this role".
  static ReadTable const table{.name = "role_grants",
                               .columns = {{"stream"},
                                           {"role"},
                                           {"scope"},
                                           {"starts", ColumnType::integer},
                                           {"person"},
                                           {"ends", ColumnType::integer}},
                               .key = {"stream", "role", "scope", "starts"},
                               .indexes = {{"person"}, {"role", "scope"}}};
  return table;
}

ReadTable const& post_list() {
  static ReadTable const table{
      .name = "post_list",
      .columns = {{"stream"},
                  {"code"},
                  {"title"},
                  {"post_class"},
                  {"unit"},
                  {"grade", ColumnType::integer},
                  {"state"},
                  {"claimed_by"},
                  {"holder"},
                  {"held_until"},
                  {"outsider", ColumnType::integer}},
      .key = {"stream"},
      .indexes = {{"state", "unit"}, {"unit"}, {"holder"}, {"post_class"}}};
  return table;
}

ReadTable const& acting_list() {
  // `acting_case` is absent for whoever held the post before this log; `won`: whether the acting
  // head was then appointed to the post for good (threat T2). The index serves "who acts, and until
  // when".
  static ReadTable const table{.name = "acting_list",
                               .columns = {{"stream"},
                                           {"number", ColumnType::integer},
                                           {"acting_case"},
                                           {"person"},
                                           {"starts"},
                                           {"until_day"},
                                           {"ended"},
                                           {"since"},
                                           {"days", ColumnType::integer},
                                           {"call_owed", ColumnType::integer},
                                           {"won", ColumnType::integer}},
                               .key = {"stream", "number"},
                               .indexes = {{"ended", "until_day"}, {"person"}}};
  return table;
}

ReadTable const& budget_list() {
  static ReadTable const table{.name = "budget_list",
                               .columns = {{"stream"},
                                           {"code"},
                                           {"title"},
                                           {"amount", ColumnType::integer},
                                           {"reserved", ColumnType::integer},
                                           {"used", ColumnType::integer},
                                           {"available", ColumnType::integer}},
                               .key = {"stream"},
                               .indexes = {}};
  return table;
}

ReadTable const& body_list() {
  static ReadTable const table{.name = "body_list",
                               .columns = {{"stream"},
                                           {"code"},
                                           {"title"},
                                           {"seats", ColumnType::integer},
                                           {"filled", ColumnType::integer},
                                           {"commission_of"}},
                               .key = {"stream"},
                               .indexes = {}};
  return table;
}

ReadTable const& body_member() {
  // The index serves "on which bodies do I sit".
  static ReadTable const table{.name = "body_member",
                               .columns = {{"stream"}, {"person"}, {"office"}},
                               .key = {"stream", "person"},
                               .indexes = {{"person"}}};
  return table;
}

void project_person(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& person = state_of<Person>(projected);
  auto const& stream = projected.stream.text;
  rows.push_back({&person_list(),
                  {stream, person.id.text, std::string{name_of(person.kind)},
                   text_or_null(person.unit), person.erased ? Value{*person.erased} : Value{}}});
  // Under a hold the clock does not ask; lifting it sets the timer again.
  if (person.erasure && person.erasure->due && person.holds.empty())
    rows.push_back(to_row({.stream = stream,
                           .name = "erasure",
                           .due_ms = person.erasure->due->ms,
                           .command = "erase_subject"}));
  for (auto const& grant : person.grants)
    rows.push_back(
        {&role_grants(),
         {stream, grant.role.text, grant.scope ? grant.scope->text : std::string{}, grant.from.ms,
          person.id.text, grant.until ? Value{grant.until->ms} : Value{}}});
}

void project_post(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& post = state_of<Post>(projected);
  rows.push_back(
      {&post_list(),
       {projected.stream.text, post.code.text, post.title.text, post.post_class.text,
        post.unit.text, post.grade, leaf_of(projected), text_or_null(post.claimed_by),
        text_or_null(post.holder), post.until ? Value{to_iso_date(*post.until)} : Value{},
        std::int64_t{post.outsider ? 1 : 0}}});
  std::int64_t number = 0;
  for (auto const& tenure : post.acting)
    rows.push_back({&acting_list(),
                    {projected.stream.text, ++number, text_or_null(tenure.by), tenure.person.text,
                     to_iso_date(tenure.from), to_iso_date(tenure.until), text_or_null(tenure.left),
                     to_iso_date(tenure.since), tenure.days,
                     std::int64_t{tenure.by && post.call_owed_by == tenure.by ? 1 : 0},
                     tenure.won ? Value{std::int64_t{*tenure.won ? 1 : 0}} : Value{}}});
  if (post.is_acting)
    rows.push_back(to_row({.stream = projected.stream.text,
                           .name = "end.acting",
                           .due_ms = post.acting.back().ends.ms,
                           .command = "end_acting"}));
}

void project_budget(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& line = state_of<BudgetLine>(projected);
  rows.push_back({&budget_list(),
                  {projected.stream.text, line.code.text, line.title.text, line.amount,
                   sum(line.reserved), sum(line.used), available(line)}});
}

void project_body(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& body = state_of<Body>(projected);
  auto const& stream = projected.stream.text;
  rows.push_back(
      {&body_list(),
       {stream, body.code.text, body.title.text, body.seats,
        static_cast<std::int64_t>(voters(body).size()), text_or_null(body.commission_of)}});
  for (auto const& [person, until] : body.terms)
    rows.push_back(to_row({.stream = stream,
                           .name = "seat:" + person.text,
                           .due_ms = until.ms,
                           .command = "end_seat",
                           .input = to_canonical(json::object{{"person", person.text}})}));
  for (auto const& [person, office] : body.members)
    rows.push_back({&body_member(), {stream, person.text, std::string{name_of(office)}}});
}

}  // namespace gozin::registry
