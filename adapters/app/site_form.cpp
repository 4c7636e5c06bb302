#include "adapters/app/site_form.hpp"

#include "adapters/app/site_streams.hpp"
#include "adapters/app/site_writing.hpp"
#include "adapters/http/target.hpp"
#include "workflows/appointment/commands/authorised.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/electing.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/motions.hpp"

#include <algorithm>
#include <array>

namespace gozin::app {
namespace {

/// Choices up to this many stand as radio buttons, all in sight at once.
constexpr std::size_t kRadiosMax = 6;
/// Rows of a list without keys beyond those that are filled.
constexpr std::size_t kEmptyRows = 4;
constexpr std::size_t kRowsLeast = 9;
/// Choices up to this many stand beside each other in a row.
constexpr std::size_t kMarksMax = 4;

class FormDrawer {
 public:
  FormDrawer(Visit& visit, FormDraft const& draft)
      : visit_{visit}, draft_{draft}, options_{visit, draft.type, draft.stream, draft.behalf} {}

  std::vector<web::Control> controls() const {
    std::vector<web::Control> drawn;
    for (auto const& field : draft_.type.fields)
      if (field.input != Input::none && !(draft_.hands && is_of_vote(field)))
        drawn.push_back(control(field));
    if (draft_.hands) drawn.push_back(hands());
    return drawn;
  }

 private:
  Words const& words() const { return visit_.words(); }

  bool is_of_vote(Field const& field) const {
    return field.name == choice_of(draft_.type) || field.name == kAbstain;
  }

  /// One row a member whose vote is missing, with the choices beside each other; nobody has to be
  /// marked.
  web::Control hands() const {
    web::Control drawn;
    drawn.name = std::string{kHands};
    drawn.kind = "rows";
    drawn.label = words().say("hands");
    drawn.hint = words().say("hint_hands");
    if (auto const wrong = draft_.problems.find(drawn.name); wrong != draft_.problems.end())
      drawn.problem = words().reason(wrong->second);
    std::vector<web::Choice> choices;
    for (auto const& field : draft_.type.fields)
      if (field.name == choice_of(draft_.type)) choices = options_.of(field).value_or(choices);
    auto const is_election = draft_.type.name == appointment::CastElectionBallot::kName;
    if (is_election)
      choices.push_back({std::string{kAbstain}, words().named("choice", kAbstain).text});
    for (auto const& member : Writing{visit_, draft_.type, draft_.stream}.voters()) {
      web::Control row;
      row.name = drawn.name + "." + member.text;
      row.label = words().who(member);
      row.required = false;
      row.kind = choices.size() <= kMarksMax ? "marks" : "select";
      row.choices = choices;
      auto const marked = value_of(draft_.values, row.name);
      for (auto& choice : row.choices) choice.chosen = choice.value == marked;
      drawn.rows.push_back(std::move(row));
    }
    return drawn;
  }

  web::Control control(Field const& field) const {
    web::Control drawn;
    drawn.name = std::string{field.name};
    drawn.label = words().field(draft_.type.name, field.name).text;
    drawn.required = field.required;
    drawn.hint = hint(field);
    if (auto const wrong = draft_.problems.find(drawn.name); wrong != draft_.problems.end())
      drawn.problem = words().reason(wrong->second);
    if (field.input == Input::list)
      fill_list(field, drawn);
    else
      fill(field, field.input, drawn);
    return drawn;
  }

  std::string hint(Field const& field) const {
    if (draft_.type.name == appointment::PublishVacancy::kName && field.name == "narrowness")
      return options_.narrowness();
    auto const example = words().texts().date(visit_.now(), words().language(), DateStyle::day);
    if (field.input == Input::date) return words().say("hint_date", {{"example", example}});
    if (field.input == Input::instant) return words().say("hint_moment", {{"example", example}});
    if (field.input == Input::decimal || field.element == Input::decimal)
      return words().say("hint_decimal");
    if (field.input == Input::number && field.source.empty()) return words().say("hint_number");
    if (field.input == Input::hash) return words().say("hint_hash");
    if (field.source == "transcriptions" && field.input == Input::list)
      return words().say("hint_acts");
    if (field.input == Input::list && !field.keyed) return words().say("hint_list");
    if (field.secret && field.input != Input::flag) return words().say("hint_secret");
    if (field.field_class.visibility != Visibility::open) return words().say("hint_personal");
    return {};
  }

