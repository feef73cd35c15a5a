using Psa.Sellers;

namespace Psa.EntityFrameworkCore;

internal sealed class EfBillingEntities(EfSession session) : EfRepository<BillingEntity>(session, static (e, v) => e with { Version = v }), IBillingEntityRepository;
