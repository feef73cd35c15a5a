using System.Reflection;
using System.Text.Json;
using NodaTime;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Inventory;
using Psa.Orders;
using Psa.Quotes;
using Psa.Records;
using Psa.SalesItems;

namespace Psa.Attack.Tests.Calls;

/// <summary>Makes good values of any type: named ones, and of all other types by reflection.</summary>
internal sealed class Values(World world)
{
    private static readonly LocalDate[] Days = [new(2026, 3, 31), new(2026, 4, 1), new(2026, 6, 30), new(2026, 1, 15), new(2026, 1, 1), new(2027, 12, 31)];

    /// <summary>Gives values that may be right for an argument, or for a property of one.</summary>
    public IReadOnlyList<object?> For(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return [.. For(underlying, name), null];
        }

        if (name == "contentHash")
        {
            return [.. world.Records.Of<Quote>().Select(static quote => quote.Approval?.ContentHash).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        }

        if (name == "serials")
        {
            return [ValueList<string>.Empty, .. world.Records.Of<StockSerial>().Select(static serial => (ValueList<string>)[serial.Serial])];
        }

        if (name == "delivery" && type == typeof(long))
        {
            return [.. world.Records.Of<Demand>().SelectMany(static demand => demand.Deliveries.AsEnumerable()).Where(static delivery => delivery.Undone < delivery.Quantity).Select(static delivery => (object)delivery.Sequence).Distinct()];
        }

        if (name == "json")
        {
            return [.. Requests.Of(typeof(DeviceFile), world).Select(static file => JsonSerializer.Serialize(file, PsaJson.Options.GetTypeInfo(typeof(DeviceFile))))];
        }

        if (type.IsGenericType && ForGeneric(type, name) is { } made)
        {
            return made;
        }

        return ForPlain(type, name) ?? [.. Requests.Of(type, world), .. Stored(type), .. Built(type)];
    }

    /// <summary>Gives one value of a type, as good as can be without knowing what for.</summary>
    public object? One(Type type, string name) => For(type, name) is [var first, ..] ? first : null;

