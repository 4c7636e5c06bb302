#include "tests/support/city.hpp"
#include "tests/support/preparing.hpp"
#include "workflows/registry/commands/people.hpp"
#include "workflows/registry/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::call;
using judge::kept_value;
using judge::reason_of;

struct Desk {
  judge::Judge city = judge::empty_city();
  judge::Preparing preparing{city.view};
  Workflow workflow = registry_workflow();

  Result<Submission> prepare(std::string_view command, json::object input) {
    return preparing.prepare(judge::command_of(workflow, command),
                             call("kaveh", "administrative_affairs"), std::move(input));
  }
};

TEST(PrepareRegistry, MakesAPersonsIdKeyAndCommitments) {
  Desk desk;

  auto const submission = desk.prepare(
      "RegisterPerson",
      {{"name", "بهار"}, {"kind", "staff"}, {"attributes", R"({ "grade": 9, "age": 41 })"}});

  ASSERT_TRUE(submission);
  auto const& command = *static_cast<RegisterPerson const*>(submission->command.get());
  EXPECT_EQ(command.person.text.size(), 26U);
  EXPECT_EQ(submission->stream.text, "person/" + command.person.text);
  EXPECT_EQ(submission->new_keys, std::vector{VaultKeyId{submission->stream.text}});
  // Everything about the person rests under the person's own key, the name among it.
  ASSERT_EQ(submission->drafts.size(), 1U);
  EXPECT_EQ(submission->drafts[0].key, VaultKeyId{submission->stream.text});
  EXPECT_EQ(kept_value(*submission, "name"), "بهار");
  EXPECT_EQ(kept_value(*submission, "attributes"), R"({"age":41,"grade":9})");
  EXPECT_EQ(command.name.commitment, submission->drafts[0].commitments.at("name"));
  EXPECT_FALSE(command.national_id);
}

// AC4.2, E23: any digits are one number.
TEST(PrepareRegistry, KeepsANationalIdInOneForm) {
  Desk desk;

  auto const submission = desk.prepare(
      "RegisterPerson", {{"name", "آرش"}, {"kind", "staff"}, {"national_id", "۰۰۸۴۵۷۵۹۴۸"}});

  ASSERT_TRUE(submission);
  EXPECT_EQ(kept_value(*submission, "national_id"), "0084575948");
  ASSERT_EQ(submission->namings.size(), 1U);
  EXPECT_EQ(submission->namings[0].value, "0084575948");
  EXPECT_EQ("person/" + submission->namings[0].person.text, submission->stream.text);
}

TEST(PrepareRegistry, RefusesANationalIdThatIsNone) {
  Desk desk;
  auto const with_id = [&](std::string_view id) {
    return desk.prepare("RegisterPerson",
                        {{"name", "آرش"}, {"kind", "staff"}, {"national_id", id}});
  };

  EXPECT_EQ(reason_of(with_id("0084575947")), "national_id_must_be_valid");
  EXPECT_EQ(reason_of(with_id("  ")), "");
}

TEST(PrepareRegistry, RefusesAttributesThatDoNotFit) {
  Desk desk;
  auto const with = [&](std::string_view attributes) {
    return desk.prepare("RegisterPerson",
                        {{"name", "آرش"}, {"kind", "staff"}, {"attributes", attributes}});
  };

  EXPECT_EQ(reason_of(with(R"({"age":"old"})")), "attributes_must_fit_their_fields");
  EXPECT_EQ(reason_of(with("{")), "attributes_must_fit_their_fields");
  EXPECT_EQ(reason_of(with("")), "");
}

TEST(PrepareRegistry, KeepsNewAttributesUnderThePersonsKey) {
  Desk desk;
  auto const describe = [&](std::string_view attributes) {
    return desk.preparing.prepare(judge::command_of(desk.workflow, "DescribePerson"),
                                  call("kaveh", "administrative_affairs"),
                                  {{"attributes", attributes}}, StreamId{"person/arash"});
  };

  auto const submission = describe(R"({ "grade": 9, "age": 42 })");

  ASSERT_TRUE(submission);
  EXPECT_EQ(static_cast<DescribePerson const*>(submission->command.get())->person.text, "arash");
  ASSERT_EQ(submission->drafts.size(), 1U);
  EXPECT_EQ(submission->drafts[0].key, VaultKeyId{"person/arash"});
  EXPECT_EQ(kept_value(*submission, "attributes"), R"({"age":42,"grade":9})");
  EXPECT_EQ(reason_of(describe(R"({"age":"old"})")), "attributes_must_fit_their_fields");
}

TEST(PrepareRegistry, WantsANameAndMakesTheIdItself) {
  Desk desk;
  EXPECT_EQ(reason_of(desk.prepare("RegisterPerson", {{"kind", "staff"}})), "text_must_be_given");
  EXPECT_EQ(reason_of(desk.prepare("RegisterPerson",
                                   {{"kind", "staff"}, {"name", "آرش"}, {"person", "arash"}})),
            "field_must_be_known");
}

TEST(PrepareRegistry, NamesStreamsAfterTheirCodes) {
  Desk desk;
  auto const post = desk.prepare("RegisterPost", {{"code", "parks-head"},
                                                  {"title", "Head of parks"},
                                                  {"post_class", "unit_head"},
                                                  {"unit", "parks"},
                                                  {"grade", 9}});
  auto const line =
      desk.prepare("OpenBudgetLine", {{"code", "parks"}, {"title", "Parks"}, {"amount", 1}});
  auto const body =
      desk.prepare("FormBody", {{"code", "council"}, {"title", "Council"}, {"seats", 7}});
  auto const series = desk.prepare("OpenDecreeSeries", {{"last", "none"}, {"next", 1}});

  ASSERT_TRUE(post && line && body && series);
  EXPECT_EQ(post->stream, StreamId{"post/parks-head"});
  EXPECT_EQ(line->stream, StreamId{"budget/parks"});
  EXPECT_EQ(body->stream, StreamId{"body/council"});
  EXPECT_EQ(series->stream, StreamId{"decrees/city"});
  EXPECT_EQ(reason_of(desk.prepare("FormBody",
                                   {{"code", "No Code"}, {"title", "Council"}, {"seats", 7}})),
            "field_must_have_its_type");
  EXPECT_EQ(reason_of(desk.prepare("FormBody", {{"title", "Council"}})), "field_must_be_given");
}

TEST(PrepareRegistry, NamesTheStreamOfTheLog) {
  Desk desk;
  auto const log = desk.prepare(
      "OpenLog",
      {{"origin", "city.test/log"}, {"purpose", "live"}, {"city", "Demo"}, {"key", "k"}});
  ASSERT_TRUE(log);
  EXPECT_EQ(log->stream, StreamId{"log"});
}

}  // namespace
}  // namespace gozin::registry
