using System.Text.Json.Serialization;
using NodaTime;
using Psa.Access;
using Psa.Domain.Tests.Lifecycles;
using Psa.Events;

namespace Psa.Domain.Tests.Values.Json;

/// <summary>A record of everything that records are made of.</summary>
public sealed record Sample
{
    public required Id<Sample> Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    public required Money Total { get; init; }

    public Money? Paid { get; init; }

    public required UnitPrice Price { get; init; }

    public required ExactAmount Exact { get; init; }

    public required Percent Discount { get; init; }

    public required Currency Currency { get; init; }

    public Currency? Other { get; init; }

    public required DatePeriod Period { get; init; }

    public required LocalDate Date { get; init; }

    public LocalDate? LastDay { get; init; }

    public required Instant At { get; init; }

    public required DoorStatus Status { get; init; }

    public DoorStatus? Previous { get; init; }

    public required Rounding Rounding { get; init; }

    public required ValueList<Money> Lines { get; init; }

    public ValueList<Id<Sample>> Links { get; init; }

    public ValueList<AccessGrant> Cells { get; init; }

    public ValueList<ValueList<int>> Nested { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LocalDateJsonConverter), typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(AccessGrant))]
[JsonSerializable(typeof(ValueList<int>))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(PsaEvent))]
[JsonSerializable(typeof(Dictionary<Currency, Money>))]
[JsonSerializable(typeof(Dictionary<LocalDate, Money>))]
[JsonSerializable(typeof(Dictionary<Id<Sample>, Money>))]
internal sealed partial class SampleJsonContext : JsonSerializerContext;
