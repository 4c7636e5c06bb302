#include "adapters/app/dossier_page.hpp"

#include "adapters/app/dossier_parts.hpp"

#include <array>

#include <boost/json/serialize.hpp>

namespace gozin::app {
namespace dossier {

void add(std::vector<web::Pair>& pairs, std::string what, std::string value) {
  if (!value.empty()) pairs.push_back({std::move(what), {std::move(value)}});
}

void add_code(std::vector<web::Pair>& pairs, std::string what, std::string value) {
  if (!value.empty()) pairs.push_back({std::move(what), web::code(std::move(value))});
}

std::vector<json::object const*> objects_in(json::array const& array) {
  std::vector<json::object const*> objects;
  for (auto const& value : array)
    if (value.is_object()) objects.push_back(&value.get_object());
  return objects;
}

namespace {

std::string term_of(DossierWords const& in, json::object const& decree) {
  if (!decree.contains("term_from")) return {};
  return in.say("from_until", {{"from", in.day(text_at(decree, "term_from"))},
                               {"until", in.day(text_at(decree, "term_until"))}});
}

/// How many items of the checklist came out so.
std::int64_t counted(DossierWords const& in, std::string_view verdict) {
  std::int64_t count = 0;
  for (auto const* item : objects_in(array_at(in.content(), "checklist")))
    if (text_at(*item, "verdict") == verdict) ++count;
  return count;
}

web::Table conditions(DossierWords const& in) {
  web::Table table{.caption = in.say("conditions"),
                   .columns = {in.say("condition"), in.say("asked"), in.say("basis")}};
  for (auto const* one : objects_in(array_at(in.part("notice"), "conditions"))) {
    auto const* value = one->if_contains("value");
    auto const asked = text_at(*one, "field") + " " + text_at(*one, "op") + " " +
                       (value ? json::serialize(*value) : std::string{});
    table.rows.push_back(
        {{in.of(object_at(*one, "title"))}, web::code(asked), {isolated(text_at(*one, "basis"))}});
  }
  return table;
}

web::Table criteria(DossierWords const& in) {
  web::Table table{.caption = in.say("criteria"),
                   .columns = {in.say("criterion"), in.say("family"), in.say("weight"),
                               in.say("weight_by_rule"), in.say("floor"), in.say("instrument")}};
  for (auto const* one : objects_in(array_at(in.part("notice"), "criteria")))
    table.rows.push_back({{in.of(object_at(*one, "title"))},
                          {in.say("family_" + text_at(*one, "family"))},
                          web::code(text_at(*one, "weight")),
                          web::code(text_at(*one, "weight_by_rule")),
                          web::code(text_at(*one, "floor")),
                          {in.say("instrument_" + text_at(*one, "instrument"))}});
  return table;
}

std::string period_of(DossierWords const& in, json::object const& period) {
  if (period.empty()) return {};
  return in.say(text_at(period, "counted"), {{"days", in.number(number_at(period, "days"))}});
}

/// From which case this one goes on, by whose order, and how much of it was done there.
void add_taken_over(std::vector<web::Pair>& pairs, DossierWords const& in,
                    json::object const& taken) {
  auto const& annulled = object_at(taken, "annulled");
  add_code(pairs, in.say("taken_over_from"), text_at(taken, "annulled_case"));
  add(pairs, in.say("ending_annulled"),
      in.list({isolated(text_at(annulled, "authority")), in.act(annulled)}));
  add(pairs, in.say("events_taken_over"),
      in.list({in.number(number_at(taken, "events")), in.act(taken)}));
}

/// Up to where the case was run on paper, by which letters, and who says so.
void add_paper(std::vector<web::Pair>& pairs, DossierWords const& in, json::object const& paper) {
  if (paper.empty()) return;
  add(pairs, in.say("paper"),
      in.list({in.say("paper_" + text_at(paper, "stage")), isolated(text_at(paper, "file")),
               in.act(paper)}));
  add(pairs, in.say("paper_letters"),
      in.list({isolated(text_at(paper, "establishment")), isolated(text_at(paper, "budget")),
               isolated(text_at(paper, "call"))}));
}

}  // namespace

Part summary(DossierWords const& in) {
  auto const& decree = in.part("decree");
  std::vector<web::Pair> pairs;
  add(pairs, in.say("ending"), in.say("ending_" + text_at(in.part("case"), "ending")));
  add(pairs, in.say("post"), isolated(text_at(in.part("post"), "title")));
  add(pairs, in.say("person"), in.person(text_at(decree, "person")));
  add(pairs, in.say("decree_number"), in.words().number(text_at(decree, "number")));
  add(pairs, in.say("dated"), in.day(text_at(decree, "dated")));
  add(pairs, in.say("term"), term_of(in, decree));
  add(pairs, in.say("decided_by"), in.named("role", text_at(in.part("decision"), "deciding_role")));
  add(pairs, in.say("rules"), in.of(object_at(in.part("rules"), "title")));
  add(pairs, in.say("nominations"),
      in.number(static_cast<std::int64_t>(array_at(in.content(), "nominations").size())));
  add(pairs, in.say("checklist"),
      in.say("checklist_counts", {{"pass", in.number(counted(in, "pass"))},
                                  {"fail", in.number(counted(in, "fail"))},
                                  {"none", in.number(counted(in, "not_applicable"))}}));
  add_code(pairs, in.say("case"), text_at(in.part("case"), "id"));
  for (auto const* taken : objects_in(array_at(in.part("case"), "taken_over")))
    add_taken_over(pairs, in, *taken);
  add_code(pairs, in.say("remanded_to"), text_at(in.part("case"), "remanded_to"));
  add_paper(pairs, in, object_at(in.part("case"), "paper"));
  add(pairs, in.say("as_of"),
      in.say("as_of_value", {{"moment", in.moment(text_at(in.part("as_of"), "recorded"))},
                             {"size", in.number(number_at(in.part("as_of"), "size"))}}));
  return {in.say("part_summary"), {{.text = in.say("intro"), .pairs = std::move(pairs)}}};
}

Part checklist(DossierWords const& in) {
  web::Table table{
      .columns = {in.say("item"), in.say("question"), in.say("verdict"), in.say("evidence")}};
  for (auto const* item : objects_in(array_at(in.content(), "checklist"))) {
    auto const number = std::to_string(number_at(*item, "item"));
    table.rows.push_back({{in.words().number(number)},
                          {in.say("item_" + number), web::Cell::Kind::strong},
                          in.verdict(text_at(*item, "verdict")),
                          {}});
    for (auto const* point : objects_in(array_at(*item, "points")))
      table.rows.push_back({{},
                            {in.say("point_" + text_at(*point, "point"))},
                            in.verdict(text_at(*point, "verdict")),
                            {in.ranges(array_at(*point, "evidence"))}});
  }
  return {in.say("part_checklist"),
          {{.text = in.say("checklist_note"), .table = std::move(table)}}};
}

Part post(DossierWords const& in) {
  auto const& post = in.part("post");
  auto const& budget = object_at(post, "budget");
  std::vector<web::Pair> pairs;
  add(pairs, in.say("post"), isolated(text_at(post, "title")));
  add_code(pairs, in.say("post_code"), text_at(post, "stream"));
  add(pairs, in.say("unit"), in.words().unit(Code{text_at(in.part("case"), "unit")}).text);
  add(pairs, in.say("grade"), in.number_of(post, "grade"));
  add(pairs, in.say("opened"), in.act(object_at(in.part("case"), "opened")));
  add(pairs, in.say("claimed"), in.act(object_at(post, "claimed")));
  add(pairs, in.say("established"), in.act(object_at(post, "established")));
  add(pairs, in.say("budget_line"), isolated(text_at(budget, "title")));
  add(pairs, in.say("amount"), in.number_of(budget, "amount"));
  add(pairs, in.say("available"), in.number_of(budget, "available"));
  add(pairs, in.say("budget_cleared"), in.act(object_at(budget, "confirmed")));
  return {in.say("part_post"), {{.pairs = std::move(pairs)}}};
}

Part rules(DossierWords const& in) {
  auto const& rules = in.part("rules");
  std::vector<web::Pair> pairs;
  add(pairs, in.say("rules"), in.of(object_at(rules, "title")));
  add(pairs, in.say("version"), in.number_of(rules, "version"));
  add_code(pairs, in.say("rules_hash"), text_at(rules, "hash"));
  auto const& approved = object_at(rules, "approved");
  add(pairs, in.say("proposed"), in.act(object_at(rules, "proposed")));
  add(pairs, in.say("approved"), in.act(approved));
  add(pairs, in.say("resolution"), isolated(text_at(approved, "resolution")));
  add(pairs, in.say("in_force_from"), in.day(text_at(object_at(rules, "in_force"), "from")));
  add(pairs, in.say("in_force"), in.act(object_at(rules, "in_force")));
  for (auto const* moved : objects_in(array_at(rules, "migrations")))
    add(pairs, in.say("migrated"), in.act(*moved));
  add(pairs, in.say("names_published"), in.say("names_" + text_at(rules, "names")));
  std::vector<std::string> sources;
  for (auto const& source : array_at(rules, "sources"))
    sources.push_back(isolated(std::string{source.as_string()}));
  add(pairs, in.say("sources"), in.list(sources));
  return {in.say("part_rules"), {{.pairs = std::move(pairs)}}};
}

Part notice(DossierWords const& in) {
  auto const& notice = in.part("notice");
  std::vector<web::Pair> pairs;
  add(pairs, in.say("route"), in.named("choice", text_at(notice, "route")));
  add(pairs, in.say("ground"), in.named("choice", text_at(notice, "ground")));
  add(pairs, in.say("published"), in.act(object_at(notice, "published")));
  add(pairs, in.say("proposed_directly"), in.act(object_at(notice, "proposed_directly")));
  add(pairs, in.say("closes"), in.moment(text_at(notice, "closes")));
  add(pairs, in.say("least_open"), period_of(in, object_at(notice, "least_open")));
  for (auto const* extended : objects_in(array_at(notice, "extensions")))
    add(pairs, in.say("extended_to"),
        in.list({in.moment(text_at(*extended, "closes")), in.act(*extended)}));
  add(pairs, in.say("closed"), in.act(object_at(notice, "closed")));
  add(pairs, in.say("staff_meeting"), in.number_of(notice, "staff_meeting"));
  add(pairs, in.say("selectivity_min"), in.number_of(notice, "selectivity_min"));
  return {in.say("part_notice"),
          {{.pairs = std::move(pairs)}, {.table = conditions(in)}, {.table = criteria(in)}}};
}

namespace {

std::vector<std::string> warnings(DossierWords const& in) {
  std::vector<std::string> warnings;
  auto const purpose = text_at(in.part("log"), "purpose");
  if (purpose != "live") warnings.push_back(in.say("purpose_" + purpose));
  auto const& state = in.part("case");
  auto const ending = text_at(state, "ending");
  if (ending != "appointed") warnings.push_back(in.say("warning_" + ending));
  if (flag_at(state, "suspended")) warnings.push_back(in.say("warning_suspended"));
  if (flag_at(state, "stayed")) warnings.push_back(in.say("warning_stayed"));
  if (in.content().contains("annex")) warnings.push_back(in.say("warning_annex"));
  return warnings;
}

/// What of the events is needed to check them by hand: the hash of each entry.
Part proofs(DossierWords const& in, LogDossier const& dossier) {
  std::vector<web::Pair> pairs;
  add_code(pairs, in.say("vkey"), text_at(in.content(), "vkey"));
  add_code(pairs, in.say("json_hash"), to_hex(sha256(to_text(dossier))));
  web::Table table{.caption = in.say("entries"),
                   .columns = {in.say("event_number"), in.say("leaf_hash")}};
  for (auto const& entry : dossier.entries)
    table.rows.push_back(
        {{in.number(static_cast<std::int64_t>(entry.index))}, web::code(to_hex(entry.leaf_hash))});
  return {in.say("part_proofs"),
          {{.text = in.say("proofs_note"), .pairs = std::move(pairs)},
           {.heading = in.say("checkpoint"), .lines = dossier.checkpoint},
           {.heading = in.say("seal"), .lines = dossier.seal},
           {.table = std::move(table)}}};
}

}  // namespace
}  // namespace dossier

web::Document document_of(LogDossier const& dossier, Words const& words) {
  DossierWords const in{dossier.content, words};
  constexpr std::array kParts{&dossier::summary,     &dossier::checklist,  &dossier::post,
                              &dossier::rules,       &dossier::notice,     &dossier::nominations,
                              &dossier::panel,       &dossier::sheets,     &dossier::arithmetic,
                              &dossier::reliability, &dossier::objections, &dossier::review,
                              &dossier::decision,    &dossier::decree,     &dossier::influence,
                              &dossier::deviations,  &dossier::annex};
  web::Document document{.title = in.say("title"),
                         .about = text_at(in.part("case"), "title"),
                         .city = text_at(in.part("log"), "city"),
                         .warnings = dossier::warnings(in)};
  for (auto const part : kParts)
    if (auto drawn = part(in); !drawn.blocks.empty()) document.parts.push_back(std::move(drawn));
  document.parts.push_back(dossier::proofs(in, dossier));
  return document;
}

}  // namespace gozin::app
