#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/dossier/parts.hpp"
#include "workflows/session/events.hpp"

#include <algorithm>

namespace gozin::appointment::parts {
namespace {

json::object threshold(Threshold const& one) {
  return {{"needed", one.needed}, {"have", one.have}, {"met", one.met}};
}

std::string ratio(ballot::Ratio const& one) {
  return std::to_string(one.num) + "/" + std::to_string(one.den);
}

json::object majority_rule(ballot::Majority const& one) {
  return {{"threshold", name_of(one.threshold)},
          {"fraction", ratio(one.fraction)},
          {"of", name_of(one.of)}};
}

/// How the body decides, as its rules say.
json::object rule_of_body(rules::BallotRule const& rule) {
  json::object object{{"seats", rule.seats},
                      {"quorum", json::object{{"at_least", ratio(rule.rule.quorum.at_least)},
                                              {"of", name_of(rule.rule.quorum.of)},
                                              {"recused_count", rule.rule.quorum.recused_count}}},
                      {"majority", majority_rule(rule.rule.majority)},
                      {"tie", name_of(rule.rule.tie)}};
  if (rule.rule.also) object.emplace("also", majority_rule(*rule.rule.also));
  return object;
}

json::object gate(Writer& writer, Found<CaseReferred> const& referred) {
  json::object object{{"gate", referred->gate.text},
                      {"kind", name_of(referred->kind)},
                      {"body", referred->body.text}};
  writer.add(object, "referred", referred.at);
  auto const& rules = writer.file().rules();
  if (auto const* found = rules::find_gate(rules, referred->gate)) {
    object.emplace("title", bilingual(found->title));
    object.emplace("basis", found->basis);
    if (auto const* rule = rules::find_ballot_rule(rules, found->body)) {
      object.emplace("body_title", bilingual(rule->title));
      object.emplace("rule", rule_of_body(*rule));
    }
  }
  for (auto const& sent : writer.file().all<ResolutionSent>())
    if (sent->gate == referred->gate && sent.seq() > referred.seq())
      object.insert_or_assign("sent", writer.act(*sent.at, {{"authority", sent->authority.text},
                                                            {"binds", to_rfc3339(sent->binds)}}));
  for (auto const& effective : writer.file().all<ResolutionEffective>())
    if (effective->gate == referred->gate && effective.seq() > referred.seq())
      writer.add(object, "effective", effective.at);
  return object;
}

json::array attendance(Writer& writer, Past const& past) {
  json::array array;
  for (auto const& one : all_of<session::AttendanceRecorded>(past))
    array.push_back(writer.act(
        *one.at, {{"member", writer.person(one->member)}, {"presence", name_of(one->presence)}}));
  return array;
}

json::object meeting(Writer& writer, StreamId const& stream) {
  auto const& past = writer.file().past_of(stream);
  json::object object{{"session", stream.text}, {"attendance", attendance(writer, past)}};
  for (auto const& called : all_of<session::SessionCalled>(past)) {
    object.insert_or_assign("number", called->number);
    object.insert_or_assign("body", called->body.text);
    object.insert_or_assign("called",
                            writer.act(*called.at, {{"starts", to_rfc3339(called->starts)}}));
  }
  for (auto const& opened : all_of<session::SessionOpened>(past))
    object.insert_or_assign("opened", writer.act(*opened.at, {{"needed", opened->needed},
                                                              {"present", opened->present}}));
  for (auto const& closed : all_of<session::SessionClosed>(past))
    writer.add(object, "closed", closed.at);
  return object;
}

json::array roll(Writer& writer, BallotFound const& ballot) {
  json::array array;
  for (auto const& cast : ballot.roll) {
    json::object more{{"voter", writer.person(cast->voter)}};
    // Nobody's choice is told before the close, nor ever in a secret ballot.
    if (ballot.count && cast->choice) more.emplace("choice", name_of(*cast->choice));
    if (ballot.count && cast->voted_for) more.emplace("voted_for", cast->voted_for->text);
    array.push_back(writer.act(*cast.at, std::move(more)));
  }
  return array;
}

json::object count_of(ClosedBallot const& count) {
  json::object object{{"yes", count.yes},
                      {"no", count.no},
                      {"abstain", count.abstain},
                      {"blank", count.blank},
                      {"void", count.spoiled},
                      {"quorum", threshold(count.quorum)},
                      {"majority", threshold(count.majority)},
                      {"voided", count.voided}};
  if (is_unread(count)) object.emplace("unread", true);
  if (count.election) {
    json::object votes;
    for (auto const& [nominee, number] : count.votes) votes.emplace(nominee.text, number);
    json::array who;
    for (auto const& nominee : count.who) who.emplace_back(nominee.text);
    object.emplace("votes", std::move(votes));
    object.emplace("who", std::move(who));
    object.emplace("outcome", name_of(*count.election));
    object.emplace("by_relative_majority", count.by_relative_majority);
  } else {
    object.emplace("outcome", name_of(count.outcome));
  }
  return object;
}

json::object ballot_of(Writer& writer, BallotFound const& ballot) {
  auto const& opened = *ballot.opened.fact;
  json::object object{{"ballot", opened.ballot.text},
                      {"question", name_of(opened.question.value_or(Question::candidate))},
                      {"session", opened.session.text},
                      {"secrecy", name_of(opened.secrecy)},
                      {"medium", name_of(opened.medium)},
                      {"round", opened.round},
                      {"electorate", writer.persons(opened.electorate)},
                      {"present", writer.persons(opened.present)},
                      {"recused", writer.persons(opened.recused)},
                      {"quorum_at_opening", threshold(opened.quorum)},
                      {"roll", roll(writer, ballot)}};
  if (opened.nominee) object.emplace("nominee", opened.nominee->text);
  if (ballot.count) {
    object.emplace("gate", ballot.count->ballot.gate.text);
    object.emplace("count", count_of(*ballot.count));
  }
  writer.add(object, "opened", ballot.opened.at);
  writer.add(object, "closed", ballot.closed);
  writer.add(object, "decision", ballot.decision);
  return object;
}

/// The meetings at which it was deliberated, in order, each once.
std::vector<StreamId> meetings(CaseFile const& file) {
  std::vector<StreamId> streams;
  auto const take = [&](StreamId const& stream) {
    if (std::ranges::find(streams, stream) == streams.end()) streams.push_back(stream);
  };
  for (auto const& one : file.all<PutOnAgenda>()) take(one->session);
  for (auto const& one : file.all<DeliberationOpened>()) take(one->session);
  return streams;
}

json::array member_declarations(Writer& writer) {
  json::array array;
  for (auto const& declared : writer.file().all<InterestDeclared>()) {
    if (!declared.at->at.role.text.starts_with("body_")) continue;
    array.push_back(writer.act(*declared.at, {{"declarer", writer.person(declared->declarer)},
                                              {"nominee", declared->nominee.text},
                                              {"interest", name_of(declared->interest)}}));
  }
  return array;
}

json::array member_recusals(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<MemberRecused>())
    array.push_back(writer.act(*one.at, {{"member", writer.person(one->member)}}));
  for (auto const& one : writer.file().all<RecusalRuled>())
    array.push_back(writer.act(*one.at, {{"member", writer.person(one->member)},
                                         {"upheld", one->upheld},
                                         {"yes", one->yes},
                                         {"no", one->no}}));
  return array;
}

}  // namespace

json::object review_part(Writer& writer) {
  auto const& file = writer.file();
  json::array gates;
  for (auto const& referred : file.all<CaseReferred>()) gates.push_back(gate(writer, referred));
  json::array sessions;
  for (auto const& stream : meetings(file)) sessions.push_back(meeting(writer, stream));
  json::array ballots;
  for (auto const& ballot : ballots_in(file)) ballots.push_back(ballot_of(writer, ballot));
  json::object object{{"gates", std::move(gates)},
                      {"sessions", std::move(sessions)},
                      {"declarations", member_declarations(writer)},
                      {"recusals", member_recusals(writer)},
                      {"ballots", std::move(ballots)}};
  writer.add(object, "passed", file.last<GatesPassed>().at);
  return object;
}

}  // namespace gozin::appointment::parts
