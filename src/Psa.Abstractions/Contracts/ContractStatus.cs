using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Contracts;

/// <summary>Where a contract stands. What it bills follows from its dates; the status only keeps drafts and discarded ones out.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class ContractStatus : SmartEnum<ContractStatus>, IJsonConverterSource
{
    /// <summary>Being written; bills nothing.</summary>
    public static readonly ContractStatus Draft = new(nameof(Draft), 1);

    /// <summary>In force.</summary>
    public static readonly ContractStatus Active = new(nameof(Active), 2);

    /// <summary>In force, but services rest; suspended days bill nothing.</summary>
    public static readonly ContractStatus Suspended = new(nameof(Suspended), 3);

    /// <summary>Ended before its time or by notice; still gets its last bill and corrections.</summary>
    public static readonly ContractStatus Terminated = new(nameof(Terminated), 4);

    /// <summary>Ended at its agreed end; still gets its last bill and corrections.</summary>
    public static readonly ContractStatus Expired = new(nameof(Expired), 5);

    /// <summary>Never came into force.</summary>
    public static readonly ContractStatus Discarded = new(nameof(Discarded), 6);

    private ContractStatus(string name, int value)
        : base(name, value)
    {
    }

    /// <summary>Gets all values in the order of a contract's life.</summary>
    public static ValueList<ContractStatus> All { get; } = [Draft, Active, Suspended, Terminated, Expired, Discarded];

    /// <summary>Gets whether the contract's dates are billed at all.</summary>
    public bool IsBilled => this != Draft && this != Discarded;

    /// <summary>Finds a value by its name.</summary>
    /// <param name="name">The name, in this case.</param>
    /// <param name="status">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out ContractStatus? status) => All.TryFind(name, out status);

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<ContractStatus>();
}
