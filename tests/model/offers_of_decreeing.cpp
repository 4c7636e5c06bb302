#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/decreeing.hpp"

// What is tried between the last gate and the published decree.
namespace gozin::model {
namespace {

using namespace appointment;

Day today(Asked const& asked) { return day_of(asked.world.now, std::chrono::minutes{210}); }

void declare_as_decider(Asked const& asked, Arguments& into) {
  DeclareAsDecider all;
  if (asked.state)
    for (auto const& [id, nominee] : asked.state->nominees) all.interests[id] = Interest::none;
  into.right(all);
  into.odd(DeclareAsDecider{});
  if (all.interests.empty()) return;
  auto kin = all;
  kin.interests.begin()->second = Interest::superior;
  into.right(kin);
  auto stranger = all;
  stranger.interests[NomineeId{"n-unknown"}] = Interest::none;
  into.odd(stranger);
}

template <class C>
void choose(Asked const& asked, Arguments& into) {
  if (asked.state)
    for (auto const& [id, nominee] : asked.state->nominees) {
      into.right(
          C{.nominee = id, .person = nominee.person.value_or(PersonId{}), .reason = words()});
      into.odd(C{.nominee = id, .person = PersonId{"c-1"}, .reason = words()});
    }
  into.odd(C{.nominee = NomineeId{"n-unknown"}, .person = PersonId{"p-1"}, .reason = words()});
}

void draft(Asked const& asked, Arguments& into) {
  auto const day = today(asked);
  auto const from = [](Day term_from) {
    return DraftDecree{.term_from = term_from, .number = std::nullopt, .dated = std::nullopt};
  };
  into.right(from(day));
  into.odd(from(day - std::chrono::days{1}));
  auto numbered = from(day);
  numbered.number = Label{"S/77"};
  into.odd(numbered);
  numbered.number = Label{"S/taken"};
  into.odd(numbered);
  numbered.number = Label{"S/78"};
  numbered.dated = day - std::chrono::days{4000};
  into.odd(numbered);
  numbered.dated = day + std::chrono::days{1};
  into.odd(numbered);
}

void sign(Asked const& asked, Arguments& into) {
  into.odd(SignDecree{.decree = sha256("another decree"), .document = sha256("another page")});
  auto const* decree = asked.state ? current_decree(*asked.state) : nullptr;
  if (!decree) return;
  into.right(SignDecree{.decree = decree->decree, .document = decree->document});
  into.odd(SignDecree{.decree = decree->decree, .document = sha256("another page")});
}

void return_to_review(Asked const& asked, Arguments& into) {
  if (auto const* rules = rules_of(asked))
    for (auto const& gate : rules->gates)
      into.right(ReturnDecreeToReview{.gate = gate.code, .reason = words()});
  into.odd(ReturnDecreeToReview{.gate = Code{"no_gate"}, .reason = words()});
}

template <class C>
void with_words(Asked const&, Arguments& into) {
  into.right(C{.reason = words()});
}

void register_decree(Asked const&, Arguments& into) {
  into.right(RegisterDecree{.entry = Label{"12/34"}});
}

void publish_decree(Asked const&, Arguments& into) { into.right(PublishDecree{}); }

}  // namespace

Offers offers_of_decreeing() {
  return {{"DeclareAsDecider", declare_as_decider},
          {"SelectPerson", choose<SelectPerson>},
          {"OverrideSelection", choose<OverrideSelection>},
          {"DraftDecree", draft},
          {"SignDecree", sign},
          {"ReturnDecreeToReview", return_to_review},
          {"ReturnDecreeToDraft", with_words<ReturnDecreeToDraft>},
          {"VoidDecreeNumber", with_words<VoidDecreeNumber>},
          {"RegisterDecree", register_decree},
          {"PublishDecree", publish_decree}};
}

}  // namespace gozin::model
