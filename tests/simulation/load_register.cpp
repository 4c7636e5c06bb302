#include "tests/simulation/load.hpp"
#include "workflows/registry/states.hpp"

// What happens in the register meanwhile: people come, ask to be forgotten and are, and with each
// of them the vault passes under another epoch key.
namespace gozin::simulation {
namespace {

/// So few that some are tried twice, and again when who had them is forgotten.
constexpr std::int64_t kNumbers = 40;

/// The n-th national id: ten digits, of which the last is the check digit.
std::string national_id(std::int64_t number) {
  auto digits = std::to_string(100'000'000 + number * 7'919);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i)
    sum += (digits[i] - '0') * (10 - static_cast<std::int64_t>(i));
  auto const rest = sum % 11;
  return digits + std::to_string(rest < 2 ? rest : 11 - rest);
}

Request made(std::string command, StreamId stream, std::string_view actor, std::string_view role) {
  Request request;
  request.command = std::move(command);
  request.stream = std::move(stream);
  request.actor = PersonId{std::string{actor}};
  request.role = Code{std::string{role}};
  request.channel = Code{role == "operator" ? "cli" : "web"};
  return request;
}

constexpr std::string_view kAffairs = "administrative_affairs";
constexpr std::string_view kOperator = "operator";

}  // namespace

/// Somebody who is only in the register, and so may be forgotten.
std::optional<StreamId> Load::some_resident() {
  constexpr std::size_t kFreshIdSize = 26;
  std::vector<StreamId> residents;
  for (auto const& [stream, folded, past] : world_.streams())
    if (stream.kind() == "person" && stream.key().size() == kFreshIdSize)
      residents.push_back(stream);
  if (residents.empty()) return std::nullopt;
  return residents[chance_.below(residents.size())];
}

Request Load::newcomer() {
  auto request = made("RegisterPerson", {}, "azar", kAffairs);
  request.input = {{"kind", "citizen"},
                   {"name", "Somebody"},
                   {"national_id", national_id(chance_.between(1, kNumbers))}};
  return request;
}

std::optional<Request> Load::of_register() {
  StreamId const log{"log"};
  if (world_.stands(log, "EpochChanging") && chance_.one_in(2)) {
    auto request = made("RecordEpochKeyDestroyed", log, "operator/founder", kOperator);
    request.input = {{"bundles", 1}};
    return request;
  }
  auto const resident = some_resident();
  if (!resident || chance_.one_in(3)) return newcomer();
  if (world_.stands(*resident, "Registered")) {
    auto request = made("RequestErasure", *resident, "azar", kAffairs);
    request.input = {{"wait_days", 7}, {"reason", "moved away"}};
    return request;
  }
  if (world_.stands(*resident, "ErasureRequested")) {
    bool const goes_on = !chance_.one_in(6);
    auto request = made(goes_on ? "ConfirmErasure" : "WithdrawErasure", *resident,
                        chance_.one_in(6) ? "azar" : "anita", kAffairs);
    if (!goes_on) request.input = {{"reason", "stays"}};
    return request;
  }
  if (world_.stands(*resident, "ErasureConfirmed"))
    return made("EraseSubject", *resident, "operator/founder", kOperator);
  return newcomer();
}

}  // namespace gozin::simulation
