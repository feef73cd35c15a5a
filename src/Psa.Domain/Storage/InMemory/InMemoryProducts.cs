using Psa.Catalog;

namespace Psa.Storage;

internal sealed class InMemoryProducts(InMemorySession session)
    : InMemoryRepository<Product>(session, static (e, v) => e with { Version = v }, static d => d.Products, static (d, t) => d with { Products = t }), IProductRepository;
