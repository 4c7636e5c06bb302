#include "workflows/appointment/links.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Who named whom.
using Namings = std::set<std::pair<PersonId, PersonId>>;

void add_namings(Namings& namings, Case const& state) {
  for (auto const& [id, nominee] : state.nominees) {
    if (!nominee.person) continue;
    for (auto const& nominator : nominee.nominators)
      namings.insert({nominator.person, *nominee.person});
  }
}

/// The case that this one goes on from or calls anew for; each was opened before it, so the way
/// ends.
Case const* case_before(Case const& state, Context const& context) {
  if (state.taken_over) return context.view.find<Case>(state.taken_over->annulled);
  return state.readvertises ? context.view.find<Case>(*state.readvertises) : nullptr;
}

Namings namings_of_matter(Context const& context) {
  Namings namings;
  for (auto const* one = &case_of(context); one; one = case_before(*one, context))
    add_namings(namings, *one);
  return namings;
}

bool both_named_another(Namings const& namings, PersonId const& one, PersonId const& other) {
  return std::ranges::any_of(namings, [&](auto const& naming) {
    auto const& [who, whom] = naming;
    return who == one && whom != one && whom != other && namings.contains({other, whom});
  });
}

registry::Person const* entry_of(PersonId const& person, Context const& context) {
  return context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
}

/// The grade of the highest post of that unit that is theirs.
std::optional<std::int64_t> grade_in(registry::Person const& person, Code const& unit,
                                     Context const& context) {
  std::optional<std::int64_t> highest;
  for (auto const& id : person.posts) {
    auto const* post = context.view.find<registry::Post>(id);
    if (!post || post->holder != person.id || post->unit != unit) continue;
    highest = std::max(highest.value_or(post->grade), post->grade);
  }
  return highest;
}

/// Whether one holds a post of the other's unit, and the other none there that is as high.
bool stands_above(registry::Person const& one, registry::Person const& other,
                  Context const& context) {
  if (!other.unit) return false;
  auto const above = grade_in(one, *other.unit, context);
  auto const below = grade_in(other, *other.unit, context);
  return above && (!below || *below < *above);
}

std::optional<HintKind> link_of_work(registry::Person const& judge, registry::Person const& nominee,
                                     Context const& context) {
  if (stands_above(judge, nominee, context)) return HintKind::superior;
  if (stands_above(nominee, judge, context)) return HintKind::subordinate;
  if (judge.unit && judge.unit == nominee.unit) return HintKind::same_unit;
  return std::nullopt;
}

/// Whether the declaration says what the hint would.
bool says(Interest interest, HintKind kind) {
  return (interest == Interest::kinship && kind == HintKind::declared_kin) ||
         (interest == Interest::superior && kind == HintKind::superior) ||
         (interest == Interest::subordinate && kind == HintKind::subordinate) ||
         (interest == Interest::nominator && kind == HintKind::nominator);
}

bool is_declared(Judging const& judging, NomineeId const& nominee, HintKind kind) {
  auto const declared = judging.declared.find(nominee);
  return declared != judging.declared.end() && says(declared->second, kind);
}

class Links {
 public:
  Links(Context const& context, Judging const& judging) : context_{context}, judging_{judging} {
    if (judging.by_nominations) namings_ = namings_of_matter(context);
  }

  [[nodiscard]] std::vector<HintKind> with(PersonId const& nominee) const {
    auto const& judge = judging_.judge;
    std::vector<HintKind> kinds;
    if (namings_.contains({judge, nominee}) || namings_.contains({nominee, judge}))
      kinds.push_back(HintKind::nominator);
    if (both_named_another(namings_, judge, nominee)) kinds.push_back(HintKind::co_nomination);
    auto const* entry = entry_of(judge, context_);
    auto const* other = entry_of(nominee, context_);
    if (!entry || !other) return kinds;
    auto const link = link_of_work(*entry, *other, context_);
    if (link && (judging_.by_unit || *link != HintKind::same_unit)) kinds.push_back(*link);
    if (entry->kin.contains(nominee) || other->kin.contains(judge))
      kinds.push_back(HintKind::declared_kin);
    return kinds;
  }

 private:
  Context const& context_;
  Judging const& judging_;
  Namings namings_;
};

}  // namespace

std::vector<HintRaised> hints_of_links(Context const& context, Judging const& judging) {
  auto const& state = case_of(context);
  auto const& judge = judging.judge;
  Links const links{context, judging};
  std::vector<HintRaised> hints;
  for (auto const& id : judging.nominees) {
    auto const* nominee = find_nominee(state, id);
    if (!nominee || !nominee->person || nominee->person == judge || !remains(*nominee)) continue;
    if (state.conflicts.contains({judge, nominee->id})) continue;
    for (auto const kind : links.with(*nominee->person))
      if (!state.hints_raised.contains({kind, judge, nominee->id}) &&
          !is_declared(judging, id, kind))
        hints.push_back({.hint = Code{"h-" + context.facts.fresh_id()},
                         .kind = kind,
                         .person = judge,
                         .nominee = nominee->id});
  }
  return hints;
}

void raise_links(Decision& decision, Context const& context, Judging const& judging) {
  for (auto& hint : hints_of_links(context, judging)) decision.add(context.stream, std::move(hint));
}

void enter_kin(Decision& decision, Context const& context, PersonId const& declarer,
               std::map<NomineeId, Interest> const& interests) {
  auto const* entry = entry_of(declarer, context);
  if (!entry) return;
  auto known = entry->kin;
  for (auto const& [id, interest] : interests) {
    auto const* nominee = find_nominee(case_of(context), id);
    if (interest != Interest::kinship || !nominee || !nominee->person) continue;
    if (*nominee->person == declarer || !known.insert(*nominee->person).second) continue;
    decision.add(stream_of(registry::Person::kKind, declarer.text),
                 registry::KinDeclared{.kin = *nominee->person, .by = context.stream});
  }
}

}  // namespace gozin::appointment
