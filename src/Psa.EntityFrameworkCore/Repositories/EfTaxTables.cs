using Psa.Catalog;

namespace Psa.EntityFrameworkCore;

internal sealed class EfTaxTables(EfSession session) : EfRepository<TaxTable>(session, static (e, v) => e with { Version = v }), ITaxTableRepository;
