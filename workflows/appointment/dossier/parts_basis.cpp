#include "engine/chart/model.hpp"
#include "engine/command/catalog.hpp"
#include "engine/rules/choice.hpp"
#include "workflows/appointment/dossier/parts.hpp"
#include "workflows/appointment/publication.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/ruleset/events.hpp"

#include <algorithm>

namespace gozin::appointment::parts {
namespace {

std::string_view ending_of(CaseFile const& file) {
  if (file.stands_in("Appointed")) return "appointed";
  if (file.stands_in("Unfilled")) return "unfilled";
  if (file.stands_in("Cancelled")) return "cancelled";
  if (file.stands_in("Annulled")) return "annulled";
  return "under_way";
}

/// The act that ended the case; null while it is under way.
Recorded const* end_of_case(CaseFile const& file) {
  if (auto const annulled = file.last<CaseAnnulled>()) return annulled.at;
  if (auto const published = file.last<DecreePublished>()) return published.at;
  if (auto const unfilled = file.last<CaseUnfilled>()) return unfilled.at;
  return file.last<CaseCancelled>().at;
}

json::object clock(rules::Period const& period) {
  return {{"days", period.days}, {"counted", name_of(period.counted)}};
}

/// As the document of the rules has them: field, operator, value, basis, title.
json::array conditions(CaseFile const& file) {
  for (auto const& proposed : all_of<ruleset::RuleSetProposed>(file.past_of(file.state().ruleset)))
    if (auto const* listed = proposed->document.value.as_object().if_contains("conditions"))
      return listed->as_array();
  return {};
}

json::object criterion(rules::Criterion const& criterion, rules::RuleSet const& rules) {
  auto const* by_rule = rules::find_criterion(rules, criterion.code);
  json::array anchors;
  for (auto const& anchor : criterion.anchors)
    anchors.push_back(json::object{{"level", anchor.level}, {"text", bilingual(anchor.text)}});
  json::object object{{"code", criterion.code.text},
                      {"family", name_of(criterion.family)},
                      {"title", bilingual(criterion.title)},
                      {"weight", criterion.weight.text},
                      {"weight_by_rule", by_rule ? by_rule->weight.text : std::string{}},
                      {"instrument", name_of(criterion.instrument)},
                      {"anchors", std::move(anchors)}};
  if (criterion.floor) object.emplace("floor", criterion.floor->text);
  return object;
}

json::array criteria(CaseFile const& file) {
  json::array array;
  for (auto const& one : file.criteria()) array.push_back(criterion(one, file.rules()));
  return array;
}

json::object choice(rules::Choice const& choice) {
  return {{"permitted", name_of(choice.permitted)},
          {"n", choice.n},
          {"chooser", name_of(choice.chooser)}};
}

/// Since when and by what order the case goes on from another one, and up to where: the first event
/// of its own, those of the annulled case that led to it, and the last that was taken over.
json::object taken_over(Writer& writer, Found<CaseTakenOver> const& taken) {
  auto const& file = writer.file();
  auto object = writer.act(*taken.at,
                           {{"annulled_case", taken->annulled.text},
                            {"from", taken->takes_over.from.text},
                            {"through", taken->takes_over.through},
                            {"leaf", to_hex(taken->takes_over.leaf)},
                            {"events", std::ranges::count_if(file.past(), [&](Recorded const& one) {
                               return one.at.seq < taken.at->at.seq;
                             })}});
  auto const& theirs = file.past_of(taken->annulled);
  for (auto const& annulled : all_of<CaseAnnulled>(theirs))
    if (annulled.at->at.stream == taken->annulled)
      object.emplace("annulled", annulment(writer, annulled));
  for (auto const& remanded : all_of<CaseRemanded>(theirs))
    if (remanded->to == taken.at->at.stream) writer.add(object, "remanded", remanded.at);
  for (auto const& one : file.past())
    if (one.at.stream == taken->takes_over.from && one.at.rev == taken->takes_over.through)
      writer.add(object, "last", &one);
  return object;
}

/// Up to where the case was run on paper, by whose word.
json::object paper_file(Writer& writer, Found<PaperFileTakenOver> const& paper) {
  json::object more{{"stage", name_of(paper->stage)},
                    {"file", paper->file.text},
                    {"establishment", paper->establishment.text},
                    {"budget", paper->budget.text}};
  if (paper->document) more.emplace("document", to_hex(*paper->document));
  if (paper->called) more.emplace("called", to_iso_date(*paper->called));
  if (paper->call) more.emplace("call", paper->call->text);
  auto object = writer.act(*paper.at, std::move(more));
  writer.add(object, "proposed", writer.file().last<PaperFileProposed>().at);
  return object;
}

}  // namespace

json::object case_part(Writer& writer) {
  auto const& file = writer.file();
  json::array position;
  auto const* folded = file.view().folded(file.id());
  for (auto const& leaf : chart::leaf_names(folded->kind->chart.model, folded->position))
    position.emplace_back(leaf);
  json::object object{{"id", file.id().text},
                      {"title", writer.state().post_title.text},
                      {"unit", writer.state().unit.text},
                      {"ending", ending_of(file)},
                      {"position", std::move(position)},
                      {"suspended", file.stands_in("Suspended")},
                      {"stayed", writer.state().stayed}};
  if (writer.state().unfilled) object.emplace("cause", name_of(*writer.state().unfilled));
  if (writer.state().readvertises)
    object.emplace("readvertises", writer.state().readvertises->text);
  json::array taken;
  for (auto const& one : file.all<CaseTakenOver>()) taken.push_back(taken_over(writer, one));
  if (!taken.empty()) object.emplace("taken_over", std::move(taken));
  if (auto const paper = file.last<PaperFileTakenOver>())
    object.emplace("paper", paper_file(writer, paper));
  if (writer.state().remanded_to) object.emplace("remanded_to", writer.state().remanded_to->text);
  writer.add(object, "opened", file.first<CaseOpened>().at);
  if (ending_of(file) != "under_way") writer.add(object, "ended", end_of_case(file));
  return object;
}

/// Acting heads of the post until now: by which case, how long, and how long in all; or by which
/// letter, who held the post before this log.
json::array acting_heads(Writer& writer) {
  json::array array;
  for (auto const& recorded : writer.file().past_of(writer.state().post)) {
    if (auto const* one = recorded.event.as<registry::ActingAppointed>())
      array.push_back(writer.act(recorded, {{"case", one->by.key()},
                                            {"from", to_iso_date(one->from)},
                                            {"until", to_iso_date(one->until)},
                                            {"since", to_iso_date(one->since)},
                                            {"days", one->days}}));
    if (auto const* one = recorded.event.as<registry::ActingHeadRecorded>())
      array.push_back(writer.act(recorded, {{"reference", one->reference.text},
                                            {"from", to_iso_date(one->from)},
                                            {"until", to_iso_date(one->until)}}));
  }
  return array;
}

json::object post_part(Writer& writer) {
  auto const& file = writer.file();
  auto const& state = writer.state();
  json::object object{{"stream", state.post.text},
                      {"title", state.post_title.text},
                      {"class", state.post_class.text}};
  if (auto const* post = file.view().find<registry::Post>(state.post))
    object.emplace("grade", post->grade);
  for (auto const& claimed : all_of<registry::PostClaimed>(file.past_of(state.post)))
    if (claimed->by == file.id()) writer.add(object, "claimed", claimed.at);
  for (auto const& claimed : all_of<registry::ActingClaimed>(file.past_of(state.post)))
    if (claimed->by == file.id()) writer.add(object, "claimed", claimed.at);
  writer.add(object, "established", file.last<EstablishmentConfirmed>().at);
  if (auto acting = acting_heads(writer); !acting.empty())
    object.emplace("acting", std::move(acting));

  json::object budget{{"stream", state.budget_line.text}, {"yearly_cost", state.yearly_cost}};
  if (auto const* line = file.view().find<registry::BudgetLine>(state.budget_line))
    budget.emplace("title", line->title.text);
  if (auto const confirmed = file.last<BudgetConfirmed>()) {
    budget.emplace("amount", confirmed->amount);
    budget.emplace("available", confirmed->available);
    writer.add(budget, "confirmed", confirmed.at);
  }
  object.emplace("budget", std::move(budget));
  return object;
}

json::object rules_part(Writer& writer) {
  auto const& file = writer.file();
  auto const& rules = file.rules();
  auto const& past = file.past_of(writer.state().ruleset);
  json::array sources;
  for (auto const& source : rules.sources) sources.emplace_back(source);
  json::object object{{"stream", writer.state().ruleset.text},
                      {"id", rules.id.text},
                      {"version", rules.version},
                      {"title", bilingual(rules.title)},
                      {"approved_by", rules.approved_by.text},
                      {"sources", std::move(sources)},
                      {"names", name_of(names_in_dossier(rules))}};
  if (writer.state().rules) object.emplace("hash", to_hex(*writer.state().rules));
  for (auto const& proposed : all_of<ruleset::RuleSetProposed>(past))
    writer.add(object, "proposed", proposed.at);
  for (auto const& approved : all_of<ruleset::RuleSetApproved>(past))
    object.insert_or_assign("approved",
                            writer.act(*approved.at, {{"body", approved->body.text},
                                                      {"resolution", approved->resolution.text}}));
  for (auto const& begun : all_of<ruleset::RuleSetInForce>(past))
    object.insert_or_assign("in_force",
                            writer.act(*begun.at, {{"from", to_iso_date(begun->from)}}));
  json::array migrations;
  for (auto const& moved : file.all<RuleSetMigrated>())
    migrations.push_back(
        writer.act(*moved.at, {{"from", to_hex(moved->from)}, {"to", to_hex(moved->to)}}));
  object.emplace("migrations", std::move(migrations));
  return object;
}

json::object notice_part(Writer& writer) {
  auto const& file = writer.file();
  auto const& rules = file.rules();
  json::object object{
      {"route", name_of(writer.state().route)},
      {"conditions", conditions(file)},
      {"criteria", criteria(file)},
      {"aggregation", name_of(rules.scoring.aggregation)},
      {"choice", choice(rules.choice)},
      {"least_open", clock(rules::min_open(rules.nomination, writer.state().route))},
      {"selectivity_min", rules.limits.selectivity_min}};
  if (writer.state().ground) object.emplace("ground", name_of(*writer.state().ground));
  if (auto const notice = file.last<VacancyPublished>()) {
    writer.add(object, "published", notice.at);
    object.emplace("closes", to_rfc3339(notice->closes));
    object.emplace("staff_meeting", notice->staff_meeting);
  }
  if (auto const direct = file.last<DirectAppointmentProposed>())
    writer.add(object, "proposed_directly", direct.at);
  json::array extensions;
  for (auto const& one : file.all<NominationWindowExtended>())
    extensions.push_back(writer.act(*one.at, {{"closes", to_rfc3339(one->closes)}}));
  object.emplace("extensions", std::move(extensions));
  writer.add(object, "closed", file.last<NominationsClosed>().at);
  return object;
}

}  // namespace gozin::appointment::parts
