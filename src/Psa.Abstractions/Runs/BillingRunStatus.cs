using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Runs;

/// <summary>Where a billing run stands.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class BillingRunStatus : SmartEnum<BillingRunStatus>, IJsonConverterSource
{
    /// <summary>Stored, nothing calculated.</summary>
    public static readonly BillingRunStatus Planned = new(nameof(Planned), 1);

    /// <summary>Partitions are being worked on, or wait for somebody to resume them.</summary>
    public static readonly BillingRunStatus Calculating = new(nameof(Calculating), 2);

    /// <summary>All partitions are done; drafts can be reviewed.</summary>
    public static readonly BillingRunStatus Calculated = new(nameof(Calculated), 3);

    /// <summary>Numbers are being assigned, or wait for somebody to resume that.</summary>
    public static readonly BillingRunStatus Issuing = new(nameof(Issuing), 4);

    /// <summary>All documents have their numbers.</summary>
    public static readonly BillingRunStatus Issued = new(nameof(Issued), 5);

    /// <summary>Drafts are being removed, or wait for somebody to resume that.</summary>
    public static readonly BillingRunStatus RollingBack = new(nameof(RollingBack), 6);

    /// <summary>As if the run had never been.</summary>
    public static readonly BillingRunStatus RolledBack = new(nameof(RolledBack), 7);

    /// <summary>Given up before it calculated anything.</summary>
    public static readonly BillingRunStatus Canceled = new(nameof(Canceled), 8);

    private BillingRunStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in order.</summary>
    public static ValueList<BillingRunStatus> All { get; } = [Planned, Calculating, Calculated, Issuing, Issued, RollingBack, RolledBack, Canceled];

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out BillingRunStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<BillingRunStatus>();
}