    private static object?[]? ForPlain(Type type, string name) =>
        type switch
        {
            _ when type.IsEnum => [.. Enum.GetValues(type).Cast<object>()],
            _ when type == typeof(string) => Texts(name),
            _ when type == typeof(bool) => [true, false],
            _ when type == typeof(int) => name is "line" or "lines" ? [0] : [3],
            _ when type == typeof(long) => [100L],
            _ when type == typeof(decimal) => name == "quantity" ? [7m, 1m] : [7m],
            _ when type == typeof(LocalDate) => [.. Days.Cast<object>()],
            _ when type == typeof(Instant) => [Instant.FromUtc(2026, 3, 1, 0, 0)],
            _ when type == typeof(Duration) => [Duration.FromMinutes(1)],
            _ when type == typeof(DateTimeZone) => [DateTimeZone.Utc],
            _ when type == typeof(CancellationToken) => [CancellationToken.None],
            _ when type == typeof(Guid) => [new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000ff")],
            _ when type == typeof(Currency) => [Currency.EUR],
            _ when type == typeof(Money) => [Money.Of(12m, Currency.EUR)],
            _ when type == typeof(UnitPrice) => [UnitPrice.Of(12m, Currency.EUR)],
            _ when type == typeof(Percent) => [Percent.Of(10m)],
            _ when type == typeof(DatePeriod) => [DatePeriod.Inclusive(new(2026, 3, 1), new(2026, 3, 31))],
            _ when type == typeof(PaymentTerms) => [PaymentTerms.DueIn(30), PaymentTerms.Parse("50 net 0; 50 net 30; 2% 10")],
            _ when type == typeof(Discount) => [Discount.OfPercent(Percent.Of(10m), "loyal")],
            _ when type == typeof(BillingCycle) => [BillingCycle.Monthly, BillingCycle.Quarterly],
            _ when type == typeof(ProrationBasis) => [ProrationBasis.ActualDays, ProrationBasis.Thirty360],
            _ when type == typeof(PriceTier) => [new PriceTier(0m, null, 3m)],
            _ => null,
        };

    private static string[] Texts(string name) => name.ToUpperInvariant() switch
    {
        "NUMBER" => ["1001", "OTHER"],
        "PATTERN" => ["X{yyyy}-{seq:00000}"],
        "EMAIL" => ["someone@else.example"],
        "COUNTRY" => ["DE"],
        "TAXCODE" or "DEFAULTCODE" => ["S20", "E"],
        "SERVICECODE" => ["other-service"],
        "LINK" => ["https://pay.example/1"],
        "UNIT" or "VENDORUNIT" => ["GB"],
        "SERIAL" => ["SN-1"],
        _ => ["Other"],
    };

    private object?[]? ForGeneric(Type type, string name)
    {
        var (definition, inner) = (type.GetGenericTypeDefinition(), type.GetGenericArguments()[0]);
        return definition switch
        {
            _ when definition == typeof(Id<>) => [.. world.IdsOf(inner).Select(id => Activator.CreateInstance(type, id))],
            _ when definition == typeof(IProgress<>) => [null],
            _ when definition == typeof(ValueList<>) => [.. For(inner, name).Select(one => Lists.ValueListOf(inner, [one]))],
            _ when definition == typeof(IAsyncEnumerable<>) => [.. For(inner, name).Select(one => Lists.StreamOf(inner, [one]))],
            _ when type == typeof(IReadOnlyCollection<Id<SalesItem>>) =>
                [.. world.Records.Of<SalesItem>().Where(static item => item.Status == SalesItemStatus.Pending || item.Source == SalesItemSource.Manual).Select(static item => (List<Id<SalesItem>>)[item.Id])],
            _ when type.IsAssignableFrom(typeof(List<>).MakeGenericType(inner)) => [.. For(inner, name).Select(one => Lists.ListOf(inner, [one]))],
            _ => null,
        };
    }

    /// <summary>Gives the stored records of a type: each as it is, and each with one property changed.</summary>
    private IEnumerable<object> Stored(Type type)
    {
        if (!Shelf.All.Any(shelf => shelf.Type == type))
        {
            yield break;
        }

        var ids = world.IdsOf(type).ToHashSet();
        foreach (var record in world.Records.Of(type).Where(record => ids.Contains(Parts.IdOf(record))))
        {
            foreach (var property in Parts.Of(type).Where(static property => property.Name is not ("Id" or "Tenant" or "Version")))
            {
                foreach (var value in For(property.PropertyType, property.Name).Where(value => !Equals(value, property.GetValue(record))))
                {
                    yield return Parts.With(record, property, value);
                }
            }
        }
    }

    private IEnumerable<object> Built(Type type)
    {
        if (type.IsAbstract || type.Assembly != typeof(Money).Assembly)
        {
            return Parts.SmartEnums(type);
        }

        if (Parts.SmartEnums(type).ToList() is { Count: > 0 } all)
        {
            return all;
        }

        var made = TryBuild(type);
        return made is null ? [] : [made];
    }

    private object? TryBuild(Type type)
    {
        try
        {
            var constructor = type.GetConstructors().OrderBy(static one => one.GetParameters().Length).FirstOrDefault(one => one.GetParameters() is not [var only] || only.ParameterType != type);
            var parameters = constructor?.GetParameters() ?? [];
            var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. parameters.Select(one => One(one.ParameterType, one.Name!))]);
            foreach (var property in Parts.Of(type).Where(property => !parameters.Any(one => string.Equals(one.Name, property.Name, StringComparison.OrdinalIgnoreCase)) && Parts.IsRequired(property)))
            {
                property.SetValue(made, One(property.PropertyType, property.Name));
            }

            return made;
        }
        catch (TargetInvocationException refusal) when (refusal.InnerException is PsaException or ArgumentException)
        {
            return null;
        }
    }
}
