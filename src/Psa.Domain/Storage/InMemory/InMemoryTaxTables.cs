using Psa.Catalog;

namespace Psa.Storage;

internal sealed class InMemoryTaxTables(InMemorySession session)
    : InMemoryRepository<TaxTable>(session, static (e, v) => e with { Version = v }, static d => d.TaxTables, static (d, t) => d with { TaxTables = t }), ITaxTableRepository;
