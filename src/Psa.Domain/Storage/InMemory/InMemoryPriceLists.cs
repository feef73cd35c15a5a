using Psa.Catalog;

namespace Psa.Storage;

internal sealed class InMemoryPriceLists(InMemorySession session)
    : InMemoryRepository<PriceList>(session, static (e, v) => e with { Version = v }, static d => d.PriceLists, static (d, t) => d with { PriceLists = t }), IPriceListRepository;
