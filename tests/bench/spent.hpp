#pragma once

#include <ctime>

namespace gozin::bench {

/// Seconds by the wall and by the thread's own use of a processor.
struct Spent {
  double wall = 0;
  double processor = 0;

  static Spent now() { return {read(CLOCK_MONOTONIC), read(CLOCK_THREAD_CPUTIME_ID)}; }

 private:
  static double read(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }
};

template <class Work>
void measure(Spent& spent, Work const& work) {
  auto const start = Spent::now();
  work();
  auto const end = Spent::now();
  spent.wall += end.wall - start.wall;
  spent.processor += end.processor - start.processor;
}

}  // namespace gozin::bench
