#include "adapters/app/city.hpp"
#include "adapters/app/site_desk.hpp"
#include "adapters/identity/local_accounts.hpp"
#include "adapters/locale/catalogue.hpp"
#include "adapters/store/store_url.hpp"
#include "engine/ballot/election.hpp"
#include "engine/ballot/preferences.hpp"
#include "engine/ledger/reason.hpp"
#include "engine/publication/receipts.hpp"
#include "engine/replay/verify.hpp"
#include "engine/rules/difference.hpp"
#include "engine/rules/parse.hpp"
#include "engine/scoring/statistic.hpp"
#include "tests/adapters/app/played_city.hpp"
#include "tests/adapters/locale/mo_messages.hpp"
#include "workflows/appointment/analysis.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/registry/roles.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

using Keys = std::set<std::string, std::less<>>;

std::map<std::string, std::vector<std::string>> const& messages(Language language) {
  static auto const persian = messages_in(catalogue_bytes(Language::fa));
  static auto const english = messages_in(catalogue_bytes(Language::en));
  return language == Language::fa ? persian : english;
}

std::string key(std::string_view kind, std::string_view name) {
  return std::string{kind} + "." + std::string{name};
}

template <NamedEnum E>
void add(Keys& keys, std::string_view kind) {
  for (auto const name : names_of(std::type_identity<E>{})) keys.insert(key(kind, name));
}

/// A field is called by its own text, or by the one of all fields of its name.
void add_fields(Keys& keys, std::string_view owner, std::vector<Field> const& fields) {
  for (auto const& field : fields) {
    auto const own = key("field", std::string{owner} + "." + std::string{field.name});
    keys.insert(messages(Language::fa).contains(own) ? own : key("field", field.name));
    for (auto const choice : field.choices) {
      auto const chosen = key("choice", std::string{field.name} + "." + std::string{choice});
      keys.insert(messages(Language::fa).contains(chosen) ? chosen : key("choice", choice));
    }
  }
}

void add_workflow(Keys& keys, Workflow const& workflow) {
  for (auto const& type : workflow.commands) {
    keys.insert(key("command", type.name));
    for (auto const role : type.traits.roles) keys.insert(key("role", role));
    auto asked = type.fields;
    std::erase_if(asked, [](Field const& field) { return field.input == Input::none; });
    add_fields(keys, type.name, asked);
  }
  for (auto const& kind : workflow.kinds) {
    for (auto const& state : kind.chart.model.states) keys.insert(key("state", state.name));
    for (auto const* event : kind.events) {
      keys.insert(key("event", event->name));
      add_fields(keys, event->name, event->fields);
    }
  }
}

void add_reasons(Keys& keys) {
  for (auto const& reason : declared_reasons()) keys.insert("reason." + reason);
  add<ballot::ElectionReason>(keys, "reason");
  add<ballot::PreferenceReason>(keys, "reason");
  add<scoring::DataReason>(keys, "reason");
  add<LedgerReason>(keys, "reason");
  add<PublicationReason>(keys, "reason");
  add<IdentityReason>(keys, "reason");
  add<SiteReason>(keys, "reason");
  add<StoreUrlReason>(keys, "reason");
}

void add_deadlines(Keys& keys) {
  add<rules::Stage>(keys, "deadline.stage");
  for (auto const name : {appointment::kWindowEnd, appointment::kEvidenceEnd,
                          appointment::kObjectionsEnd, appointment::kResolutionEnd})
    keys.insert(key("deadline", name));
  auto const nominee = NomineeId{"n-1"};
  for (auto const& name :
       {appointment::consent_deadline(nominee), appointment::account_deadline(Code{"a-1"}),
        appointment::inquiry_deadline(Code{"audit"}, nominee),
        appointment::transcription_deadline(1)})
    keys.insert(key("deadline", name.text.substr(0, name.text.find('.'))));
  for (auto const name :
       {appointment::kExclusionNotice, appointment::kRuleSetNotice, appointment::kSetAsideNotice})
    keys.insert(key("notice", name));
}

/// Every word that the workflows and the engine may say of themselves.
Keys const& words() {
  static auto const all = [] {
    Keys keys;
    for (auto const& workflow : catalog().workflows()) add_workflow(keys, workflow);
    add_reasons(keys);
    add_deadlines(keys);
    add<registry::GrantedRole>(keys, "role");
    add<appointment::Standing>(keys, "standing");
    add<appointment::InquiryOutcome>(keys, "choice");
    add<rules::Finding>(keys, "choice");
    // Members of what stands inside of a field; pages name them too.
    for (auto const* name :
         {"by_evidence", "criterion", "have", "met", "place", "reached", "rev", "score"})
      keys.insert(key("field", name));
    add<VerifyFinding>(keys, "finding");
    add<rules::Concern>(keys, "concern");
    add<rules::Effect>(keys, "effect");
    add<scoring::Undefined>(keys, "undefined");
    add<appointment::Unmoved>(keys, "undefined");
    keys.insert(key("undefined", name_of(scoring::DataReason::groups_must_be_several)));
    for (auto const* effect : {"quorum", "majority", "weight"})
      keys.insert(key("effect", std::string{effect} + "_counted"));
    return keys;
  }();
  return all;
}

TEST(EveryWord, HasATextInBothLanguages) {
  for (auto const language : {Language::fa, Language::en}) {
    std::string missing;
    for (auto const& word : words()) {
      auto const found = messages(language).find(word);
      bool const said = found != messages(language).end() && !found->second.front().empty() &&
                        found->second.front() != word;
      if (!said) missing += word + " ";
    }
    EXPECT_EQ(missing, "") << name_of(language);
  }
}

TEST(EveryWord, OfTheWorkflowsIsInUse) {
  static constexpr std::array kKinds = {"reason.",   "command.", "event.",  "field.",
                                        "choice.",   "state.",   "role.",   "finding.",
                                        "standing.", "concern.", "effect.", "undefined."};
  std::vector<std::string> unused;
  for (auto const& [word, forms] : messages(Language::fa))
    if (std::ranges::any_of(kKinds, [&](auto const* kind) { return word.starts_with(kind); }) &&
        !words().contains(word))
      unused.push_back(word);
  EXPECT_THAT(unused, testing::IsEmpty());
}

// P15: a refusal is a whole sentence, and its text has no gap that nobody fills.
TEST(EveryWord, OfRefusalIsAWholeSentence) {
  for (auto const language : {Language::fa, Language::en})
    for (auto const& [word, forms] : messages(language)) {
      if (!word.starts_with("reason.")) continue;
      EXPECT_TRUE(forms.front().ends_with('.')) << word << ": " << forms.front();
      EXPECT_EQ(forms.front().find_first_of("{}"), std::string::npos) << word;
    }
}

}  // namespace
}  // namespace gozin::app
