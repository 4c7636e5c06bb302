// What a server that does nothing but keep rows can do: Beast reads the request, a queue, one
// thread that writes the rows of a note by SQLite's own interface, as many a commit as wait, and
// the answer behind the commit. The floor of durable commands over HTTP.
//
// Usage: http_floor FILE SAMPLE
// FILE: a database yet to be made; SAMPLE: a city's, in which somebody has added a note to a case.
// Prints its address, and serves until SIGTERM.

#include "adapters/app/city.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/bench/raw_sqlite.hpp"

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace gozin::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kBatchMax = 512;
constexpr std::int64_t kCases = 1'000;

/// The rows of one note, as the program has written them.
struct Sample {
  explicit Sample(RawDatabase const& from) {
    RawStatement event{from,
                       "select seq, type, recorded, body, leaf from event where type = 'NoteAdded' "
                       "order by seq desc limit 1"};
    std::int64_t seq = -1;
    event.step_to_end([&] {
      seq = event.number(0);
      type = event.text(1);
      recorded = event.number(2);
      body = event.text(3);
      leaf = event.text(4);
    });
    if (seq < 0) throw std::runtime_error("nobody has added a note");
    auto const where = " where seq = " + std::to_string(seq);
    RawStatement vault{from, ("select \"key\", bound, sealed from vault" + where).c_str()};
    vault.step_to_end([&] {
      key = vault.text(0);
      bound = vault.text(1);
      sealed = vault.text(2);
    });
    RawStatement request{from,
                         "select fingerprint, answer from idempotency where answer like "
                         "'%NoteAdded%' limit 1"};
    request.step_to_end([&] {
      fingerprint = request.text(0);
      answer = request.text(1);
    });
    RawStatement head{from, "select frontier from log_head"};
    head.step_to_end([&] { frontier = head.text(0); });
    RawStatement checkpoint{from, "select note from checkpoint order by size desc limit 1"};
    checkpoint.step_to_end([&] { note = checkpoint.text(0); });
  }

  std::string type, body, leaf, key, bound, sealed, fingerprint, answer, frontier, note;
  std::int64_t recorded = 0;
};

class FloorWriter {
 public:
  FloorWriter(std::string const& file, Sample const& sample) : sample_{sample}, to_{file} {
    RawStatement{to_, "begin immediate"}.run();
    for (std::int64_t i = 0; i < kCases; ++i) show_case(i, 0);
    RawStatement{to_, "commit"}.run();
  }

  void write(std::size_t commands) {
    begin_.run();
    auto const first = size_;
    for (std::size_t i = 0; i < commands; ++i, ++size_) {
      auto const stream = "case/" + std::to_string(size_ % kCases);
      event_.run(size_, stream, size_, sample_.type, sample_.recorded, sample_.body, sample_.leaf);
      vault_.run(size_, sample_.key, sample_.bound, sample_.sealed);
      answer_.run("floor/" + std::to_string(size_), sample_.fingerprint, sample_.answer,
                  sample_.recorded);
    }
    for (auto i = first; i < size_; ++i) show_case(i % kCases, i);
    checkpoint_.run(size_, sample_.note);
    head_.run(size_, sample_.frontier, sample_.recorded);
    commit_.run();
  }

 private:
  void show_case(std::int64_t number, std::int64_t changed) {
    case_.run("case/" + std::to_string(number), changed);
  }

  Sample const& sample_;
  RawDatabase to_;
  std::int64_t size_ = 1;
  RawStatement begin_{to_, "begin immediate"};
  RawStatement commit_{to_, "commit"};
  RawStatement event_{to_, "insert into event values (?,?,?,?,?,?,?)"};
  RawStatement vault_{to_, "insert into vault values (?,?,?,?)"};
  RawStatement answer_{to_, "insert into idempotency values (?,?,?,?)"};
  RawStatement checkpoint_{to_, "insert into checkpoint values (?,?)"};
  RawStatement head_{to_, "update log_head set size=?, frontier=?, recorded=? where id=1"};
  RawStatement case_{to_,
                     "insert into case_list (stream, post_title, unit, post_class, state, "
                     "position, suspended, stayed, opened, changed) values (?1, 'Director', "
                     "'unit-1', 'director', 'Screening', 'Screening', 0, 0, 0, ?2) "
                     "on conflict (stream) do update set changed = excluded.changed"};
};

