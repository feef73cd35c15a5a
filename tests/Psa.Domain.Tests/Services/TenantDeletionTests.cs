using Psa.Access;
using Psa.Customers;
using Psa.Services;
using Psa.Storage;
using static Psa.Domain.Tests.Services.AnOffice;

namespace Psa.Domain.Tests.Services;

/// <summary>A tenant that is deleted whole, confirmed by its id.</summary>
public sealed class TenantDeletionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_the_tenant_goes_and_it_can_begin_anew()
    {
        var office = await OpenAsync();
        var settings = new SettingsService(office.Store, office.Clock);
        await office.ACustomerAsync(Complete);
        await office.Catalog.SaveBillingEntityAsync(Stranger, AnEntity with { Tenant = OtherTenant });
        Assert.InRange(await settings.DeleteTenantAsync(Ann, Tenant, Ct), 4, long.MaxValue);
        Assert.Equal(0, await settings.DeleteTenantAsync(Ann, Tenant, Ct));
        Assert.Empty(await office.EventsAsync());
        Assert.NotEmpty((await new EventService(office.Store).ListAsync(Stranger, new(), PageRequest.First, Ct)).Items);
        await office.Catalog.SaveBillingEntityAsync(Ann, AnEntity);
        await office.ACustomerAsync(Complete);
    }

    [Fact]
    public async Task Without_its_own_id_or_the_right_nothing_goes()
    {
        var office = await OpenAsync();
        var settings = new SettingsService(office.Store, office.Clock);
        await office.ACustomerAsync(Complete);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => settings.DeleteTenantAsync(Ann, default, Ct));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => settings.DeleteTenantAsync(Ann, OtherTenant, Ct));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => settings.DeleteTenantAsync(Stranger, Tenant, Ct));
        var director = Actor.Create(Tenant, UserId.Of("di"), "Di", [Role.Director], AccessTable.Default);
        await Assert.ThrowsAsync<PermissionDeniedException>(() => settings.DeleteTenantAsync(director, Tenant, Ct));
        await using var session = await office.Store.OpenAsync(Tenant, Ct);
        Assert.Equal(1, await session.Of<Customer>().CountAsync(RecordType<Customer>.All, Ct));
    }
}
