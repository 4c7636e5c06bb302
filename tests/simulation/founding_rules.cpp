#include "tests/simulation/founding.hpp"

#include <boost/json/parse.hpp>

namespace gozin::simulation {
namespace {

/// What all regimes have in common. Periods are short, so that a case comes to its end.
constexpr std::string_view kCommon = R"({
  "id": "city-managers", "title": {"fa": "آیین‌نامه", "en": "By-law"}, "city": "city",
  "calendar": "plain", "approved_by": "council", "deciding_role": "mayor",
  "routes": {
    "permitted": ["full", "internal", "direct"], "direct_reasons": ["acting"],
    "post_classes": [
      {"code": "manager", "title": {"fa": "مدیر", "en": "Manager"}, "route": "full"}]},
  "choice": {"permitted": "first_n", "n": 2, "chooser": "decider"},
  "nomination": {
    "channels": {"citizen": {}, "self": {}, "department": {}, "talent_pool": {}, "clerk": {},
                 "body_member": {}},
    "min_open": {"calendar_days": 3}, "consent": {"calendar_days": 4}, "cap": 6},
  "conditions": [
    {"code": "degree", "title": {"fa": "مدرک", "en": "Degree"}, "field": "degree",
     "op": "at_least", "value": "bachelor"}],
  "inquiries": [
    {"code": "court", "title": {"fa": "استعلام", "en": "Inquiry"}, "of": "selected",
     "by": "decree", "silence": "proceed_conditionally", "clock": {"calendar_days": 3}}],
  "panel": {"members": 2, "reserves": 1, "min_sheets_per_nominee": 1},
  "scoring": {"aggregation": "mean", "moderation_threshold": 2,
              "tie": {"criteria": ["expertise"], "lot": true}},
  "objections": {
    "against_exclusion": {"calendar_days": 2}, "against_ranking": {"calendar_days": 2},
    "decision": {"calendar_days": 10}, "heard_by": "objections_officer"},
  "clocks": {
    "establishment": {"length": {"calendar_days": 3}, "at_deadline": "note"},
    "budget": {"length": {"calendar_days": 3}, "at_deadline": "note"},
    "authorised": {"length": {"calendar_days": 3}, "at_deadline": "note"},
    "nominating": {"length": {"calendar_days": 3}, "reminder": {"calendar_days": 1},
                   "at_deadline": "close"},
    "screening": {"length": {"calendar_days": 3}, "at_deadline": "note"},
    "declaring": {"length": {"calendar_days": 2}, "reminder": {"calendar_days": 1},
                  "at_deadline": "note"},
    "sealing": {"length": {"calendar_days": 6}, "reminder": {"calendar_days": 1},
                "at_deadline": "reveal"},
    "moderating": {"length": {"calendar_days": 2}, "at_deadline": "note"},
    "objecting": {"length": {"calendar_days": 2}, "at_deadline": "close"},
    "reviewing": {"length": {"calendar_days": 7}, "reminder": {"calendar_days": 2},
                  "at_deadline": "escalate", "escalate_to": "mayor"},
    "decreeing": {"length": {"calendar_days": 3}, "at_deadline": "note"},
    "registration": {"length": {"calendar_days": 1}, "at_deadline": "note"},
    "publication": {"length": {"calendar_days": 1}, "at_deadline": "note"},
    "account": {"length": {"calendar_days": 10}, "at_deadline": "note"}},
  "notices": {
    "services": [{"channel": "registered_post", "proof": "receipt"},
                 {"channel": "inbox", "proof": "first_opening"}],
    "on_failure": "next_channel"},
  "publication": [
    {"what": "vacancy", "names": "none", "within": {"calendar_days": 1}},
    {"what": "decree", "names": "selected", "within": {"calendar_days": 2}}],
  "exclusive_duties": [
    ["nominator", "assessor"], ["nominator", "administrative_affairs"],
    ["department_officer", "finance"], ["department_officer", "administrative_affairs"],
    ["finance", "administrative_affairs"], ["administrative_affairs", "assessor"],
    ["department_officer", "assessor"], ["finance", "assessor"], ["assessor", "body_member"],
    ["assessor", "decider"], ["objections_officer", "administrative_affairs"],
    ["objections_officer", "assessor"]],
  "kinship": ["sibling"],
  "decree": {"prefix": "S/", "start": 1, "yearly": false},
  "limits": {"suspension_days_max": 30, "term_years": 4, "acting_days_max": 120,
             "outsiders_max": "1/5", "selectivity_min": 1, "retention_years": 10}
})";

json::value bilingual(std::string_view text) { return json::object{{"fa", text}, {"en", text}}; }

json::value family(std::string_view code, std::string_view weight) {
  json::array anchors;
  for (int level = 0; level <= 4; ++level)
    anchors.push_back(json::object{{"level", level}, {"text", bilingual("level")}});
  json::object const part{{"code", code},         {"title", bilingual(code)},
                          {"share", "1"},         {"scale", json::object{{"min", 0}, {"max", 4}}},
                          {"instrument", "file"}, {"anchors", anchors}};
  return json::object{{"title", bilingual(code)}, {"weight", weight}, {"parts", json::array{part}}};
}

json::object body(int seats, Regime regime) {
  bool const secret = regime == Regime::consent;
  json::object made{
      {"title", bilingual("body")},
      {"seats", seats},
      {"quorum", json::object{{"at_least", "1/2"}, {"of", "seats"}, {"recused_count", false}}},
      {"majority", json::object{{"more_than", "1/2"}, {"of", "cast"}}},
      {"blank_counts_as", "abstain"},
      {"void_counts_as", "not_cast"},
      {"secrecy", secret ? "secret" : "open"},
      {"values", regime == Regime::elected ? "choose_one" : "yes_no_abstain"},
      {"tie", regime == Regime::elected ? "lot" : "chair"},
      {"fallback", "count_recused_for_quorum"},
      {"nominator_is_recused", true},
      {"notice", json::object{{"calendar_days", 0}}}};
  if (secret) made["secrecy_note"] = bilingual("three members");
  if (secret) made["tie"] = "reject";
  if (regime == Regime::elected)
    made["rounds"] = json::object{{"keep", json::array{2}}, {"last", "relative"}};
  return made;
}

json::value gate(std::string_view code, std::string_view kind, json::value binds) {
  return json::object{
      {"code", code},         {"title", bilingual(code)},    {"body", "council"},
      {"kind", kind},         {"on_refusal", "next_ranked"}, {"binds", std::move(binds)},
      {"basis", "the by-law"}};
}

}  // namespace

json::value rules_of(Regime regime, int version) {
  auto document = json::parse(kCommon).as_object();
  document["version"] = version;
  document["criteria"] = json::object{{"expertise", family("expertise", "1/2")},
                                      {"experience", family("experience", "1/4")},
                                      {"commitment", family("commitment", "1/4")}};
  document["bodies"] =
      json::object{{"council", body(3, regime)}, {"board", body(2, Regime::plain)}};
  json::array gates;
  json::value const later(
      json::object{{"after", json::object{{"calendar_days", 2}}}, {"sent_to", "conformity_board"}});
  if (regime == Regime::consent) gates.push_back(gate("advice", "advisory", "at_once"));
  if (regime == Regime::consent) gates.push_back(gate("council", "consent", later));
  if (regime == Regime::elected) gates.push_back(gate("council", "election", "at_once"));
  document["gates"] = std::move(gates);
  return document;
}

}  // namespace gozin::simulation
