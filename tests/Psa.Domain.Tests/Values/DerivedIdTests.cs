using FsCheck.Fluent;
using NodaTime;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.Values;

public sealed class DerivedIdTests
{
    private static readonly TenantId Tenant = new(new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a02"));
    private static readonly LocalDate Day = new(2026, 3, 15);

    [Fact]
    public void The_same_arguments_give_the_same_id_of_version_8()
    {
        var id = DerivedId.Create<SalesItem>(Day, Tenant, "part", "2026-03");
        Assert.Equal(id, DerivedId.Create<SalesItem>(Day, Tenant, "part", "2026-03"));
        Assert.Equal(8, id.Value.Version);
        Assert.InRange(id.Value.Variant, 8, 11);
    }

    [Fact]
    public void Each_argument_counts_and_texts_do_not_run_into_each_other()
    {
        Id<SalesItem>[] ids =
        [
            DerivedId.Create<SalesItem>(Day, Tenant, "ab", "c"),
            DerivedId.Create<SalesItem>(Day, Tenant, "a", "bc"),
            DerivedId.Create<SalesItem>(Day, Tenant, "abc"),
            DerivedId.Create<SalesItem>(Day, Tenant, "abc", string.Empty),
            DerivedId.Create<SalesItem>(Day.PlusDays(1), Tenant, "abc"),
            DerivedId.Create<SalesItem>(Day, new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a03")), "abc"),
            DerivedId.Create<SalesItem>(Tenant, "abc"),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Ids_sort_by_their_day() => PropertyCheck.That(Prop.ForAll(
        Arbitraries.Dates,
        Arbitraries.Dates,
        (one, other) => one == other
            || Math.Sign(one.CompareTo(other)) == Math.Sign(DerivedId.Create<SalesItem>(one, Tenant, "x").CompareTo(DerivedId.Create<SalesItem>(other, Tenant, "y")))));

    [Fact]
    public void Ids_of_a_day_sort_by_what_they_are_near()
    {
        var (first, later) = (new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a10"), new Guid("0192d4e0-7b20-7001-8000-000000000000"));
        for (var source = 0; source < 100; source++)
        {
            var one = DerivedId.Create<SalesItem>(Day, Tenant, first, new Guid(source, 1, 1, new byte[8]), 0, 0);
            var other = DerivedId.Create<SalesItem>(Day, Tenant, later, new Guid(source, 2, 2, new byte[8]), 0, 0);
            Assert.True(one.CompareTo(other) < 0);
            Assert.Equal(8, one.Value.Version);
            Assert.InRange(one.Value.Variant, 8, 11);
        }
    }

    [Fact]
    public void Source_kind_ordinal_day_and_tenant_each_count()
    {
        var (near, source) = (new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a10"), new Guid("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a11"));
        Id<SalesItem>[] ids =
        [
            DerivedId.Create<SalesItem>(Day, Tenant, near, source, 0, 0),
            DerivedId.Create<SalesItem>(Day, Tenant, near, near, 0, 0),
            DerivedId.Create<SalesItem>(Day, Tenant, near, source, 1, 0),
            DerivedId.Create<SalesItem>(Day, Tenant, near, source, 0, 1),
            DerivedId.Create<SalesItem>(Day.PlusDays(1), Tenant, near, source, 0, 0),
            DerivedId.Create<SalesItem>(Day, new(Guid.Parse("0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a03")), near, source, 0, 0),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], DerivedId.Create<SalesItem>(Day, Tenant, near, source, 0, 0));
    }
}
