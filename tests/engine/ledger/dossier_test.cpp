#include "engine/ledger/dossier.hpp"

#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/evidence_check.hpp"
#include "tests/support/sample_log.hpp"

#include <functional>
#include <ostream>

#include <boost/json/array.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::SampleLog;

SampleLog const& log_of_dossiers() {
  static SampleLog const log{40};
  return log;
}

DossierEntry entry_of(std::size_t index, bool is_shown = true) {
  auto const& log = log_of_dossiers();
  DossierEntry entry{
      .index = index, .leaf_hash = log.hashes().at(index), .hashes = log.proof(index, 40).hashes};
  if (is_shown) entry.leaf = log.leaves().at(index);
  return entry;
}

/// What an event says of itself.
json::object citation(std::size_t index) {
  auto const leaf = parse_leaf(log_of_dossiers().leaves().at(index)).value();
  return {{"seq", leaf.at.seq},
          {"type", leaf.type},
          {"recorded", to_rfc3339(leaf.at.recorded)},
          {"actor", leaf.at.actor.text},
          {"role", leaf.at.role.text}};
}

/// Says something about events 7, 12 and 30, of which the second is not shown.
LogDossier unsealed_dossier() {
  LogDossier dossier;
  dossier.content = {{"signed", citation(7)},
                     {"acts", json::array{citation(12), citation(30)}},
                     {"points", json::array{json::object{{"evidence", json::array{7, 12}}}}}};
  dossier.entries = {entry_of(7), entry_of(12, false), entry_of(30)};
  dossier.checkpoint = log_of_dossiers().checkpoint(40);
  return dossier;
}

std::string_view reason_of(LogDossier const& dossier) {
  auto const verified = verify_dossier(dossier, log_of_dossiers().key());
  return verified ? std::string_view{} : verified.error().reason.name();
}

TEST(Dossier, HoldsWhereStatementsProofsAndSealDo) {
  auto const dossier = log_of_dossiers().sealed(unsealed_dossier());
  auto const verified = verify_dossier(dossier, log_of_dossiers().key());
  ASSERT_TRUE(verified) << reason_of(dossier);
  EXPECT_EQ(verified->tree.size, 40U);
}

TEST(Dossier, IsReadAsItWasWritten) {
  auto const dossier = log_of_dossiers().sealed(unsealed_dossier());
  auto const text = to_text(dossier);
  EXPECT_TRUE(text.starts_with(kDossierBeginning));
  EXPECT_EQ(parse_dossier(text).value(), dossier);
  auto const evidence = parse_evidence(text);
  ASSERT_TRUE(evidence);
  EXPECT_EQ(checkpoint_of(*evidence), dossier.checkpoint);
}

TEST(Dossier, IsReadInNoOtherSpelling) {
  auto const text = to_text(log_of_dossiers().sealed(unsealed_dossier()));
  auto const more = R"({"checkpoint":"",)" + text.substr(1);
  for (auto const& other :
       {text.substr(0, text.size() - 1), text + "\n", " " + text, "{ " + text.substr(1), more})
    EXPECT_FALSE(parse_dossier(other)) << other.substr(0, 40);
}

// Nobody finds a byte that may be another one.
TEST(Dossier, IsRefusedWithAnyByteChanged) {
  auto const text = to_text(log_of_dossiers().sealed(unsealed_dossier()));
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto changed = text;
    changed[i] = changed[i] == '1' ? '2' : '1';
    auto const read = parse_dossier(changed);
    EXPECT_TRUE(!read || !reason_of(*read).empty()) << "byte " << i << " of " << text.size();
  }
}

/// A dossier that was sealed by the log's own key, and is wrong nevertheless.
struct Wrong {
  std::string_view reason;
  std::function<void(LogDossier&)> change;
};

void PrintTo(Wrong const& wrong, std::ostream* out) { *out << wrong.reason; }

class WrongDossier : public testing::TestWithParam<Wrong> {};

