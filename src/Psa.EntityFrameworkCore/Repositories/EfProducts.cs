using Psa.Catalog;

namespace Psa.EntityFrameworkCore;

internal sealed class EfProducts(EfSession session) : EfRepository<Product>(session, static (e, v) => e with { Version = v }), IProductRepository;
