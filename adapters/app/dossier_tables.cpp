#include "adapters/app/dossier_parts.hpp"
#include "adapters/app/ranking_analysis.hpp"

#include <set>

namespace gozin::app::dossier {
namespace {

/// The criteria of the vacancy, in order.
std::vector<std::string> codes_of(DossierWords const& in) {
  std::vector<std::string> codes;
  for (auto const* one : objects_in(array_at(in.part("notice"), "criteria")))
    codes.push_back(text_at(*one, "code"));
  return codes;
}

web::Table sheets_about(DossierWords const& in, std::string const& nominee) {
  web::Table table{.caption = in.nominee(nominee), .columns = {in.say("assessor")}};
  auto const codes = codes_of(in);
  for (auto const& code : codes) table.columns.push_back(in.title(code));
  table.columns.push_back(in.say("sealed_revealed"));
  for (auto const* sheet : objects_in(array_at(in.part("scores"), "sheets"))) {
    if (text_at(*sheet, "nominee") != nominee) continue;
    std::vector<web::Cell> row{{in.person(text_at(*sheet, "assessor"))}};
    auto const& levels = object_at(*sheet, "levels");
    for (auto const& code : codes) row.push_back({in.number_of(levels, code)});
    row.push_back({in.list(
        {in.event(object_at(*sheet, "sealed")), in.event(object_at(*sheet, "revealed"))})});
    table.rows.push_back(std::move(row));
  }
  return table;
}

web::Table revisions(DossierWords const& in) {
  web::Table table{.caption = in.say("revisions"),
                   .columns = {in.say("assessor"), in.say("nominee_column"), in.say("criterion"),
                               in.say("before"), in.say("after"), in.say("by_whom")}};
  for (auto const* one : objects_in(array_at(in.part("scores"), "revisions")))
    table.rows.push_back({{in.person(text_at(*one, "assessor"))},
                          {in.nominee(text_at(*one, "nominee"))},
                          {in.title(text_at(*one, "criterion"))},
                          {in.number(number_at(*one, "before"))},
                          {in.number(number_at(*one, "after"))},
                          {in.act(*one)}});
  return table;
}

/// The levels as one adds them up.
std::string levels_of(DossierWords const& in, json::object const& part) {
  std::vector<std::string> levels;
  for (auto const* one : objects_in(array_at(part, "levels")))
    levels.push_back(in.number(number_at(*one, "level")));
  return in.list(levels);
}

web::Table computation(DossierWords const& in, json::object const& nominee) {
  web::Table table{.caption = in.nominee(text_at(nominee, "nominee")),
                   .columns = {in.say("criterion"), in.say("levels"), in.say("value"),
                               in.say("weight"), in.say("product")}};
  for (auto const* part : objects_in(array_at(nominee, "criteria")))
    table.rows.push_back({{in.title(text_at(*part, "criterion"))},
                          {levels_of(in, *part)},
                          web::code(text_at(*part, "value")),
                          web::code(text_at(*part, "weight")),
                          web::code(text_at(*part, "product"))});
  auto const stated = text_at(nominee, "stated");
  table.rows.push_back({{in.say("total"), web::Cell::Kind::strong},
                        {},
                        {},
                        {},
                        web::code(text_at(nominee, "total"))});
  if (!stated.empty()) table.rows.push_back({{in.say("stated")}, {}, {}, {}, web::code(stated)});
  auto verdict = in.verdict(flag_at(nominee, "reproduces") ? "pass" : "fail");
  table.rows.push_back({{in.say("reproduces")}, {}, {}, {}, std::move(verdict)});
  return table;
}

std::string threshold(DossierWords const& in, json::object const& one) {
  if (one.empty()) return {};
  return in.say(flag_at(one, "met") ? "threshold_met" : "threshold_missed",
                {{"have", in.number(number_at(one, "have"))},
                 {"needed", in.number(number_at(one, "needed"))}});
}

web::Block gate(DossierWords const& in, json::object const& one) {
  web::Block block{.heading = in.of(object_at(one, "title"))};
  auto& pairs = block.pairs;
  add(pairs, in.say("body"), in.of(object_at(one, "body_title")));
  add(pairs, in.say("gate_kind"), in.named("choice", text_at(one, "kind")));
  add(pairs, in.say("basis"), isolated(text_at(one, "basis")));
  auto const& rule = object_at(one, "rule");
  add(pairs, in.say("seats"), in.number_of(rule, "seats"));
  auto const& quorum = object_at(rule, "quorum");
  if (!quorum.empty())
    add_code(pairs, in.say("quorum_rule"),
             text_at(quorum, "at_least") + " " + text_at(quorum, "of"));
  auto const& majority = object_at(rule, "majority");
  if (!majority.empty())
    add_code(pairs, in.say("majority_rule"),
             text_at(majority, "threshold") + " " + text_at(majority, "fraction") + " " +
                 text_at(majority, "of"));
  add(pairs, in.say("referred"), in.act(object_at(one, "referred")));
  auto const& sent = object_at(one, "sent");
  add(pairs, in.say("sent"),
      sent.empty() ? std::string{}
                   : in.list({in.named("role", text_at(sent, "authority")), in.act(sent)}));
  add(pairs, in.say("binds"), in.moment(text_at(sent, "binds")));
  add(pairs, in.say("effective"), in.act(object_at(one, "effective")));
  return block;
}

web::Block meeting(DossierWords const& in, json::object const& one) {
  web::Block block{.heading = in.say("session", {{"number", in.number(number_at(one, "number"))}})};
  auto const& called = object_at(one, "called");
  auto const& opened = object_at(one, "opened");
  add(block.pairs, in.say("called"), in.act(called));
  add(block.pairs, in.say("starts"), in.moment(text_at(called, "starts")));
  add(block.pairs, in.say("session_opened"), in.act(opened));
  add(block.pairs, in.say("present"),
      opened.empty() ? std::string{}
                     : in.say("present_of", {{"present", in.number(number_at(opened, "present"))},
                                             {"needed", in.number(number_at(opened, "needed"))}}));
  std::vector<std::string> comings;
  for (auto const* entry : objects_in(array_at(one, "attendance")))
    comings.push_back(in.person(text_at(*entry, "member")) + " (" +
                      in.named("choice", text_at(*entry, "presence")) + " " +
                      in.moment(text_at(*entry, "recorded")) + ")");
  add(block.pairs, in.say("attendance"), in.list(comings));
  add(block.pairs, in.say("session_closed"), in.act(object_at(one, "closed")));
  return block;
}

web::Table roll(DossierWords const& in, json::object const& ballot) {
  web::Table table{.columns = {in.say("voter"), in.say("vote"), in.say("event_number")}};
  for (auto const* one : objects_in(array_at(ballot, "roll"))) {
    auto const voted_for = text_at(*one, "voted_for");
    table.rows.push_back(
        {{in.person(text_at(*one, "voter"))},
         {voted_for.empty() ? in.named("choice", text_at(*one, "choice")) : in.nominee(voted_for)},
         {in.event(*one)}});
  }
  return table;
}

std::string counted(DossierWords const& in, json::object const& count) {
  if (flag_at(count, "unread")) return in.say("votes_unread");
  return in.say("votes_counted", {{"yes", in.number(number_at(count, "yes"))},
                                  {"no", in.number(number_at(count, "no"))},
                                  {"abstain", in.number(number_at(count, "abstain"))},
                                  {"blank", in.number(number_at(count, "blank"))},
                                  {"void", in.number(number_at(count, "void"))}});
}

web::Block ballot(DossierWords const& in, json::object const& one) {
  auto const nominee = in.nominee(text_at(one, "nominee"));
  auto const question = in.named("choice", text_at(one, "question"));
  web::Block block{
      .heading = in.say("ballot", {{"question", nominee.empty() ? question : nominee}}),
      .table = roll(in, one)};
  auto& pairs = block.pairs;
  auto const& count = object_at(one, "count");
  add(pairs, in.say("secrecy"), in.named("choice", text_at(one, "secrecy")));
  add(pairs, in.say("medium"), in.named("choice", text_at(one, "medium")));
  add(pairs, in.say("ballot_opened"), in.act(object_at(one, "opened")));
  add(pairs, in.say("electorate"),
      in.number(static_cast<std::int64_t>(array_at(one, "electorate").size())));
  add(pairs, in.say("present"),
      in.number(static_cast<std::int64_t>(array_at(one, "present").size())));
  add(pairs, in.say("recused_members"), in.people(array_at(one, "recused")));
  add(pairs, in.say("quorum_at_opening"), threshold(in, object_at(one, "quorum_at_opening")));
  if (!count.empty()) {
    add(pairs, in.say("votes"), counted(in, count));
    for (auto const& [id, votes] : object_at(count, "votes"))
      add(pairs, in.nominee(id), in.number(votes.as_int64()));
    add(pairs, in.say("quorum_at_close"), threshold(in, object_at(count, "quorum")));
    add(pairs, in.say("majority"), threshold(in, object_at(count, "majority")));
    add(pairs, in.say("outcome"),
        flag_at(count, "voided") ? in.say("ballot_voided")
                                 : in.named("choice", text_at(count, "outcome")));
  }
  add(pairs, in.say("ballot_closed"), in.act(object_at(one, "closed")));
  auto const& decision = object_at(one, "decision");
  add(pairs, in.say("body_decided"),
      decision.empty() ? std::string{}
                       : in.list({in.named("event", text_at(decision, "type")), in.act(decision)}));
  return block;
}

/// The words behind the commitment of an act, where the dossier shows them.
std::string words_behind(DossierWords const& in, json::object const& act) {
  for (auto const* one : objects_in(array_at(in.content(), "words")))
    if (number_at(*one, "seq") == number_at(act, "seq")) return text_at(*one, "text");
  return {};
}

}  // namespace

Part sheets(DossierWords const& in) {
  auto const& scores = in.part("scores");
  Part part{in.say("part_sheets")};
  std::set<std::string> nominees;
  std::int64_t sealed = 0;
  for (auto const* sheet : objects_in(array_at(scores, "sheets"))) {
    auto const nominee = text_at(*sheet, "nominee");
    if (nominee.empty()) ++sealed;
    if (!nominee.empty() && nominees.insert(nominee).second)
      part.blocks.push_back({.table = sheets_about(in, nominee)});
  }
  if (sealed > 0)
    part.blocks.push_back({.text = in.say("still_sealed", {{"number", in.number(sealed)}})});
  if (part.blocks.empty()) return {};
  part.blocks.insert(part.blocks.begin(), {.text = in.say("sheets_note")});
  part.blocks.push_back(
      {.text = array_at(scores, "revisions").empty() ? in.say("no_revisions") : "",
       .table = revisions(in)});
  return part;
}

Part arithmetic(DossierWords const& in) {
  auto const& arithmetic = object_at(in.part("scores"), "arithmetic");
  if (arithmetic.empty()) return {};
  auto const how = in.say("aggregation_" + text_at(in.part("notice"), "aggregation"));
  Part part{in.say("part_arithmetic"),
            {{.text = in.say("arithmetic_note", {{"aggregation", how}}),
              .pairs = {{in.say("ranking"), {in.act(object_at(arithmetic, "ranking"))}}}}}};
  for (auto const* nominee : objects_in(array_at(arithmetic, "nominees")))
    part.blocks.push_back({.table = computation(in, *nominee)});
  return part;
}

Part reliability(DossierWords const& in) {
  auto const& scores = in.part("scores");
  AnalysisReader const reader{.words = in.words(),
                              .person = [&](auto id) { return in.person(id); },
                              .nominee = [&](auto id) { return in.nominee(id); },
                              .title = [&](auto code) { return in.title(code); }};
  Part part{in.say("part_reliability")};
  for (auto const* one : objects_in(array_at(scores, "analyses"))) {
    auto drawn = draw_analysis(*one, reader);
    if (!drawn.blocks.empty()) drawn.blocks.front().heading = drawn.heading;
    part.blocks.insert(part.blocks.end(), drawn.blocks.begin(), drawn.blocks.end());
  }
  std::vector<web::Pair> notes;
  for (auto const* note : objects_in(array_at(scores, "notes")))
    add(notes, in.say("noted"), in.list({in.act(*note), in.people(array_at(*note, "pivotal"))}));
  if (!notes.empty()) part.blocks.push_back({.pairs = std::move(notes)});
  return part;
}

Part review(DossierWords const& in) {
  auto const& review = in.part("review");
  Part part{in.say("part_review")};
  for (auto const* one : objects_in(array_at(review, "gates")))
    part.blocks.push_back(gate(in, *one));
  for (auto const* one : objects_in(array_at(review, "sessions")))
    part.blocks.push_back(meeting(in, *one));
  for (auto const* one : objects_in(array_at(review, "ballots")))
    part.blocks.push_back(ballot(in, *one));
  return part.blocks.empty() ? Part{} : part;
}

Part decision(DossierWords const& in) {
  auto const& decision = in.part("decision");
  auto const& chosen = object_at(decision, "chosen");
  auto const& declared = object_at(decision, "declared");
  if (chosen.empty() && declared.empty()) return {};
  std::vector<web::Pair> pairs;
  add(pairs, in.say("permitted_set"),
      in.nominees(array_at(object_at(in.part("scores"), "shortlist"), "permitted")));
  add(pairs, in.say("decider"), in.person(text_at(declared, "decider")));
  add(pairs, in.say("decider_declared"), in.act(declared));
  for (auto const& [nominee, interest] : object_at(declared, "interests"))
    add(pairs, in.say("interest_in", {{"nominee", in.nominee(nominee)}}),
        in.named("choice", interest.as_string()));
  add(pairs, in.say("chosen"), in.nominee(text_at(chosen, "nominee")));
  add(pairs, in.say("chosen_by"), in.act(chosen));
  if (chosen.contains("override"))
    add(pairs, in.say("override"), in.yes_no(flag_at(chosen, "override")));
  add(pairs, in.say("override_count"), in.number_of(chosen, "count"));
  add(pairs, in.say("choice_reasons"), isolated(words_behind(in, chosen)));
  add_code(pairs, in.say("reason_commitment"), text_at(chosen, "reason"));
  for (auto const* one : objects_in(array_at(decision, "inquiries")))
    add(pairs, in.say("inquiry"),
        in.list({in.nominee(text_at(*one, "nominee")), isolated(text_at(*one, "issuer")),
                 in.act(*one)}));
  return {in.say("part_decision"), {{.pairs = std::move(pairs)}}};
}

Part decree(DossierWords const& in) {
  auto const& decree = in.part("decree");
  if (!decree.contains("number") && array_at(decree, "voided").empty()) return {};
  std::vector<web::Pair> pairs;
  add(pairs, in.say("decree_number"), in.words().number(text_at(decree, "number")));
  add(pairs, in.say("person"), in.person(text_at(decree, "person")));
  add(pairs, in.say("dated"), in.day(text_at(decree, "dated")));
  add(pairs, in.say("term_from"), in.day(text_at(decree, "term_from")));
  add(pairs, in.say("term_until"), in.day(text_at(decree, "term_until")));
  add_code(pairs, in.say("decree_hash"), text_at(decree, "decree"));
  add_code(pairs, in.say("document_hash"), text_at(decree, "document"));
  add(pairs, in.say("drafted"), in.act(object_at(decree, "drafted")));
  add(pairs, in.say("signed"), in.act(object_at(decree, "signed")));
  add(pairs, in.say("registered"), in.act(object_at(decree, "registered")));
  add(pairs, in.say("register_entry"), isolated(text_at(object_at(decree, "registered"), "entry")));
  add(pairs, in.say("decree_published"), in.act(object_at(decree, "published")));
  for (auto const* one : objects_in(array_at(decree, "voided")))
    add(pairs, in.say("voided"), in.list({text_at(*one, "number"), in.act(*one)}));
  for (auto const* one : objects_in(array_at(decree, "stays")))
    add(pairs, in.named("event", text_at(*one, "type")),
        in.list({isolated(text_at(*one, "authority")), in.act(*one)}));
  auto const& annulled = object_at(decree, "annulled");
  add(pairs, in.say("ending_annulled"),
      in.list({isolated(text_at(annulled, "authority")), in.act(annulled)}));
  return {in.say("part_decree"), {{.pairs = std::move(pairs)}}};
}

}  // namespace gozin::app::dossier