  void fill(Field const& field, Input input, web::Control& drawn) const {
    drawn.value = value_of(draft_.values, drawn.name);
    if (input == Input::flag) return fill_flag(drawn);
    if (auto choices = options_.of(field)) return fill_choices(input, *choices, drawn);
    switch (input) {
      case Input::number:
      case Input::decimal:
        drawn.kind = "number";
        break;
      case Input::date:
        drawn.kind = "date";
        break;
      case Input::instant:
        drawn.kind = "moment";
        drawn.time = value_of(draft_.values, drawn.name + ".time");
        break;
      case Input::text:
        drawn.kind = "text";
        break;
      case Input::reason:
      case Input::long_text:
      case Input::document:
        drawn.kind = "long_text";
        break;
      default:
        drawn.kind = "code";
    }
  }

  void fill_flag(web::Control& drawn) const {
    drawn.kind = "radio";
    drawn.choices = {{"yes", words().say("yes"), drawn.value == "yes"},
                     {"no", words().say("no"), drawn.value == "no"}};
  }

  static void fill_choices(Input input, std::vector<web::Choice> const& choices,
                           web::Control& drawn) {
    drawn.choices = choices;
    // A choice is never made beforehand; a list of one is no choice (AC7.3).
    auto const is_only = choices.size() == 1 && input != Input::choice && drawn.required;
    for (auto& choice : drawn.choices) choice.chosen = is_only || choice.value == drawn.value;
    auto const is_short = input == Input::choice && drawn.required && choices.size() <= kRadiosMax;
    drawn.kind = is_short ? "radio" : "select";
  }

  void fill_list(Field const& field, web::Control& drawn) const {
    drawn.kind = "rows";
    if (field.keyed) {
      for (auto const& key : options_.keys_of(field)) drawn.rows.push_back(keyed_row(field, key));
      return;
    }
    auto const prefix = drawn.name + ".";
    if (field.source == "transcriptions") return fill_acts(field, drawn);
    std::size_t filled = 0;
    for (auto const& [name, value] : draft_.values)
      if (name.starts_with(prefix) && !value.empty()) ++filled;
    auto const count = std::max(kRowsLeast, filled + kEmptyRows);
    for (std::size_t i = 0; i < count; ++i) {
      web::Control row;
      row.name = prefix + std::to_string(i);
      row.label = words().number(static_cast<std::int64_t>(i + 1));
      row.required = false;
      fill(field, field.element, row);
      drawn.rows.push_back(std::move(row));
    }
  }

  /// Every act stands in sight with a row of its own, so that a sheet of hands is ticked off.
  void fill_acts(Field const& field, web::Control& drawn) const {
    for (auto const& act : options_.keys_of(field)) {
      web::Control row;
      row.name = drawn.name + "." + act.value;
      row.label = act.text;
      row.required = false;
      row.kind = "check";
      row.choices = {{act.value, act.text, value_of(draft_.values, row.name) == act.value}};
      drawn.rows.push_back(std::move(row));
    }
  }

  web::Control keyed_row(Field const& field, web::Choice const& key) const {
    web::Control row;
    row.name = std::string{field.name} + "." + key.value;
    row.label = key.text;
    row.required = false;
    row.value = value_of(draft_.values, row.name);
    auto choices = options_of_row(field, key.value);
    if (choices.empty()) {
      row.kind = field.element == Input::reason ? "long_text" : "number";
      return row;
    }
    fill_choices(Input::code, choices, row);
    return row;
  }

  std::vector<web::Choice> options_of_row(Field const& field, std::string const& key) const {
    if (field.element == Input::number) return options_.levels_of(key);
    if (field.choices.empty()) return {};
    auto choices = options_.of(field);
    return choices ? std::move(*choices) : std::vector<web::Choice>{};
  }

