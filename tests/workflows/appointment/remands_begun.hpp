#pragma once

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/remanding.hpp"

#include <memory>

// Cases that were struck down, as several tests begin them.
namespace gozin::appointment {

inline constexpr std::int64_t kOneDay = 24 * 3600 * 1000;
inline StreamId const kSecond{"case/c-2"};
inline StreamId const kThird{"case/c-3"};

/// What happens in a case from its screening to the decree for p-1, one hour after the other.
class Story {
 public:
  explicit Story(Course& course, StreamId stream) : course_{course}, stream_{std::move(stream)} {}

  template <EventStruct E>
  Story& add(E event, By by = kAffairs) {
    course_.now.ms += 3'600'000;
    course_.view.record(stream_, std::move(event), course_.call(by));
    return *this;
  }
  Story& scored() {
    DeclarationsCompleted declared;
    declared.round = Code{"first"};
    declared.alias_map = judge::hidden("map");
    ScoreSheetSealed sheet;
    sheet.assessor = person("arash");
    sheet.round = Code{"first"};
    ScoresRevealed revealed;
    revealed.round = Code{"first"};
    RankingEstablished established;
    established.round = Code{"first"};
    established.ranking = {{nominee("p-1"), ExactText{"4"}, 1},
                           {nominee("p-2"), ExactText{"3"}, 2}};
    return add(declared).add(sheet, {"arash", "assessor"}).add(revealed).add(established);
  }
  Story& objected() {
    add(ShortlistConfirmed{{nominee("p-1"), nominee("p-2")}});
    return add(RankingPublished{Instant{course_.now.ms + 5 * kOneDay}});
  }
  Story& referred() {
    course_.pass_days(6);
    CaseReferred referral;
    referral.gate = Code{"advice"};
    referral.body = StreamId{"body/council"};
    return add(ObjectionsClosed{}).add(referral).add(DeliberationOpened{});
  }
  Story& reviewed() {
    BodyAdvised advised;
    advised.gate = Code{"advice"};
    advised.nominee = nominee("p-1");
    advised.in_favour = true;
    return referred().add(advised).add(GatesPassed{});
  }
  Story& decreed() {
    DecreeDrafted drafted;
    drafted.number = {"1405/1"};
    drafted.person = person("p-1");
    DecreeSigned by_mayor;
    by_mayor.number = drafted.number;
    by_mayor.signatory = person("mayor");
    return add(PersonSelected{nominee("p-1"), person("p-1"), {}})
        .add(drafted)
        .add(by_mayor)
        .add(DecreeRegistered{drafted.number, {"7"}})
        .add(DecreePublished{drafted.number, person("p-1")});
  }

 private:
  Course& course_;
  StreamId stream_;
};

/// By the register: whoever was appointed takes the post and uses the credit.
void take_office(Course& course, StreamId const& stream);

/// p-1 was appointed; p-2 stood beside.
[[nodiscard]] std::unique_ptr<Course> appointed();
void annul(Course& course, std::optional<Phase> from, StreamId const& stream = {});
/// The same, struck down with a defect from that stage, a month ago.
[[nodiscard]] std::unique_ptr<Course> annulled(std::optional<Phase> from);

template <CommandStruct C>
Result<Decision> judge_on(Course& course, StreamId const& stream, By const& by, C const& command) {
  auto const said = course.call(by);
  return decide(command,
                {.call = said, .stream = stream, .view = course.view, .facts = course.facts});
}

template <CommandStruct C>
Result<Decision> act_on(Course& course, StreamId const& stream, By const& by, C const& command) {
  auto decision = judge_on(course, stream, by, command);
  if (decision)
    for (auto const& emitted : decision->events)
      course.view.record(emitted.stream, emitted.event, course.call(by));
  return decision;
}

Result<Decision> remand(Course& course, StreamId const& to = kSecond);
[[nodiscard]] Case const& second(Course& course);
[[nodiscard]] std::vector<std::string> types_on(StreamId const& stream, Decision const& decision);
[[nodiscard]] std::vector<std::string> tasks_of_case(Course& course, StreamId const& stream);

}  // namespace gozin::appointment
