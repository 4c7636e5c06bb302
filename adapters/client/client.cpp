#include "adapters/client/client.hpp"

#include <array>
#include <curl/curl.h>

namespace gozin::client {
namespace {

/// Once for the process, before its first handle.
void start_library() {
  static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl cannot be started");
}

struct Receiving {
  std::string body = {};
  std::size_t bytes_max = 0;
};

std::size_t receive(char const* bytes, std::size_t, std::size_t count, void* into) {
  auto& receiving = *static_cast<Receiving*>(into);
  // Another number than the given one ends the transfer.
  if (receiving.body.size() + count > receiving.bytes_max) return 0;
  receiving.body.append(bytes, count);
  return count;
}

}  // namespace

struct Client::State {
  Limits limits;
  CURL* handle = nullptr;
  curl_slist* headers = nullptr;
  std::array<char, CURL_ERROR_SIZE> error{};

  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
      throw std::runtime_error("libcurl lacks an option that is needed");
  }
};

Client::Client(Limits const& limits) : state_{std::make_unique<State>()} {
  start_library();
  auto& state = *state_;
  state.limits = limits;
  state.handle = curl_easy_init();
  // A body of any size is sent at once, without asking first.
  state.headers = curl_slist_append(nullptr, "Expect:");
  if (!state.handle || !state.headers) throw std::runtime_error("libcurl cannot be started");
  state.set(CURLOPT_ERRORBUFFER, state.error.data());
  state.set(CURLOPT_NOSIGNAL, 1L);
  state.set(CURLOPT_PROTOCOLS_STR, "http,https");
  state.set(CURLOPT_FOLLOWLOCATION, 0L);
  state.set(CURLOPT_USERAGENT, "gozin");
  state.set(CURLOPT_HTTPHEADER, state.headers);
  state.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_patience.count()));
  state.set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.patience.count()));
  state.set(CURLOPT_WRITEFUNCTION, &receive);
}

Client::~Client() {
  curl_easy_cleanup(state_->handle);
  curl_slist_free_all(state_->headers);
}

Answer Client::post(std::string const& url, std::string_view body) {
  auto& state = *state_;
  Receiving receiving{.bytes_max = state.limits.answer_bytes_max};
  state.error.front() = '\0';
  state.set(CURLOPT_URL, url.c_str());
  state.set(CURLOPT_POST, 1L);
  state.set(CURLOPT_POSTFIELDS, body.data());
  state.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  state.set(CURLOPT_WRITEDATA, static_cast<void*>(&receiving));
  auto const done = curl_easy_perform(state.handle);
  if (done != CURLE_OK)
    throw Unreachable(state.error.front() != '\0' ? state.error.data() : curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(state.handle, CURLINFO_RESPONSE_CODE, &status);
  return {static_cast<int>(status), std::move(receiving.body)};
}

}  // namespace gozin::client
