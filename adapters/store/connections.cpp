#include "adapters/store/connections.hpp"

#include <thread>

namespace gozin::store {

void Connector::connect(soci::session& sql, Use use) const {
  translated(dialect, [&] { dialect.connect(sql, url, use, patience); });
}

namespace {

std::unique_ptr<Reads> reads_on(soci::session& sql, Connector const& connector) {
  return std::make_unique<Reads>(sql, connector.dialect,
                                 Reads::Of{connector.layout, archive_folder(connector.url)});
}

/// The store was open before: what cannot be asked of it any more is not there any more.
template <class Work>
void prepare(Connector const& connector, Work const& work) {
  try {
    translated(connector.dialect, work);
  } catch (StoreDamaged const&) {
    throw;
  } catch (StoreFailed const&) {
    throw StoreDamaged("the store is damaged: it lacks a table that was there");
  }
}

}  // namespace

Reader::Reader(Connector const& connector) {
  connector.connect(sql, Use::read);
  prepare(connector, [&] {
    reads = reads_on(sql, connector);
    accounts = std::make_unique<AccountReads>(sql);
    begin.emplace(sql, std::string{connector.dialect.begin_read});
    rollback.emplace(sql, "rollback");
  });
}

Writer::Writer(Connector const& connector) {
  connector.connect(sql, Use::write);
  prepare(connector, [&] {
    reads = reads_on(sql, connector);
    batch = connector.dialect.make_writer(sql);
    rollback.emplace(sql, "rollback");
  });
}

namespace {

constexpr std::chrono::milliseconds kBetweenTries{20};

/// Lends a connection and begins on it. One that turns out to be dead has done nothing yet, so
/// another takes its place.
template <class SomePool, class Begin>
auto lend(SomePool& pool, Connector const& connector, Begin const& begin) {
  auto const deadline = std::chrono::steady_clock::now() + connector.patience;
  for (;;) {
    try {
      auto lease = pool.lend();
      try {
        translated(connector.dialect, [&] { begin(**lease); });
      } catch (ConnectionLost const&) {
        lease->close();
        throw;
      }
      return lease;
    } catch (ConnectionLost const&) {
      if (std::chrono::steady_clock::now() >= deadline) throw;
      std::this_thread::sleep_for(kBetweenTries);
    }
  }
}

}  // namespace

std::unique_ptr<WriterPool::Lease> lend_for_writing(WriterPool& pool, Connector const& connector) {
  return lend(pool, connector, [&](Writer& writer) { connector.dialect.begin_write(writer.sql); });
}

std::unique_ptr<ReaderPool::Lease> lend_for_reading(ReaderPool& pool, Connector const& connector) {
  return lend(pool, connector, [&](Reader& reader) {
    reader.begin->run();
    (void)reader.reads->head();
  });
}

}  // namespace gozin::store