  Visit& visit_;
  FormDraft const& draft_;
  Options options_;
};

constexpr std::array<Reason, 11> kInputReasons{
    EngineReason::input_must_be_well_formed,    EngineReason::input_must_not_exceed_limits,
    EngineReason::field_must_be_known,          EngineReason::field_must_be_given,
    EngineReason::field_must_have_its_type,     EngineReason::text_must_be_given,
    EngineReason::text_must_not_be_too_long,    EngineReason::text_must_be_clean,
    EngineReason::reason_must_be_given,         EngineReason::date_must_exist,
    EngineReason::request_must_keep_its_content};
constexpr std::array<Reason, 4> kWhoReasons{
    EngineReason::actor_must_be_known, EngineReason::actor_must_hold_role,
    EngineReason::role_must_permit_command, EngineReason::actor_must_hold_one_duty};

}  // namespace

int status_of(Rejection const& rejection) {
  auto const is_one_of = [&](auto const& reasons) {
    return std::ranges::find(reasons, rejection.reason) != reasons.end();
  };
  if (is_one_of(kInputReasons)) return 422;
  if (is_one_of(kWhoReasons)) return 403;
  if (rejection.reason == Reason{EngineReason::stream_must_exist} ||
      rejection.reason == Reason{EngineReason::command_must_be_known})
    return 404;
  if (rejection.reason == Reason{EngineReason::range_must_be_readable}) return 503;
  return 409;
}

std::string_view choice_of(CommandType const& type) {
  if (type.name == appointment::CastElectionBallot::kName) return "nominee";
  bool const is_vote =
      type.name == appointment::CastBallot::kName || type.name == session::VoteOnRuleSet::kName;
  return is_vote ? "choice" : "";
}

FormValues vote_of(CommandType const& type, FormValues const& values, std::string const& mark) {
  FormValues vote;
  auto const marks = std::string{kHands} + ".";
  for (auto const& [name, value] : values)
    if (name != kHands && !name.starts_with(marks)) vote.emplace(name, value);
  bool const abstains = mark == kAbstain && type.name == appointment::CastElectionBallot::kName;
  if (abstains)
    vote.emplace(kAbstain, "yes");
  else
    vote.emplace(choice_of(type), mark);
  return vote;
}

std::vector<Code> roles_of(Visit& visit, FormDraft const& draft) {
  auto behalf = draft.behalf;
  // Whoever counts hands does so in the same role for all.
  if (draft.hands)
    if (auto const voters = Writing{visit, draft.type, draft.stream}.voters(); !voters.empty())
      behalf = voters.front();
  AskedFor asked{visit, draft.stream, behalf};
  auto roles = roles_for(visit.city().pipeline().catalog(), draft.type, asked.context());
  // A secretary has no vote, and only writes down those of others.
  if (behalf.empty() && !choice_of(draft.type).empty())
    std::erase(roles, Code{std::string{registry::kBodySecretary}});
  return roles;
}

void fill_in(Visit& visit, FormDraft& draft) {
  auto const* state = visit.view().find<appointment::Case>(draft.stream);
  auto const* decree = state ? appointment::current_decree(*state) : nullptr;
  if (!decree || draft.type.wire != "sign_decree") return;
  draft.values = {{"decree", to_hex(decree->decree)}, {"document", to_hex(decree->document)}};
}

std::string page_of(StreamId const& stream) {
  if (stream.empty()) return "/";
  if (stream.kind() == appointment::Case::kKind) return "/cases/" + std::string{stream.key()};
  return "/streams/" + std::string{stream.kind()} + "/" + std::string{stream.key()};
}

std::optional<FormValues> form_values(Visit const& visit) {
  return http::parse_form(visit.request().body);
}

std::string value_of(FormValues const& values, std::string_view name) {
  auto const found = values.find(name);
  return found == values.end() ? std::string{} : found->second;
}

web::FormPage form_page(Visit& visit, FormDraft const& draft) {
  auto const& words = visit.words();
  auto const page = page_of(draft.stream);
  web::FormPage form;
  form.back = page;
  form.action = form_path(draft.type, draft.stream);
  form.command = {draft.type.wire, words.named("command", draft.type.name).text};
  if (auto const* state = visit.view().find<appointment::Case>(draft.stream))
    form.case_title = state->post_title.text;
  else if (!draft.stream.empty())
    form.case_title = title_of(visit, draft.stream);
  auto const help = "help." + std::string{draft.type.name};
  if (!draft.hands && words.texts().has(help, words.language()))
    form.help = words.texts().text(help, words.language());
  for (auto const& role : roles_of(visit, draft))
    form.roles.push_back(words.named("role", role.text));
  if (!draft.behalf.empty()) form.whose = web::Named{draft.behalf.text, words.who(draft.behalf)};
  form.hands = draft.hands;
  if (!draft.hands && Writing{visit, draft.type, draft.stream}.is_possible())
    form.ask_whose = form_path_for(draft.type, draft.stream, {});
  form.controls = FormDrawer{visit, draft}.controls();
  if (draft.refused)
    form.problem = words.reason(*draft.refused);
  else if (!draft.problems.empty())
    form.problem = words.say("error_422");
  return form;
}

std::string place_after(FormDraft const& draft, Accepted const& accepted) {
  for (auto const& receipt : accepted.events) {
    auto const is_meant = draft.stream.empty() ? receipt.stream.kind() == draft.type.kind
                                               : receipt.stream == draft.stream;
    if (!is_meant) continue;
    auto const has_place = draft.type.kind == "case" || has_page(draft.type.kind);
    return (has_place ? page_of(receipt.stream) : std::string{"/"}) +
           "?done=" + std::to_string(receipt.seq);
  }
  return page_of(draft.stream);
}

}  // namespace gozin::app
