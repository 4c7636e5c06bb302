#include "adapters/app/site_case.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/reports.hpp"

#include <algorithm>
#include <array>

namespace gozin::app {
namespace {

/// Fields that say nothing to people: other data of the same event says it, or the case shows it.
constexpr std::array<std::string_view, 11> kSilent{
    "post_rev", "line_rev",   "ruleset_rev", "aliases",    "alias_map", "salt",
    "content",  "commitment", "seal",        "takes_over", "withheld"};

/// What a member voted.
constexpr std::array<std::string_view, 2> kOfVotes{"choice", "voted_for"};
/// Persons who act in or sit on bodies.
constexpr std::array<std::string_view, 9> kOfBodies{"voter",   "electorate", "present",
                                                    "recused", "member",     "challenger",
                                                    "tellers", "teller",     "voters"};
constexpr std::array<std::string_view, 8> kOfPanel{
    "assessor", "members", "reserves", "chair", "replacement", "pivotal", "pool", "declarer"};

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// A report that is kept from the reader, whom it names (T15).
bool is_withheld(Visit& visit, Recorded const& recorded) {
  if (!appointment::is_report(recorded.event.type().name)) return false;
  auto const kept = visit.city().opened(recorded.at.seq);
  auto const withheld = kept.find("withheld");
  return withheld != kept.end() && appointment::is_withheld_from(withheld->second, visit.actor());
}

/// Turns the data of one event into facts for one reader.
class FactWriter {
 public:
  FactWriter(CaseReader const& reader, Recorded const& recorded)
      : reader_{reader}, recorded_{recorded}, type_{recorded.event.type()} {}

  std::vector<web::Fact> all() {
    auto const data = recorded_.event.data();
    std::vector<web::Fact> facts;
    for (auto const& field : type_.fields) {
      auto const* value = data.get_object().if_contains(field.name);
      if (!value || is_one_of(kSilent, field.name) || is_under_cover(field)) continue;
      auto text = field.field_class.visibility == Visibility::open
                      ? shown(field, input_of(field), *value)
                      : kept(field);
      if (text.empty()) continue;
      facts.push_back({reader_.words().field(type_.name, field.name), std::move(text),
                       input_of(field) == Input::hash});
    }
    return facts;
  }

  /// Whom the event is about, for its sentence; empty where it is about nobody or hidden.
  std::string about() {
    auto const data = recorded_.event.data();
    auto const& object = data.get_object();
    if (is_about_links() && !reader_.sight().nominators) return {};
    if (auto const* id = object.if_contains("nominee"); id && id->is_string() && names_nominees())
      return reader_.nominee(NomineeId{std::string{id->get_string()}});
    return {};
  }

 private:
  static Input input_of(Field const& field) {
    return field.input == Input::list ? field.element : field.input;
  }

  bool names_nominees() const { return reader_.sight().nominees || !reader_.sight().own.empty(); }

  /// A hint may tell who named whom; to whoever may not know that it says that there is one.
  bool is_about_links() const {
    return type_.name == appointment::HintRaised::kType ||
           type_.name == appointment::HintDisposed::kType;
  }

  /// A notice to whoever put a name forward.
  bool is_to_nominator() const {
    auto const* given = recorded_.event.as<appointment::NoticeAttempted>();
    auto const* served = recorded_.event.as<appointment::NoticeServed>();
    auto const text = given ? given->notice.text : served ? served->notice.text : std::string{};
    return text == appointment::kSetAsideNotice;
  }

  /// A vote in a ballot that is still open, what a teller counted before the chair has confirmed
  /// it, and what an assessor must not see yet.
  bool is_under_cover(Field const& field) const {
    auto const& review = reader_.state().review;
    if (is_about_links()) return !reader_.sight().nominators;
    if (type_.name == appointment::BallotCast::kType && is_one_of(kOfVotes, field.name))
      return !reader_.sight().votes || (review && review->ballot);
    bool const counted = type_.name == appointment::PaperCountEntered::kType ||
                         type_.name == appointment::ElectionCountEntered::kType;
    if (counted && field.name != "teller")
      return review && review->ballot && recorded_.at.actor != reader_.visit().actor();
    return type_.name == appointment::ScoreSheetRevealed::kType && !reader_.sight().scores;
  }

