#include "engine/rules/sections.hpp"

namespace gozin::rules::sections {
namespace {

using namespace reader;

/// Who can be told of a missed deadline and step in.
#define GOZIN_RULES_OFFICES(X) \
  X(mayor) X(governor) X(minister) X(council_secretary) X(administrative_affairs) X(inspectorate)
GOZIN_NAMED_ENUM(Office, GOZIN_RULES_OFFICES)

Code office(Node const& at) { return Code{std::string{name_of(one_of<Office>(at))}}; }

bool fits(Stage stage, AtDeadline act) {
  switch (act) {
    case AtDeadline::reveal:
      return stage == Stage::sealing;
    case AtDeadline::close:
      return stage == Stage::nominating || stage == Stage::objecting;
    case AtDeadline::note:
    case AtDeadline::escalate:
      break;
  }
  return true;
}

Clock clock(Node const& at, Stage stage) {
  open(at, {"length", "reminder", "at_deadline", "escalate_to"});
  Clock clock{.length = period(member(at, "length")),
              .reminder = optionally(optional_member(at, "reminder"), period),
              .at_deadline = one_of<AtDeadline>(member(at, "at_deadline")),
              .escalate_to = optionally(optional_member(at, "escalate_to"), office)};
  if (at && !fits(stage, clock.at_deadline))
    report(at, Reason::deadline_act_must_fit_its_stage, std::string{name_of(stage)});
  if ((clock.at_deadline == AtDeadline::escalate) != clock.escalate_to.has_value())
    report(at, Reason::escalation_must_name_a_role, "escalate_to");
  return clock;
}

Service service(Node const& at) {
  open(at, {"channel", "proof", "deemed_after"});
  return {.channel = one_of<NoticeChannel>(member(at, "channel")),
          .proof = one_of<Proof>(member(at, "proof")),
          .deemed_after = optionally(optional_member(at, "deemed_after"), period)};
}

}  // namespace

Objections objections(Node const& at) {
  open(at, {"against_exclusion", "against_ranking", "decision", "heard_by"});
  return {.against_exclusion = period(member(at, "against_exclusion")),
          .against_ranking = period(member(at, "against_ranking")),
          .decision = period(member(at, "decision")),
          .heard_by = code(member(at, "heard_by"))};
}

std::map<Stage, Clock> clocks(Node const& at) {
  std::map<Stage, Clock> found;
  for (auto const& [name, node] : members(at))
    if (!find_by_name<Stage>(name.text))
      report(node, Reason::member_must_be_known, list_of(kStageNames));
  for (auto const name : kStageNames) {
    auto const stage = *find_by_name<Stage>(name);
    // Who names no acting heads needs no call after them; a second person has the usual time.
    bool const is_optional = stage == Stage::acting_call || stage == Stage::second_person;
    auto const node = is_optional ? optional_member(at, name) : member(at, name);
    if (node) found.emplace(stage, clock(node, stage));
  }
  return found;
}

Notices notices(Node const& at) {
  open(at, {"services", "on_failure"});
  Notices notices{.services = {}, .on_failure = one_of<OnFailure>(member(at, "on_failure"))};
  for (auto const& item : some_items(member(at, "services")))
    notices.services.push_back(service(item));
  return notices;
}

std::vector<Publication> publications(Node const& at) {
  std::vector<Publication> found;
  for (auto const& item : some_items(at)) {
    open(item, {"what", "names", "within"});
    found.push_back({.what = one_of<PublishedThing>(member(item, "what")),
                     .names = one_of<PublishedNames>(member(item, "names")),
                     .within = period(member(item, "within"))});
  }
  return found;
}

std::vector<duty::Pair> exclusive_duties(Node const& at) {
  std::vector<duty::Pair> found;
  for (auto const& item : some_items(at)) {
    auto const pair = codes(item);
    if (pair.size() != 2 || pair[0] == pair[1])
      report(item, Reason::duties_must_differ, "[duty, duty]");
    else
      found.push_back({pair[0], pair[1]});
  }
  return found;
}

DecreeSeries decree(Node const& at) {
  open(at, {"prefix", "start", "yearly"});
  return {.prefix = text(member(at, "prefix")),
          .start = whole(member(at, "start"), {1, 1'000'000'000}),
          .yearly = truth(member(at, "yearly"))};
}

Limits limits(Node const& at) {
  open(at, {"suspension_days_max", "term_years", "acting_days_max", "outsiders_max",
            "selectivity_min", "retention_years", "court_days", "acting_gap_days",
            "acting_notice_days", "delegation_days_max"});
  Range const days{1, 3660};
  Range const years{1, 100};
  auto const given_days = [&](std::string_view name, int usual) {
    return optionally(optional_member(at, name),
                      [&](Node const& given) { return whole(given, days); })
        .value_or(usual);
  };
  Limits const usual;
  return {.suspension_days_max = whole(member(at, "suspension_days_max"), days),
          .term_years = whole(member(at, "term_years"), years),
          .acting_days_max = whole(member(at, "acting_days_max"), days),
          .outsiders_max = exact(member(at, "outsiders_max"), 0, 1),
          .selectivity_min = whole(member(at, "selectivity_min"), {0, 1000}),
          .retention_years = whole(member(at, "retention_years"), years),
          .court_days = given_days("court_days", usual.court_days),
          .acting_gap_days = given_days("acting_gap_days", usual.acting_gap_days),
          .acting_notice_days = given_days("acting_notice_days", usual.acting_notice_days),
          .delegation_days_max = given_days("delegation_days_max", usual.delegation_days_max)};
}

}  // namespace gozin::rules::sections
