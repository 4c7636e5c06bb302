#include "engine/event/json.hpp"
#include "tests/workflows/appointment/decrees_begun.hpp"
#include "tests/workflows/appointment/preparing.hpp"
#include "workflows/appointment/names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Decreeing, TakesTheNextNumberAndTheTermOfTheRules) {
  auto council = selected();

  auto const draft = council->act(by_affairs(), from("2026-11-25"));

  EXPECT_THAT(types_of(draft), ElementsAre("DecreeDrafted", "DecreeNumberTaken"));
  auto const& event = *find<DecreeDrafted>(draft);
  EXPECT_EQ(event.number.text, "ش/1405/42");
  EXPECT_EQ(to_iso_date(event.dated), "2026-11-18");
  // 1405/09/04 to 1409/09/03.
  EXPECT_EQ(to_iso_date(event.term_until), "2030-11-24");
  EXPECT_EQ(find<registry::DecreeNumberTaken>(draft)->count, 42);
  EXPECT_EQ(event.person, person("arash"));
}

// T26: nobody acts for ever.
TEST(Decreeing, EndsAnActingAppointmentByTheLimit) {
  auto council = selected();
  council->state().ground = rules::DirectReason::acting;
  council->state().tenure = Tenure::acting;
  council->judge.view.state<registry::Post>(StreamId{"post/p-1"}).acting_claimed_by =
      council->stream;

  auto const draft = council->act(by_affairs(), from("2026-11-25"));

  EXPECT_EQ(to_iso_date(find<DecreeDrafted>(draft)->term_until), "2027-03-24");
}

// AC9.2: what is signed is what is stored, under the key of the person it names.
TEST(Decreeing, StoresTheDocumentThatIsSigned) {
  auto council = drafted();

  auto const& attached = council->judge.facts.attached;
  ASSERT_EQ(attached.size(), 1U);
  EXPECT_EQ(attached[0].key, VaultKeyId{"person/p-arash"});
  EXPECT_EQ(attached[0].hash, current_decree(council->state())->document);
  EXPECT_THAT(attached[0].bytes, HasSubstr("نام arash"));
  EXPECT_THAT(attached[0].bytes, HasSubstr("ش/۱۴۰۵/۴۲"));
  EXPECT_THAT(attached[0].bytes, HasSubstr("۱۴۰۵/۰۹/۰۴"));
  EXPECT_THAT(attached[0].bytes, Not(HasSubstr("اعتبار ندارد")));
}

TEST(Decreeing, SaysThatADemonstrationIsOne) {
  auto council = selected();
  council->judge.view.state<registry::Log>(registry::log_stream()).purpose =
      registry::Purpose::demonstration;

  council->act(by_affairs(), from("2026-11-25")).value();

  EXPECT_THAT(council->judge.facts.attached[0].bytes, HasSubstr("اعتبار ندارد"));
}

TEST(Decreeing, FillsThePostWithThePublication) {
  auto council = signed_by_mayor();
  EXPECT_TRUE(council->stands("AwaitingRegistration"));
  council->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}}).value();

  auto const published = council->act(by_affairs(), PublishDecree{});

  EXPECT_THAT(types_of(published), ElementsAre("DecreePublished", "PostFilled", "CreditUsed"));
  EXPECT_TRUE(council->stands("Appointed"));
  auto const& post = council->judge.view.state<registry::Post>(StreamId{"post/p-1"});
  EXPECT_EQ(post.holder, person("arash"));
  auto const& line = council->judge.view.state<registry::BudgetLine>(StreamId{"budget/b-1"});
  EXPECT_EQ(line.used.at(council->stream), 900);
}

/// Whoever was selected holds another post, appointed and paid by an earlier case.
void put_former_post(Council& council) {
  auto& view = council.judge.view;
  StreamId const earlier{"case/c-0"};
  StreamId const former{"post/p-9"};
  StreamId const purse{"budget/b-9"};
  registry::Post post;
  post.holder = person("arash");
  post.filled_by = earlier;
  post.budget_line = purse;
  view.put(former, post, {"Occupied"});
  registry::BudgetLine line;
  line.amount = 500;
  line.used[earlier] = 500;
  view.put(purse, line, {"Opened"});
  registry::Person entry;
  entry.id = person("arash");
  entry.posts = {former};
  view.put(StreamId{"person/p-arash"}, entry, {"Registered"});
}

