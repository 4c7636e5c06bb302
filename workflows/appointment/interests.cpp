#include "workflows/appointment/interests.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"

namespace gozin::appointment {
namespace {

/// Who had an interest in whom, by the ids of the people: nominees may have others by now.
using Pairs = std::set<std::pair<PersonId, PersonId>>;

void add_interests(Pairs& pairs, Case const& state) {
  for (auto const& [who, id] : state.interests)
    if (auto const* nominee = find_nominee(state, id); nominee && nominee->person)
      pairs.insert({who, *nominee->person});
}

/// In all that was struck down before.
Pairs earlier_interests(Case const& state, Context const& context) {
  Pairs pairs;
  auto const* one = &state;
  // Each was opened before the one that takes it over, so the way ends.
  while (one && one->taken_over) {
    one = context.view.find<Case>(one->taken_over->annulled);
    if (one) add_interests(pairs, *one);
  }
  return pairs;
}

}  // namespace

void raise_hint(Decision& decision, Context const& context, HintAbout const& about) {
  if (case_of(context).hints_raised.contains(about)) return;
  auto const& [kind, person, nominee] = about;
  decision.add(context.stream, HintRaised{.hint = Code{"h-" + context.facts.fresh_id()},
                                          .kind = kind,
                                          .person = person,
                                          .nominee = nominee});
}

void raise_earlier_interests(Decision& decision, Context const& context) {
  auto const& state = case_of(context);
  for (auto const& [who, whom] : earlier_interests(state, context)) {
    auto const* nominee = nominee_of(state, whom);
    // What was said before the defect stands as it was said.
    if (!nominee || !remains(*nominee) || state.interests.contains({who, nominee->id})) continue;
    raise_hint(decision, context, {HintKind::earlier_interest, who, nominee->id});
  }
}

}  // namespace gozin::appointment