TEST_P(WrongDossier, IsRefusedByName) {
  auto dossier = unsealed_dossier();
  GetParam().change(dossier);
  EXPECT_EQ(reason_of(log_of_dossiers().sealed(dossier)), GetParam().reason);
}

json::object& act(LogDossier& dossier, std::size_t index) {
  return dossier.content.at("acts").as_array().at(index).as_object();
}

constexpr std::string_view kDisagrees = "dossier_must_agree_with_its_entries";
constexpr std::string_view kMalformed = "dossier_must_be_well_formed";

INSTANTIATE_TEST_SUITE_P(
    Changes, WrongDossier,
    testing::Values(
        Wrong{kDisagrees, [](auto& it) { act(it, 1)["type"] = "VoteCast"; }},
        Wrong{kDisagrees, [](auto& it) { act(it, 1)["recorded"] = "2022-10-06T08:30:00.000Z"; }},
        Wrong{kDisagrees, [](auto& it) { act(it, 1)["actor"] = "somebody else"; }},
        Wrong{kDisagrees, [](auto& it) { act(it, 1)["role"] = "mayor"; }},
        Wrong{kDisagrees, [](auto& it) { act(it, 0)["seq"] = 13; }},
        Wrong{kDisagrees, [](auto& it) { it.content["more"] = citation(20); }},
        Wrong{kDisagrees,
              [](auto& it) {
                it.content["more"] = json::object{{"evidence", json::array{8}}};
              }},
        Wrong{kMalformed, [](auto& it) { it.content["evidence"] = "all of it"; }},
        Wrong{kMalformed, [](auto& it) { it.entries.push_back(entry_of(3)); }},
        Wrong{kMalformed, [](auto& it) { it.entries.push_back(it.entries.back()); }},
        Wrong{"root_must_follow_from_proof",
              [](auto& it) { it.entries[0].leaf_hash = sha256("other"); }},
        Wrong{"proof_must_have_its_length", [](auto& it) { it.entries[0].hashes.pop_back(); }},
        Wrong{"opening_must_fit_leaf",
              [](auto& it) {
                it.entries[0].openings.push_back({"reason", sha256("salt"), "because"});
              }},
        Wrong{"root_must_follow_from_proof",
              [](auto& it) { it.checkpoint = SampleLog(40, "otherwise").checkpoint(40); }}));

/// Event 20 begins a stream with what another one had recorded, and says so.
struct GoingOn {
  SampleLog log;
  LogDossier dossier = {};

  explicit GoingOn(Lineage takes_over) : log{40, "as it was", 0, {{20, std::move(takes_over)}}} {
    for (std::size_t const index : {19U, 20U})
      dossier.entries.push_back({.index = index,
                                 .leaf = log.leaves().at(index),
                                 .leaf_hash = log.hashes().at(index),
                                 .hashes = log.proof(index, 40).hashes});
    dossier.content = {
        {"case", json::object{{"taken_over", json::object{{"seq", 20}, {"type", "Continued"}}}}}};
    dossier.checkpoint = log.checkpoint(40);
  }
  /// What event 19 ends.
  static Lineage through(std::int64_t more = 0) {
    auto const& all = log_of_dossiers();
    auto const last = parse_leaf(all.leaves().at(19)).value();
    return {last.at.stream, last.at.rev + more, all.hashes().at(19)};
  }
  [[nodiscard]] std::string_view reason() const {
    auto const verified = verify_dossier(log.sealed(dossier), log.key());
    return verified ? std::string_view{} : verified.error().reason.name();
  }
};

TEST(Dossier, ComesWithTheLastEventThatWasTakenOver) {
  constexpr std::string_view kWrong = "dossier_must_agree_with_its_entries";
  GoingOn right{GoingOn::through()};
  EXPECT_EQ(right.reason(), "");
  right.dossier.entries.front().leaf.reset();
  EXPECT_EQ(right.reason(), "") << "proved by its hash alone";
  right.dossier.entries.erase(right.dossier.entries.begin());
  EXPECT_EQ(right.reason(), kWrong);

  EXPECT_EQ(GoingOn{GoingOn::through(1)}.reason(), kWrong);
  auto other = GoingOn::through();
  other.from = StreamId{"book/other"};
  EXPECT_EQ(GoingOn{other}.reason(), kWrong);
  auto later = GoingOn::through();
  later.leaf = log_of_dossiers().hashes().at(18);
  EXPECT_EQ(GoingOn{later}.reason(), kWrong);
}

