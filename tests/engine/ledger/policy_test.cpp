#include "engine/ledger/policy.hpp"

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

// What is asked of a policy stands under its lines: which of these witnesses have cosigned.
struct NamedWitness {
  CosignerKey key;
  NoteSigner sign;
};

NamedWitness const& witness_named(std::string const& name) {
  static std::map<std::string, NamedWitness> made;
  if (auto const found = made.find(name); found != made.end()) return found->second;
  auto signer = test::test_signer(name + ".example/w", std::string(32, name.back()));
  return made.emplace(name, NamedWitness{{signer.key.name, signer.key.public_key}, signer.sign})
      .first->second;
}

std::string vkey_of(std::string const& name) { return to_vkey(witness_named(name).key); }

std::string witness_line(std::string const& name) {
  return "witness " + name + " " + vkey_of(name) + "\n";
}

test::TestSigner log_key(char which = 'l') {
  return test::test_signer("city.example/log", std::string(32, which));
}

Note cosigned_by(std::set<std::string> const& names) {
  Checkpoint const checkpoint{"city.example/log", {1, leaf_hash("one")}};
  auto note = parse_note(sign_checkpoint(checkpoint, log_key().key, log_key().sign)).value();
  for (auto const& name : names)
    note.signatures.push_back(
        cosign(note.text, witness_named(name).key, witness_named(name).sign, 7));
  return note;
}

bool is_met(std::string const& policy, std::set<std::string> const& by) {
  return is_witnessed(parse_policy(policy).value(), cosigned_by(by)).value();
}

std::string const kTwoLevels = "log " + to_vkey(log_key().key) +
                               " https://city.example/\n"
                               "\n"
                               "# The province's two of three, and any of the court's.\n" +
                               witness_line("x1") + witness_line("x2") + witness_line("x3") +
                               " \tgroup\tprovince 2 x1 x2 x3 \n" + witness_line("y4") +
                               "witness y5 " + vkey_of("y5") + " https://court.example/w\n" +
                               "group court any y4 y5\n"
                               "group both all province court\n"
                               "quorum both\n";

// C2SP tlog-policy, its example.
TEST(Policy, IsReadInItsLines) {
  auto const policy = parse_policy(kTwoLevels).value();

  ASSERT_EQ(policy.logs.size(), 1U);
  EXPECT_EQ(policy.logs[0].key, log_key().key);
  EXPECT_EQ(policy.logs[0].url, "https://city.example/");
  ASSERT_EQ(policy.witnesses.size(), 5U);
  EXPECT_EQ(policy.witnesses[4].name, "y5");
  EXPECT_EQ(policy.witnesses[4].key, witness_named("y5").key);
  EXPECT_EQ(policy.witnesses[4].url, "https://court.example/w");
  EXPECT_EQ(policy.witnesses[3].url, "");
  ASSERT_EQ(policy.groups.size(), 3U);
  EXPECT_EQ(policy.groups[2].least, 2U);
  EXPECT_EQ(policy.quorum, "both");
}

TEST(Policy, CountsWitnessesAndGroups) {
  struct Row {
    std::set<std::string> by;
    bool is_met;
  };
  for (auto const& [by, expected] : std::initializer_list<Row>{{{}, false},
                                                               {{"x1", "x2"}, false},
                                                               {{"x1", "y4"}, false},
                                                               {{"y4", "y5"}, false},
                                                               {{"x1", "x3", "y5"}, true},
                                                               {{"x1", "x2", "x3", "y4"}, true}})
    EXPECT_EQ(is_met(kTwoLevels, by), expected) << testing::PrintToString(by);
}

TEST(Policy, MayAskForOneWitnessOrForNone) {
  EXPECT_TRUE(is_met("quorum none\n", {}));
  EXPECT_TRUE(is_met(witness_line("x1") + "quorum x1\n", {"x1"}));
  EXPECT_FALSE(is_met(witness_line("x1") + witness_line("x2") + "quorum x1\n", {"x2"}));
}

TEST(Policy, BelievesNoNoteWithAWrongLineOfAWitness) {
  auto note = cosigned_by({"x1", "x3", "y5"});
  auto& byte = note.signatures.back().bytes.back();
  byte = static_cast<char>(byte ^ 1);

  auto const witnessed = is_witnessed(parse_policy(kTwoLevels).value(), note);

  ASSERT_FALSE(witnessed);
  EXPECT_EQ(witnessed.error().reason, Reason{LedgerReason::signature_must_verify});
}