  bool may_know(std::string_view field) const {
    auto const& sight = reader_.sight();
    if (field == "nominator" || is_to_nominator()) return sight.nominators;
    if (is_one_of(kOfPanel, field)) return sight.panel;
    if (is_one_of(kOfBodies, field)) return sight.votes;
    if (type_.name == appointment::DecreePublished::kType || field == "signatory") return true;
    return sight.nominees;
  }

  std::string kept(Field const& field) {
    auto const& sight = reader_.sight();
    auto const is_allowed =
        field.field_class.visibility == Visibility::restricted
            ? holds_any(sight, field.field_class.of)
            : field.field_class.visibility == Visibility::personal && sight.personal;
    if (!is_allowed || is_withheld(reader_.visit(), recorded_)) return {};
    if (!opened_) opened_ = reader_.visit().opened(recorded_.at.seq);
    auto const found = opened_->find(std::string{field.name});
    return found == opened_->end() ? reader_.words().say("person_erased") : found->second;
  }

  std::string shown(Field const& field, Input input, json::value const& value) const {
    if (value.is_array()) return joined(field, input, value.get_array());
    if (value.is_object()) return keyed(field, input, value.get_object());
    if (value.is_int64()) return reader_.words().number(value.get_int64());
    if (value.is_bool()) return reader_.words().say(value.get_bool() ? "yes" : "no");
    if (!value.is_string()) return {};
    return text(field, input, std::string{value.get_string()});
  }

  /// By its own text in this field, or by the one it has everywhere.
  std::string choice(Field const& field, std::string const& value) const {
    auto const& words = reader_.words();
    auto const own = std::string{field.name} + "." + value;
    bool const has_own = words.texts().has("choice." + own, words.language());
    return words.named("choice", has_own ? own : value).text;
  }

  std::string text(Field const& field, Input input, std::string const& value) const {
    auto const& words = reader_.words();
    switch (input) {
      case Input::person:
        return reader_.person(PersonId{value}, may_know(field.name));
      case Input::nominee:
        return reader_.nominee(NomineeId{value});
      case Input::choice:
        return choice(field, value);
      case Input::code:
        return reader_.title_of(Code{value});
      case Input::instant: {
        auto const instant = parse_rfc3339(value);
        return instant ? words.minute(*instant).text : value;
      }
      case Input::date: {
        auto const day = parse_iso_date(value);
        return day ? words.day(*day).text : value;
      }
      case Input::decimal:
        return words.number(value);
      default:
        return value;
    }
  }

  std::string joined(Field const& field, Input input, json::array const& values) const {
    std::string text;
    for (auto const& value : values) {
      auto const one = shown(field, input, value);
      if (!one.empty()) text += (text.empty() ? "" : reader_.words().say("comma")) + one;
    }
    return text;
  }

  /// A key may be a person, a nominee or a code of the rule set; what is behind it as for a list.
  std::string keyed(Field const& field, Input input, json::object const& values) const {
    std::string text;
    for (auto const& [key, value] : values) {
      auto const one = field.keyed ? shown(field, input, value) : part(value);
      if (one.empty()) continue;
      text += text.empty() ? "" : reader_.words().say("comma");
      text += key_text(field, std::string{key}) + ": " + one;
    }
    return text;
  }

  /// A member of a record within the data: a code of the rules, a choice, a person's number or
  /// text.
  std::string part(json::value const& value) const {
    if (!value.is_string()) return shown({}, Input::none, value);
    std::string const text{value.get_string()};
    auto const& words = reader_.words();
    if (reader_.state().nominees.contains(NomineeId{text})) return reader_.nominee(NomineeId{text});
    if (words.texts().has("choice." + text, words.language()))
      return words.named("choice", text).text;
    return reader_.title_of(Code{text});
  }

