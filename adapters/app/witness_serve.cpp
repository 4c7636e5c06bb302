#include "adapters/app/witness_serve.hpp"

#include "adapters/app/serving.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/app/witness_folder.hpp"
#include "adapters/app/witness_relay.hpp"
#include "adapters/witness/desk.hpp"

#include <iostream>

namespace gozin::app {
namespace {

constexpr std::string_view kPath = "/add-checkpoint";
/// 63 hashes and a checkpoint with the sixteen signatures, post-quantum ones among them, that a
/// reader has to take.
constexpr http::Limits kDeskLimits{.body_bytes_max = 128 * 1'024, .workers = 2};

/// Status, origin and size: who asks, and whatever else they sent, is nobody's business.
void tell_reply(Journal& journal, witness::Reply const& reply) {
  json::object line{{"msg", "add-checkpoint"}, {"status", reply.status}};
  if (!reply.origin.empty()) {
    line["origin"] = reply.origin;
    line["size"] = static_cast<std::int64_t>(reply.size);
  }
  if (reply.is_split_view) line["msg"] = "the log has signed two roots of one size";
  journal.tell(reply.is_split_view ? "error" : "info", std::move(line));
}

http::Response answer_log(witness::Desk& desk, Journal& journal, http::Request const& request) {
  if (request.path != kPath) return {.status = 404};
  if (request.method != "POST") return {.status = 405, .headers = {{"Allow", "POST"}}};
  auto reply = desk.add_checkpoint(request.body);
  tell_reply(journal, reply);
  http::Response response{.status = reply.status, .body = std::move(reply.body)};
  if (!reply.media.empty()) response.headers.emplace_back("Content-Type", reply.media);
  return response;
}

}  // namespace

int serve_witness(cli::WitnessOptions const& options) {
  auto const endpoint = endpoint_of(options.listen);
  auto const folder =
      options.state.empty() ? state_folder() / "witness" : std::filesystem::path{options.state};
  auto policy = read_policy(options.policy);
  WitnessFolder const kept{folder, options.name};
  Journal journal;
  SystemClock clock;
  witness::Desk desk{std::move(policy),
                     {kept.key(), [&](std::string_view text) { return kept.sign(text); }},
                     {kept.heads(), [&](std::string const& name,
                                        std::string const& bytes) { kept.keep(name, bytes); }},
                     clock};
  http::Server server{
      endpoint,
      {.handle = [&](http::Request const& request) { return answer_log(desk, journal, request); },
       .refuse = [](http::Request const&, int status) { return http::Response{.status = status}; },
       .served =
           [&](http::Served const& served) {
             if (!served.failure.empty())
               journal.tell("error", {{"msg", served.failure}, {"status", served.status}});
           }},
      kDeskLimits};
  std::cout << to_vkey(kept.key()) << '\n'
            << "http://" << endpoint.host << ":" << server.port() << "/" << std::endl;
  server.run();
  return 0;
}

}  // namespace gozin::app
