#include "tests/model/menu.hpp"
#include "workflows/appointment/commands/assessing.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/commands/ranking.hpp"
#include "workflows/appointment/commands/sealing.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/sheets.hpp"

// What is tried while people are assessed, and in objection to it.
namespace gozin::model {
namespace {

using namespace appointment;

std::vector<NomineeId> admitted_of(Asked const& asked) {
  std::vector<NomineeId> ids;
  if (asked.state)
    for (auto const* nominee : admitted(*asked.state)) ids.push_back(nominee->id);
  return ids;
}

template <class C>
void plain_here(Asked const&, Arguments& into) {
  into.right(C{});
}

/// Everything at once, or about the first nominee alone; kin or nothing.
void declare(Asked const& asked, Arguments& into) {
  auto const ids = admitted_of(asked);
  bool const known =
      asked.state && std::ranges::any_of(asked.state->declarations, [&](auto const& one) {
        return one.declarer == asked.caller.actor;
      });
  DeclareInterest all;
  for (auto const& id : ids) all.interests[id] = Interest::none;
  known ? into.odd(all) : into.right(all);
  into.odd(DeclareInterest{});
  if (ids.empty()) return;
  auto kin = all;
  kin.interests[ids.front()] = Interest::kinship;
  kin.kinship[ids.front()] = rules::Kinship::sibling;
  bool const explored = !known && asked.caller.actor.text == "bahar";
  explored ? into.right(kin) : into.odd(kin);
  kin.kinship.clear();
  into.odd(kin);
  into.odd(DeclareInterest{.interests = {{ids.front(), Interest::none}}});
  into.odd(DeclareInterest{.interests = {{NomineeId{"n-unknown"}, Interest::none}}});
}

void recuse(Asked const& asked, Arguments& into) {
  bool const explored = asked.caller.actor.text == "bahar";
  RecuseAssessor const whole{.reason = words()};
  explored ? into.right(whole) : into.odd(whole);
  for (auto const& id : admitted_of(asked)) {
    RecuseAssessor const one{.nominee = id, .reason = words()};
    explored&& id == admitted_of(asked).front() ? into.right(one) : into.odd(one);
  }
  into.odd(RecuseAssessor{.nominee = NomineeId{"n-unknown"}, .reason = words()});
}

void replace(Asked const& asked, Arguments& into) {
  for (auto const name : {"arash", "bahar", "dorsa", "ghost"}) {
    PersonId const who{name};
    into.right(ReplaceAssessor{.assessor = who});
    for (auto const& id : admitted_of(asked)) {
      ReplaceAssessor const one{.assessor = who, .nominee = id};
      id == admitted_of(asked).front() ? into.right(one) : into.odd(one);
    }
  }
}

/// A sheet as its preparation makes it; the levels say who is better.
void add_sheet(Asked const& asked, Code const& alias, std::int64_t level, Arguments& into) {
  auto const* rules = rules_of(asked);
  if (!rules) return;
  SheetContent content{
      .sheet = {.case_id = asked.stream,
                .assessor = asked.caller.behalf.empty() ? asked.caller.actor : asked.caller.behalf,
                .alias = alias,
                .levels = {},
                .evidence = {}},
      .salt = sha256("salt"),
      .seed = sha256("seed"),
      .texts = {}};
  auto const& state = *asked.state;
  for (auto const& criterion :
       state.readmitted ? criteria_until(*rules, state.round) : criteria_of(*rules, state.round))
    content.sheet.levels[criterion.code] = level;
  Code const sheet{"sh-" + fresh_text(asked.world.fresh)};
  SealScoreSheet const command{.alias = alias,
                               .levels = {},
                               .evidence = {},
                               .sheet = sheet,
                               .commitment = commitment_of(content.salt, content.sheet),
                               .content = words("content")};
  auto& argument = into.right(command);
  argument.kept_under = sheet_key(asked.stream, sheet);
  argument.kept = {.seed = content.seed, .values = {{"content", to_text(content)}}};
}

/// Whose sheet is explored next: one assessor after another, one alias after another, since the
/// order in which sheets come in makes no difference.
std::optional<std::pair<PersonId, Code>> next_sheet(Case const& state) {
  for (auto const& [assessor, aliases] : state.aliases) {
    auto const seat = std::ranges::find(state.panel, assessor, &Assessor::person);
    if (seat == state.panel.end() || seat->recused) continue;
    for (auto const& alias : aliases) {
      bool const is_in = std::ranges::any_of(state.sealed, [&](SealedSheet const& sheet) {
        return sheet.round == state.round && sheet.assessor == assessor && sheet.alias == alias;
      });
      if (!is_in) return std::pair{assessor, alias};
    }
  }
  return std::nullopt;
}

void seal(Asked const& asked, Arguments& into) {
  if (!asked.state) return;
  auto const own = asked.state->aliases.find(asked.caller.actor);
  for (auto const& [assessor, aliases] : asked.state->aliases) {
    // Aliases of a blind round stand in the order of their ids, which follows the nominees here.
    // One of the panel may see it the other way round, so that there are ties and pivotal sheets.
    for (std::size_t i = 0; i < aliases.size(); ++i) {
      add_sheet(asked, aliases[i], i == 0 ? 4 : 2, into);
      if (assessor.text == "bahar") add_sheet(asked, aliases[i], i == 0 ? 0 : 4, into);
    }
    if (own == asked.state->aliases.end()) break;
  }
  add_sheet(asked, Code{"a-none"}, 1, into);
  auto const coming = next_sheet(*asked.state);
  for (auto& argument : into.list()) {
    auto const& command = *static_cast<SealScoreSheet const*>(argument.command.get());
    argument.usual =
        coming && coming->first == asked.caller.actor && coming->second == command.alias;
  }
}

void revise(Asked const& asked, Arguments& into) {
  for (auto const& id : admitted_of(asked))
    for (std::int64_t const level : {0, 3, 9}) {
      ReviseScore const revised{
          .nominee = id, .criterion = Code{"expertise"}, .level = level, .reason = words()};
      bool const explored = asked.caller.actor.text == "arash" && level == 3;
      explored ? into.right(revised) : into.odd(revised);
    }
  into.odd(ReviseScore{
      .nominee = NomineeId{"n-unknown"}, .criterion = Code{"charm"}, .reason = words()});
}

void note(Asked const&, Arguments& into) { into.right(NoteAnalysis{.note = words()}); }

void rank(Asked const&, Arguments& into) {
  into.right(EstablishRanking{});
  into.odd(EstablishRanking{.announced = Label{"314159"}});
}

void raise(Asked const& asked, Arguments& into) {
  auto const one = [&](Against against, std::optional<NomineeId> nominee = std::nullopt) {
    return RaiseObjection{.against = against, .nominee = std::move(nominee), .grounds = words()};
  };
  bool const crowded = asked.state && asked.state->objections.size() >= 2;
  for (auto const against : {Against::conditions, Against::exclusion, Against::ranking})
    crowded ? into.odd(one(against)) : into.right(one(against));
  into.odd(one(Against::ranking, nominee_of("p-1")));
  into.odd(one(Against::exclusion, nominee_of("p-1")));
  into.odd(one(Against::ranking, NomineeId{"n-unknown"}));
}

template <class Each>
void for_objections(Asked const& asked, Each each) {
  if (asked.state)
    for (auto const& objection : asked.state->objections) each(objection.code, objection.nominee);
  each(Code{"o-none"}, std::nullopt);
}

void dismiss(Asked const& asked, Arguments& into) {
  for_objections(asked, [&](Code const& code, auto const&) {
    into.right(DismissObjection{.objection = code, .reason = words()});
  });
}

void settle_objection(Asked const& asked, Arguments& into) {
  for_objections(asked, [&](Code const& code, auto const&) {
    into.odd(SettleObjection{.objection = code, .remedy = words()});
  });
}

void uphold(Asked const& asked, Arguments& into) {
  for_objections(asked, [&](Code const& code, auto const& nominee) {
    for (auto const step : {Step::screening, Step::assessing})
      into.right(
          UpholdObjection{.objection = code, .step = step, .nominee = nominee, .reason = words()});
  });
}

void conclude(Asked const&, Arguments& into) {
  into.right(ConcludeReadmission{});
  into.odd(ConcludeReadmission{.announced = Label{"314159"}});
}

}  // namespace

Offers offers_of_assessing() {
  return {{"DeclareInterest", declare},
          {"RecuseAssessor", recuse},
          {"ReplaceAssessor", replace},
          {"CompleteDeclarations", plain_here<CompleteDeclarations>},
          {"OpenRound", plain_here<OpenRound>},
          {"SealScoreSheet", seal},
          {"RevealScores", plain_here<RevealScores>},
          {"ReviseScore", revise},
          {"NoteAnalysis", note},
          {"EstablishRanking", rank},
          {"ConfirmShortlist", plain_here<ConfirmShortlist>},
          {"PublishRanking", plain_here<PublishRanking>},
          {"RaiseObjection", raise},
          {"DismissObjection", dismiss},
          {"SettleObjection", settle_objection},
          {"UpholdObjection", uphold},
          {"ConcludeReadmission", conclude},
          {"CloseObjections", plain_here<CloseObjections>}};
}

}  // namespace gozin::model
