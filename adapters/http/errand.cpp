#include "adapters/http/errand.hpp"

#include "adapters/http/failure.hpp"
#include "engine/port/event_store.hpp"

#include <optional>
#include <utility>

namespace gozin::http {
namespace {

Outcome refused_for_now(Service const& service, Request const& request, std::string failure) {
  auto outcome = refused(service, request, 503);
  outcome.response.headers.emplace_back("Retry-After", "1");
  outcome.failure = std::move(failure);
  return outcome;
}

/// What `work` gives, or what its failure means to whoever has asked.
template <class Work>
std::optional<Outcome> outcome_of(Errand::Of const& of, Work const& work) {
  auto const& request = *of.request;
  try {
    return work();
  } catch (StoreBusy const&) {
    return refused_for_now(of.service, request, "the store is busy");
  } catch (StoreOutdated const& failure) {
    // Another node can do it.
    return refused_for_now(of.service, request, failure.what());
  } catch (std::exception const& failure) {
    auto outcome = refused(of.service, request, 500);
    outcome.failure = words_of(failure);
    return outcome;
  }
}

}  // namespace

Outcome refused(Service const& service, Request const& request, int status) {
  try {
    return {service.refuse(request, status), {}};
  } catch (std::exception const& failure) {
    return {{.status = status}, words_of(failure)};
  }
}

Errand::~Errand() {
  if (is_over_) return;
  auto outcome = refused(of_.service, *of_.request, 500);
  outcome.failure = "nobody has answered";
  end(std::move(outcome));
}

void Errand::begin() {
  auto const ask = [self = shared_from_this()] {
    self->give([&] { return self->of_.service.handle(*self->of_.request); });
  };
  if (!of_.workers.post(ask))
    end(refused_for_now(of_.service, *of_.request, "too many requests are waiting"));
}

void Errand::give(Make const& make) {
  auto outcome = outcome_of(of_, [&]() -> std::optional<Outcome> {
    auto response = make();
    auto const later = std::exchange(response.later, nullptr);
    if (!later) return Outcome{std::move(response), {}};
    later(shared_from_this());
    return std::nullopt;
  });
  if (outcome) end(std::move(*outcome));
}

void Errand::make_on_worker(Make make) {
  of_.workers.post_further(
      [self = shared_from_this(), make = std::move(make)] { self->give(make); });
}

void Errand::end(Outcome outcome) {
  if (!is_over_.exchange(true)) done_(std::move(outcome));
}

}  // namespace gozin::http
