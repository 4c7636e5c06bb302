#include "workflows/appointment/outsiders.hpp"

#include "engine/core/fraction.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Managerial posts of the city, and those held from outside.
struct Posts {
  std::int64_t all = 0;
  std::int64_t outside = 0;
};

std::size_t column(std::string_view name) {
  auto const& columns = registry::post_list().columns;
  return static_cast<std::size_t>(std::ranges::find(columns, name, &Column::name) -
                                  columns.begin());
}

bool is_elected(rules::RuleSet const& rules) {
  return std::ranges::any_of(
      rules.gates, [](rules::Gate const& gate) { return gate.kind == rules::GateKind::election; });
}

bool is_managerial(rules::RuleSet const& rules, Code const& post_class) {
  return rules::lists(rules, post_class) && !rules::is_exempt(rules, post_class);
}

/// The post of the case is counted without whoever may be in it now.
Posts managerial_posts(Context const& context, rules::RuleSet const& rules) {
  auto const& own = case_of(context).post.text;
  Posts posts;
  for (auto const& post_class : rules.routes.post_classes) {
    if (post_class.exempt) continue;
    for (auto const& row :
         context.facts.rows(registry::post_list(), "post_class", post_class.code.text)) {
      ++posts.all;
      bool const is_other = row.at(column("stream")) != Value{own};
      if (is_other && row.at(column("outsider")) == Value{std::int64_t{1}}) ++posts.outside;
    }
  }
  return posts;
}

}  // namespace

bool is_outsider(Context const& context, PersonId const& person) {
  auto const* entry =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
  return entry && entry->kind != registry::PersonKind::staff;
}

std::optional<bool> outsider_mark(Context const& context, PersonId const& person) {
  return is_outsider(context, person) ? std::optional{true} : std::nullopt;
}

std::optional<Rejection> flaw_of_share(Context const& context, PersonId const& person) {
  auto const& rules = rules_of(context);
  if (!is_outsider(context, person) || is_elected(rules) ||
      !is_managerial(rules, case_of(context).post_class))
    return std::nullopt;
  auto const posts = managerial_posts(context, rules);
  auto const share = parse_fraction(rules.limits.outsiders_max.text).value();
  auto const with_them = posts.outside + 1;
  if (Fraction{with_them} <= share * posts.all) return std::nullopt;
  return Rejection{Reason::outsiders_must_not_exceed_their_share,
                   std::to_string(with_them) + " / " + std::to_string(posts.all) + " > " +
                       rules.limits.outsiders_max.text};
}

}  // namespace gozin::appointment
