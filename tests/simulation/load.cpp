#include "tests/simulation/load.hpp"

#include "engine/event/json.hpp"
#include "tests/simulation/founding.hpp"
#include "workflows/appointment/tasks.hpp"

#include <algorithm>
#include <array>

namespace gozin::simulation {
namespace {

using namespace std::string_view_literals;

/// So many cases are open at a time; more posts than these there are.
constexpr std::size_t kOpenCasesMax = 5;

/// What ends a case early, turns it back or only adds to it: seldom, or no case would come far.
constexpr std::array kSeldom{"CancelCase"sv,
                             "DeclareUnfilled"sv,
                             "WithdrawNomination"sv,
                             "SuspendCase"sv,
                             "AmendVacancy"sv,
                             "RefuseEstablishment"sv,
                             "RefuseBudget"sv,
                             "ExcludeNominee"sv,
                             "DeclineNomination"sv,
                             "ReturnToScreening"sv,
                             "ReturnToAssessing"sv,
                             "DeferReview"sv,
                             "VoidBallot"sv,
                             "VoidDecreeNumber"sv,
                             "ReturnDecreeToReview"sv,
                             "ReturnDecreeToDraft"sv,
                             "AddNote"sv,
                             "AttachDocument"sv,
                             "ReportInfluence"sv,
                             "RegisterContact"sv,
                             "RaiseObjection"sv,
                             "RecuseAssessor"sv,
                             "ReplaceAssessor"sv,
                             "RecuseMember"sv,
                             "RuleOnRecusal"sv,
                             "DelegateTask"sv,
                             "DisputeTranscription"sv,
                             "MigrateRuleSet"sv,
                             "ExtendDeadline"sv,
                             "RequestAccount"sv,
                             "ProposeCorrection"sv,
                             "AnnounceLot"sv,
                             "StayAppointment"sv,
                             "AnnulAppointment"sv,
                             "ServeNotice"sv,
                             "NoteAnalysis"sv,
                             "ReviseScore"sv,
                             "ProposeDirectly"sv,
                             "ObjectToResolution"sv,
                             "ReferToFallbackBody"sv,
                             "UpholdObjection"sv,
                             "MergeNominations"sv,
                             "FileEvidence"sv,
                             "InvitePoolMember"sv,
                             "OverrideSelection"sv,
                             "ExtendNominationWindow"sv,
                             "CloseSession"sv,
                             "ApproveMinutes"sv,
                             "AddAgendaItem"sv};

/// What may be done over and over, and leads no further the second time.
constexpr std::array kAgain{"AppointPanel"sv,      "DescribeVacancy"sv, "DeclareAsDecider"sv,
                            "DeclareInterest"sv,   "SettleObjection"sv, "DismissObjection"sv,
                            "GiveAccount"sv,       "SendInquiry"sv,     "ConfirmCorrection"sv,
                            "DropCorrection"sv,    "OpenSession"sv,     "DisposeHint"sv,
                            "AcknowledgeNotice"sv, "VerifyEvidence"sv};

bool is_of_clock(CommandType const& type) {
  auto const& roles = type.traits.roles;
  return !roles.empty() &&
         std::ranges::all_of(roles, [](auto const role) { return role == "clock"sv; });
}

std::size_t weight_of(CommandType const& type) {
  bool const seldom = std::ranges::find(kSeldom, type.name) != kSeldom.end();
  bool const again = std::ranges::find(kAgain, type.name) != kAgain.end();
  if (is_of_clock(type) || seldom) return 1;
  return again ? 10 : 60;
}

bool is_acceptable(CommandType const& type, Folded const& folded) {
  auto const& model = folded.kind->chart.model;
  if (type.traits.leads_to.empty()) return true;
  return std::ranges::any_of(type.traits.leads_to, [&](auto const name) {
    auto const index = chart::find_event(model, name);
    return index && chart::accepts(model, folded.position, *index);
  });
}

/// The words of hidden fields in the open, as a person types them; what preparation makes is left
/// to preparation.
void open_texts(CommandType const& type, json::object& input) {
  for (auto const& field : type.fields) {
    auto* value = input.if_contains(field.name);
    if (!value) continue;
    if (field.input == Input::none)
      input.erase(field.name);
    else if (field.field_class.visibility != Visibility::open && !field.keyed)
      *value = "words of somebody";
  }
}

}  // namespace

std::optional<Request> Load::next() {
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i)
    if (auto request = try_once()) return request;
  return std::nullopt;
}

