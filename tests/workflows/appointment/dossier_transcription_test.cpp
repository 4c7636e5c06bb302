#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/appointment/dossier/dossier.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

/// A vote that the secretary wrote down for a member.
Recorded& written_down(DossierBook& book) {
  auto& cast = book.find<BallotCast>();
  cast.at.behalf = cast.at.actor;
  cast.at.actor = PersonId{"sara"};
  cast.at.channel = Code{"clerk"};
  return cast;
}

// T16: what nobody has looked at until the case was over stays a fault of it.
TEST(DossierTranscription, AsksForTheSecondPersonOfWhatAClerkWroteDown) {
  auto constexpr kPoint = Point::transcriptions_were_confirmed;
  DossierBook book;
  EXPECT_EQ(book.verdict_of(kPoint), Verdict::not_applicable);
  auto const act = written_down(book).at.seq;
  EXPECT_EQ(book.verdict_of(kPoint), Verdict::fail);
  auto const dossier = dossier_of(book.file());
  auto const& deviations = dossier.content.at("deviations").as_array();
  auto const stays = std::ranges::count_if(deviations, [](auto const& one) {
    return one.as_object().contains("transcription") && one.at("transcription") == "awaited";
  });
  EXPECT_EQ(stays, 1);

  book.add(TranscriptionConfirmed{.acts = {act}, .scan = sha256("sheet")}, "m-1", "body_chair");

  auto const confirmed = book.judged(kPoint);
  EXPECT_EQ(confirmed.verdict, Verdict::pass);
  EXPECT_THAT(confirmed.evidence, testing::Contains(act));
}

}  // namespace
}  // namespace gozin::appointment
