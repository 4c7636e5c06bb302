#include "workflows/registry/commands/opening.hpp"

#include "tests/support/city.hpp"
#include "tests/workflows/registry/seated.hpp"
#include "workflows/registry/commands/bodies.hpp"
#include "workflows/registry/commands/people.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::call;
using judge::Judge;
using judge::types_of;
using Types = std::vector<std::string>;

Call const kAffairs = call("kaveh", "administrative_affairs");
Call const kColleague = call("shirin", "administrative_affairs");
Call const kAdministrator = call("dorsa", "administrator");
StreamId const kPost{"post/parks-head"};
StreamId const kBahar{"person/bahar"};

ProposeHolder bahar_since_1403() {
  return {.person = PersonId{"bahar"},
          .from = judge::day("2024-04-20"),
          .reference = {"1403/17"},
          .source = {"book of decrees 4"},
          .document = sha256("a scan")};
}

ProposeHolder acting_until_winter() {
  auto command = bahar_since_1403();
  command.acting = true;
  command.until = judge::day("2026-12-20");
  return command;
}

Judge city_of_bahar() {
  auto city = judge::empty_city();
  judge::register_person(city, "bahar");
  judge::register_post(city, "parks-head", "parks");
  return city;
}

TEST(Opening, TakesAHolderOverByTwoPeople) {
  auto in = city_of_bahar();

  auto const proposed = in.act(kAffairs, kPost, bahar_since_1403());

  EXPECT_EQ(types_of(proposed), Types{"HolderProposed"});
  EXPECT_FALSE(in.view.find<Post>(kPost)->holder);
  EXPECT_TRUE(in.view.in(kPost, "HolderAwaited"));

  auto const confirmed = in.act(kColleague, kPost, ConfirmHolder{});

  EXPECT_EQ(types_of(confirmed), (Types{"HolderRecorded", "PostTaken"}));
  auto const* event = judge::find<HolderRecorded>(confirmed);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->proposed_by, PersonId{"kaveh"});
  EXPECT_EQ(event->from, judge::day("2024-04-20"));
  EXPECT_EQ(event->reference, Label{"1403/17"});
  EXPECT_EQ(event->source, Label{"book of decrees 4"});
  EXPECT_EQ(event->document, sha256("a scan"));
  EXPECT_FALSE(event->outsider);
  auto const& post = *in.view.find<Post>(kPost);
  EXPECT_EQ(post.holder, PersonId{"bahar"});
  EXPECT_FALSE(post.is_acting);
  EXPECT_FALSE(post.proposal);
  EXPECT_TRUE(in.view.in(kPost, "Occupied"));
  EXPECT_TRUE(in.view.find<Person>(kBahar)->posts.contains(kPost));
}

TEST(Opening, TakesAnActingHeadOverWithTheEnd) {
  auto in = city_of_bahar();

  (void)in.act(kAffairs, kPost, acting_until_winter()).value();
  auto const confirmed = in.act(kColleague, kPost, ConfirmHolder{});

  auto const* event = judge::find<ActingHeadRecorded>(confirmed);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->until, judge::day("2026-12-20"));
  // The first moment of the next day in Tehran.
  EXPECT_EQ(event->ends, at("2026-12-20T20:30:00Z"));
  EXPECT_TRUE(in.view.find<Post>(kPost)->is_acting);
  EXPECT_TRUE(in.view.in(kPost, "ActingHeld"));
}

TEST(Opening, LetsAnActingHeadKeepTheirOwnPost) {
  auto in = city_of_bahar();
  auto const own = judge::register_post(in, "fire-chief");
  (void)in.act(kAffairs, own, bahar_since_1403()).value();
  (void)in.act(kColleague, own, ConfirmHolder{}).value();

  EXPECT_TRUE(in.judge(kAffairs, kPost, acting_until_winter()));
}

