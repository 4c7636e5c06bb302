#include "engine/command/form.hpp"

#include "adapters/locale/icu_texts.hpp"
#include "engine/event/field.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

#define GOZIN_FORM_CHOICES(X) X(yes) X(no)
GOZIN_NAMED_ENUM(FormChoice, GOZIN_FORM_CHOICES)

struct Sample {
  std::int64_t count = 0;
  std::optional<ExactText> weight;
  std::optional<Day> day;
  std::optional<Instant> moment;
  std::optional<bool> flag;
  std::optional<FormChoice> choice;
  std::optional<Committed> reason;
  std::optional<Committed> attributes;
  std::optional<Document> rules;
  std::optional<PersonId> person;
  std::vector<PersonId> members;
  std::map<Code, ExactText> weights;
  std::map<Code, FormChoice> choices;
  std::optional<Code> made;

  static constexpr auto fields() {
    return fields_of(
        open("count", &Sample::count), open("weight", &Sample::weight), open("day", &Sample::day),
        open("moment", &Sample::moment), open("flag", &Sample::flag),
        open("choice", &Sample::choice), personal("reason", &Sample::reason, "person"),
        personal("attributes", &Sample::attributes, "person").ask(Input::document),
        open("rules", &Sample::rules), open("person", &Sample::person),
        open("members", &Sample::members).optional(), open("weights", &Sample::weights).optional(),
        open("choices", &Sample::choices).optional(), open("made", &Sample::made).ask(Input::none));
  }
};

FormInput read(FormValues values) {
  static IcuTexts const texts;
  CommandType type;
  type.fields = field_list<Sample>();
  if (!values.contains("count")) values.emplace("count", "1");
  return read_form(type, values, texts);
}

/// The value that a text gives; null when there is none.
json::value read_one(std::string const& name, std::string const& text) {
  auto const form = read({{name, text}});
  EXPECT_TRUE(form.problems.empty()) << form.problems.begin()->first;
  auto const* value = form.input.if_contains(name);
  return value ? *value : json::value(nullptr);
}

Rejection problem_of(FormValues const& values) {
  auto const form = read(values);
  EXPECT_EQ(form.problems.size(), 1U);
  return form.problems.empty() ? Rejection{} : form.problems.begin()->second;
}

// P05
TEST(Form, ReadsDigitsOfEveryKind) {
  for (auto const* text : {"1200", "1,200", "۱۲۰۰", "۱٬۲۰۰", "١٢٠٠", " 1200 "})
    EXPECT_EQ(read_one("count", text), json::value(1200)) << text;
  EXPECT_EQ(read_one("weight", "۰٫۲۵"), json::value("0.25"));
  EXPECT_EQ(read_one("weight", "1/4"), json::value("1/4"));
}

// P11
TEST(Form, ReadsDaysOfEitherCalendar) {
  for (auto const* text : {"۱۴۰۱/۰۷/۱۴", "1401-7-14", "2022-10-06", "2022/10/6"})
    EXPECT_EQ(read_one("day", text), json::value("2022-10-06")) << text;
}

TEST(Form, ReadsADayAndATimeOfIran) {
  auto const form = read({{"moment", "1401/07/14"}, {"moment.time", "۱۴:۳۰"}});
  EXPECT_EQ(form.input.at("moment"), json::value("2022-10-06T11:00:00.000Z"));
}

TEST(Form, ReadsFlagsAndChoices) {
  EXPECT_EQ(read_one("flag", "yes"), json::value(true));
  EXPECT_EQ(read_one("flag", "no"), json::value(false));
  EXPECT_EQ(read_one("choice", "no"), json::value("no"));
}

TEST(Form, KeepsTextsWithPlainLines) {
  EXPECT_EQ(read_one("reason", "  یک\r\nدو \r\n"), json::value("یک\nدو"));
}

// A public document goes into the log as it is; what is kept apart is a text like any other.
TEST(Form, ReadsDocumentsThatArePublic) {
  EXPECT_EQ(read_one("rules", R"({"a": 1})"), (json::value{{"a", 1}}));
  EXPECT_EQ(read_one("attributes", R"({"a": 1})"), json::value(R"({"a": 1})"));
}

TEST(Form, ReadsListsInTheirOrderWithoutEmptyRows) {
  FormValues values{
      {"members.10", "c"}, {"members.2", "b"}, {"members.0", "a"}, {"members.1", " "}};
  EXPECT_EQ(read(values).input.at("members"), (json::value{"a", "b", "c"}));
}

TEST(Form, ReadsListsWithKeys) {
  auto const form = read({{"weights.merit", "۰٫۶"}, {"weights.past", "2/5"}, {"choices.a", "yes"}});
  EXPECT_EQ(form.input.at("weights"), (json::value{{"merit", "0.6"}, {"past", "2/5"}}));
  EXPECT_EQ(form.input.at("choices"), (json::value{{"a", "yes"}}));
}

TEST(Form, LeavesOutWhatIsEmpty) {
  auto const form = read({{"reason", " "}, {"members.0", ""}, {"day", ""}});
  EXPECT_TRUE(form.problems.empty());
  EXPECT_EQ(form.input, (json::object{{"count", 1}}));
}

struct Row {
  char const* name;
  FormValues values;
  Reason reason;
};

class FormProblems : public testing::TestWithParam<Row> {};

TEST_P(FormProblems, AreNamed) {
  EXPECT_EQ(problem_of(GetParam().values).reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Form, FormProblems,
    testing::Values(
        Row{"Missing", {{"count", ""}}, EngineReason::field_must_be_given},
        Row{"Word", {{"count", "ten"}}, EngineReason::field_must_have_its_type},
        Row{"Fraction", {{"count", "1.5"}}, EngineReason::field_must_have_its_type},
        Row{"TooGreat", {{"count", "9007199254740992"}}, EngineReason::field_must_have_its_type},
        Row{"Zero", {{"weight", "1/0"}}, EngineReason::field_must_have_its_type},
        Row{"NoDay", {{"day", "1404/12/30"}}, EngineReason::date_must_exist},
        Row{"NoTime", {{"moment", "1401/7/14"}}, EngineReason::field_must_have_its_type},
        Row{"LateTime",
            {{"moment", "1401/7/14"}, {"moment.time", "24:00"}},
            EngineReason::field_must_have_its_type},
        Row{"NoFlag", {{"flag", "true"}}, EngineReason::field_must_have_its_type},
        Row{"NoChoice", {{"choice", "maybe"}}, EngineReason::field_must_have_its_type},
        Row{"InAList", {{"weights.a", "x"}}, EngineReason::field_must_have_its_type},
        Row{"KeyInAList", {{"members.a", "x"}}, EngineReason::field_must_be_known},
        Row{"Unknown", {{"other", "x"}}, EngineReason::field_must_be_known},
        Row{"MadeByTheServer", {{"made", "x"}}, EngineReason::field_must_be_known}),
    [](auto const& given) { return std::string{given.param.name}; });

TEST(Form, SaysEverythingThatIsWrongAtOnce) {
  auto const form = read({{"count", "x"}, {"day", "x"}, {"other", "x"}});
  EXPECT_EQ(form.problems.size(), 3U);
}

}  // namespace
}  // namespace gozin
