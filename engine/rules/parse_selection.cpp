#include "engine/core/fraction.hpp"
#include "engine/rules/sections.hpp"

#include <algorithm>

namespace gozin::rules::sections {
namespace {

using namespace reader;

constexpr Range kCount{1, 100'000};

bool contains(Routes const& routes, Route route) {
  return std::find(routes.permitted.begin(), routes.permitted.end(), route) !=
         routes.permitted.end();
}

PostClass post_class(Node const& at) {
  open(at, {"code", "title", "route", "exempt"});
  return {.code = code(member(at, "code")),
          .title = bilingual(member(at, "title")),
          .route = one_of<Route>(member(at, "route")),
          .exempt = optionally(optional_member(at, "exempt"), truth).value_or(false)};
}

Category category(Node const& at) {
  open(at, {"code", "title", "from"});
  return {.code = code(member(at, "code")),
          .title = bilingual(member(at, "title")),
          .from = exact(member(at, "from"), 0, 1000)};
}

void require_falling(Node const& at, std::vector<Category> const& categories) {
  for (std::size_t i = 1; i < categories.size(); ++i) {
    auto const upper = parse_fraction(categories[i - 1].from.text);
    auto const lower = parse_fraction(categories[i].from.text);
    if (upper && lower && *upper <= *lower)
      report(at, Reason::categories_must_fall, categories[i].code.text);
  }
}

ChannelLimits channel_limits(Node const& at) {
  open(at, {"names_per_nominator", "names_in_all"});
  auto const count = [](Node const& node) { return whole(node, kCount); };
  return {.names_per_nominator = optionally(optional_member(at, "names_per_nominator"), count),
          .names_in_all = optionally(optional_member(at, "names_in_all"), count)};
}

std::map<Channel, ChannelLimits> channels(Node const& at) {
  std::map<Channel, ChannelLimits> found;
  for (auto const& [name, node] : members(at)) {
    auto const channel = find_by_name<Channel>(name.text);
    if (channel)
      found.emplace(*channel, channel_limits(node));
    else
      report(node, Reason::value_must_be_listed, list_of(kChannelNames));
  }
  if (at && found.empty()) report(at, Reason::list_must_not_be_empty, list_of(kChannelNames));
  return found;
}

/// What kind of value a field holds, and with which operators it is asked.
enum class Kind { number, degree, code, codes, truth };

Kind kind_of(Field field) {
  switch (field) {
    case Field::degree:
      return Kind::degree;
    case Field::degree_field:
    case Field::employment:
    case Field::military_service:
      return Kind::code;
    case Field::certificates:
      return Kind::codes;
    case Field::final_conviction:
      return Kind::truth;
    case Field::service_years:
    case Field::management_years:
    case Field::grade:
    case Field::age:
      break;
  }
  return Kind::number;
}

bool fits(Kind kind, Operator op) {
  switch (op) {
    case Operator::equal:
      return kind != Kind::codes;
    case Operator::not_equal:
      return kind != Kind::codes && kind != Kind::truth;
    case Operator::at_least:
    case Operator::at_most:
      return kind == Kind::number || kind == Kind::degree;
    case Operator::one_of:
      return kind == Kind::code;
    case Operator::includes:
      break;
  }
  return kind == Kind::codes;
}

FieldValue field_value(Node const& at, Kind kind, Operator op) {
  switch (kind) {
    case Kind::number:
      return std::int64_t{whole(at, {0, 1000})};
    case Kind::degree:
      return one_of<Degree>(at);
    case Kind::truth:
      return truth(at);
    case Kind::code:
    case Kind::codes:
      break;
  }
  if (op == Operator::one_of) return codes(at);
  return code(at);
}

Condition condition(Node const& at) {
  open(at, {"code", "title", "field", "op", "value", "basis"});
  Condition condition{.code = code(member(at, "code")),
                      .title = bilingual(member(at, "title")),
                      .field = one_of<Field>(member(at, "field")),
                      .op = one_of<Operator>(member(at, "op")),
                      .value = {}};
  condition.basis = optionally(optional_member(at, "basis"), text).value_or("");
  auto const kind = kind_of(condition.field);
  if (!fits(kind, condition.op))
    report(at, Reason::condition_must_fit_its_field, std::string{name_of(condition.field)});
  else
    condition.value = field_value(member(at, "value"), kind, condition.op);
  return condition;
}

Inquiry inquiry(Node const& at) {
  open(at, {"code", "title", "of", "by", "silence", "clock", "unfavourable"});
  return {.code = code(member(at, "code")),
          .title = bilingual(member(at, "title")),
          .of = one_of<InquiryScope>(member(at, "of")),
          .by = one_of<InquiryStep>(member(at, "by")),
          .silence = one_of<Silence>(member(at, "silence")),
          .clock = period(member(at, "clock")),
          .unfavourable = optionally(optional_member(at, "unfavourable"), one_of<Unfavourable>)
                              .value_or(Unfavourable::bars)};
}

}  // namespace

Routes routes(Node const& at) {
  open(at, {"permitted", "direct_reasons", "post_classes"});
  Routes routes{.permitted = several_of<Route>(member(at, "permitted")),
                .direct_reasons = several_of<DirectReason>(optional_member(at, "direct_reasons")),
                .post_classes = {}};
  for (auto const& item : items(member(at, "post_classes"))) {
    routes.post_classes.push_back(post_class(item));
    if (!contains(routes, routes.post_classes.back().route))
      report(item, Reason::post_class_must_take_a_permitted_route,
             std::string{name_of(routes.post_classes.back().route)});
  }
  require_unique(at, routes.post_classes);
  if (at && routes.permitted.empty()) report(at, Reason::list_must_not_be_empty, "permitted");
  if (contains(routes, Route::direct) == routes.direct_reasons.empty())
    report(at, Reason::direct_route_must_have_reasons, list_of(kDirectReasonNames));
  return routes;
}

Choice choice(Node const& at) {
  open(at, {"permitted", "n", "chooser", "categories"});
  Choice choice{.permitted = one_of<PermittedSet>(member(at, "permitted")),
                .n = 1,
                .chooser = one_of<Chooser>(member(at, "chooser")),
                .categories = {}};
  bool const by_category = choice.permitted == PermittedSet::category;
  if (choice.permitted != PermittedSet::all_above_floors)
    choice.n = whole(member(at, "n"), {1, 1000});
  else if (auto const n = optional_member(at, "n"))
    report(n, Reason::member_must_be_known, "first_n|category");
  auto const list = by_category ? member(at, "categories") : optional_member(at, "categories");
  if (!by_category && list) report(list, Reason::member_must_be_known, "category");
  if (by_category)
    for (auto const& item : some_items(list)) choice.categories.push_back(category(item));
  require_unique(list, choice.categories);
  require_falling(list, choice.categories);
  return choice;
}

Nomination nomination(Node const& at) {
  open(at, {"channels", "min_open", "min_open_internal", "consent", "cap"});
  auto const cap = [](Node const& node) { return whole(node, kCount); };
  return {.channels = channels(member(at, "channels")),
          .min_open = period(member(at, "min_open")),
          .min_open_internal = optionally(optional_member(at, "min_open_internal"), period),
          .consent = period(member(at, "consent")),
          .cap = optionally(optional_member(at, "cap"), cap)};
}

std::vector<Condition> conditions(Node const& at) {
  std::vector<Condition> found;
  for (auto const& item : items(at)) found.push_back(condition(item));
  require_unique(at, found);
  return found;
}

std::vector<Inquiry> inquiries(Node const& at) {
  std::vector<Inquiry> found;
  for (auto const& item : items(at)) found.push_back(inquiry(item));
  require_unique(at, found);
  return found;
}

}  // namespace gozin::rules::sections
