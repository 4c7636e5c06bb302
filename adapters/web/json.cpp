#include "adapters/web/json.hpp"

namespace gozin::web {
namespace {

json::object to_json(Named const& named) { return {{"name", named.name}, {"text", named.text}}; }

json::object to_json(Moment const& moment) {
  if (moment.text.empty()) return {};
  return {{"iso", moment.iso}, {"text", moment.text}};
}

json::object to_json(Person const& person) {
  return {{"name", person.name}, {"note", person.note}};
}

json::object to_json(Deadline const& deadline) {
  return {{"what", to_json(deadline.what)},
          {"due", to_json(deadline.due)},
          {"standing", to_json(deadline.standing)}};
}

json::object to_json(Link const& link) {
  return {{"href", link.href}, {"text", link.text}, {"current", link.current}};
}

json::object to_json(Offer const& offer) {
  return {{"command", to_json(offer.command)},
          {"href", offer.href},
          {"waiting", offer.waiting},
          {"tone", offer.waiting ? "" : "second"}};
}

json::object to_json(Choice const& choice) {
  return {{"value", choice.value}, {"text", choice.text}, {"chosen", choice.chosen}};
}

json::object to_json(Fact const& fact) {
  return {{"what", to_json(fact.what)}, {"value", fact.value}, {"code", fact.code}};
}

json::object to_json(Waiting const& waiting);
json::object to_json(CaseRow const& row);
json::object to_json(Task const& task);
json::object to_json(PeopleGroup const& group);
json::object to_json(NomineeRow const& row);
json::object to_json(RankRow const& row);
json::object to_json(ScoreSheet const& sheet);
json::object to_json(Ballot const& ballot);
json::object to_json(DecreeBox const& decree);
json::object to_json(Entry const& entry);
json::object to_json(Control const& control);
json::object to_json(Listed const& item);

template <class T>
json::array to_json(std::vector<T> const& values) {
  json::array array;
  for (auto const& value : values) {
    if constexpr (std::is_same_v<T, std::string>)
      array.push_back(json::value(value));
    else
      array.push_back(to_json(value));
  }
  return array;
}

template <class T>
json::value to_json(std::optional<T> const& value) {
  if (!value) return nullptr;
  return to_json(*value);
}

json::object to_json(Waiting const& waiting) {
  return {{"what", to_json(waiting.what)}, {"who", to_json(waiting.who)}, {"mine", waiting.mine}};
}

json::object to_json(CaseRow const& row) {
  return {{"id", row.id},
          {"href", row.href},
          {"title", row.title},
          {"unit", to_json(row.unit)},
          {"state", to_json(row.state)},
          {"position", to_json(row.position)},
          {"waiting", to_json(row.waiting)},
          {"deadline", to_json(row.deadline)},
          {"changed", to_json(row.changed)},
          {"taken_over_from", to_json(row.kin.taken_over_from)},
          {"remanded_to", to_json(row.kin.remanded_to)},
          {"paper", to_json(row.kin.paper)}};
}

json::object to_json(Task const& task) {
  return {{"href", task.href},
          {"title", task.title},
          {"what", to_json(task.what)},
          {"role", to_json(task.role)},
          {"deadline", to_json(task.deadline)}};
}

json::object to_json(PeopleGroup const& group) {
  return {{"role", to_json(group.role)}, {"members", to_json(group.people)}};
}

json::object to_json(NomineeRow const& row) {
  return {{"id", row.id},
          {"person", to_json(row.person)},
          {"standing", to_json(row.standing)},
          {"nominated_by", row.nominated_by},
          {"findings", to_json(row.findings)}};
}

json::object to_json(RankRow const& row) {
  return {{"place", row.place},
          {"person", to_json(row.person)},
          {"score", row.score},
          {"decimal", row.decimal},
          {"permitted", row.permitted}};
}

json::object to_json(ScoreSheet const& sheet) {
  return {{"assessor", to_json(sheet.assessor)},
          {"nominee", to_json(sheet.nominee)},
          {"levels", to_json(sheet.levels)}};
}

json::object to_json(Ballot const& ballot) {
  return {{"id", ballot.id},
          {"question", ballot.question},
          {"gate", to_json(ballot.gate)},
          {"advisory", ballot.advisory},
          {"secret", ballot.secret},
          {"secrecy_note", ballot.secrecy_note},
          {"open", ballot.open},
          {"by_name", ballot.by_name},
          {"yes", ballot.yes},
          {"no", ballot.no},
          {"abstain", ballot.abstain},
          {"votes", to_json(ballot.votes)},
          {"computation", to_json(ballot.computation)},
          {"outcome", to_json(ballot.outcome)},
          {"roll", to_json(ballot.roll)}};
}

json::object to_json(DecreeBox const& decree) {
  return {{"number", decree.number},
          {"person", to_json(decree.person)},
          {"dated", to_json(decree.dated)},
          {"term_from", to_json(decree.term_from)},
          {"term_until", to_json(decree.term_until)},
          {"signatory", to_json(decree.signatory)},
          {"document", decree.document},
          {"document_href", decree.href},
          {"in_force", decree.in_force}};
}

json::object to_json(Listed const& item) {
  return {{"href", item.href}, {"text", item.text}, {"position", to_json(item.position)}};
}

json::object to_json(Entry const& entry) {
  return {{"seq", entry.seq},
          {"type", to_json(entry.type)},
          {"sentence", entry.sentence},
          {"recorded", to_json(entry.recorded)},
          {"actor", to_json(entry.actor)},
          {"role", to_json(entry.role)},
          {"facts", to_json(entry.facts)},
          {"href", entry.href},
          {"taken_over", entry.taken_over}};
}

json::object to_json(CaseHead const& head) {
  return {{"id", head.id},
          {"href", head.href},
          {"title", head.title},
          {"unit", to_json(head.unit)},
          {"state", to_json(head.state)},
          {"position", to_json(head.position)},
          {"ended", head.ended},
          {"suspended", head.suspended},
          {"stayed", head.stayed},
          {"opened", to_json(head.opened)},
          {"rules", head.rules},
          {"replay_href", head.replay},
          {"taken_over_from", to_json(head.kin.taken_over_from)},
          {"remanded_to", to_json(head.kin.remanded_to)},
          {"paper", to_json(head.kin.paper)}};
}

json::object to_json(Control const& control) {
  auto const is_group = control.kind == "radio" || control.kind == "rows";
  auto const is_labelled = !is_group && control.kind != "check" && control.kind != "marks";
  std::string described;
  if (!control.hint.empty()) described += "h-" + control.name;
  if (!control.problem.empty()) described += (described.empty() ? "p-" : " p-") + control.name;
  return {{"name", control.name},
          {"label", control.label},
          {"hint", control.hint},
          {"kind", control.kind},
          {"is_single", !is_group},
          {"is_labelled", is_labelled},
          {"described", described},
          {"value", control.value},
          {"time", control.time},
          {"required", control.required},
          {"choices", to_json(control.choices)},
          {"rows", to_json(control.rows)},
          {"problem", control.problem}};
}

/// What was wrong, with a way to each field (WCAG 3.3.1).
json::array problems_of(std::vector<Control> const& controls) {
  json::array problems;
  for (auto const& control : controls)
    if (!control.problem.empty())
      problems.push_back(json::object{{"anchor", "#f-" + control.name},
                                      {"field", control.label},
                                      {"because", control.problem}});
  return problems;
}

/// Of several only the last is open when the page comes.
json::array folded_but_the_last(std::vector<Part> const& parts) {
  auto array = to_json(parts);
  if (!array.empty()) array.back().as_object()["opened"] = true;
  return array;
}

}  // namespace

json::object to_json(CityPage const& page) {
  return {{"filters", to_json(page.filters)},
          {"items", to_json(page.cases)},
          {"offers", to_json(page.offers)},
          {"next_href", page.more}};
}

json::object to_json(InboxPage const& page) {
  return {{"items", to_json(page.tasks)}, {"next_href", page.more}};
}

json::object to_json(CasePage const& page) {
  return {{"case", to_json(page.head)},
          {"done", page.done},
          {"deadlines", to_json(page.deadlines)},
          {"waiting", to_json(page.waiting)},
          {"offers", to_json(page.offers)},
          {"written", to_json(page.written)},
          {"people", to_json(page.people)},
          {"nominees", to_json(page.nominees)},
          {"ranking", to_json(page.ranking)},
          {"sheets", to_json(page.sheets)},
          {"analyses", folded_but_the_last(page.analyses)},
          {"ballots", to_json(page.ballots)},
          {"decree", to_json(page.decree)},
          {"timeline", to_json(page.timeline)},
          {"older_href", page.older},
          {"newest_href", page.newest},
          {"dossier_href", page.dossier}};
}

json::object to_json(ReplayPage const& page) {
  return {{"case", to_json(page.head)},
          {"step", page.step},
          {"steps", page.steps},
          {"event", to_json(page.event)},
          {"waiting", to_json(page.waiting)},
          {"could", to_json(page.could)},
          {"analyses", folded_but_the_last(page.analyses)},
          {"first_href", page.first},
          {"back_href", page.back},
          {"forward_href", page.forward},
          {"last_href", page.last},
          {"at_end", page.at_end},
          {"matches", page.at_end && page.differences.empty()},
          {"differences", to_json(page.differences)}};
}

json::object to_json(StreamPage const& page) {
  return {{"kind_name", to_json(page.kind)},
          {"id", page.id},
          {"title", page.title},
          {"position", to_json(page.position)},
          {"done", page.done},
          {"offers", to_json(page.offers)},
          {"record", to_json(page.facts)},
          {"people", to_json(page.people)},
          {"links_title", page.links_title},
          {"links", to_json(page.links)},
          {"timeline", to_json(page.timeline)}};
}

json::object to_json(ListPage const& page) {
  return {{"kind_name", to_json(page.kind)}, {"items", to_json(page.items)}};
}

json::array to_json(std::vector<Link> const& links) {
  json::array array;
  for (auto const& link : links) array.push_back(to_json(link));
  return array;
}

json::object to_json(FormPage const& page) {
  json::object object{{"case_title", page.case_title},
                      {"back_href", page.back},
                      {"action_href", page.action},
                      {"command", to_json(page.command)},
                      {"help", page.help},
                      {"controls", to_json(page.controls)},
                      {"problems", problems_of(page.controls)},
                      {"refused", page.problem},
                      {"whose", to_json(page.whose)},
                      {"ask_whose_href", page.ask_whose},
                      {"hands", page.hands}};
  if (page.roles.size() == 1) object["role"] = to_json(page.roles.front());
  if (page.roles.size() > 1) object["roles"] = to_json(page.roles);
  return object;
}

json::object to_json(WhosePage const& page) {
  return {{"case_title", page.case_title},
          {"back_href", page.back},
          {"action_href", page.action},
          {"command", to_json(page.command)},
          {"people", to_json(page.people)},
          {"searchable", page.searchable},
          {"find", page.find},
          {"found", to_json(page.found)},
          {"has_more", page.has_more},
          {"nobody", !page.find.empty() && page.found.empty()}};
}

json::object to_json(SignInPage const& page) {
  return {{"next", page.next}, {"user", page.user}, {"refused", page.problem}};
}

json::object to_json(PlainPage const& page) {
  return {{"status", page.status}, {"heading", page.heading}, {"lines", to_json(page.lines)},
          {"reason", page.reason}, {"back_href", page.back},  {"request_id", page.request}};
}

}  // namespace gozin::web