TEST(Opening, CorrectsAndDropsWhatWaits) {
  auto in = city_of_bahar();
  (void)in.act(kAffairs, kPost, bahar_since_1403()).value();

  auto corrected = bahar_since_1403();
  corrected.reference = {"1403/71"};
  EXPECT_EQ(types_of(in.act(kColleague, kPost, corrected)), Types{"HolderProposed"});
  EXPECT_EQ(in.view.find<Post>(kPost)->proposal->holder.reference, Label{"1403/71"});
  EXPECT_EQ(in.view.find<Post>(kPost)->proposal->by, PersonId{"shirin"});

  auto const dropped =
      in.act(kAffairs, kPost, DropHolderProposal{.reason = judge::hidden("the wrong Bahar")});

  EXPECT_EQ(types_of(dropped), Types{"HolderProposalDropped"});
  EXPECT_FALSE(in.view.find<Post>(kPost)->proposal);
  EXPECT_TRUE(in.view.in(kPost, "Vacant"));
}

// While a holder waits to be confirmed no case takes the post.
TEST(Opening, KeepsAPostFromCasesWhileAHolderWaits) {
  auto in = city_of_bahar();
  (void)in.act(kAffairs, kPost, bahar_since_1403()).value();

  EXPECT_THROW(in.view.record(kPost, PostClaimed{.by = StreamId{"case/a"}}), std::logic_error);
}

TEST(Opening, LetsADemonstrationDoItAlone) {
  auto in = city_of_bahar();

  auto const recorded = in.act(call("operator/root", "operator"), kPost, bahar_since_1403());

  EXPECT_EQ(types_of(recorded), (Types{"HolderProposed", "HolderRecorded", "PostTaken"}));
  EXPECT_FALSE(judge::find<HolderRecorded>(recorded)->proposed_by);
}

TEST(Opening, AsksTheProgramItselfForASecondPersonInALiveLog) {
  auto in = city_of_bahar();
  in.view.state<Log>(log_stream()).purpose = Purpose::live;
  auto const root = call("operator/root", "operator");

  EXPECT_EQ(types_of(in.act(root, kPost, bahar_since_1403())), Types{"HolderProposed"});
  EXPECT_EQ(judge::reason_of(in.judge(root, kPost, ConfirmHolder{})),
            "opening_must_be_confirmed_by_another_person");
  EXPECT_TRUE(in.judge(call("operator/admin", "operator"), kPost, ConfirmHolder{}));
}

TEST(Opening, KnowsWhoIsFromOutside) {
  auto in = city_of_bahar();
  in.view.state<Person>(kBahar).kind = PersonKind::citizen;
  (void)in.act(kAffairs, kPost, bahar_since_1403()).value();

  auto const confirmed = in.act(kColleague, kPost, ConfirmHolder{});

  EXPECT_TRUE(judge::find<HolderRecorded>(confirmed)->outsider);
  EXPECT_TRUE(in.view.find<Post>(kPost)->outsider);

  (void)in
      .act(kAffairs, kPost,
           VacatePost{.from = judge::day("2026-11-01"), .reason = judge::hidden("left")})
      .value();
  EXPECT_FALSE(in.view.find<Post>(kPost)->outsider);
  EXPECT_FALSE(in.view.find<Person>(kBahar)->posts.contains(kPost));
}

TEST(Opening, SetsTheDayOnWhichAClassGoesLiveAndMovesItWhileItLiesAhead) {
  auto in = city_of_bahar();
  Code const director{"director"};
  auto const& log = *in.view.find<Log>(log_stream());
  EXPECT_TRUE(is_live(log, director, judge::day("2026-11-18")));

  for (auto const* day : {"2027-01-01", "2026-12-01"})
    EXPECT_EQ(types_of(in.act(kAdministrator, log_stream(),
                              SetGoLive{.post_class = director, .from = judge::day(day)})),
              Types{"GoLiveSet"});

  auto const& now = *in.view.find<Log>(log_stream());
  EXPECT_FALSE(is_live(now, director, judge::day("2026-11-30")));
  EXPECT_TRUE(is_live(now, director, judge::day("2026-12-01")));
  EXPECT_TRUE(is_live(now, Code{"unit_head"}, judge::day("2026-11-18")));
}

// T27: whatever a post is called, it is the same post with the same history.
TEST(Opening, ChangesAPostAndKeepsItsStream) {
  auto in = city_of_bahar();

  auto const changed = in.act(kAffairs, kPost,
                              ChangePost{.title = {"Head of green spaces"},
                                         .post_class = Code{"director"},
                                         .unit = Code{"green"},
                                         .grade = 11,
                                         .reason = judge::hidden("reorganisation")});

  EXPECT_EQ(types_of(changed), Types{"PostChanged"});
  auto const& post = *in.view.find<Post>(kPost);
  EXPECT_EQ(post.code, Code{"parks-head"});
  EXPECT_EQ(post.title, Label{"Head of green spaces"});
  EXPECT_EQ(post.post_class, Code{"director"});
  EXPECT_EQ(post.unit, Code{"green"});
  EXPECT_EQ(post.grade, 11);
}

