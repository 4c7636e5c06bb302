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

/// Whether a post of that unit is theirs.
bool heads(registry::Person const& person, std::optional<Code> const& unit,
           Context const& context) {
  return unit && std::ranges::any_of(person.posts, [&](StreamId const& id) {
           auto const* post = context.view.find<registry::Post>(id);
           return post && post->holder == person.id && post->unit == *unit;
         });
}

std::optional<HintKind> link_of_work(registry::Person const& judge, registry::Person const& nominee,
                                     Context const& context) {
  if (heads(judge, nominee.unit, context)) return HintKind::superior;
  if (heads(nominee, judge.unit, context)) return HintKind::subordinate;
  if (judge.unit && judge.unit == nominee.unit) return HintKind::same_unit;
  return std::nullopt;
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
      if (!state.hints_raised.contains({kind, judge, nominee->id}))
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
