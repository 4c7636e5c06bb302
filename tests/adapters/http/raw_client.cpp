#include "tests/adapters/http/raw_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

namespace gozin::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kBlankLine = "\r\n\r\n";

}  // namespace

RunningServer::RunningServer(Handler handle, Limits limits)
    : server_{{},
              {.handle = std::move(handle),
               .refuse =
                   [](Request const&, int status) {
                     return Response{.status = status, .body = "refused " + std::to_string(status)};
                   }},
              limits},
      thread_{[this] { server_.run(); }} {}

RunningServer::~RunningServer() {
  server_.stop();
  join();
}

void RunningServer::join() {
  if (thread_.joinable()) thread_.join();
}

struct RawClient::Parts {
  asio::io_context context;
  asio::ip::tcp::socket socket{context};
  std::string buffer;
};

RawClient::RawClient(std::uint16_t port) : parts_{std::make_unique<Parts>()} {
  parts_->socket.connect({asio::ip::make_address("127.0.0.1"), port});
}

RawClient::~RawClient() = default;

void RawClient::send(std::string_view bytes) {
  boost::system::error_code ignored;  // a server that has refused may close while we still send
  asio::write(parts_->socket, asio::buffer(bytes), ignored);
}

std::string RawClient::rest() {
  boost::system::error_code end;
  asio::read(parts_->socket, asio::dynamic_buffer(parts_->buffer), end);
  return std::exchange(parts_->buffer, {});
}

std::string RawClient::answer() {
  auto& buffer = parts_->buffer;
  auto const head = asio::read_until(parts_->socket, asio::dynamic_buffer(buffer), kBlankLine);
  auto const at = buffer.find("Content-Length: ");
  auto const length = at < head ? std::stoul(buffer.substr(at + 16)) : 0;
  if (buffer.size() < head + length)
    asio::read(parts_->socket, asio::dynamic_buffer(buffer),
               asio::transfer_exactly(head + length - buffer.size()));
  auto answer = buffer.substr(0, head + length);
  buffer.erase(0, head + length);
  return answer;
}

std::string exchange(std::uint16_t port, std::string_view bytes) {
  RawClient client{port};
  client.send(bytes);
  return client.rest();
}

std::string status_line(std::string_view answer) {
  return std::string{answer.substr(0, answer.find("\r\n"))};
}

std::string body_of(std::string_view answer) {
  auto const at = answer.find(kBlankLine);
  return at == std::string_view::npos ? std::string{} : std::string{answer.substr(at + 4)};
}

}  // namespace gozin::http
