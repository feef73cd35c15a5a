using Psa.Catalog;

namespace Psa.EntityFrameworkCore;

internal sealed class EfPriceLists(EfSession session) : EfRepository<PriceList>(session, static (e, v) => e with { Version = v }), IPriceListRepository;