std::vector<StreamId> Load::cases(bool open) {
  std::vector<StreamId> found;
  for (auto const& [stream, folded, past] : world_.streams()) {
    if (stream.kind() != "case") continue;
    auto const& model = folded->kind->chart.model;
    auto const leaves = folded->position;
    bool const over = std::ranges::any_of(model.states, [&](chart::State const& state) {
      auto const index = static_cast<chart::StateIndex>(&state - model.states.data());
      return state.ends && chart::is_active(model, leaves, index);
    });
    if (over != open) found.push_back(stream);
  }
  return found;
}

/// One that sits, or else one that will; without either the last.
StreamId Load::session_at_hand() const {
  StreamId found;
  for (auto const& [stream, folded, past] : world_.streams()) {
    if (stream.kind() != "session") continue;
    if (world_.stands(stream, "Open")) return stream;
    if (found.empty() || world_.stands(stream, "Called")) found = stream;
  }
  return found;
}

StreamId Load::some_stream() {
  auto const open = cases(true);
  auto const dice = chance_.below(100);
  if (dice < 6) return session_at_hand();
  if (dice < 8) {
    auto const over = cases(false);
    if (!over.empty()) return over[chance_.below(over.size())];
  }
  bool const begins = open.size() < kOpenCasesMax && (open.empty() || dice < 14);
  if (begins) return StreamId{"case/"};
  return open[chance_.below(open.size())];
}

std::int64_t Load::number_of_next_session() const {
  return 1 + std::ranges::count_if(world_.streams(), [](auto const& entry) {
           return entry.stream.kind() == "session";
         });
}

auto Load::commands_at(Folded const& folded) -> std::vector<Weighed> const& {
  auto const place = std::pair{folded.kind->name, folded.position};
  auto const [found, is_new] = known_.try_emplace(place);
  if (is_new)
    for (auto const& workflow : model::laws().workflows)
      for (auto const& type : workflow.commands)
        if (type.kind == folded.kind->name && !type.traits.opens && is_acceptable(type, folded))
          found->second.push_back({&type, weight_of(type)});
  return found->second;
}

CommandType const* Load::some_command(StreamId const& stream) {
  if (stream.key().empty()) return &model::laws().command("OpenCase");
  bool const is_over = stream.kind() == "session" && !world_.stands(stream, "Open") &&
                       !world_.stands(stream, "Called");
  if (is_over && !chance_.one_in(8)) return &model::laws().command("CallSession");
  auto const* folded = std::as_const(world_).folded(stream);
  auto const& commands = commands_at(*folded);
  std::size_t sum = 0;
  for (auto const& one : commands) sum += one.weight;
  if (sum == 0) return nullptr;
  auto at = chance_.below(sum);
  for (auto const& one : commands) {
    if (at < one.weight) return one.type;
    at -= one.weight;
  }
  return nullptr;
}

std::optional<model::Caller> Load::some_caller(CommandType const& type, StreamId const& stream) {
  auto const role = type.traits.roles[chance_.below(type.traits.roles.size())];
  auto const& roles = model::all_roles();
  if (std::ranges::find(roles, role) == roles.end()) return std::nullopt;
  std::vector<model::Caller> callers;
  bool const odd = chance_.one_in(16);
  for (auto const& claim : model::claims_of(role))
    if (odd || claim.usual) callers.push_back(claim.caller);
  auto caller = callers[chance_.below(callers.size())];
  // Most people do not try what they are not even shown.
  bool const may = odd || type.traits.opens || !model::authorise(world_, type, stream, caller);
  return may ? std::optional{caller} : std::nullopt;
}

std::optional<model::Argument> Load::some_argument(model::Asked const& asked,
                                                   CommandType const& type) {
  model::Arguments arguments;
  model::all_offers().at(type.name)(asked, arguments);
  auto& list = arguments.list();
  bool const odd = chance_.one_in(12);
  std::vector<model::Argument*> fit;
  for (auto& one : list)
    if (odd || one.usual) fit.push_back(&one);
  // What the model does not explore any further is what people do all the same.
  if (fit.empty())
    for (auto& one : list) fit.push_back(&one);
  if (fit.empty()) return std::nullopt;
  // The first is to have no interest; with others cases wait for somebody who has none.
  if (type.name.starts_with("Declare") && !chance_.one_in(8)) return *fit.front();
  return *fit[chance_.below(fit.size())];
}

StreamId Load::free_post() {
  std::vector<StreamId> free;
  for (int i = 0; i < kPosts; ++i)
    if (world_.stands(post(i), "Vacant")) free.push_back(post(i));
  if (free.empty() || chance_.one_in(20)) return post(static_cast<int>(chance_.below(kPosts)));
  return free[chance_.below(free.size())];
}

