using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;

namespace Psa.Adjustments;

/// <summary>A document of service that was performed, or agreed and billed elsewhere. It never bills by itself: adjustments compare it. Once issued it doesn't change.</summary>
public sealed record ServiceDocument : IEntity<ServiceDocument>
{
    /// <summary>The code of the kind that is there from the start: service that was issued and isn't billed.</summary>
    public const string NonBillable = "non-billable-service-issue";

    /// <inheritdoc/>
    public required Id<ServiceDocument> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number that people use, of which there is one.</summary>
    public required string Number { get; init; }

    /// <summary>Gets the code of its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets on which side adjustments compare it, as its kind said when it was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AdjustmentPane Pane { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets the day of the service.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required ServiceDocumentStatus Status { get; init; }

    /// <summary>Gets the lines.</summary>
    public required ValueList<ServiceLine> Lines { get; init; }

    /// <summary>Gets why it was canceled, or <see langword="null"/>.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }
}
