#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/appointment/commands/transcribing.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using rules::Channel;
using testing::IsEmpty;

void publish(Course& course) { course.publish(); }

Nominate naming(std::string_view name, Channel channel = Channel::citizen) {
  return {.nominee = nominee(name), .channel = channel, .person = person(name)};
}

/// A name without a person of the register.
Nominate by_name(std::string_view id) {
  return {.nominee = nominee(id), .channel = Channel::citizen, .name = judge::hidden("a name")};
}

void named(Course& course) {
  course.publish();
  (void)course.act({"c-1", "citizen"}, naming("p-1")).value();
}

void unmatched(Course& course) {
  course.publish();
  (void)course.act({"c-1", "citizen"}, by_name("x")).value();
}

/// The nominee's evidence, filed through a clerk.
void filed(Course& course) {
  course.publish().nominate("p-1");
  (void)course
      .act({"clara", "nominee", "p-1", "clerk"}, FileEvidence{.nominee = nominee("p-1"),
                                                              .evidence = Code{"e-1"},
                                                              .about = Code{"degree"},
                                                              .document = sha256("diploma"),
                                                              .description = {}})
      .value();
}

FileEvidence evidence(std::string_view about) {
  return {.nominee = nominee("p-1"),
          .evidence = Code{"e-2"},
          .about = Code{std::string{about}},
          .document = {},
          .description = {}};
}

VerifyEvidence verdict(std::string_view code) {
  return {
      .nominee = nominee("p-1"), .evidence = Code{std::string{code}}, .holds = true, .finding = {}};
}

constexpr By kCitizen{"c-1", "citizen"};
constexpr By kMember{"m-2", "body_member"};

std::vector<ReasonRow> naming_rows() {
  auto const late = [](Course& course) { course.publish().pass_days(8); };
  auto const internal = [](Course& course) { course.publish(rules::Route::internal); };
  auto const consented = [](Course& course) { course.publish().nominate("p-1"); };
  return {
      row("nomination_must_be_in_time", late, kCitizen, naming("p-1")),
      row("channel_must_fit_role", publish, kCitizen, naming("p-1", Channel::body_member)),
      row("nominator_must_be_named", publish, kCitizen, naming("p-1", Channel::clerk)),
      // AC2.4: a member and a reserve of the panel, and through a clerk too.
      row("nominator_must_not_sit_on_panel", publish, {"bahar", "citizen"}, naming("p-1")),
      row("nominator_must_not_sit_on_panel", publish, {"dorsa", "citizen"}, naming("p-1")),
      row("nominator_must_not_sit_on_panel", publish, {"clara", "citizen", "bahar", "clerk"},
          naming("p-1", Channel::clerk)),
      row("nominee_must_not_sit_on_panel", publish, kCitizen, naming("kaveh")),
      row("nominee_must_be_named", publish, kCitizen,
          Nominate{.nominee = nominee("x"), .channel = Channel::citizen}),
      row("nominee_must_be_staff_on_internal_route", internal, kCitizen, naming("c-2")),
      row("person_must_be_registered", publish, kCitizen, naming("nobody")),
      row("self_nomination_must_name_oneself", publish, kCitizen, naming("p-1", Channel::self)),
      row("pool_member_must_be_invited", publish, {"p-1", "citizen"},
          naming("p-1", Channel::talent_pool)),
      row("nominator_must_name_a_person_once", named, kCitizen, naming("p-1")),
      row("nomination_must_be_unanswered", consented, {"p-1", "citizen"},
          naming("p-1", Channel::self)),
  };
}

/// A first name under changed rules, then a second one by somebody.
template <class Change>
ReasonRow limit(std::string reason, std::string_view second, Change change) {
  return {std::move(reason), [second, change]() -> Result<Decision> {
            auto rules = course_rules();
            change(rules.nomination);
            Course course{rules};
            course.publish();
            (void)course.act({"c-1", "citizen"}, naming("p-1")).value();
            return course.judge({second, "citizen"}, naming("p-2"));
          }};
}

std::vector<ReasonRow> limit_rows() {
  // E26: three names a member.
  auto const three = [](Course& course) {
    course.publish();
    for (auto const* name : {"p-1", "p-2", "p-3"})
      (void)course.act(kMember, naming(name, Channel::body_member)).value();
  };
  auto const* const exceeded = "names_per_nominator_must_not_be_exceeded";
  return {
      {"channel_must_be_open",
       []() -> Result<Decision> {
         auto rules = course_rules();
         rules.nomination.channels.erase(Channel::citizen);
         Course course{rules};
         course.publish();
         return course.judge(kCitizen, naming("p-1"));
       }},
      row(exceeded, three, kMember, naming("p-4", Channel::body_member)),
      // A fourth name as a citizen, or on paper, is a fourth name.
      row(exceeded, three, {"m-2", "citizen"}, naming("p-4")),
      row(exceeded, three, {"clara", "body_member", "m-2", "clerk"}, naming("p-4", Channel::clerk)),
      limit(
          exceeded, "c-1",
          [](auto& nomination) { nomination.channels[Channel::citizen].names_per_nominator = 1; }),
      limit("names_of_channel_must_not_be_exceeded", "c-2",
            [](auto& nomination) { nomination.channels[Channel::citizen].names_in_all = 1; }),
      limit("nominees_must_not_exceed_cap", "c-2", [](auto& nomination) { nomination.cap = 1; }),
  };
}

