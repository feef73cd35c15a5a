using Psa.Sellers;

namespace Psa.Storage;

internal sealed class InMemoryBillingEntities(InMemorySession session)
    : InMemoryRepository<BillingEntity>(session, static (e, v) => e with { Version = v }, static d => d.BillingEntities, static (d, t) => d with { BillingEntities = t }), IBillingEntityRepository;
