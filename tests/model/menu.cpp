#include "tests/model/menu.hpp"

#include "workflows/ruleset/state.hpp"

namespace gozin::model {
namespace {

using namespace std::string_view_literals;

/// Who holds which role in the city of the model, the usual one first.
std::map<std::string_view, std::vector<std::string_view>> const& holders() {
  static std::map<std::string_view, std::vector<std::string_view>> const all{
      {"department_officer", {"omid", "anita"}},
      {"administrative_affairs", {"azar", "anita"}},
      {"finance", {"farhad", "anita"}},
      {"clerk", {"clara"}},
      {"inspectorate", {"iman"}},
      {"objections_officer", {"shahla", "azar"}},
      {"objections_board", {"shahla"}},
      {"conformity_board", {"governor"}},
      {"mayor", {"mayor"}},
      {"decider", {"mayor"}},
      {"governor", {"governor"}},
      {"minister", {"governor"}},
      {"body_secretary", {"sara"}},
      {"body_chair", {"m-1"}},
      {"body_member", {"m-1", "m-2", "m-3"}},
      {"assessor", {"arash", "bahar", "dorsa", "m-3"}},
      {"panel_chair", {"arash", "bahar"}},
      {"nominee", {"p-1", "p-2", "p-3"}},
      {"citizen", {"c-1", "p-1"}},
      {"clock", {"clock"}}};
  return all;
}

/// Roles in which several people act for themselves, each of them explored.
bool is_personal(std::string_view role) {
  return role == "body_member" || role == "assessor" || role == "nominee" || role == "citizen";
}

Caller caller(std::string_view actor, std::string_view role) {
  return {PersonId{std::string{actor}}, Code{std::string{role}}};
}

std::vector<Claim> make_claims(std::string_view role) {
  std::vector<Claim> claims;
  auto const& own = holders().at(role);
  for (auto const holder : own)
    claims.push_back({caller(holder, role), holder == own.front() || is_personal(role)});
  for (auto const stranger : {"p-1"sv, "azar"sv, "m-2"sv, "bahar"sv, "clara"sv})
    if (std::ranges::find(own, stranger) == own.end())
      claims.push_back({caller(stranger, role), false});
  if (role == "clock") return claims;
  // Through a clerk, through somebody it was passed on to, and through somebody it was not.
  claims.push_back({{PersonId{"clara"}, Code{std::string{role}}, PersonId{std::string{own.front()}},
                     Code{"clerk"}},
                    false});
  for (auto const substitute : {"anita"sv, "c-1"sv})
    claims.push_back({{PersonId{std::string{substitute}}, Code{std::string{role}},
                       PersonId{std::string{own.front()}}},
                      false});
  return claims;
}

}  // namespace

std::vector<Claim> const& claims_of(std::string_view role) {
  static std::map<std::string_view, std::vector<Claim>> const all = [] {
    std::map<std::string_view, std::vector<Claim>> made;
    for (auto const& [name, people] : holders()) made[name] = make_claims(name);
    return made;
  }();
  return all.at(role);
}

std::vector<std::string_view> const& all_roles() {
  static std::vector<std::string_view> const all = [] {
    std::vector<std::string_view> names;
    for (auto const& [name, people] : holders()) names.push_back(name);
    return names;
  }();
  return all;
}

Offers const& all_offers() {
  static Offers const all = [] {
    Offers made;
    for (auto const& part : {offers_until_screening(), offers_of_assessing(), offers_of_reviewing(),
                             offers_of_balloting(), offers_of_decreeing(), offers_at_any_time()})
      made.insert(part.begin(), part.end());
    return made;
  }();
  return all;
}

Committed words(std::string_view text) { return {sha256({"words ", text})}; }

NomineeId nominee_of(std::string_view person) { return {"n-" + std::string{person}}; }

rules::RuleSet const* rules_of(Asked const& asked) {
  if (!asked.state) return nullptr;
  auto const* stream = asked.world.state<ruleset::RuleSetStream>(asked.state->ruleset);
  return stream ? stream->rules.get() : nullptr;
}

}  // namespace gozin::model
