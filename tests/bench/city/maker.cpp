#include "tests/bench/city/maker.hpp"

#include "adapters/keys/system_ports.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>
#include <span>
#include <unordered_map>

namespace gozin::bench {
namespace {

/// So many cases go their way together, in two halves: while a step of the one is written, the
/// step of the other is prepared.
constexpr std::size_t kWave = 1'024;
constexpr std::size_t kLines = 64;
constexpr std::size_t kWavesAYear = 20;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kDaysAWave = 15;
constexpr std::int64_t kMinuteMs = 60'000;
/// Of five cases so many are cancelled.
constexpr std::size_t kCancelledOfFive = 3;

std::size_t waves_of(std::size_t cases) { return (cases + kWave - 1) / kWave; }

class Maker {
 public:
  Maker(std::string const& url, CityPlan const& plan, std::ostream& told)
      : plan_{plan},
        told_{told},
        clock_{start_of_city(plan)},
        city_{{.url = url,
               .mode = cli::Opening::Mode::create,
               .clock = &clock_,
               .origin = "gozin.bench.example"}} {
    city_.pipeline().on_recorded([this](Recorded const& recorded, std::vector<Opened> const& kept) {
      auto const found = by_stream_.find(recorded.at.stream);
      if (found != by_stream_.end()) found->second->learn(recorded, kept);
    });
  }

  void make() {
    founded_ = found_city(city_, crew_,
                          {.people = plan_.people,
                           .posts = kWave + plan_.live,
                           .config = plan_.config,
                           .password = plan_.password});
    tell("founded");
    Way const way{founded_.offices, clock_};
    auto const ended = plan_.cases - plan_.live;
    for (std::size_t made = 0; made < ended; made += kWave) {
      go(way, ended_lanes(std::min(kWave, ended - made)));
      tell(std::to_string(made_) + " cases");
    }
    // First those whose periods have to pass, so that the others stand at the clock's own time.
    go(way, live_lanes(plan_.live / 2, way.last_before_window_closes() + 1, way.steps() - 1));
    go(way, live_lanes(plan_.live - plan_.live / 2, 1, way.last_before_window_closes()));
    (void)city_.pipeline().checkpoint();
    tell("done");
  }

 private:
  /// So early that the last case is on its way today.
  static Instant start_of_city(CityPlan const& plan) {
    auto const waves = static_cast<std::int64_t>(waves_of(plan.cases) + 2);
    return {SystemClock{}.now().ms - waves * kDaysAWave * kDayMs};
  }

  Lane next_lane() {
    if (made_ % (kWave * kWavesAYear) == 0 || lines_.empty())
      lines_ = open_budget_lines(crew_, year_++, kLines);
    auto const& staff = founded_.offices.staff;
    Lane lane{.number = made_, .post = {}, .line = lines_[made_ % lines_.size()], .persons = {}};
    for (std::size_t i = 0; i < Way::kNomineesACase; ++i)
      lane.persons.push_back(staff[(made_ * Way::kNomineesACase + i) % staff.size()]);
    ++made_;
    return lane;
  }

  std::vector<Lane> ended_lanes(std::size_t count) {
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < count; ++i) {
      lanes.push_back(next_lane());
      lanes.back().post = founded_.posts[i];
      lanes.back().is_cancelled = i % 5 < kCancelledOfFive;
    }
    return lanes;
  }

  /// Each stops somewhere from the first of those steps to the last.
  std::vector<Lane> live_lanes(std::size_t count, std::size_t first, std::size_t last) {
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < count; ++i) {
      lanes.push_back(next_lane());
      lanes.back().post = founded_.posts[kWave + live_++];
      lanes.back().stops_before = first + i % (last - first + 1);
    }
    return lanes;
  }

  std::vector<Task> tasks_of(Way const& way, std::size_t step, std::span<Lane> lanes) {
    std::vector<Task> tasks;
    for (auto& lane : lanes) {
      auto order = way.order(step, lane);
      if (!order) continue;
      Task task{crew_.request_of(std::move(*order))};
      if (lane.stream.empty())
        task.done = [this, &lane](Accepted const& done) {
          lane.stream = done.events.front().stream;
          by_stream_.emplace(lane.stream, &lane);
        };
      tasks.push_back(std::move(task));
    }
    return tasks;
  }

  void go(Way const& way, std::vector<Lane> lanes) {
    std::span<Lane> const all{lanes};
    auto const first = (all.size() + 1) / 2;
    std::array const halves{all.subspan(0, first), all.subspan(first)};
    std::size_t turn = 0;
    std::optional<std::size_t> under_way;  // the half whose step is not written yet
    crew_.work([&] {
      for (; turn < way.steps() * halves.size(); ++turn) {
        auto const step = turn / halves.size();
        auto const half = turn % halves.size();
        // What is under way is recorded at its own time.
        bool const time_passes = half == 0 && way.days_before(step) > 0;
        if (under_way && (under_way == half || time_passes)) {
          under_way.reset();
          return std::vector<Task>{};
        }
        if (half == 0) clock_.advance(way.days_before(step) * kDayMs + kMinuteMs);
        auto tasks = tasks_of(way, step, halves[half]);
        if (tasks.empty()) continue;
        under_way = half;
        ++turn;
        return tasks;
      }
      return std::vector<Task>{};
    });
    by_stream_.clear();
    city_.maintain();
  }

  void tell(std::string const& what) {
    auto const now = std::chrono::steady_clock::now();
    auto const seconds = std::chrono::duration<double>(now - begun_).count();
    auto const events = city_.store().view()->head().size;
    told_ << what << ": " << crew_.commands() << " commands, " << events << " events, "
          << static_cast<std::int64_t>(seconds) << " s, "
          << static_cast<std::int64_t>(static_cast<double>(crew_.commands()) / seconds)
          << " commands/s" << std::endl;
  }

  CityPlan const& plan_;
  std::ostream& told_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  CityClock clock_;
  app::City city_;
  Crew crew_{city_};
  Founded founded_;
  std::vector<StreamId> lines_;
  std::unordered_map<StreamId, Lane*> by_stream_;
  std::size_t made_ = 0;
  std::size_t live_ = 0;
  std::size_t year_ = 0;
};

}  // namespace

void make_city(std::string const& url, CityPlan const& plan, std::ostream& told) {
  Maker{url, plan, told}.make();
}

}  // namespace gozin::bench
