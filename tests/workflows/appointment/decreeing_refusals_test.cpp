#include "tests/workflows/appointment/decrees_begun.hpp"
#include "workflows/registry/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::hidden;
using judge::reason_of;
using testing::IsEmpty;

constexpr std::string_view kReasons[] = {GOZIN_REASONS_OF_DECREEING(GOZIN_ENUMERATOR_NAME)};

/// What the security office said of the selected one, and a decree drafted after it.
Result<Decision> answered(std::string outcome, std::optional<Day> valid_until,
                          rules::Unfavourable meaning = rules::Unfavourable::bars) {
  auto rules = council_rules();
  auto& inquiry = rules.inquiries.emplace_back();
  inquiry.code = Code{"security"};
  inquiry.unfavourable = meaning;
  auto council = selected(rules);
  council->state().inquiries_answered[{inquiry.code, nominee("arash")}] = {
      .seq = 7, .valid_until = valid_until};
  council->judge.facts.vault[{7, VaultKeyId{"nominee/n-arash"}}].values["outcome"] =
      std::move(outcome);
  return council->judged(by_affairs(), from("2026-11-25"));
}

/// A choice of somebody who is not of the staff, in a city with so many directors in all, so many
/// of them from outside.
std::unique_ptr<Council> from_outside(int directors, int outside) {
  auto rules = council_rules();
  rules.routes.post_classes.push_back({.code = Code{"director"}, .title = {}});
  rules.limits.outsiders_max = {"3/20"};
  auto council = decreeing(rules);
  council->state().post_class = Code{"director"};
  for (int i = 0; i < directors; ++i)
    council->judge.facts.laid_rows.push_back({&registry::post_list(),
                                              {"post/d-" + std::to_string(i),
                                               "",
                                               "",
                                               "director",
                                               "",
                                               {},
                                               "",
                                               {},
                                               {},
                                               {},
                                               std::int64_t{i < outside ? 1 : 0}}});
  registry::Person arash;
  arash.id = *council->state().nominees[nominee("arash")].person;
  arash.kind = registry::PersonKind::citizen;
  council->judge.view.put(stream_of("person", arash.id.text), arash, {"Registered"});
  return council;
}

std::vector<Refusal> refusals_of_choices() {
  return {
      {"decider_must_hold_deciding_role",
       [] { return decreeing()->judged(judge::call("g-01", "governor"), select("arash")); }},
      // T6: the decider's own gate before the choice
      // A signature is nobody's to write down.
      {"decider_must_act_in_person",
       [] {
         auto council = drafted();
         auto const& decree = *current_decree(council->state());
         auto clerk = by_mayor();
         clerk.behalf = clerk.actor;
         clerk.actor = PersonId{"c-lerk"};
         clerk.channel = Code{"clerk"};
         return council->judged(clerk,
                                SignDecree{.decree = decree.decree, .document = decree.document});
       }},
      {"decider_must_declare_interests",
       [] {
         auto council = decreeing();
         council->state().decider_interests.clear();
         return council->judged(by_mayor(), select("arash"));
       }},
      {"decider_must_have_no_disqualifying_interest",
       [] {
         auto council = decreeing();
         auto& state = council->state();
         state.kept_aside.declared[{*state.decider, nominee("arash")}] = {
             {Interest::kinship, std::nullopt}};
         return council->judged(by_mayor(), select("arash"));
       }},
      {"decider_must_have_no_disqualifying_interest",
       [] {
         auto council = decreeing();
         council->state().conflicts.insert({*council->state().decider, nominee("arash")});
         return council->judged(by_mayor(), select("arash"));
       }},
      {"hints_must_be_disposed_of",
       [] {
         auto council = decreeing();
         council->state().hints_open[Code{"h-1"}] = {HintKind::superior, *council->state().decider,
                                                     nominee("arash")};
         return council->judged(by_mayor(), select("arash"));
       }},
  };
}

