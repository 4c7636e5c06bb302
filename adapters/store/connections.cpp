#include "adapters/store/connections.hpp"

namespace gozin::store {

void Connector::connect(soci::session& sql, Use use) const {
  translated(dialect, [&] { dialect.connect(sql, url, use, patience); });
}

Reader::Reader(Connector const& connector) {
  connector.connect(sql, Use::read);
  translated(connector.dialect, [&] { reads = std::make_unique<Reads>(sql); });
}

Writer::Writer(Connector const& connector) {
  connector.connect(sql, Use::write);
  translated(connector.dialect, [&] {
    reads = std::make_unique<Reads>(sql);
    batch = std::make_unique<BatchWriter>(sql);
  });
}

std::unique_ptr<WriterPool::Lease> lend_for_writing(WriterPool& pool, Connector const& connector) {
  auto lease = pool.lend();
  translated(connector.dialect, [&] { (*lease)->sql << connector.dialect.begin_write; });
  return lease;
}

std::unique_ptr<ReaderPool::Lease> lend_for_reading(ReaderPool& pool, Connector const& connector) {
  auto lease = pool.lend();
  translated(connector.dialect, [&] {
    (*lease)->sql << connector.dialect.begin_read;
    (void)(*lease)->reads->head();
  });
  return lease;
}

}  // namespace gozin::store