// T2: nobody keeps the post they came from.
TEST(Decreeing, LeavesThePostThatThePersonHeld) {
  auto council = signed_by_mayor();
  put_former_post(*council);
  council->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}}).value();

  auto const published = council->act(by_affairs(), PublishDecree{});

  EXPECT_THAT(types_of(published),
              ElementsAre("DecreePublished", "PostFilled", "PostTaken", "CreditUsed", "PostVacated",
                          "CreditReleased", "PostLeft"));
  auto& view = council->judge.view;
  EXPECT_FALSE(view.state<registry::Post>(StreamId{"post/p-9"}).holder);
  EXPECT_THAT(view.state<registry::BudgetLine>(StreamId{"budget/b-9"}).used, IsEmpty());
  EXPECT_THAT(view.state<registry::Person>(StreamId{"person/p-arash"}).posts,
              ElementsAre(StreamId{"post/p-1"}));
}

TEST(Decreeing, LeavesAnActingHeadTheirOwnPost) {
  auto council = signed_by_mayor();
  put_former_post(*council);
  council->state().ground = rules::DirectReason::acting;
  council->state().tenure = Tenure::acting;
  council->judge.view.state<registry::Post>(StreamId{"post/p-1"}).acting_claimed_by =
      council->stream;
  auto& decree = council->state().decrees.back();
  decree.term_from = parse_iso_date("2026-11-18").value();
  decree.term_until = parse_iso_date("2026-12-01").value();
  council->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}}).value();

  auto const published = council->act(by_affairs(), PublishDecree{});

  EXPECT_THAT(types_of(published),
              ElementsAre("DecreePublished", "ActingAppointed", "PostTaken", "CreditUsed"));
  EXPECT_THAT(council->judge.view.state<registry::Person>(StreamId{"person/p-arash"}).posts,
              ElementsAre(StreamId{"post/p-1"}, StreamId{"post/p-9"}));
}

TEST(Decreeing, PublishesNoSecondDecreeForOnePost) {
  auto council = signed_by_mayor();
  council->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}}).value();
  council->judge.view.state<registry::Post>(StreamId{"post/p-1"}).holder = person("kaveh");

  EXPECT_EQ(reason_of(council->judged(by_affairs(), PublishDecree{})), "post_must_be_vacant");
}

// Somebody who withdrew while the case was suspended, when no number could be voided, is not
// appointed after it.
TEST(Decreeing, AppointsNobodyWhoHasWithdrawn) {
  auto const withdraw = [](Council& council) {
    council.judge.view.record(
        council.stream, NominationWithdrawn{.nominee = nominee("arash"), .reason = std::nullopt});
  };
  auto unregistered = signed_by_mayor();
  auto registered = signed_by_mayor();
  registered->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}}).value();
  withdraw(*unregistered);
  withdraw(*registered);

  EXPECT_EQ(reason_of(unregistered->judged(by_affairs(), RegisterDecree{.entry = Label{"1"}})),
            "person_must_be_selected");
  EXPECT_EQ(reason_of(registered->judged(by_affairs(), PublishDecree{})),
            "person_must_be_selected");
}

// T6: a conflict once declared is not taken back.
TEST(Decreeing, KeepsTheConflictThatTheDeciderDeclared) {
  auto council = with_a_choice(advised());
  DeclareAsDecider declaration;
  for (auto const name : {"arash", "bahar", "kaveh", "dorsa"})
    declaration.interests[nominee(name)] = Interest::none;
  auto conflicted = declaration;
  conflicted.interests[nominee("bahar")] = Interest::business;
  council->act(by_mayor(), conflicted).value();

  council->act(by_mayor(), declaration).value();

  EXPECT_EQ(reason_of(council->judged(by_mayor(), select("bahar"))),
            "decider_must_have_no_disqualifying_interest");
  EXPECT_TRUE(council->judged(by_mayor(), select("arash")));
}

