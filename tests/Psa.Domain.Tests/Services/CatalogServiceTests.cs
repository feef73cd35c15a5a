using NodaTime;
using Psa.Catalog;
using Psa.Sellers;

namespace Psa.Domain.Tests.Services;

public sealed class CatalogServiceTests
{
    private static readonly Product Storage = new() { Id = default, Tenant = AnOffice.Tenant, Number = "ST", Name = "Storage", Kind = ProductKind.ManagedService, Unit = "C62", ServiceCode = "storage" };

    [Fact]
    public async Task A_product_gets_an_id_and_is_changed_by_its_version()
    {
        var office = await AnOffice.OpenAsync();
        var product = await office.Catalog.SaveProductAsync(AnOffice.Ann, Storage);
        Assert.False(product.Id.IsEmpty);
        var renamed = await office.Catalog.SaveProductAsync(AnOffice.Ann, product with { Name = "Cloud storage" });
        Assert.Equal(2, renamed.Version);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.Catalog.SaveProductAsync(AnOffice.Ann, product with { Name = "Late" }));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Catalog.SaveProductAsync(AnOffice.Stranger, product));
    }

    [Fact]
    public async Task Number_and_service_code_are_one_products()
    {
        var office = await AnOffice.OpenAsync();
        await office.Catalog.SaveProductAsync(AnOffice.Ann, Storage);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Catalog.SaveProductAsync(AnOffice.Ann, Storage));
        Assert.Equal([CatalogErrors.DuplicateProduct, CatalogErrors.DuplicateProduct], refusal.Problems.Select(problem => problem.Code));
        await office.Catalog.SaveProductAsync(AnOffice.Ann, Storage with { Number = "ST2", IsActive = false });
    }

    [Fact]
    public async Task Price_lists_of_a_currency_do_not_overlap()
    {
        var office = await AnOffice.OpenAsync();
        var list = await office.Catalog.SavePriceListAsync(
            AnOffice.Ann,
            new() { Id = default, Tenant = AnOffice.Tenant, Name = "2026", Currency = Currency.EUR, ValidFrom = new(2026, 1, 1) });
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Catalog.SavePriceListAsync(AnOffice.Ann, list with { Id = default, Version = 0, Name = "Other" }));
        Assert.Equal(CatalogErrors.OverlappingPriceLists, refusal.Code);
        await office.Catalog.SavePriceListAsync(AnOffice.Ann, list with { LastDay = new LocalDate(2026, 12, 31) });
    }

    [Fact]
    public async Task A_new_default_entity_takes_the_place_of_the_one_before()
    {
        var office = await AnOffice.OpenAsync();
        var second = await office.Catalog.SaveBillingEntityAsync(AnOffice.Ann, AnOffice.AnEntity with { Id = default, Code = "BETA" });
        var first = await office.InSessionAsync(session => session.Of<BillingEntity>().FindAsync(AnOffice.Entity).AsTask());
        Assert.True(second.IsDefault);
        Assert.False(first?.IsDefault);
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Catalog.SaveBillingEntityAsync(AnOffice.Ann, second with { Id = default, Version = 0, Code = "acme" }));
        Assert.Equal(SellerErrors.EntityCodeTaken, refusal.Code);
    }

    [Fact]
    public async Task A_tax_table_is_checked()
    {
        var office = await AnOffice.OpenAsync();
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(
            () => office.Catalog.SaveTaxTableAsync(AnOffice.Ann, new() { Id = default, Tenant = AnOffice.Tenant, DefaultCode = "S21" }));
        Assert.Equal(CatalogErrors.UnknownTaxCode, refusal.Code);
    }
}