std::vector<Refusal> refusals_of_persons() {
  return {
      {"selection_must_stay_in_permitted_set",
       [] { return with_a_choice(advised())->judged(by_mayor(), select("dorsa")); }},
      {"selection_must_follow_rank_order",
       [] {
         auto rules = advised();
         rules.choice.chooser = rules::Chooser::rank_order;
         return with_a_choice(rules)->judged(by_mayor(), select("bahar"));
       }},
      {"selected_must_have_passed_binding_gates",
       [] { return decreeing()->judged(by_mayor(), select("bahar")); }},
      {"selection_must_not_change_under_a_decree",
       [] { return drafted()->judged(by_mayor(), select("arash")); }},
      {"inquiry_must_not_speak_against",
       [] {
         auto rules = council_rules();
         rules.inquiries.emplace_back().code = Code{"security"};
         auto council = decreeing(rules);
         council->state().inquiries_answered[{Code{"security"}, nominee("arash")}] = {.seq = 7};
         council->judge.facts.vault[{7, VaultKeyId{"nominee/n-arash"}}].values["outcome"] =
             "unfavourable";
         return council->judged(by_mayor(), select("arash"));
       }},
      // One of thirteen is from outside already; two are more than 15 percent of them.
      {"outsiders_must_not_exceed_their_share",
       [] { return from_outside(13, 1)->judged(by_mayor(), select("arash")); }},
      // T25: choosing inside the set is no override
      {"override_must_leave_permitted_set",
       [] { return with_a_choice(advised())->judged(by_mayor(), override_with("bahar")); }},
      {"override_must_meet_conditions",
       [] {
         auto council = with_a_choice(advised());
         council->state().nominees[nominee("dorsa")].standing = Standing::consented;
         return council->judged(by_mayor(), override_with("dorsa"));
       }},
  };
}

std::vector<Refusal> refusals_of_drafts() {
  return {
      {"person_must_be_selected",
       [] { return decreeing()->judged(by_affairs(), from("2026-11-25")); }},
      {"case_must_have_one_decree",
       [] { return drafted()->judged(by_affairs(), from("2026-11-25")); }},
      {"budget_must_be_confirmed",
       [] {
         auto council = selected();
         council->state().budget_confirmed = false;
         return council->judged(by_affairs(), from("2026-11-25"));
       }},
      {"inquiry_must_be_answered",
       [] {
         auto rules = council_rules();
         rules.inquiries.emplace_back().code = Code{"security"};
         return selected(rules)->judged(by_affairs(), from("2026-11-25"));
       }},
      {"inquiry_must_still_be_valid",
       [] { return answered("favourable", judge::day("2026-11-17")); }},
      {"inquiry_must_not_speak_against",
       [] {
         auto const refused = answered("unfavourable", std::nullopt);
         EXPECT_EQ(refused.error().detail, "security") << "and no word of the answer";
         return refused;
       }},
      {"decree_number_must_be_free",
       [] {
         auto council = selected();
         auto& series = council->judge.view.state<registry::DecreeSeries>(registry::city_decrees());
         series.taken["ش/1405/7"] = StreamId{"case/c-0"};
         auto command = from("2026-11-25");
         command.number = Label{"ش/1405/7"};
         return council->judged(by_affairs(), command);
       }},
      {"person_must_have_a_name",
       [] {
         auto council = selected();
         council->judge.facts.people.names.clear();
         return council->judged(by_affairs(), from("2026-11-25"));
       }},
      // T19: the ballot was on 18 November
      {"decree_date_must_follow_the_decision",
       [] {
         auto command = from("2026-11-25");
         command.number = Label{"1405/900"};
         command.dated = judge::day("2026-11-17");
         return selected()->judged(by_affairs(), command);
       }},
      {"term_must_not_begin_before_decree",
       [] { return selected()->judged(by_affairs(), from("2026-11-17")); }},
      {"post_must_be_claimed_by_case",
       [] {
         auto council = selected();
         council->judge.view.state<registry::Post>(StreamId{"post/p-1"}).claimed_by =
             StreamId{"case/c-2"};
         return council->judged(by_affairs(), from("2026-11-25"));
       }},
  };
}

