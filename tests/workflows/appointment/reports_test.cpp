#include "workflows/appointment/reports.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

PersonId const kReaderOne{"a-1"};
PersonId const kReaderTwo{"i-1"};

TEST(Reports, AreWithheldFromWhomTheyName) {
  auto const text = withheld_text({kReaderTwo, kReaderOne, kReaderTwo});

  EXPECT_EQ(text, R"(["a-1","i-1"])");
  EXPECT_TRUE(is_withheld_from(text, kReaderOne));
  EXPECT_TRUE(is_withheld_from(text, kReaderTwo));
  EXPECT_FALSE(is_withheld_from(text, PersonId{"a-2"}));
}

TEST(Reports, OfWhichNobodyCanSayFromWhomAreWithheldFromEverybody) {
  for (auto const* text : {"", "{}", "[\"a-1\""})
    EXPECT_TRUE(is_withheld_from(text, PersonId{"a-2"})) << text;
}

TEST(Reports, AreTheRegistersOfInfluenceAndContacts) {
  EXPECT_TRUE(is_report("InfluenceReported"));
  EXPECT_TRUE(is_report("ContactRegistered"));
  EXPECT_FALSE(is_report("NoteAdded"));
}

}  // namespace
}  // namespace gozin::appointment