TEST(Dossier, SaysInWhichCaseAnActWasDone) {
  GoingOn going_on{GoingOn::through()};
  auto const say = [&](std::string const& stream) {
    going_on.dossier.content["act"] =
        json::object{{"seq", 19}, {"type", "Noted"}, {"taken_over_from", stream}};
    return going_on.reason();
  };
  EXPECT_EQ(say(GoingOn::through().from.text), "");
  EXPECT_EQ(say("book/again"), "dossier_must_agree_with_its_entries");
}

TEST(Dossier, IsRefusedUnsealedOrSealedForOtherWords) {
  auto dossier = unsealed_dossier();
  EXPECT_EQ(reason_of(dossier), "dossier_must_be_sealed");
  auto const sealed = log_of_dossiers().sealed(dossier);
  dossier.seal = sealed.seal;
  dossier.content["person"] = "somebody else";
  EXPECT_EQ(reason_of(dossier), "dossier_must_be_sealed");
}

// A checkpoint's signature is no seal, and a seal is no checkpoint.
TEST(Dossier, TellsASealFromACheckpoint) {
  auto dossier = log_of_dossiers().sealed(unsealed_dossier());
  EXPECT_FALSE(open_checkpoint(dossier.seal, log_of_dossiers().key()));
  dossier.seal = dossier.checkpoint;
  EXPECT_EQ(reason_of(dossier), "dossier_must_be_sealed");
}

TEST(Dossier, IsJudgedWithoutItsLog) {
  auto const& key = log_of_dossiers().key();
  auto dossier = log_of_dossiers().sealed(unsealed_dossier());
  EXPECT_TRUE(check_evidence({{key}, {{dossier, "d.json"}}}).damage.empty());

  act(dossier, 1)["role"] = "mayor";
  dossier = log_of_dossiers().sealed(dossier);

  auto const report = check_evidence({{key}, {{dossier, "d.json"}}});
  ASSERT_EQ(report.damage.size(), 1U);
  EXPECT_EQ(report.damage[0].finding, LogFinding::dossier_wrong);
  EXPECT_EQ(report.damage[0].place, "d.json, event 30");
}

// Of one key, two trees of one size: a contradiction, whatever either dossier says.
TEST(Dossier, ContradictsAnotherHistoryOfItsLog) {
  SampleLog const other{40, "otherwise", 20};
  auto const dossier = log_of_dossiers().sealed(unsealed_dossier());
  auto const report =
      check_evidence({{log_of_dossiers().key()},
                      {{dossier, "d.json"}, {KeptCheckpoint{other.checkpoint(40)}, "kept"}}});
  EXPECT_TRUE(report.damage.empty());
  EXPECT_EQ(report.contradictions.size(), 1U);
}

TEST(Dossier, IsHeldToAnExportedLog) {
  auto const dossier = log_of_dossiers().sealed(unsealed_dossier());
  auto const check = [&](SampleLog const& log, std::size_t size) {
    auto files = tests::files_of(log, size);
    return check_log(files, {.key = log.key(), .given = {{dossier, "d.json"}}});
  };
  EXPECT_TRUE(check(log_of_dossiers(), 40).contradictions.empty());
  EXPECT_TRUE(check(log_of_dossiers(), 40).damage.empty());
  auto const cut = check(log_of_dossiers(), 30);
  ASSERT_EQ(cut.contradictions.size(), 1U);
  EXPECT_EQ(cut.contradictions[0].finding, LogFinding::log_shorter_than_checkpoint);
}

}  // namespace
}  // namespace gozin
