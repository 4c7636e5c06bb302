#include "adapters/cli/import_list.hpp"
#include "engine/core/named_enum.hpp"
#include "engine/port/person_numbers.hpp"
#include "engine/rules/condition.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

using rules::Field;

std::vector<ListColumn> columns_of_staff() {
  std::vector<ListColumn> columns{
      {"national_id", true}, {"name", true, true}, {"kind", false}, {"unit", false}};
  for (auto const name : names_of(std::type_identity<Field>{}))
    columns.push_back({name, false, name == name_of(Field::degree)});
  return columns;
}

std::vector<std::string> several(std::string const& text) {
  std::vector<std::string> parts;
  constexpr std::string_view kBetween = "|;, \t";
  for (std::size_t from = text.find_first_not_of(kBetween); from != std::string::npos;) {
    auto const to = std::min(text.find_first_of(kBetween, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = text.find_first_not_of(kBetween, to);
  }
  return parts;
}

/// A degree by its name or by what it is called.
std::optional<std::string> degree(Program const& program, std::string const& text) {
  auto const& texts = program.services().texts;
  for (auto const name : names_of(std::type_identity<rules::Degree>{})) {
    auto const key = "degree." + std::string{name};
    if (text == name || texts.search_key(text) == texts.search_key(texts.text(key, Language::fa)) ||
        texts.search_key(text) == texts.search_key(texts.text(key, Language::en)))
      return std::string{name};
  }
  return std::nullopt;
}

bool is_code(std::string const& text) { return decode<Code>(json::value(text)).has_value(); }

/// What the register keeps for a cell; nothing where it is faulty.
std::optional<json::value> value_of(Program const& program, ListPlan& plan, ListRow const& row,
                                    Field field) {
  auto const column = name_of(field);
  auto const text = row.text(column);
  switch (field) {
    case Field::degree:
      if (auto const found = degree(program, text)) return json::value(*found);
      plan.fault(row, column, "degree_is_expected");
      return std::nullopt;
    case Field::degree_field:
    case Field::employment:
    case Field::military_service:
      if (is_code(text)) return json::value(text);
      plan.fault(row, column, "code_is_expected");
      return std::nullopt;
    case Field::certificates: {
      auto const codes = several(text);
      if (std::ranges::all_of(codes, is_code)) return json::array(codes.begin(), codes.end());
      plan.fault(row, column, "code_is_expected");
      return std::nullopt;
    }
    case Field::final_conviction:
      if (auto const flag = yes_or_no(plan, row, column)) return json::value(*flag);
      return std::nullopt;
    case Field::service_years:
    case Field::management_years:
    case Field::grade:
    case Field::age:
      break;
  }
  auto const number = whole_number(plan, row, column);
  return number ? std::optional{json::value(*number)} : std::nullopt;
}

/// What is kept about the person with the cells of the row in its place. An empty cell says that
/// nothing is known; a column that the list does not have says nothing.
json::object attributes_of(Program const& program, ListPlan& plan, ListRow const& row,
                           json::object attributes) {
  for (auto const name : names_of(std::type_identity<Field>{})) {
    if (!row.has(name)) continue;
    attributes.erase(name);
    if (row.text(name).empty()) continue;
    if (auto value = value_of(program, plan, row, *find_by_name<Field>(name)))
      attributes[name] = std::move(*value);
  }
  return attributes;
}

std::string kind_of(ListRow const& row) {
  return row.text("kind").empty() ? "staff" : row.text("kind");
}

void add_person(Program const& program, ListPlan& plan, ListRow const& row) {
  json::object input{
      {"national_id", row.text("national_id")}, {"name", row.text("name")}, {"kind", kind_of(row)}};
  if (!row.text("unit").empty()) input["unit"] = row.text("unit");
  auto const attributes = attributes_of(program, plan, row, {});
  if (!attributes.empty()) input["attributes"] = to_canonical(attributes);
  if (!plan.is_faulty(row)) plan.step(row, "register_person", StreamId{}, std::move(input));
}

void compare_person(Program const& program, ListPlan& plan, ListRow const& row,
                    RegisterEntry const& entry) {
  auto const& texts = program.services().texts;
  StreamId const stream{"person/" + entry.person.text};
  if (texts.search_key(entry.name) != texts.search_key(row.text("name")))
    return plan.fault(row, "name", "name_must_be_that_of_the_register");
  if (row.has("kind") && kind_of(row) != entry.kind)
    return plan.fault(row, "kind", "kind_must_be_that_of_the_register", entry.kind);
  auto const attributes = attributes_of(program, plan, row, entry.attributes);
  if (plan.is_faulty(row)) return;
  auto const steps_before = plan.steps.size();
  if (auto const unit = row.text("unit"); !unit.empty() && entry.unit != Code{unit})
    plan.step(row, "move_person", stream, {{"unit", unit}});
  if (to_canonical(attributes) != to_canonical(entry.attributes))
    plan.step(row, "describe_person", stream, {{"attributes", to_canonical(attributes)}});
  if (plan.steps.size() == steps_before) ++plan.same;
}

}  // namespace

int import_staff(Program& program, ListOrder const& order) {
  auto plan = read_list(program, order, columns_of_staff(), "national_id");
  if (!plan) return refuse_list(program, order, plan.error());
  auto const deployment = program.open();
  deployment->note_access("import staff");
  auto const store = deployment->store().view();
  std::int64_t done = 0;
  for (auto const& row : plan->rows) {
    program.progress(++done, std::ssize(plan->rows));
    if (plan->is_faulty(row)) continue;
    auto const number = parse_national_id(row.text("national_id"));
    if (!number) {
      plan->fault(row, "national_id", "national_id_must_be_valid");
    } else if (auto const entry = deployment->entry_of(*store, *number)) {
      compare_person(program, *plan, row, *entry);
    } else {
      add_person(program, *plan, row);
    }
  }
  return carry_out(program, *deployment, order, *plan);
}

}  // namespace gozin::cli
