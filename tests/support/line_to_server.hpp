#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace gozin::tests {

/// Where a line is cut when the next commit goes over it: before the server hears of it, or after,
/// so that only the reply is lost.
enum class Cut { none, before_commit, after_commit };

/// A socket that passes everything on to a server's socket and back, until it is told to cut.
class LineToServer {
 public:
  /// Listens at `own`, which must not be there, and connects each caller to `server`.
  LineToServer(std::string const& own, std::string server);
  ~LineToServer();
  LineToServer(LineToServer const&) = delete;
  LineToServer& operator=(LineToServer const&) = delete;

  /// At the next commit, once; lines made afterwards are whole.
  void cut(Cut at) { cut_ = at; }
  [[nodiscard]] bool has_cut() const { return cut_ == Cut::none; }

 private:
  struct Pair {
    int client;
    int server;
  };

  void listen();
  void accept_one();
  /// False when the pair is over.
  [[nodiscard]] bool pass(Pair const& pair, int from);
  void close(Pair const& pair) const;

  std::string server_;
  int listener_;
  std::atomic<Cut> cut_{Cut::none};
  std::atomic<bool> ending_{false};
  std::vector<Pair> pairs_;
  std::thread thread_;
};

}  // namespace gozin::tests
