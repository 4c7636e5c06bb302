#include "adapters/app/serve.hpp"

#include "adapters/app/database.hpp"
#include "adapters/app/follower.hpp"
#include "adapters/app/lease_thread.hpp"
#include "adapters/app/log_accounts.hpp"
#include "adapters/app/maintenance_thread.hpp"
#include "adapters/app/scrub_thread.hpp"
#include "adapters/app/serving.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/app/site.hpp"
#include "adapters/app/witness_relay.hpp"
#include "adapters/http/server.hpp"
#include "adapters/keys/system_ports.hpp"
#include "engine/command/streams.hpp"
#include "workflows/registry/states.hpp"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace gozin::app {
namespace {

/// The clock of a demonstration that is shown at its own date: it starts at a given moment and runs
/// as the computer's does.
class ShiftedClock final : public Clock {
 public:
  explicit ShiftedClock(Instant start) : shift_ms_{start.ms - system_.now().ms} {}
  [[nodiscard]] Instant now() override { return {system_.now().ms + shift_ms_}; }
  [[nodiscard]] std::optional<std::int64_t> running_ms() override { return system_.running_ms(); }

 private:
  SystemClock system_;
  std::int64_t shift_ms_;
};

/// `GOZIN_DEMONSTRATION_TIME` (RFC 3339) sets the clock of a demonstration; nothing when it is not
/// given. Throws std::runtime_error when it is no moment.
std::unique_ptr<Clock> demonstration_clock() {
  auto const* text = std::getenv("GOZIN_DEMONSTRATION_TIME");
  if (!text || *text == '\0') return nullptr;
  auto const start = parse_rfc3339(text);
  if (!start) throw std::runtime_error("GOZIN_DEMONSTRATION_TIME must be a moment (RFC 3339)");
  return std::make_unique<ShiftedClock>(*start);
}

/// Nobody may act at another time than it is, but in a demonstration.
void check_purpose(City& city) {
  auto const store = city.store().view();
  StoredView view{city.pipeline().catalog(), *store};
  auto const* log = view.find<registry::Log>(registry::log_stream());
  if (log && log->purpose != registry::Purpose::demonstration)
    throw std::runtime_error("GOZIN_DEMONSTRATION_TIME is for demonstrations only");
}

LeaseTaker lease_taker(std::string const& node, StoreUrl const& url, Clock& clock) {
  SystemRandom random;
  return {.holder = holder_of(node, random),
          .works = {kTimersWork, kSealingWork, kWitnessesWork},
          .running_ms = running_on(clock),
          .pace = url.database == Database::sqlite ? kPaceOnOneMachine : LeasePace{}};
}

/// From the first day of a new city on no account counts that the log does not have; of one that
/// is older its operator decides.
void begin_accounts(City& city, Writer& writer) {
  try {
    LogAccounts accounts{city, hands_of_start(city, writer)};
    if (accounts.are_adopted()) return;
    if (!city.accounts().all().empty())
      return writer.tell("the log does not say yet whose accounts are whose: `gozin user adopt`");
    static_cast<void>(accounts.begin_without());
  } catch (std::runtime_error const& failure) {
    // Of a database that is not there for the moment everybody hears who asks it for something.
    writer.tell(std::string{"accounts wait to be looked at: "} + failure.what());
  }
}

void tell_served(Journal& journal, http::Served const& served) {
  if (served.failure.empty() && served.status < 500) return;
  journal.tell("error", {{"msg", served.failure},
                         {"request_id", served.id},
                         {"method", served.method},
                         {"path", served.path},
                         {"status", served.status},
                         {"dur_ms", served.took.count() / 1'000}});
}

}  // namespace

int serve(cli::ServeOptions const& options, Texts const& texts) {
  auto const endpoint = endpoint_of(options.listen.empty() ? "127.0.0.1:8080" : options.listen);
  Journal journal;
  SystemClock system_clock;
  auto const shifted = demonstration_clock();
  Clock& clock = shifted ? *shifted : system_clock;
  City city{{.url = options.url, .clock = &clock, .is_to_serve = true}};
  if (shifted) check_purpose(city);
  auto const warn = [&](std::string const& text) { journal.tell("warning", {{"msg", text}}); };
  auto const node = node_name(setting("", "node"), endpoint);
  Leases leases{city.store(), lease_taker(node, database_url(options.url), clock)};
  LeaseThread const holding{leases, warn};
  Live live;
  city.pipeline().on_recorded([&](Recorded const& recorded, std::vector<Opened> const&) {
    live.recorded(recorded.at.stream);
  });
  Writer writer{city, clock, leases, warn};
  Follower const following{city, writer};
  MaintenanceThread const maintaining{city, writer};
  auto const relay = relay_to_witnesses(city, writer, journal);
  begin_accounts(city, writer);
  ScrubThread const scrubbing{city, node, clock, journal};
  Site site{{.city = city,
             .writer = writer,
             .live = live,
             .clock = clock,
             .texts = texts,
             .alarm = [&](std::string const& text) {
               journal.tell("error", {{"msg", text}});
             }}};
  http::Server server{endpoint,
                      {.handle = [&](http::Request const& request) { return site.answer(request); },
                       .refuse = [&](http::Request const& request,
                                     int status) { return site.refuse(request, status); },
                       .served = [&](http::Served const& served) { tell_served(journal, served); },
                       .stopping = [&] { site.drain(); }},
                      {.farewell = farewell_of(setting("", "farewell_ms"))}};
  std::cout << "http://" << endpoint.host << ":" << server.port() << "/" << std::endl;
  auto& people = city.people_register();
  people.on_failure([&] { server.stop(); });
  server.run();
  people.on_failure(nullptr);
  people.expect_readable();
  return 0;
}

}  // namespace gozin::app