std::vector<Refusal> refusals_of_signatures() {
  return {
      {"term_must_begin_within_a_year",
       [] { return selected()->judged(by_affairs(), from("2027-11-20")); }},
      {"decree_must_be_drafted", [] { return selected()->judged(by_mayor(), SignDecree{}); }},
      // AC9.4
      {"decree_must_be_unsigned",
       [] {
         auto council = signed_by_mayor();
         return council->judged(by_mayor(), signature(*council));
       }},
      // AC9.2
      {"signature_must_cover_current_decree",
       [] {
         auto council = drafted();
         auto command = signature(*council);
         command.document = sha256("another document");
         return council->judged(by_mayor(), command);
       }},
      {"review_must_return_to_an_asked_gate",
       [] {
         return drafted()->judged(
             by_mayor(), ReturnDecreeToReview{.gate = Code{"other"}, .reason = hidden("why")});
       }},
  };
}

TEST(Decreeing, CountsWhoIsFromOutsideUpToTheShare) {
  auto const reason = [](std::unique_ptr<Council> const& council) {
    return reason_of(council->judged(by_mayor(), select("arash")));
  };
  EXPECT_EQ(reason(from_outside(14, 1)), "");
  EXPECT_EQ(reason(from_outside(13, 1)), "outsiders_must_not_exceed_their_share");
  EXPECT_EQ(reason(from_outside(7, 0)), "");
  EXPECT_EQ(reason(from_outside(6, 0)), "outsiders_must_not_exceed_their_share");

  auto with_staff = from_outside(6, 0);
  auto const arash =
      stream_of("person", with_staff->state().nominees[nominee("arash")].person->text);
  with_staff->judge.view.state<registry::Person>(arash).kind = registry::PersonKind::staff;
  EXPECT_EQ(reason(with_staff), "");

  auto not_managerial = from_outside(6, 0);
  not_managerial->state().post_class = Code{"mayor"};
  EXPECT_EQ(reason(not_managerial), "");
}

// Another case may have filled the share since the choice.
TEST(Decreeing, CountsWhoIsFromOutsideAgainBeforeTheDecree) {
  auto council = from_outside(14, 1);
  (void)council->act(by_mayor(), select("arash")).value();
  EXPECT_EQ(reason_of(council->judged(by_affairs(), from("2026-11-25"))), "");

  for (auto& laid : council->judge.facts.laid_rows)
    if (laid.row.at(0) == Value{"post/d-5"}) laid.row.at(10) = std::int64_t{1};

  EXPECT_EQ(reason_of(council->judged(by_affairs(), from("2026-11-25"))),
            "outsiders_must_not_exceed_their_share");
}

TEST(Decreeing, RefusesByName) {
  std::set<std::string, std::less<>> rows{"decree_series_must_be_open"};  // in a test of its own
  for (auto const& table : {refusals_of_choices(), refusals_of_persons(), refusals_of_drafts(),
                            refusals_of_signatures()})
    for (auto const& row : table) {
      rows.emplace(row.reason);
      EXPECT_EQ(reason_of(row.act()), row.reason);
    }
  EXPECT_THAT(judge::without_row(kReasons, rows), IsEmpty());
}

/// Everything but the city's series.
class WithoutSeries final : public View {
 public:
  explicit WithoutSeries(View& all) : all_{all} {}
  Folded const* folded(StreamId const& stream) override {
    return stream == registry::city_decrees() ? nullptr : all_.folded(stream);
  }
  std::shared_ptr<Folded const> folded_through(StreamId const& stream, std::int64_t rev) override {
    return all_.folded_through(stream, rev);
  }

 private:
  View& all_;
};

TEST(Decreeing, CannotNumberWithoutASeries) {
  auto council = selected();
  WithoutSeries view{council->judge.view};
  auto const call = by_affairs();

  auto const refused =
      decide(from("2026-11-25"), Context{call, council->stream, view, council->judge.facts});

  EXPECT_EQ(reason_of(refused), "decree_series_must_be_open");
}

TEST(Decreeing, TakesAnAnswerThatHoldsAndDoesNotSpeakAgainst) {
  EXPECT_TRUE(answered("favourable", judge::day("2026-11-18")));
  EXPECT_TRUE(answered("no_record", std::nullopt));
  EXPECT_TRUE(answered("unfavourable", std::nullopt, rules::Unfavourable::noted));
}

}  // namespace
}  // namespace gozin::appointment