/// The one post, line, case and session of the model, and those that are meant here.
void Load::rename(json::value& value, std::map<std::string, std::string> const& names) const {
  if (value.is_string()) {
    auto const found = names.find(std::string{value.get_string()});
    if (found != names.end()) value = found->second;
  }
  if (value.is_array())
    for (auto& element : value.get_array()) rename(element, names);
  if (value.is_object())
    for (auto& member : value.get_object()) rename(member.value(), names);
}

json::object Load::input_of(CommandType const& type, model::Argument const& argument) {
  auto input = encode_shaped(*type.shape, argument.command.get()).as_object();
  open_texts(type, input);
  // What the model's arguments hold as preparation leaves it is put back as it was given.
  if (type.name == "SealScoreSheet") {
    auto const content = parse_json(argument.kept.values.at("content")).value();
    input["levels"] = content.at("sheet").at("levels");
    input.erase("evidence");
  }
  if (type.name == "CastBallot" && !argument.paper.empty()) input["choice"] = argument.paper;
  if (type.name == "CastElectionBallot" && !argument.paper.empty()) {
    if (argument.paper == "abstain")
      input["abstain"] = true;
    else
      input["nominee"] = argument.paper;
  }
  return input;
}

/// With the one post, line, session and case of the model replaced by those of this city.
json::object Load::meant_here(CommandType const& type, model::Argument const& argument) {
  json::value input = input_of(type, argument);
  if (type.name == "CallSession") {
    input.as_object()["number"] = number_of_next_session();
    input.as_object()["starts"] = encode(Instant{world_.now.ms + 2 * 86'400'000});
  }
  if (type.name == "AnswerInquiry") input.as_object()["outcome"] = "favourable";
  auto const open = cases(true);
  auto const line = budget_line(static_cast<int>(chance_.below(kBudgetLines)));
  rename(input, {{"post/parks", free_post().text},
                 {"budget/b-1", line.text},
                 {"session/council-1", session_at_hand().text},
                 {"case/c-1", open.empty() ? "case/none" : open[chance_.below(open.size())].text}});
  return std::move(input.as_object());
}

bool Load::looks_refused(model::Attempt const& attempt) {
  try {
    return model::flaw(world_, attempt).has_value();
  } catch (std::logic_error const&) {
    return false;  // the vault, of which the watched world has nothing, was asked
  }
}

/// What a case waits for, and from whom.
std::optional<Load::Wish> Load::awaited(StreamId const& stream) {
  auto const* folded = std::as_const(world_).folded(stream);
  if (!folded || stream.kind() != "case") return std::nullopt;
  auto const names = chart::active(folded->kind->chart.model, folded->position);
  auto const tasks =
      appointment::tasks_of(*world_.state<appointment::Case>(stream), {names.begin(), names.end()});
  if (tasks.empty()) return std::nullopt;
  auto const& task = tasks[chance_.below(tasks.size())];
  for (auto const& one : commands_at(*folded)) {
    if (one.type->wire != task.command) continue;
    if (task.person.empty()) return Wish{one.type, some_caller(*one.type, stream)};
    return Wish{one.type, model::Caller{task.person, Code{std::string{task.role}}}};
  }
  return std::nullopt;
}

std::optional<Request> Load::try_once() {
  if (chance_.one_in(30)) return of_register();
  auto const stream = some_stream();
  auto wish = chance_.one_in(3) ? std::nullopt : awaited(stream);
  if (!wish) {
    auto const* type = some_command(stream);
    if (type) wish = Wish{type, some_caller(*type, stream)};
  }
  if (!wish || !wish->caller || !model::all_offers().contains(wish->type->name))
    return std::nullopt;
  auto const& type = *wish->type;
  auto const& caller = *wish->caller;
  auto const* state = stream.kind() == "case" ? world_.state<appointment::Case>(stream) : nullptr;
  auto const argument = some_argument({world_, stream, caller, state}, type);
  if (!argument) return std::nullopt;
  // Most of what people try is right. What needs values of the vault only the city itself can tell.
  bool const is_tried = chance_.one_in(40) || type.traits.opens;
  if (!is_tried && looks_refused({&type, stream, caller, *argument})) return std::nullopt;

  Request request;
  request.command = type.name;
  request.stream = type.traits.opens ? StreamId{} : stream;
  request.input = meant_here(type, *argument);
  request.actor = caller.actor;
  request.role = caller.role;
  request.behalf = caller.behalf;
  request.channel = caller.channel;
  return request;
}

}  // namespace gozin::simulation