// T25: what a clerk writes down for the decider is the decider's own act.
TEST(Decreeing, CountsForTheDeciderWhatAClerkWritesDown) {
  auto council = with_a_choice(advised());
  DeclareAsDecider declaration;
  for (auto const name : {"arash", "bahar", "kaveh", "dorsa"})
    declaration.interests[nominee(name)] = Interest::none;
  auto by = judge::call("c-lerk", "mayor");
  by.behalf = PersonId{"m-ayor"};
  by.channel = Code{"clerk"};

  council->act(by, declaration).value();

  EXPECT_EQ(council->state().decider, PersonId{"m-ayor"});
  EXPECT_TRUE(council->judged(by_mayor(), select("arash")));
}

// Every number has a decree or a void.
TEST(Decreeing, VoidsTheNumberOfAReturnedDecree) {
  auto council = signed_by_mayor();

  auto const returned =
      council->act(by_mayor(), ReturnDecreeToDraft{.reason = hidden("a wrong date")});

  EXPECT_THAT(types_of(returned), ElementsAre("DecreeReturnedToDraft", "DecreeNumberVoided"));
  EXPECT_TRUE(council->stands("DecreePending"));
  EXPECT_EQ(current_decree(council->state()), nullptr);
  auto const again = council->act(by_affairs(), from("2026-11-25"));
  EXPECT_EQ(find<DecreeDrafted>(again)->number.text, "ش/1405/43");
}

TEST(Decreeing, GivesUpTheNumberOfAnUnsignedDraft) {
  auto council = drafted();

  council->act(by_affairs(), VoidDecreeNumber{.reason = hidden("why")}).value();

  EXPECT_EQ(current_decree(council->state()), nullptr);
  EXPECT_TRUE(council->state().decrees[0].voided);
}

TEST(Decreeing, ReturnsToAGateThatThenDecidesAnew) {
  auto council = drafted();

  auto const returned = council->act(
      by_mayor(), ReturnDecreeToReview{.gate = Code{"consent"}, .reason = hidden("why")});

  EXPECT_THAT(types_of(returned),
              ElementsAre("DecreeNumberVoided", "DecreeReturnedToReview", "CaseReferred"));
  EXPECT_TRUE(council->stands("AwaitingSession"));
  EXPECT_FALSE(council->state().selected);
  EXPECT_THAT(council->state().gates_passed, IsEmpty());
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  EXPECT_THAT(types_of(decide_on(*council, "bahar", "b-2", {9, 4})),
              ElementsAre("BallotClosed", "BodyApproved", "GatesPassed"));
  DeclareAsDecider again;
  for (auto const& id : council->state().permitted) again.interests[id] = Interest::none;
  council->act(by_mayor(), again).value();
  // What the council said of the first before the return no longer stands.
  EXPECT_EQ(reason_of(council->judged(by_mayor(), select("arash"))),
            "selected_must_have_passed_binding_gates");
  EXPECT_TRUE(council->judged(by_mayor(), select("bahar")));
}

// T6: neither a return nor a milder word takes back what the decider once declared.
TEST(Decreeing, RemembersAnInterestOfTheDeciderThroughAReturn) {
  auto council = decreeing();
  DeclareAsDecider declaration;
  for (auto const& id : council->state().permitted) declaration.interests[id] = Interest::none;
  auto conflicted = declaration;
  conflicted.interests[nominee("arash")] = Interest::business;
  council->act(by_mayor(), conflicted).value();
  council->act(by_mayor(), ReturnDecreeToReview{.gate = Code{"consent"}, .reason = hidden("why")})
      .value();
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  decide_on(*council, "arash", "b-2", {9, 4}).value();
  council->act(by_mayor(), declaration).value();
  auto const refused = council->judged(by_mayor(), select("arash"));

  EXPECT_EQ(reason_of(refused), "decider_must_have_no_disqualifying_interest");
  EXPECT_EQ(refused.error().detail, "business");
}