// T27: the class under which a case is judged does not change under its hands.
TEST(Opening, NeverChangesAPostThatACaseFills) {
  auto in = city_of_bahar();
  in.view.record(kPost, PostClaimed{.by = StreamId{"case/a"}});

  PostChanged changed;
  changed.title = {"Other"};
  EXPECT_THROW(in.view.record(kPost, changed), std::logic_error);
}

TEST(Opening, SeatsAlternatesInTheirOrder) {
  auto in = city_of_bahar();
  for (auto const* name : {"arash", "nima", "omid"}) judge::register_person(in, name);
  auto const body = judge::form_body(in, "council", 1, {{"kaveh", Office::member}});
  auto const seat = [&](std::string_view who, Office office) {
    return seat_by_two(in, body,
                       SeatMember{.person = PersonId{std::string{who}}, .office = office});
  };
  EXPECT_TRUE(seat("nima", Office::alternate));
  EXPECT_TRUE(seat("arash", Office::alternate));
  EXPECT_EQ(voters(*in.view.find<Body>(body)), std::vector{PersonId{"kaveh"}});
  EXPECT_FALSE(sits_on(*in.view.find<Body>(body), PersonId{"nima"}));
  EXPECT_TRUE(sits_on(*in.view.find<Body>(body), PersonId{"kaveh"}));
  in.view.record(body, MemberLeft{.person = PersonId{"kaveh"}});

  EXPECT_EQ(judge::reason_of(seat("arash", Office::member)), "seat_must_go_to_the_next_alternate");
  EXPECT_EQ(judge::reason_of(seat("omid", Office::chair)), "seat_must_go_to_the_next_alternate");
  EXPECT_TRUE(seat("nima", Office::member));

  auto const& council = *in.view.find<Body>(body);
  EXPECT_EQ(voters(council), std::vector{PersonId{"nima"}});
  EXPECT_EQ(council.alternates, std::vector{PersonId{"arash"}});
}

TEST(Opening, EndsATermByTheClockAndRenewsItBefore) {
  auto in = city_of_bahar();
  auto const body = judge::form_body(in, "council", 3, {{"kaveh", Office::member}});
  PersonId const bahar{"bahar"};
  auto const until = [&](std::string_view moment) {
    return SeatMember{.person = bahar, .office = Office::member, .until = at(moment)};
  };
  (void)seat_by_two(in, body, until("2027-01-01T00:00:00Z")).value();
  auto const clock = [](std::string_view moment) { return call("clock", "clock", at(moment)); };

  EXPECT_TRUE(seat_by_two(in, body, until("2031-01-01T00:00:00Z")));
  EXPECT_EQ(
      judge::reason_of(in.judge(clock("2027-01-01T00:00:00Z"), body, EndSeat{.person = bahar})),
      "seat_must_have_run_its_term");
  auto const ended = in.act(clock("2031-01-01T00:00:00Z"), body, EndSeat{.person = bahar});

  EXPECT_EQ(types_of(ended), Types{"MemberLeft"});
  EXPECT_FALSE(in.view.find<Body>(body)->members.contains(bahar));
  EXPECT_TRUE(in.view.find<Body>(body)->terms.empty());
}

TEST(Opening, FormsACommissionOfACouncil) {
  auto in = city_of_bahar();
  auto const council = judge::form_body(in, "council", 3, {{"kaveh", Office::chair}});
  StreamId const commission{"body/works"};

  auto const formed = in.act(kAdministrator, commission,
                             FormBody{.code = Code{"works"},
                                      .title = {"Works commission"},
                                      .seats = 5,
                                      .commission_of = council});

  EXPECT_EQ(types_of(formed), Types{"BodyFormed"});
  EXPECT_EQ(in.view.find<Body>(commission)->commission_of, council);
}

}  // namespace
}  // namespace gozin::registry