std::vector<ReasonRow> matching_rows() {
  auto const two = [](Course& course) {
    named(course);
    (void)course.act(kCitizen, naming("p-2")).value();
  };
  auto const invited = [](Course& course) {
    course.publish();
    (void)course.act(kAffairs, InvitePoolMember{.person = person("p-1")}).value();
  };
  return {
      row("nominee_must_await_match", named, kAffairs,
          MatchNominee{.nominee = nominee("p-1"), .person = person("p-2")}),
      row("nominee_must_be_known", publish, kAffairs,
          MatchNominee{.nominee = nominee("x"), .person = person("p-2")}),
      row("nominee_must_not_sit_on_panel", unmatched, kAffairs,
          MatchNominee{.nominee = nominee("x"), .person = person("arash")}),
      row("nominations_must_differ", named, kAffairs,
          MergeNominations{.nominee = nominee("p-1"), .into = nominee("p-1")}),
      row("nominations_must_name_one_person", two, kAffairs,
          MergeNominations{.nominee = nominee("p-1"), .into = nominee("p-2")}),
      row("pool_member_must_not_be_invited_twice", invited, kAffairs,
          InvitePoolMember{.person = person("p-1")}),
      row("nominee_must_consent_for_themselves", named, {"p-2", "nominee"},
          ConsentToNomination{.nominee = nominee("p-1")}),
      row("nominee_must_consent_for_themselves", named, {"p-2", "nominee", "p-1"},
          ConsentToNomination{.nominee = nominee("p-1")}),
      row("nominee_must_consent_for_themselves", unmatched, {"p-2", "nominee"},
          ConsentToNomination{.nominee = nominee("x")}),
      row(
          "nomination_must_be_unanswered", [](Course& course) { course.publish().nominate("p-1"); },
          {"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("p-1")}),
      row(
          "consent_must_be_in_time",
          [](Course& course) {
            named(course);
            course.pass_days(7);
            (void)course.act(kClock, MissDeadline{.name = Code{"consent.n-p-1"}}).value();
          },
          {"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("p-1")}),
      row("nominee_must_act_for_themselves", named, {"p-2", "nominee"},
          DeclineNomination{.nominee = nominee("p-1")}),
  };
}

std::vector<ReasonRow> evidence_rows() {
  auto const consented = [](Course& course) { course.publish().nominate("p-1"); };
  auto const verified = [](Course& course) {
    filed(course);
    auto const letter = course.state().transcribed.begin()->first;
    (void)course.act(kAffairs, ConfirmTranscription{.acts = {letter}, .scan = {}}).value();
    (void)course.act(kAffairs, verdict("e-1")).value();
  };
  auto const over = [](Course& course) { course.publish().pass_days(8); };
  return {
      row("nominee_must_be_in_the_running", named, {"p-1", "nominee"}, evidence("degree")),
      row("nominee_must_act_for_themselves", consented, {"p-2", "nominee"}, evidence("degree")),
      row("evidence_must_concern_condition_or_criterion", consented, {"p-1", "nominee"},
          evidence("charm")),
      row("evidence_must_be_known", filed, kAffairs, verdict("e-9")),
      row("evidence_must_await_verification", verified, {"anita", "administrative_affairs"},
          verdict("e-1")),
      // T13: neither who filed it nor the clerk who wrote it down.
      row("verifier_must_not_have_filed", filed, {"p-1", "administrative_affairs"}, verdict("e-1")),
      row("verifier_must_not_have_filed", filed, {"clara", "administrative_affairs"},
          verdict("e-1")),
      row("verifier_must_not_have_filed", filed, {"azar", "administrative_affairs", "clara"},
          verdict("e-1")),
      row("window_must_be_open", over, kAffairs,
          ExtendNominationWindow{.closes = judge::at("2027-01-01T00:00:00Z"), .reason = {}}),
      row("window_must_only_grow", publish, kAffairs,
          ExtendNominationWindow{.closes = judge::at("2026-11-24T00:00:00Z"), .reason = {}}),
      row("window_must_have_ended", publish, kClock, CloseNominations{}),
  };
}

std::vector<ReasonRow> all_rows() {
  auto rows = naming_rows();
  for (auto& row : limit_rows()) rows.push_back(std::move(row));
  for (auto& row : matching_rows()) rows.push_back(std::move(row));
  for (auto& row : evidence_rows()) rows.push_back(std::move(row));
  return rows;
}

class NominatingRefusal : public testing::TestWithParam<ReasonRow> {};

TEST_P(NominatingRefusal, IsNamedAfterTheRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rows, NominatingRefusal, testing::ValuesIn(all_rows()), name_of_row);

TEST(NominatingReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_NOMINATING(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