  std::string key_text(Field const& field, std::string const& key) const {
    if (reader_.state().nominees.contains(NomineeId{key})) return reader_.nominee(NomineeId{key});
    if (!field.keyed) return reader_.words().field(type_.name, key).text;
    return reader_.title_of(Code{key});
  }

  CaseReader const& reader_;
  Recorded const& recorded_;
  EventType const& type_;
  std::optional<std::map<std::string, std::string>> opened_;
};

web::Person actor_of(CaseReader const& reader, Recorded const& recorded) {
  auto const& at = recorded.at;
  auto const& sight = reader.sight();
  auto const& role = at.role.text;
  // Who acts as an office is known to who reads the file; a citizen or nominee to fewer.
  auto may_know = sight.panel;
  if (role == "citizen" || role == "nominee" ||
      recorded.event.type().name == appointment::NominationReceived::kType)
    may_know = role == "nominee" ? sight.nominees : sight.nominators;
  if (appointment::is_report(recorded.event.type().name))
    may_know = may_know_of(reader.visit(), sight, recorded);
  // A hint is raised by the declaration of whom it is about.
  if (recorded.event.type().name == appointment::HintRaised::kType) may_know = sight.nominators;
  auto const is_program = at.actor.text == "clock" || at.actor.text.starts_with("operator/");
  auto const is_own = at.actor == reader.visit().actor();
  return {is_program || may_know || is_own ? reader.words().who(at.actor) : std::string{}};
}

/// Of the clock and of operators the name says it all.
std::optional<web::Named> role_of(Words const& words, Envelope const& at) {
  if (at.role.text == "clock" || at.role.text == "operator") return std::nullopt;
  return words.named("role", at.role.text);
}

}  // namespace

namespace {

/// What a clerk wrote down, and whether a second person has looked at the paper.
void add_transcription(CaseReader const& reader, std::int64_t seq, std::vector<web::Fact>& facts) {
  auto const& acts = reader.state().transcribed;
  auto const found = acts.find(seq);
  if (found == acts.end()) return;
  auto const& words = reader.words();
  auto const& [number, act] = *found;
  auto const key = "transcribed_" + std::string{name_of(act.word)};
  auto const who = reader.person(act.second, reader.sight().signed_in);
  facts.push_back(
      {web::Named{"transcribed", words.say("transcribed")}, words.say(key, {{"who", who}}), false});
}

}  // namespace

bool may_know_of(Visit& visit, Sight const& sight, Recorded const& recorded) {
  if (!appointment::is_report(recorded.event.type().name)) return true;
  if (recorded.at.actor == visit.actor()) return true;
  // A party to the case reads it as a nominee, whatever office they hold besides.
  return sight.panel && holds_any(sight, appointment::kReportReaders) &&
         !is_withheld(visit, recorded);
}

web::Entry entry_of(CaseReader const& reader, Recorded const& recorded) {
  auto const& words = reader.words();
  auto const type = words.named("event", recorded.event.type().name);
  FactWriter facts{reader, recorded};
  auto const about = facts.about();
  auto const key = std::string{reader.at().stream.key()};
  auto told = facts.all();
  add_transcription(reader, recorded.at.seq, told);
  return {.seq = recorded.at.seq,
          .type = type,
          .sentence = about.empty()
                          ? type.text
                          : words.say("event_about", {{"event", type.text}, {"nominee", about}}),
          .recorded = words.minute(recorded.at.recorded),
          .actor = actor_of(reader, recorded),
          .role = role_of(words, recorded.at),
          .facts = std::move(told),
          .href = "/cases/" + key + "/replay?at=" + std::to_string(recorded.at.seq),
          .taken_over = recorded.at.stream != reader.at().stream};
}

}  // namespace gozin::app
