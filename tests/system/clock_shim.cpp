// The time of day for a program under test, by LD_PRELOAD: ahead of the right one by as many
// milliseconds as the file GOZIN_TEST_CLOCK says, now this and now that. What counts the time that
// passes is left alone, as when somebody sets the clock.

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

using GetTime = int (*)(clockid_t, timespec*);

long shift_ms() {
  static int const file = [] {
    auto const* path = std::getenv("GOZIN_TEST_CLOCK");
    return path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
  }();
  char text[32] = {};
  if (file < 0 || ::pread(file, text, sizeof text - 1, 0) <= 0) return 0;
  return std::strtol(text, nullptr, 10);
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static auto const real = reinterpret_cast<GetTime>(::dlsym(RTLD_NEXT, "clock_gettime"));
  auto const done = real(clock, time);
  if (done != 0 || clock != CLOCK_REALTIME) return done;
  constexpr long kSecondNs = 1'000'000'000;
  auto const shift = shift_ms();
  time->tv_sec += shift / 1'000;
  time->tv_nsec += shift % 1'000 * 1'000'000;
  if (time->tv_nsec >= kSecondNs) time->tv_sec += 1, time->tv_nsec -= kSecondNs;
  if (time->tv_nsec < 0) time->tv_sec -= 1, time->tv_nsec += kSecondNs;
  return 0;
}
