#include "adapters/app/dossier_parts.hpp"

#include <map>

namespace gozin::app::dossier {
namespace {

/// Why somebody does not go on, or what they came to.
std::string reasons_of(DossierWords const& in, json::object const& nomination) {
  std::vector<std::string> reasons;
  for (auto const* finding : objects_in(array_at(nomination, "findings")))
    if (text_at(*finding, "finding") != "met")
      reasons.push_back(
          in.say("finding", {{"condition", in.title(text_at(*finding, "condition"))},
                             {"finding", in.named("choice", text_at(*finding, "finding"))}}));
  for (auto const* below : objects_in(array_at(nomination, "below")))
    reasons.push_back(in.say("below", {{"criterion", in.title(text_at(*below, "criterion"))},
                                       {"reached", text_at(*below, "reached")}}));
  if (nomination.contains("merged_into"))
    reasons.push_back(
        in.say("merged_into", {{"number", in.number(number_at(nomination, "merged_into"))}}));
  if (flag_at(nomination, "permitted")) reasons.push_back(in.say("permitted"));
  if (flag_at(nomination, "selected")) reasons.push_back(in.say("selected"));
  return in.list(reasons);
}

std::string channels_of(DossierWords const& in, json::object const& nomination) {
  std::vector<std::string> channels;
  for (auto const* received : objects_in(array_at(nomination, "received")))
    channels.push_back(in.list({in.named("choice", text_at(*received, "channel")),
                                in.moment(text_at(*received, "recorded")), in.event(*received)}));
  return in.list(channels);
}

struct Counted {
  std::int64_t about = 0;
  std::string interests;
  json::array events;
};

/// One row a declarer: about how many, and every interest that is not none.
web::Table declarations(DossierWords const& in, json::array const& declared) {
  std::map<std::string, Counted> by_declarer;
  for (auto const* one : objects_in(declared)) {
    auto& row = by_declarer[text_at(*one, "declarer")];
    ++row.about;
    row.events.emplace_back(number_at(*one, "seq"));
    auto const interest = text_at(*one, "interest");
    if (interest != "none")
      row.interests = in.list({row.interests, in.nominee(text_at(*one, "nominee")) + ": " +
                                                  in.named("choice", interest)});
  }
  web::Table table{.caption = in.say("declarations"),
                   .columns = {in.say("declarer"), in.say("declared_about"), in.say("interests"),
                               in.say("evidence")}};
  for (auto const& [declarer, row] : by_declarer)
    table.rows.push_back({{in.person(declarer)},
                          {in.number(row.about)},
                          {row.interests.empty() ? in.say("no_interest") : row.interests},
                          {in.ranges(row.events)}});
  return table;
}

}  // namespace

Part nominations(DossierWords const& in) {
  web::Table table{.columns = {in.say("nominee_column"), in.say("received"), in.say("standing"),
                               in.say("reasons"), in.say("place"), in.say("score"),
                               in.say("decided")}};
  for (auto const* one : objects_in(array_at(in.content(), "nominations")))
    table.rows.push_back({{in.nominee(text_at(*one, "nominee"))},
                          {channels_of(in, *one)},
                          {in.named("standing", text_at(*one, "standing"))},
                          {reasons_of(in, *one)},
                          {in.number_of(*one, "place")},
                          web::code(text_at(*one, "score")),
                          {in.event(object_at(*one, "decided"))}});
  if (table.rows.empty()) return {};
  return {in.say("part_nominations"),
          {{.text = in.say("nominations_note"), .table = std::move(table)}}};
}

Part panel(DossierWords const& in) {
  auto const& panel = in.part("panel");
  auto const& appointed = object_at(panel, "appointed");
  if (appointed.empty()) return {};
  std::vector<web::Pair> pairs;
  add(pairs, in.say("appointed"), in.act(appointed));
  add(pairs, in.say("chair"), in.person(text_at(appointed, "chair")));
  add(pairs, in.say("members"), in.people(array_at(appointed, "members")));
  add(pairs, in.say("reserves"), in.people(array_at(appointed, "reserves")));
  add(pairs, in.say("by_lot"), in.yes_no(flag_at(appointed, "by_lot")));
  add_code(pairs, in.say("seed"), text_at(appointed, "seed"));
  for (auto const* one : objects_in(array_at(panel, "seated")))
    add(pairs, in.say("seated", {{"round", in.named("code", text_at(*one, "round"))}}),
        in.list({in.people(array_at(*one, "assessors")), in.act(*one)}));
  for (auto const* one : objects_in(array_at(panel, "recusals")))
    add(pairs, in.say("recused"),
        in.list({in.person(text_at(*one, "assessor")), in.nominee(text_at(*one, "nominee")),
                 in.act(*one)}));
  for (auto const* one : objects_in(array_at(panel, "replacements")))
    add(pairs, in.say("replaced"),
        in.list({in.say("replaced_by", {{"out", in.person(text_at(*one, "assessor"))},
                                        {"in", in.person(text_at(*one, "replacement"))}}),
                 in.act(*one)}));
  return {
      in.say("part_panel"),
      {{.pairs = std::move(pairs)}, {.table = declarations(in, array_at(panel, "declarations"))}}};
}

Part objections(DossierWords const& in) {
  auto const& objections = in.part("objections");
  std::vector<web::Pair> pairs;
  auto const& published = object_at(objections, "ranking_published");
  add(pairs, in.say("ranking_published"), in.act(published));
  add(pairs, in.say("objections_close"), in.moment(text_at(published, "closes")));
  add(pairs, in.say("objections_closed"), in.act(object_at(objections, "closed")));
  web::Table table{.columns = {in.say("against"), in.say("nominee_column"), in.say("raised"),
                               in.say("result"), in.say("decided")}};
  for (auto const* one : objects_in(array_at(objections, "raised")))
    table.rows.push_back({{in.named("choice", text_at(*one, "against"))},
                          {in.nominee(text_at(*one, "nominee"))},
                          {in.act(object_at(*one, "raised"))},
                          {in.say("objection_" + text_at(*one, "result"))},
                          {in.act(object_at(*one, "decided"))}});
  auto const text = table.rows.empty() ? in.say("no_objections") : std::string{};
  return {in.say("part_objections"),
          {{.text = text, .pairs = std::move(pairs), .table = std::move(table)}}};
}

/// Empty where a nomination is the link.
std::string kind_of_hint(DossierWords const& in, std::string const& kind) {
  return kind.empty() ? std::string{} : in.named("choice", "kind." + kind);
}

Part influence(DossierWords const& in) {
  auto const& influence = in.part("influence");
  web::Table table{.columns = {in.say("role"), in.say("reported")}};
  for (auto const* one : objects_in(array_at(influence, "roles")))
    table.rows.push_back(
        {{in.named("role", text_at(*one, "role"))}, {in.yes_no(flag_at(*one, "reported"))}});
  std::vector<web::Pair> pairs;
  add(pairs, in.say("reports"), in.number(number_at(influence, "reports")));
  for (auto const* one : objects_in(array_at(influence, "measures")))
    add(pairs, in.named("event", text_at(*one, "type")), in.act(*one));
  if (array_at(influence, "measures").empty()) add(pairs, in.say("measures"), in.say("no_measure"));
  for (auto const* one : objects_in(array_at(influence, "hints")))
    add(pairs, in.say("hint"),
        in.list({kind_of_hint(in, text_at(*one, "kind")),
                 in.say("hint_" + text_at(*one, "disposition")), in.act(object_at(*one, "raised")),
                 in.act(object_at(*one, "disposed"))}));
  return {
      in.say("part_influence"),
      {{.text = in.say("influence_note"), .pairs = std::move(pairs), .table = std::move(table)}}};
}

Part deviations(DossierWords const& in) {
  web::Table table{.columns = {in.say("deviation"), in.say("subject"), in.say("by_whom")}};
  for (auto const* one : objects_in(array_at(in.content(), "deviations"))) {
    auto const deadline = text_at(*one, "deadline");
    auto number = text_at(*one, "number");
    if (auto const silent = number_at(*one, "silent"); silent > 0)
      number = in.say("silent_members", {{"count", in.number(silent)}});
    if (auto const notice = text_at(*one, "notice"); !notice.empty())
      number = in.say("not_served", {{"notice", in.named("notice", notice)}});
    table.rows.push_back({{in.named("event", text_at(*one, "type"))},
                          deadline.empty() ? web::Cell{number} : web::code(deadline),
                          {in.act(*one)}});
  }
  auto const text = in.say(table.rows.empty() ? "no_deviations" : "deviations_note");
  return {in.say("part_deviations"), {{.text = text, .table = std::move(table)}}};
}

Part annex(DossierWords const& in) {
  auto const& annex = in.part("annex");
  if (annex.empty()) return {};
  web::Table who{.caption = in.say("annex_nominees"),
                 .columns = {in.say("nominee_column"), in.say("name"), in.say("nominators")}};
  for (auto const* one : objects_in(array_at(annex, "nominees")))
    who.rows.push_back({{in.nominee(text_at(*one, "nominee"))},
                        {in.person(text_at(*one, "person"))},
                        {in.people(array_at(*one, "nominators"))}});
  web::Table reports{.caption = in.say("annex_reports"),
                     .columns = {in.say("event_number"), in.say("reporter"), in.say("text")}};
  for (auto const* one : objects_in(array_at(annex, "reports")))
    reports.rows.push_back(
        {{in.number(number_at(*one, "seq"))},
         {in.list({in.person(text_at(*one, "actor")), in.named("role", text_at(*one, "role"))})},
         {isolated(text_at(*one, "text"))}});
  web::Table words{.caption = in.say("annex_words"),
                   .columns = {in.say("event_number"), in.say("act"), in.say("text")}};
  for (auto const* one : objects_in(array_at(annex, "words")))
    words.rows.push_back({{in.number(number_at(*one, "seq"))},
                          {in.named("event", text_at(*one, "type"))},
                          {isolated(text_at(*one, "text"))}});
  return {in.say("part_annex"),
          {{.text = in.say("annex_note"), .table = std::move(who)},
           {.table = std::move(reports)},
           {.table = std::move(words)}}};
}

}  // namespace gozin::app::dossier