// T25: an act of its own, counted over all cases of the decider.
TEST(Decreeing, CountsOverridesPerDecider) {
  auto council = with_a_choice(advised());
  auto& mayor = council->judge.view.state<registry::Person>(StreamId{"person/m-ayor"});
  mayor.overrides = 2;

  auto const overridden = council->act(by_mayor(), override_with("dorsa"));

  EXPECT_THAT(types_of(overridden), ElementsAre("SelectionOverridden", "OverrideCounted"));
  EXPECT_EQ(find<SelectionOverridden>(overridden)->count, 3);
  EXPECT_TRUE(council->act(by_affairs(), from("2026-11-25")));
}

TEST(Decreeing, CannotOverrideABodyWhoseDecisionBinds) {
  EXPECT_EQ(reason_of(decreeing()->judged(by_mayor(), override_with("dorsa"))),
            "selected_must_have_passed_binding_gates");
}

TEST(Decreeing, NeedsInterestsInEverybodyWhoMayBeChosen) {
  auto council = decreeing();

  EXPECT_EQ(reason_of(council->judged(
                by_mayor(), DeclareAsDecider{.interests = {{nominee("arash"), Interest::none}},
                                             .detail = std::nullopt})),
            "declaration_must_cover_every_candidate");
}

// Silence is never favourable, but the rules may let a case go on conditionally.
TEST(Decreeing, WaitsForInquiriesAsTheRulesSay) {
  auto rules = council_rules();
  auto& inquiry = rules.inquiries.emplace_back();
  inquiry.code = Code{"security"};
  inquiry.silence = rules::Silence::proceed_conditionally;
  auto council = selected(rules);
  auto const asked = std::pair{Code{"security"}, nominee("arash")};
  council->state().inquiries_open.insert(asked);
  auto& clock = council->state().deadlines[inquiry_deadline(asked.first, asked.second)];
  clock.due = judge::at("2026-11-19T00:00:00.000Z");
  EXPECT_EQ(reason_of(council->judged(by_affairs(), from("2026-11-25"))),
            "inquiry_must_be_answered");

  clock.due = judge::at("2026-11-17T00:00:00.000Z");

  EXPECT_TRUE(council->judged(by_affairs(), from("2026-11-25")));
}

TEST(Decreeing, NamesThePersonWhoseKeyTheReasonsRestUnder) {
  auto council = decreeing();

  auto const submission = prepared_as<SelectPerson>(council->judge.view, council->stream,
                                                    by_mayor(), {{"nominee", "n-arash"}});

  EXPECT_EQ(submission->input.at("person"), json::value("p-arash"));
  EXPECT_EQ(reason_of(prepared_as<SelectPerson>(council->judge.view, council->stream, by_mayor(),
                                                {{"nominee", "n-nobody"}})),
            "nominee_must_be_known");
}

TEST(Decree, IsCanonicalAndCoversWhatItRestsOn) {
  DecreeText text;
  text.number = {"1"};
  text.person = person("arash");
  auto const before = sha256(canonical_decree(text));

  text.reasons = sha256("other reasons");

  EXPECT_NE(sha256(canonical_decree(text)), before);
  EXPECT_THAT(canonical_decree(text), HasSubstr(R"("person":"p-arash")"));
}

TEST(Decree, SaysThatItIsOfAnActingHead) {
  DecreeText regular;
  DecreeText acting;
  acting.acting = true;

  EXPECT_THAT(decree_document(acting), HasSubstr("حکم سرپرستی"));
  EXPECT_THAT(decree_document(acting), HasSubstr("تعیین می‌شود"));
  EXPECT_THAT(decree_document(acting), testing::Not(HasSubstr("منصوب")));
  EXPECT_THAT(canonical_decree(acting), HasSubstr(R"("tenure":"acting")"));
  EXPECT_THAT(decree_document(regular), testing::Not(HasSubstr("سرپرست")));
  EXPECT_THAT(canonical_decree(regular), testing::Not(HasSubstr("tenure")));
}

TEST(Decree, WritesNamesAsTextNotAsMarkup) {
  DecreeText text;
  text.name = "<script>&{number}";

  EXPECT_THAT(decree_document(text), HasSubstr("&lt;script&gt;&amp;{number}"));
}

}  // namespace
}  // namespace gozin::appointment