TEST(Policy, KnowsSeveralKeysOfOneLogAndWhichOfThemSigned) {
  auto const old_key = log_key('o').key;
  auto const policy = parse_policy("log " + to_vkey(old_key) + "\nlog " + to_vkey(log_key().key) +
                                   "\nquorum none\n")
                          .value();

  EXPECT_EQ(keys_of_log(policy, "city.example/log"), (std::vector{old_key, log_key().key}));
  EXPECT_TRUE(keys_of_log(policy, "other.example/log").empty());
  EXPECT_EQ(signer_of(policy, to_text(cosigned_by({}))), log_key().key);
  EXPECT_EQ(signer_of(parse_policy("log " + to_vkey(old_key) + "\nquorum none\n").value(),
                      to_text(cosigned_by({}))),
            std::nullopt);
}

struct WrongPolicy {
  std::string text;
  std::string line;
};

TEST(Policy, IsReadStrictly) {
  auto const x1 = witness_line("x1");
  auto const x2 = witness_line("x2");
  auto const log = "log " + to_vkey(log_key().key) + "\n";
  auto const other_name = CosignerKey{"other.example/w", witness_named("x1").key.public_key};
  for (auto const& [text, line] : std::initializer_list<WrongPolicy>{
           {"", "0"},
           {x1, "0"},
           {"quorum none", "1"},
           {"quorum\n", "1"},
           {"quorum none none\n", "1"},
           {"quorum none\nquorum none\n", "2"},
           {"quorum x1\n" + x1, "1"},
           {"Quorum none\n", "1"},
           {"quorum none\r\n", "1"},
           {std::string{"quorum none\n#\0\n", 15}, "2"},
           {"# \x7f\nquorum none\n", "1"},
           {"log\nquorum none\n", "1"},
           {"log " + vkey_of("x1") + "\nquorum none\n", "1"},
           {log + log + "quorum none\n", "2"},
           {"witness x1 " + to_vkey(log_key().key) + "\nquorum none\n", "1"},
           {"witness " + vkey_of("x1") + "\nquorum none\n", "1"},
           {"witness none " + vkey_of("x1") + "\nquorum none\n", "1"},
           {x1 + "witness x1 " + vkey_of("x2") + "\nquorum none\n", "2"},
           {x1 + "witness x2 " + to_vkey(other_name) + "\nquorum none\n", "2"},
           {"witness x1 " + vkey_of("x1") + " http://a b\nquorum none\n", "1"},
           {x1 + "group g\nquorum g\n", "2"},
           {x1 + "group g all\nquorum g\n", "2"},
           {x1 + "group g some x1\nquorum g\n", "2"},
           {x1 + "group g 0 x1\nquorum g\n", "2"},
           {x1 + "group g 01 x1\nquorum g\n", "2"},
           {x1 + "group g 2 x1\nquorum g\n", "2"},
           {x1 + "group g all x2\n" + x2 + "quorum g\n", "2"},
           {x1 + "group g all none\nquorum g\n", "2"},
           {x1 + "group g all g\nquorum g\n", "2"},
           {x1 + "group g 1 x1 x1\nquorum g\n", "2"},
           {x1 + "group g all x1\ngroup h all x1\nquorum g\n", "3"},
           {x1 + "group x1 all x1\nquorum x1\n", "2"},
           {x1 + "group none all x1\nquorum none\n", "2"}}) {
    auto const policy = parse_policy(text);
    ASSERT_FALSE(policy) << text;
    EXPECT_EQ(policy.error(), (Rejection{LedgerReason::policy_must_be_well_formed, line})) << text;
  }
}

TEST(Policy, OfMoreThanAMebibyteIsRefused) {
  std::string const line = "quorum none\n";
  auto const filled = [&](std::size_t size) {
    return line + "#" + std::string(size - line.size() - 2, '.') + "\n";
  };
  EXPECT_TRUE(parse_policy(filled(kPolicyBytesMax)));
  EXPECT_FALSE(parse_policy(filled(kPolicyBytesMax + 1)));
}

// A further cosignature never makes a checkpoint less believable, and k of n means what it says.
RC_GTEST_PROP(Policy, CountsAnyThreshold, ()) {
  std::vector<std::string> const names{"a1", "b2", "c3", "d4", "e5"};
  auto const least = *rc::gen::inRange<std::size_t>(1, names.size() + 1);
  std::string text;
  std::string group = "group g " + std::to_string(least);
  for (auto const& name : names) {
    text += witness_line(name);
    group += " " + name;
  }
  std::set<std::string> by;
  for (auto const& name : names)
    if (*rc::gen::arbitrary<bool>()) by.insert(name);

  RC_ASSERT(is_met(text + group + "\nquorum g\n", by) == (by.size() >= least));
}

}  // namespace
}  // namespace gozin
