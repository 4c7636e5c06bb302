#include "workflows/appointment/aliases.hpp"

#include "engine/event/json.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/seats.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

/// By assessor: what each alias means.
using AliasMap = std::map<PersonId, std::map<Code, NomineeId>>;

AliasMap opened_map(Context const& context, Case const& state) {
  AliasMap meanings;
  for (auto const& place : state.alias_maps) {
    if (place.round != state.round) continue;
    auto const opened = context.facts.open(place.seq, alias_key(place.stream, place.round));
    if (!opened || !opened->values.contains("alias_map"))
      throw std::logic_error("an alias map does not open before its reveal");
    auto const text = parse_json(opened->values.at("alias_map"));
    auto const map = text ? decode<AliasMap>(*text) : Result<AliasMap>{text.error()};
    if (!map) throw std::logic_error("an alias map is damaged");
    for (auto const& [assessor, aliases] : *map)
      meanings[assessor].insert(aliases.begin(), aliases.end());
  }
  return meanings;
}

/// Where no map was sealed, the alias is the nominee's own id.
NomineeId meaning_of(AliasMap const& meanings, PersonId const& assessor, Code const& alias) {
  auto const of_assessor = meanings.find(assessor);
  if (of_assessor == meanings.end()) return {alias.text};
  auto const found = of_assessor->second.find(alias);
  return found == of_assessor->second.end() ? NomineeId{alias.text} : found->second;
}

bool is_wanted(Case const& state, PersonId const& person, NomineeId const& nominee) {
  auto const* assessor = find_assessor(state, person);
  auto const* found = find_nominee(state, nominee);
  return assessor && found && judges(*assessor, nominee) && found->standing == Standing::admitted;
}

}  // namespace

Aliases make_aliases(Context const& context, Code const& round,
                     std::map<PersonId, std::vector<NomineeId>> const& judged) {
  bool const blind = is_blind(rules_of(context), round);
  Aliases aliases;
  AliasMap meanings;
  for (auto const& [assessor, nominees] : judged) {
    auto& own = aliases.by_assessor[assessor];
    for (auto const& nominee : nominees) {
      Code const alias{blind ? "a-" + context.facts.fresh_id() : nominee.text};
      meanings[assessor].emplace(alias, nominee);
      own.push_back(alias);
    }
    // Aliases are random, so their own order says nothing about the order of nominees.
    std::sort(own.begin(), own.end());
  }
  if (blind)
    aliases.map = context.facts.keep(alias_key(context.stream, round), "alias_map",
                                     to_canonical(encode(meanings)));
  return aliases;
}

std::vector<Assignment> assignments(Context const& context, Case const& state) {
  auto const meanings = opened_map(context, state);
  std::vector<Assignment> wanted;
  for (auto const& [assessor, aliases] : state.aliases)
    for (auto const& alias : aliases) {
      auto const nominee = meaning_of(meanings, assessor, alias);
      if (is_wanted(state, assessor, nominee)) wanted.push_back({assessor, alias, nominee});
    }
  return wanted;
}

SealedSheet const* find_sheet(Case const& state, Assignment const& assignment) {
  for (auto const& sheet : state.sealed)
    if (sheet.round == state.round && sheet.assessor == assignment.assessor &&
        sheet.alias == assignment.alias)
      return &sheet;
  return nullptr;
}

std::int64_t sheets_missing(Case const& state, std::vector<Assignment> const& wanted) {
  return std::count_if(wanted.begin(), wanted.end(), [&](Assignment const& assignment) {
    return find_sheet(state, assignment) == nullptr;
  });
}

}  // namespace gozin::appointment