/// One thread that writes what waits.
class Queue {
 public:
  Queue(std::string const& file, Sample const& sample)
      : writer_{file, sample}, journal_{file}, thread_{[this] { work(); }}, mover_{[this] {
          move();
        }} {}
  ~Queue() {
    {
      std::scoped_lock const lock{mutex_};
      ending_ = true;
    }
    waiting_.notify_all();
    ended_.notify_all();
    thread_.join();
    mover_.join();
  }
  Queue(Queue const&) = delete;
  Queue& operator=(Queue const&) = delete;

  void push(std::function<void()> done) {
    {
      std::scoped_lock const lock{mutex_};
      jobs_.push_back(std::move(done));
    }
    waiting_.notify_one();
  }

 private:
  void work() {
    for (;;) {
      std::vector<std::function<void()>> taken;
      {
        std::unique_lock lock{mutex_};
        waiting_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        while (!jobs_.empty() && taken.size() < kBatchMax) {
          taken.push_back(std::move(jobs_.front()));
          jobs_.pop_front();
        }
      }
      writer_.write(taken.size());
      for (auto const& done : taken) done();
    }
  }

  /// As the program does, off the way of the commits.
  void move() {
    std::unique_lock lock{mutex_};
    while (!ended_.wait_for(lock, std::chrono::seconds{1}, [this] { return ending_.load(); })) {
      lock.unlock();
      journal_.move_journal();
      lock.lock();
    }
  }

  FloorWriter writer_;
  RawDatabase journal_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::condition_variable ended_;
  std::deque<std::function<void()>> jobs_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
  std::thread mover_;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Queue& queue) : socket_{std::move(socket)}, queue_{queue} {}

  void read() {
    request_ = {};
    beast::http::async_read(socket_, buffer_, request_,
                            [self = shared_from_this()](error_code const& error, std::size_t) {
                              if (!error) self->queue();
                            });
  }

 private:
  void queue() {
    queue_.push([self = shared_from_this()] {
      asio::post(self->socket_.get_executor(), [self] { self->answer(); });
    });
  }

  void answer() {
    response_ = {beast::http::status::see_other, 11};
    response_.keep_alive(true);
    response_.set(beast::http::field::location, "/en/cases/1?done=1");
    response_.content_length(0);
    beast::http::async_write(socket_, response_,
                             [self = shared_from_this()](error_code const& error, std::size_t) {
                               if (!error) self->read();
                             });
  }

  tcp::socket socket_;
  Queue& queue_;
  beast::flat_buffer buffer_;
  beast::http::request<beast::http::string_body> request_;
  beast::http::response<beast::http::string_body> response_;
};

void accept(tcp::acceptor& acceptor, Queue& queue) {
  acceptor.async_accept([&](error_code const& error, tcp::socket socket) {
    if (error) return;
    socket.set_option(tcp::no_delay{true});
    std::make_shared<Session>(std::move(socket), queue)->read();
    accept(acceptor, queue);
  });
}

int serve(std::string const& file, std::string const& sample) {
  auto const rows = Sample{RawDatabase{sample}};
  (void)open_store({Database::sqlite, file}, app::catalog().tables(), {.mode = OpenMode::create});
  asio::io_context context{1};
  Queue queue{file, rows};
  tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), 0}};
  accept(acceptor, queue);
  asio::signal_set signals{context, SIGTERM, SIGINT};
  signals.async_wait([&](error_code const&, int) { context.stop(); });
  std::cout << "http://127.0.0.1:" << acceptor.local_endpoint().port() << "/" << std::endl;
  context.run();
  return 0;
}

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "Usage: http_floor FILE SAMPLE\n";
    return 2;
  }
  try {
    return gozin::bench::serve(words[1], words[2]);
  } catch (std::exception const& failure) {
    std::cerr << "http_floor: " << failure.what() << '\n';
    return 1;
  }
}
